import { Alert, Button, Loader, Text } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import { Virtuoso, type ItemProps, type VirtuosoHandle } from 'react-virtuoso';
import type { ConversationDetail, MessageWire } from '../../../../domain/wire/chat';
import { EmptyState } from '../../../components/empty-state';
import { dateIn, formatDay } from '../../../lib/dates';
import { useMe, useZone } from '../../../lib/session';
import { startOf } from '../log-start';
import { ReadingContext } from '../reading-context';
import { useReading } from '../use-reading';
import type { useThread } from '../use-thread';
import { MessageRow, type NamesById } from './message-row';
import { UnsentMessages } from './unsent-messages';

const TOGETHER_MS = 5 * 60_000;
/** Rows have numbers that go down when earlier ones are put before them: far more than any log has. */
const FIRST_INDEX = 1_000_000_000;
/** So far from the end is still at it. */
const NEAR_END_PX = 80;
const DRAWN_BEYOND_PX = 400;

function continues(message: MessageWire, before: MessageWire | undefined): boolean {
  if (!before || before.author.id !== message.author.id) return false;
  return Date.parse(message.createdAt) - Date.parse(before.createdAt) < TOGETHER_MS;
}

/** Who has read my last message, where that can be seen. */
function Seen({ conversation, messages }: Pick<LogContext, 'conversation' | 'messages'>) {
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

/** What the rows and the ends of a log are drawn from. */
interface LogContext {
  conversation: ConversationDetail;
  /** Oldest first, without those that are shown elsewhere. */
  messages: MessageWire[];
  names: NamesById;
  /** The first message that was unread when the log was opened. */
  newFrom: number | undefined;
  /** The message that was asked for. */
  target: number | undefined;
  thread: ReturnType<typeof useThread>;
}

function Row({
  message,
  before,
  of,
}: {
  message: MessageWire;
  before?: MessageWire;
  of: LogContext;
}) {
  const zone = useZone();
  const dayOf = ({ createdAt }: MessageWire) => dateIn(zone, new Date(createdAt));
  const isNewDay = !before || dayOf(before) !== dayOf(message);
  const isFirstNew = message.seq === of.newFrom;
  return (
    <div className={message.seq === of.target ? 'message-target' : undefined}>
      {isNewDay && <div className="chat-divider">{formatDay(message.createdAt, zone)}</div>}
      {isFirstNew && (
        <Text component="div" className="chat-divider" c="var(--mantine-color-error)">
          New
        </Text>
      )}
      <MessageRow
        message={message}
        names={of.names}
        isTarget={message.seq === of.target}
        continues={!isNewDay && !isFirstNew && continues(message, before)}
      />
    </div>
  );
}

function Beginning({ context }: { context?: LogContext }) {
  if (!context) return null;
  const { thread, messages } = context;
  return (
    <>
      {thread.isLoadingOlder && <Loader size="xs" m="xs" aria-label="Reading earlier messages" />}
      {messages.length === 0 && !thread.hasOlder && (
        <EmptyState title="No messages yet">Write the first one.</EmptyState>
      )}
    </>
  );
}

function End({ context }: { context?: LogContext }) {
  if (!context || context.thread.hasNewer) return null;
  const { conversation, messages, thread } = context;
  return (
    <>
      <Seen conversation={conversation} messages={messages} />
      <UnsentMessages conversationId={conversation.id} sent={thread.messages} />
    </>
  );
}

/** Virtuoso measures rows without their margins: the dividers' margins are inside. */
const Item = ({
  context: _,
  item: __,
  ...rest
}: ItemProps<MessageWire> & { context?: LogContext }) => <div {...rest} className="chat-item" />;
const COMPONENTS = { Header: Beginning, Footer: End, Item };

/** How many rows were put before the one that was first when the log was opened: Virtuoso counts from that one. */
const before = (messages: MessageWire[], firstSeq: number | undefined) =>
  Math.max(
    messages.findIndex(({ seq }) => seq === firstSeq),
    0,
  );

const scrollToEnd = (list: VirtuosoHandle | null) =>
  list?.scrollToIndex({ index: 'LAST', align: 'end' });

function NotUpToDate({ thread }: Pick<LogContext, 'thread'>) {
  return (
    thread.error && (
      <Alert color="red" variant="outline" role="alert" title="Not up to date">
        {thread.error.message}{' '}
        <Button size="compact-xs" variant="default" onClick={thread.retry}>
          Try again
        </Button>
      </Alert>
    )
  );
}

/** The messages of an open conversation: drawn as far as one sees, read in both directions as one scrolls. */
export function MessageLog(props: {
  conversation: ConversationDetail;
  thread: ReturnType<typeof useThread>;
  /** Seq of a message to show, instead of the first unread one or the end. */
  target?: number;
  onNewest: () => void;
}) {
  const { conversation, thread, target } = props;
  const me = useMe();
  const list = useRef<VirtuosoHandle>(null);
  const messages = useMemo(
    () => thread.messages.filter(({ threadOf }) => threadOf === null),
    [thread.messages],
  );
  const [start] = useState(() => startOf({ messages, conversation, meId: me.id, target }));
  const reading = useReading({ conversation, thread });
  const put = before(messages, start.firstSeq);
  const at = (index: number) => index - FIRST_INDEX + put;
  const names = new Map(conversation.members.map(({ id, name }) => [id, name]));
  const of = { conversation, messages, names, thread, target, newFrom: start.newFrom };
  return (
    <ReadingContext value={reading}>
      <NotUpToDate thread={thread} />
      <div className="chat-pane">
        <Virtuoso
          ref={list}
          role="log"
          aria-label="Messages"
          data={messages}
          context={of}
          components={COMPONENTS}
          firstItemIndex={FIRST_INDEX - put}
          initialTopMostItemIndex={start.place}
          computeItemKey={(_, { seq }) => seq}
          increaseViewportBy={DRAWN_BEYOND_PX}
          atBottomThreshold={NEAR_END_PX}
          followOutput={(isAtBottom) => (isAtBottom && !thread.hasNewer ? 'auto' : false)}
          atBottomStateChange={reading.onEnd}
          startReached={thread.older}
          endReached={thread.newer}
          rangeChanged={({ endIndex }) => reading.onSight(messages[at(endIndex)]?.seq ?? 0)}
          itemContent={(index, message) => (
            <Row message={message} before={messages[at(index) - 1]} of={of} />
          )}
        />
        {(!reading.atEnd || thread.hasNewer) && messages.length > 0 && (
          <Button
            className="chat-newest"
            size="compact-sm"
            variant="default"
            onClick={() => (thread.hasNewer ? props.onNewest() : scrollToEnd(list.current))}
          >
            Newest messages
          </Button>
        )}
      </div>
    </ReadingContext>
  );
}
