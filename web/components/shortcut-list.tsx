import { Group, Kbd, Stack, Text } from '@mantine/core';
import { useT, type Message } from '../lib/i18n/language';

const SHORTCUTS: [keys: string[], meaning: Message][] = [
  [['Ctrl', 'K'], 'Find people, records and pages, and go there (⌘ K on a Mac)'],
  [['G', 'H'], 'Go home'],
  [['G', 'I'], 'Go to the inbox'],
  [['G', 'R'], 'Go to my requests'],
  [['C'], 'New request'],
  [['J'], 'Next in the inbox'],
  [['K'], 'Previous in the inbox'],
  [['Enter'], 'Open the selected request'],
  [['A'], 'Approve'],
  [['R'], 'Reject, with a reason'],
  [['Alt', '↓'], 'Chat: next conversation'],
  [['Alt', '↑'], 'Chat: previous conversation'],
  [['J'], 'Chat: next message'],
  [['K'], 'Chat: previous message'],
  [['↑'], 'Chat: change my last message, in an empty field'],
  [['Esc'], 'Chat: mark as read and go to the newest'],
  [['?'], 'This list'],
];

/** What the keys do. They are off while somebody types. */
export function ShortcutList() {
  const t = useT();
  return (
    <Stack gap="xs">
      {SHORTCUTS.map(([keys, meaning]) => (
        <Group key={meaning} justify="space-between" wrap="nowrap">
          <Text size="sm">{t(meaning)}</Text>
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
