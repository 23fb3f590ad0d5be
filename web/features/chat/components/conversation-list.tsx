import { Badge, Box, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { ConversationWire } from '../../../../domain/wire/chat';
import { RelativeTime } from '../../../components/relative-time';
import { useMe } from '../../../lib/session';
import { conversationName } from '../conversation-name';

function Preview({ conversation }: { conversation: ConversationWire }) {
  const me = useMe();
  const { last } = conversation;
  if (!last) return <>No messages yet</>;
  const who = last.author.id === me.id ? 'You' : last.author.name.split(' ')[0];
  return (
    <>
      {last.text
        ? `${who}: ${last.text}`
        : `${who}: ${last.deletedAt ? 'message deleted' : 'a file'}`}
    </>
  );
}

function Row({ conversation, selected }: { conversation: ConversationWire; selected: boolean }) {
  const { id, unread, unreadMentions, last } = conversation;
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
          <Text fw={unread > 0 ? 700 : 500} truncate>
            {name}
          </Text>
          {last && (
            <Text size="xs" c="dimmed" style={{ flexShrink: 0 }}>
              <RelativeTime at={last.createdAt} />
            </Text>
          )}
        </Group>
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Text size="sm" c="dimmed" truncate>
            <Preview conversation={conversation} />
          </Text>
          {unreadMentions > 0 && (
            <Badge size="sm" variant="outline" aria-label={`${unreadMentions} mention you`}>
              @
            </Badge>
          )}
          {unread > 0 && (
            <Badge size="sm" variant="filled" color="indigo" aria-label={`${unread} unread`}>
              {unread > 999 ? '999+' : unread}
            </Badge>
          )}
        </Group>
      </Box>
    </Link>
  );
}

/** Conversations, the liveliest first. */
export function ConversationList(props: {
  conversations: ConversationWire[];
  selected: string | undefined;
}) {
  return (
    <Stack gap={2} component="nav" aria-label="Conversations">
      {props.conversations.map((conversation) => (
        <Row
          key={conversation.id}
          conversation={conversation}
          selected={conversation.id === props.selected}
        />
      ))}
    </Stack>
  );
}
