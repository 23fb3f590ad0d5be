import { Alert, Button, Center, Text } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { Virtuoso, type VirtuosoProps } from 'react-virtuoso';
import { NETRA } from '../../../../domain/chat/netra';
import type { ConversationDetail, MessageWire } from '../../../../domain/wire/chat';
import { EmptyState } from '../../../components/empty-state';
import { dateIn, formatDay } from '../../../lib/dates';
import { useMe, useZone } from '../../../lib/session';
import { useConversations } from '../api';
import { ReadingContext } from '../reading-context';
import {
  isElsewhere,
  isNear,
  lastSeenIn,
  useFocusedMessage,
  useFound,
  useMessageKeys,
} from '../message-keys';
import { useOutbox } from '../use-outbox';
import { useMarking, useStanding } from '../use-reading';
import type { OpenThread } from '../use-thread';
import { MessageRow } from './message-row';
import { UnsentMessages } from './unsent-messages';
import { translate } from '../../../lib/i18n/language';

const TOGETHER_MS = 5 * 60_000;
/** The list wants to know where its first row stands in all: far enough from zero for whatever is read above it. */
const MIDDLE = 10_000_000;
/** Rows beside the screen that are there already, so that keys and short scrolls find them. */
const BESIDE_PX = 600;

function continues(message: MessageWire, before: MessageWire | undefined): boolean {
  if (!before || before.author.id !== message.author.id) return false;
  return Date.parse(message.createdAt) - Date.parse(before.createdAt) < TOGETHER_MS;
}

interface LogContext {
  conversation: ConversationDetail;
  thread: OpenThread;
  /** Answers are shown in their threads. */
  main: MessageWire[];
  names: ReadonlyMap<string, string>;
  newFrom: number | undefined;
  linked: number | null;
}

/** Who has read my last message, where that can be seen. */
function Seen({ conversation, main }: LogContext) {
  const me = useMe();
  const mine = main.findLast(({ author, deletedAt }) => author.id === me.id && !deletedAt);
  if (!mine || conversation.kind === 'channel') return null;
  const seen = conversation.members.filter(
    ({ id, readSeq }) => id !== me.id && (readSeq ?? 0) >= mine.seq,
  );
  if (seen.length === 0) return null;
  return (
    <Text size="xs" c="dimmed" ta="right" px="xs">
      {translate('Seen by {{names}}', { names: seen.map(({ name }) => name).join(', ') })}
    </Text>
  );
}

function Row({ at, context }: { at: number; context: LogContext }) {
  const zone = useZone();
  const { main, newFrom, linked, names } = context;
  const message = main[at];
  if (!message) return null;
  const before = main[at - 1];
  const dayOf = (of: MessageWire) => dateIn(zone, new Date(of.createdAt));
  const isNewDay = !before || dayOf(before) !== dayOf(message);
  const isFirstNew = message.seq === newFrom;
  return (
    <div data-seq={message.seq} className={message.seq === linked ? 'message-linked' : undefined}>
      {isNewDay && <div className="chat-divider">{formatDay(message.createdAt, zone)}</div>}
      {isFirstNew && (
        <Text component="div" className="chat-divider" c="var(--mantine-color-error)">
          {translate('New')}
        </Text>
      )}
      <MessageRow
        message={message}
        names={names}
        continues={!isNewDay && !isFirstNew && continues(message, before)}
      />
    </div>
  );
}

const PARTS: VirtuosoProps<MessageWire, LogContext>['components'] = {
  Header: ({ context }) =>
    context?.thread.hasOlder ? (
      <Center p="xs" h={46}>
        <Button
          size="compact-sm"
          variant="default"
          loading={context.thread.isLoading === 'older'}
          onClick={context.thread.older}
        >
          {translate('Earlier messages')}
        </Button>
      </Center>
    ) : null,
  Footer: ({ context }) =>
    context && !context.thread.hasNewer ? (
      <>
        <Seen {...context} />
        <UnsentMessages conversationId={context.conversation.id} shown={context.thread.messages} />
      </>
    ) : null,
  EmptyPlaceholder: ({ context }) => (
    <EmptyState title={translate('No messages yet')}>
      {context?.conversation.others[0]?.id === NETRA.id
        ? translate('What waits for your approval comes here. Write / to see what you can ask for.')
        : translate('Write the first one.')}
    </EmptyState>
  ),
};

/** Leads to the end of the log; how many messages of others are unread is the server's count. */
function DownButton({ conversationId, onClick }: { conversationId: string; onClick: () => void }) {
  const { data = [] } = useConversations();
  const count = data.find(({ id }) => id === conversationId)?.unread ?? 0;
  const label = translate('{{count}} new messages', { count });
  return (
    <Button size="compact-sm" radius="xl" className="chat-down" onClick={onClick}>
      {count > 0 ? label : translate('To the newest')} ↓
    </Button>
  );
}

