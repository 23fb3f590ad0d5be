import { Group, Kbd, Stack, Text } from '@mantine/core';

const SHORTCUTS: [keys: string[], meaning: string][] = [
  [['G', 'H'], 'Go home'],
  [['G', 'I'], 'Go to the inbox'],
  [['G', 'R'], 'Go to my requests'],
  [['C'], 'New request'],
  [['J'], 'Next in the inbox'],
  [['K'], 'Previous in the inbox'],
  [['Enter'], 'Open the selected request'],
  [['A'], 'Approve'],
  [['R'], 'Reject, with a reason'],
  [['?'], 'This list'],
];

/** What the keys do. They are off while somebody types. */
export function ShortcutList() {
  return (
    <Stack gap="xs">
      {SHORTCUTS.map(([keys, meaning]) => (
        <Group key={meaning} justify="space-between" wrap="nowrap">
          <Text size="sm">{meaning}</Text>
          <Group gap={4} wrap="nowrap">
            {keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </Group>
        </Group>
      ))}
    </Stack>
  );
}
