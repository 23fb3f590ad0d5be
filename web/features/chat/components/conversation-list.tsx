import { Badge, Box, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { inOneLine } from '../../../../domain/chat/in-one-line';
import type { ConversationWire } from '../../../../domain/wire/chat';
import { RelativeTime } from '../../../components/relative-time';
import { useMe } from '../../../lib/session';
import { conversationName } from '../conversation-name';
import { countedOf, sectionsOf } from '../conversation-sections';
import { PresenceDot } from './presence-dot';
import { useT } from '../../../lib/i18n/language';

/** More characters than a line holds. */
const SHOWN = 300;

function Preview({ conversation }: { conversation: ConversationWire }) {
  const t = useT();
  const me = useMe();
  const { last } = conversation;
  if (!last) return <>{t('No messages yet')}</>;
  const who = last.author.id === me.id ? t('You') : last.author.name.split(' ')[0];
  return (
    <>
      {last.text
        ? `${who}: ${inOneLine(last.text.slice(0, SHOWN))}`
        : `${who}: ${last.deletedAt ? t('message deleted') : t('a file')}`}
    </>
  );
}

function Row({ conversation, selected }: { conversation: ConversationWire; selected: boolean }) {
  const t = useT();
  const { id, kind, last, muted, others, unreadMentions } = conversation;
  const count = countedOf(conversation);
  const name = conversationName(conversation);
  return (
    <Link
      to={`/chat/${id}`}
      className="row-card"
      aria-current={selected ? 'true' : undefined}
      style={{ borderRadius: 'var(--mantine-radius-md)' }}
    >
      <Box p="xs">
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Group gap={6} wrap="nowrap" style={{ minWidth: 0 }}>
            {kind === 'direct' && <PresenceDot personId={others[0]?.id} />}
            <Text fw={count > 0 ? 700 : 500} c={muted ? 'dimmed' : undefined} truncate>
              {name}
            </Text>
          </Group>
          <Text size="xs" c="dimmed" style={{ flexShrink: 0 }}>
            {muted && `${t('Muted')} `}
            {last && <RelativeTime at={last.createdAt} />}
          </Text>
        </Group>
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Text size="sm" c="dimmed" truncate>
            <Preview conversation={conversation} />
          </Text>
          {unreadMentions > 0 && (
            <Badge
              size="sm"
              variant="outline"
              aria-label={t('{{number}} mention you', { number: unreadMentions })}
            >
              @
            </Badge>
          )}
          {count > 0 && (
            <Badge
              size="sm"
              variant="filled"
              color="indigo"
              aria-label={t('{{count}} unread', { count })}
            >
              {count > 999 ? '999+' : count}
            </Badge>
          )}
        </Group>
      </Box>
    </Link>
  );
}

function Section(props: { title?: string; items: ConversationWire[]; selected?: string }) {
  if (props.items.length === 0) return null;
  return (
    <>
      {props.title && (
        <Text size="xs" fw={600} c="dimmed" px="xs">
          {props.title}
        </Text>
      )}
      {props.items.map((conversation) => (
        <Row
          key={conversation.id}
          conversation={conversation}
          selected={conversation.id === props.selected}
        />
      ))}
    </>
  );
}

/** Conversations, favourites on top, each part with the liveliest first. */
export function ConversationList(props: {
  conversations: ConversationWire[];
  selected: string | undefined;
}) {
  const t = useT();
  const { favourites, others } = sectionsOf(props.conversations);
  return (
    <Stack gap={2} component="nav" aria-label={t('Conversations')}>
      <Section title={t('Favourites')} items={favourites} selected={props.selected} />
      <Section
        title={favourites.length > 0 ? t('Others') : undefined}
        items={others}
        selected={props.selected}
      />
    </Stack>
  );
}