interface LogProps {
  context: LogContext;
  marking: ReturnType<typeof useMarking>;
}

/** One opening of the log: at its end, or at a message. */
function Log({ context, marking }: LogProps) {
  const { thread, main, conversation, linked } = context;
  const { see } = marking;
  const standing = useStanding({
    startsAtEnd: thread.target === null,
    hasNewer: thread.hasNewer,
    onMove: (log) => {
      see(lastSeenIn(log), 'middle');
      if (isNear(log, 'start')) thread.older();
      if (isNear(log, 'end')) thread.newer();
    },
  });
  const { isAtEnd, toEnd, scroller } = standing;
  const [anchor] = useState(main[0]?.seq ?? 1);
  const [start] = useState(() => {
    const at = main.findIndex(({ seq }) => thread.target !== null && seq >= thread.target);
    const align = linked === thread.target ? ('center' as const) : ('start' as const);
    return at < 0 ? { index: 'LAST' as const, align: 'end' as const } : { index: at, align };
  });
  const first = MIDDLE - main.filter(({ seq }) => seq < anchor).length;
  const { unsent } = useOutbox(conversation.id);
  const waited = useRef(unsent.length);
  const isEnd = isAtEnd && !thread.hasNewer;
  const last = thread.messages.at(-1)?.seq ?? 0;
  const goDown = () => (thread.hasNewer ? thread.goTo(null) : toEnd());
  useEffect(() => {
    if (isEnd) see(last, 'end');
  }, [isEnd, last, see]);
  useEffect(() => {
    // Whoever writes wants to see it.
    if (unsent.length > waited.current) goDown();
    waited.current = unsent.length;
  });
  useFound(scroller, standing.onGrowth);
  useFocusedMessage({ scroller, seq: linked });
  const onKeyDown = useMessageKeys(scroller);
  return (
    <div className="chat-log-frame" onKeyDown={onKeyDown}>
      <Virtuoso<MessageWire, LogContext>
        className="chat-log"
        role="log"
        aria-label={translate('Messages')}
        tabIndex={0}
        scrollerRef={(element) => standing.setScroller(element as HTMLElement | null)}
        data={main}
        context={context}
        components={PARTS}
        firstItemIndex={first}
        initialTopMostItemIndex={start}
        increaseViewportBy={BESIDE_PX}
        computeItemKey={(_, { seq }) => seq}
        itemContent={(index) => <Row at={index - first} context={context} />}
        totalListHeightChanged={standing.onGrowth}
      />
      {!isEnd && <DownButton conversationId={conversation.id} onClick={goDown} />}
    </div>
  );
}

/** Where what is new begins: the first message of others that was not read, once the log reaches down to it. */
function useNewFrom({ thread, main }: { thread: OpenThread; main: MessageWire[] }) {
  const me = useMe();
  const [chosen, choose] = useState<number | null>(null);
  const reachesIt = (thread.messages[0]?.seq ?? 0) <= thread.readSeq + 1;
  const first =
    thread.hadUnread && reachesIt
      ? main.find(({ seq, author }) => seq > thread.readSeq && author.id !== me.id)?.seq
      : undefined;
  return { newFrom: chosen ?? first, choose };
}

/** The messages of an open conversation, earlier and later ones as one scrolls. Escape marks it as read. */
export function MessageLog(props: {
  conversation: ConversationDetail;
  thread: OpenThread;
  linked: number | null;
}) {
  const { conversation, thread, linked } = props;
  const main = thread.messages.filter(({ threadOf }) => threadOf === null);
  const { newFrom, choose } = useNewFrom({ thread, main });
  const marking = useMarking({ conversationId: conversation.id, readSeq: thread.readSeq });
  const names = new Map(conversation.members.map(({ id, name }) => [id, name]));
  const unreadFrom = (seq: number) => {
    choose(seq);
    marking.unreadFrom(seq);
  };
  useWindowEvent('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || isElsewhere(event)) return;
    marking.release();
    thread.goTo(null);
  });
  return (
    <ReadingContext value={{ unreadFrom }}>
      {thread.error && (
        <Alert color="red" variant="outline" role="alert" title={translate('Not up to date')}>
          {thread.error.message}{' '}
          <Button size="compact-xs" variant="default" onClick={thread.retry}>
            {translate('Try again')}
          </Button>
        </Alert>
      )}
      <Log
        key={thread.opening}
        context={{ conversation, thread, main, names, newFrom, linked }}
        marking={marking}
      />
    </ReadingContext>
  );
}
