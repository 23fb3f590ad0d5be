import { Button, Stack } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { AssistantMessage } from '../../../../domain/wire/assistant-threads';
import { QueryView } from '../../../components/query-view';
import { useT } from '../../../lib/i18n/language';
import { useThread } from '../api';
import { isRunning, type RunView } from '../run-view';
import { useRun, useRuns } from '../use-runs';
import { QuestionBox } from './question-box';
import { RunningTurn, Turn } from './turn';

/** What is shown below the answers that are there: the run, unless it is among them. */
function shownRun(messages: AssistantMessage[], run: RunView | undefined): RunView | undefined {
  const known = messages.find(({ id }) => id === run?.messageId);
  return known && known.state !== 'answering' ? undefined : run;
}

// New words come into view as long as the end was in sight; whoever reads further up is left there.
function useFollowEnd(grows: unknown) {
  const end = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useEffect(() => {
    const onScroll = () => {
      const { innerHeight, scrollY } = window;
      isAtEnd.current = innerHeight + scrollY >= document.body.scrollHeight - 120;
    };
    window.addEventListener('scroll', onScroll, { passive: true });
    return () => window.removeEventListener('scroll', onScroll);
  }, []);
  useEffect(() => {
    if (isAtEnd.current) end.current?.scrollIntoView({ block: 'end' });
  }, [grows]);
  return end;
}

function Answers(props: {
  threadId: string;
  messages: AssistantMessage[];
  run: RunView | undefined;
  onAsk: (text: string) => void;
}) {
  const { threadId, messages, run, onAsk } = props;
  const end = useFollowEnd(`${messages.length} ${run?.seq}`);
  const done = messages.filter(({ state }) => state !== 'answering');
  return (
    <Stack gap="xl">
      {done.map((message, index) => (
        <Turn
          key={message.id}
          threadId={threadId}
          message={message}
          onAsk={!run && index === done.length - 1 ? onAsk : undefined}
        />
      ))}
      {run && <RunningTurn run={run} onAsk={onAsk} />}
      <div ref={end} />
    </Stack>
  );
}

function Loaded({ threadId, messages }: { threadId: string; messages: AssistantMessage[] }) {
  const runs = useRuns();
  const run = shownRun(messages, useRun(runs, threadId));
  const pending = messages.find(({ state }) => state === 'answering');
  useEffect(() => {
    // Asked before a reload, or in another window.
    if (pending) runs.follow(threadId, { messageId: pending.id, question: pending.text });
  }, [runs, threadId, pending]);
  const ask = (text: string) => runs.ask(threadId, text);
  return (
    <Stack gap="md">
      <Answers threadId={threadId} messages={messages} run={run} onAsk={(text) => void ask(text)} />
      <div className="assistant-box">
        <QuestionBox
          place={threadId}
          isAnswering={run !== undefined && isRunning(run)}
          onAsk={ask}
          onStop={() => runs.stop(threadId)}
        />
      </div>
    </Stack>
  );
}

/** A conversation with the assistant. */
export function OpenThread({ id, isAlone }: { id: string; isAlone: boolean }) {
  const t = useT();
  const thread = useThread(id);
  return (
    <Stack gap="sm">
      {isAlone && (
        <Button component={Link} to="/assistant" variant="default" size="xs" w="fit-content">
          {t('All conversations')}
        </Button>
      )}
      <QueryView query={thread}>
        {(messages) => <Loaded threadId={id} messages={messages} />}
      </QueryView>
    </Stack>
  );
}
