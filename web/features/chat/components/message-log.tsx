import { Alert, Button, Center, Text } from '@mantine/core';
import { Fragment, useState } from 'react';
import type { ConversationDetail, MessageWire } from '../../../../domain/wire/chat';
import { EmptyState } from '../../../components/empty-state';
import { dateIn, formatDay } from '../../../lib/dates';
import { useMe, useZone } from '../../../lib/session';
import { useReading } from '../use-reading';
import type { useThread } from '../use-thread';
import { MessageRow } from './message-row';
import { UnsentMessages } from './unsent-messages';

const TOGETHER_MS = 5 * 60_000;

function continues(message: MessageWire, before: MessageWire | undefined): boolean {
  if (!before || before.author.id !== message.author.id) return false;
  return Date.parse(message.createdAt) - Date.parse(before.createdAt) < TOGETHER_MS;
}

/** Who has read my last message, where that can be seen. */
function Seen({
  conversation,
  messages,
}: {
  conversation: ConversationDetail;
  messages: MessageWire[];
}) {
  const me = useMe();
  const mine = messages.findLast(({ author, deletedAt }) => author.id === me.id && !deletedAt);
  if (!mine || conversation.kind === 'channel') return null;
  const seen = conversation.members.filter(
    ({ id, readSeq }) => id !== me.id && (readSeq ?? 0) >= mine.seq,
  );
  if (seen.length === 0) return null;
  return (
    <Text size="xs" c="dimmed" ta="right" px="xs">
      Seen by {seen.map(({ name }) => name).join(', ')}
    </Text>
  );
}

function Messages({
  messages,
  newFrom,
  names,
}: {
  messages: MessageWire[];
  newFrom?: number;
  names: ReadonlyMap<string, string>;
}) {
  const zone = useZone();
  const dayOf = (message: MessageWire) => dateIn(zone, new Date(message.createdAt));
  return messages.map((message, at) => {
    const before = messages[at - 1];
    const isNewDay = !before || dayOf(before) !== dayOf(message);
    const isFirstNew = message.seq === newFrom;
    return (
      <Fragment key={message.seq}>
        {isNewDay && <div className="chat-divider">{formatDay(message.createdAt, zone)}</div>}
        {isFirstNew && (
          <Text component="div" className="chat-divider" c="var(--mantine-color-error)">
            New
          </Text>
        )}
        <MessageRow
          message={message}
          names={names}
          continues={!isNewDay && !isFirstNew && continues(message, before)}
        />
      </Fragment>
    );
  });
}

/** The messages of an open conversation, earlier ones as one scrolls up. */
export function MessageLog(props: {
  conversation: ConversationDetail;
  thread: ReturnType<typeof useThread>;
}) {
  const { conversation, thread } = props;
  const me = useMe();
  const { messages } = thread;
  const [readSeq] = useState(conversation.readSeq);
  const [newFrom] = useState(
    () => messages.find(({ seq, author }) => seq > readSeq && author.id !== me.id)?.seq,
  );
  const { log, onScroll } = useReading({
    conversationId: conversation.id,
    messages,
    readSeq,
    older: thread.older,
  });
  const names = new Map(conversation.members.map(({ id, name }) => [id, name]));
  return (
    <div
      className="chat-log"
      ref={log}
      onScroll={onScroll}
      role="log"
      aria-label="Messages"
      tabIndex={0}
    >
      {thread.error && (
        <Alert color="red" variant="outline" role="alert" title="Not up to date">
          {thread.error.message}{' '}
          <Button size="compact-xs" variant="default" onClick={thread.retry}>
            Try again
          </Button>
        </Alert>
      )}
      {thread.hasOlder && (
        <Center p="xs">
          <Button
            size="compact-sm"
            variant="default"
            loading={thread.isLoadingOlder}
            onClick={thread.older}
          >
            Earlier messages
          </Button>
        </Center>
      )}
      {messages.length === 0 && (
        <EmptyState title="No messages yet">Write the first one.</EmptyState>
      )}
      <Messages messages={messages} newFrom={newFrom} names={names} />
      <Seen conversation={conversation} messages={messages} />
      <UnsentMessages conversationId={conversation.id} />
    </div>
  );
}
