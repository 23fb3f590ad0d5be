import { Group, Kbd, Stack, Text, Title } from '@mantine/core';
import { useT, type Message } from '../lib/i18n/language';
import { PLACES } from '../lib/shortcuts';

interface Part {
  title: Message;
  /** The pages it is about; everywhere without. */
  on?: RegExp;
  keys: [keys: string[], meaning: Message][];
}

const PARTS: Part[] = [
  {
    title: 'In the inbox',
    on: /^\/inbox/,
    keys: [
      [['J'], 'Next in the inbox'],
      [['K'], 'Previous in the inbox'],
      [['Enter'], 'Open the selected request'],
      [['X'], 'Choose it, to decide several at once'],
      [['A'], 'Approve'],
      [['R'], 'Reject, with a reason'],
    ],
  },
  {
    title: 'On a request',
    on: /^\/approvals\//,
    keys: [
      [['A'], 'Approve this request'],
      [['R'], 'Reject this request, with a reason'],
    ],
  },
  {
    title: 'In the chat',
    on: /^\/chat/,
    keys: [
      [['Alt', '↓'], 'Chat: next conversation'],
      [['Alt', '↑'], 'Chat: previous conversation'],
      [['J'], 'Chat: next message'],
      [['K'], 'Chat: previous message'],
      [['↑'], 'Chat: change my last message, in an empty field'],
      [['Esc'], 'Chat: mark as read and go to the newest'],
    ],
  },
  {
    title: 'At the assistant',
    on: /^\/assistant/,
    keys: [
      [['Enter'], 'Assistant: ask'],
      [['Shift', 'Enter'], 'Assistant: a new line'],
      [['Esc'], 'Assistant: stop the answer'],
    ],
  },
  {
    title: 'In lists',
    on: /^\/(?!inbox|chat|assistant|approvals\/)/,
    keys: [
      [['J'], 'Next row'],
      [['K'], 'Previous row'],
      [['Enter'], 'Open the row'],
    ],
  },
  {
    title: 'Everywhere',
    keys: [
      [['Ctrl', 'K'], 'Find people, records and pages, and go there (⌘ K on a Mac)'],
      [['/'], 'Search this page, or everything'],
      [['C'], 'New request'],
      [['?'], 'This list'],
      ...PLACES.map(({ key, says }): Part['keys'][number] => [['G', key.toUpperCase()], says]),
    ],
  },
];

function Keys({ part }: { part: Part }) {
  const t = useT();
  return (
    <Stack gap="xs">
      <Title order={3} size="h6">
        {t(part.title)}
      </Title>
      {part.keys.map(([keys, meaning]) => (
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

/**
 * What the keys do. They are off while somebody types.
 * @param props.pathname the page to list the keys of, first its own; without it those of all pages
 */
export function ShortcutList({ pathname }: { pathname?: string }) {
  const parts = PARTS.filter(({ on }) => pathname === undefined || !on || on.test(pathname));
  return (
    <Stack gap="lg">
      {parts.map((part) => (
        <Keys key={part.title} part={part} />
      ))}
    </Stack>
  );
}
