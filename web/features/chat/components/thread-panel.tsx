import { CloseButton, Group, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useLayoutEffect, useRef } from 'react';
import type { MessageWire } from '../../../../domain/wire/chat';
import { QueryView } from '../../../components/query-view';
import { keys } from '../../../lib/query-keys';
import { refresh } from '../../../lib/refresh';
import { useSocketEvent } from '../../../lib/socket';
import { useThreadOf } from '../content-api';
import { ConversationContext, useOpened } from '../conversation-context';
import { mergeThread } from '../thread-merge';
import { Composer } from './composer';
import { MessageRow } from './message-row';
import { UnsentMessages } from './unsent-messages';

function Thread(props: {
  root: MessageWire;
  answers: MessageWire[];
  onTyping: () => void;
  autoFocus: boolean;
}) {
  const { root, answers } = props;
  const { conversation } = useOpened();
  const log = useRef<HTMLDivElement>(null);
  const names = new Map(conversation.members.map(({ id, name }) => [id, name]));
  useLayoutEffect(() => {
    if (log.current) log.current.scrollTop = log.current.scrollHeight;
  }, [answers.length]);
  return (
    <>
      <div className="chat-log" ref={log} role="log" aria-label="Answers" tabIndex={0}>
        <MessageRow message={root} names={names} continues={false} />
        <div className="chat-divider">
          {answers.length === 0
            ? 'No answers yet'
            : answers.length === 1
              ? '1 answer'
              : `${answers.length} answers`}
        </div>
        {answers.map((answer) => (
          <MessageRow key={answer.seq} message={answer} names={names} continues={false} />
        ))}
        <UnsentMessages conversationId={conversation.id} threadOf={root.seq} shown={answers} />
      </div>
      <Composer
        conversationId={conversation.id}
        threadOf={root.seq}
        onTyping={props.onTyping}
        autoFocus={props.autoFocus}
      />
    </>
  );
}

/** A thread beside the log: what it begins with, its answers, and where one answers. Escape closes it. */
export function ThreadPanel(props: {
  messageId: string;
  /** What the log has told of the conversation. */
  live: MessageWire[];
  onTyping: () => void;
  onClose: () => void;
  /** It stands beside the log, and does not cover it. */
  isBeside: boolean;
}) {
  const { messageId, live, onClose } = props;
  const opened = useOpened();
  const { id } = opened.conversation;
  const client = useQueryClient();
  const query = useThreadOf(id, messageId);
  const root = query.data?.root.seq;
  // An answer of long ago may be changed: it is none of those that the log holds.
  useSocketEvent<MessageWire>('message', ({ conversationId, seq, threadOf }) => {
    if (conversationId !== id || (threadOf !== root && seq !== root)) return;
    void refresh(client, { queryKey: keys.chatThread(id, messageId) });
  });
  return (
    <ConversationContext value={{ ...opened, openThread: null }}>
      <aside
        className="chat-side"
        aria-label="Thread"
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !event.defaultPrevented) onClose();
        }}
      >
        <Group justify="space-between" wrap="nowrap">
          <Title order={3} size="h5">
            Thread
          </Title>
          <CloseButton aria-label="Close the thread" onClick={onClose} />
        </Group>
        <QueryView query={query}>
          {(thread) => (
            <Thread
              {...mergeThread(thread, live)}
              onTyping={props.onTyping}
              autoFocus={props.isBeside}
            />
          )}
        </QueryView>
      </aside>
    </ConversationContext>
  );
}
