import { Alert, Button, CopyButton, Group, Loader, Paper, Stack, Text } from '@mantine/core';
import type { AssistantMessage } from '../../../../domain/wire/assistant-threads';
import { translate, translateIfKnown, useT } from '../../../lib/i18n/language';
import { useZone } from '../../../lib/session';
import { tableFile } from '../api';
import { tableAsText } from '../cells';
import { isRunning, type Looking, type RunView } from '../run-view';
import { AnswerProse } from './answer-prose';
import { AnswerView } from './answer-view';
import { FileMenu } from './file-menu';
import { Opinion } from './opinion';
import { SaveReport } from './save-report';

function Question({ text }: { text: string }) {
  return (
    <Paper withBorder p="sm" radius="md" bg="var(--netra-highlight)">
      <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {text}
      </Text>
    </Paper>
  );
}

const WHO = { planner: 'Offline planner', model: 'Language model' } as const;

function Actions({ message, threadId }: { message: AssistantMessage; threadId: string }) {
  const t = useT();
  const zone = useZone();
  const { answer } = message;
  if (!answer) return null;
  const copied = [answer.answer, ...answer.tables.map((table) => tableAsText(table, zone))];
  return (
    <Group gap="xs">
      <CopyButton value={copied.join('\n\n')}>
        {({ copied: isDone, copy }) => (
          <Button size="compact-xs" variant="default" onClick={copy}>
            {isDone ? t('Copied') : t('Copy')}
          </Button>
        )}
      </CopyButton>
      {answer.tables.length > 0 && (
        <SaveReport
          of={{ threadId, messageId: message.id }}
          question={message.text}
          calls={answer.toolCalls}
        />
      )}
      <Opinion of={{ threadId, messageId: message.id }} feedback={message.feedback} />
      <Text size="xs" c="dimmed">
        {t(WHO[answer.answeredBy])}
      </Text>
    </Group>
  );
}

const BY = /^And by (.+)\?$/;

/** What is offered is said in the language of the page, and asked in the one that is understood. */
function sayFollowUp(question: string): string {
  const [, what] = BY.exec(question) ?? [];
  return what
    ? translate('And by {{what}}?', { what: translateIfKnown(what) })
    : translateIfKnown(question);
}

function FollowUps(props: { questions: string[]; onAsk: (text: string) => void }) {
  const t = useT();
  if (props.questions.length === 0) return null;
  return (
    <Group gap="xs" role="group" aria-label={t('Ask on')}>
      {props.questions.map((question) => (
        <Button
          key={question}
          size="compact-sm"
          variant="default"
          radius="xl"
          onClick={() => props.onAsk(question)}
        >
          {sayFollowUp(question)}
        </Button>
      ))}
    </Group>
  );
}

/** What has been asked and answered. Asking on is offered at the last answer only. */
export function Turn(props: {
  threadId: string;
  message: AssistantMessage;
  onAsk?: (text: string) => void;
}) {
  const { message, threadId, onAsk } = props;
  const t = useT();
  const { answer } = message;
  return (
    <Stack
      gap="sm"
      component="article"
      aria-label={t('Question: {{text}}', { text: message.text.slice(0, 80) })}
    >
      <Question text={message.text} />
      {answer ? (
        <AnswerView
          answer={answer}
          onAsk={onAsk}
          files={(tableId) => (
            <FileMenu
              title={answer.tables.find(({ id }) => id === tableId)?.title ?? ''}
              addressOf={(format) =>
                tableFile({ threadId, messageId: message.id }, { tableId, format })
              }
            />
          )}
        />
      ) : (
        <Unfinished message={message} />
      )}
      {!answer && onAsk && (
        <Group>
          <Button size="xs" variant="default" onClick={() => onAsk(message.text)}>
            {t('Ask again')}
          </Button>
        </Group>
      )}
      <Actions message={message} threadId={threadId} />
      {onAsk && answer && <FollowUps questions={answer.followUps} onAsk={onAsk} />}
    </Stack>
  );
}

function Unfinished({ message }: { message: AssistantMessage }) {
  const t = useT();
  const { words, problem, state } = message;
  const reason = problem === null ? t('No answer came of this.') : translateIfKnown(problem);
  return (
    <>
      {words && <AnswerProse text={words} />}
      <Text size="sm" c="dimmed" role="status">
        {state === 'stopped' ? t('Stopped.') : reason}
      </Text>
    </>
  );
}

function Lookups({ lookups }: { lookups: Looking[] }) {
  const t = useT();
  return lookups.map(({ title, isDone }, index) => (
    <Text key={index} size="sm" c="dimmed">
      {t(isDone ? 'Read: {{title}}' : 'Reading: {{title}} …', { title: translateIfKnown(title) })}
    </Text>
  ));
}

function Progress({ run }: { run: RunView }) {
  const t = useT();
  if (run.state === 'dropped')
    return <Text size="sm">{t('The connection dropped. Trying again …')}</Text>;
  return (
    <Group gap="xs">
      <Loader size="xs" aria-hidden />
      <Text size="sm" c="dimmed">
        {run.words ? t('Answering …') : t('Looking …')}
      </Text>
    </Group>
  );
}

/** A question whose answer is on its way. */
export function RunningTurn({ run, onAsk }: { run: RunView; onAsk: (text: string) => void }) {
  const t = useT();
  return (
    <Stack
      gap="sm"
      component="article"
      aria-label={t('Question: {{text}}', { text: run.question.slice(0, 80) })}
    >
      <Question text={run.question} />
      <div role="status" aria-label={t('Answer on its way')}>
        <Lookups lookups={run.lookups} />
        {isRunning(run) && <Progress run={run} />}
      </div>
      {run.answer ? (
        <AnswerView answer={run.answer} />
      ) : (
        run.words && <AnswerProse text={run.words} />
      )}
      {run.state === 'stopped' && <Text c="dimmed">{t('Stopped.')}</Text>}
      {run.state === 'failed' && (
        <Alert color="red" variant="outline" role="alert" title={t('No answer')}>
          <Stack gap="xs" align="flex-start">
            <Text size="sm">{translateIfKnown(run.problem?.message ?? '')}</Text>
            <Button size="xs" variant="default" onClick={() => onAsk(run.question)}>
              {t('Try again')}
            </Button>
          </Stack>
        </Alert>
      )}
    </Stack>
  );
}
