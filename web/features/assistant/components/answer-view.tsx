import { Alert, Anchor, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import type { AssistantAnswer } from '../../../../domain/wire/assistant';
import { translateIfKnown, useT } from '../../../lib/i18n/language';
import { ownPath } from '../own-path';
import { AnswerProse } from './answer-prose';
import { AnswerTable } from './answer-table';
import { CallList } from './call-list';

const AnswerChart = lazy(() => import('./answer-chart'));

type Answered = Pick<
  AssistantAnswer,
  | 'answer'
  | 'tables'
  | 'charts'
  | 'sources'
  | 'toolCalls'
  | 'refusals'
  | 'empty'
  | 'question'
  | 'proposals'
>;

function Tables(props: Pick<Shown, 'answer' | 'files'>) {
  const { tables, charts } = props.answer;
  return tables.map((table) => (
    <Stack key={table.id} gap="sm">
      {charts
        .filter(({ tableId }) => tableId === table.id)
        .map((spec, index) => (
          <Suspense key={index} fallback={<Skeleton height={200} />}>
            <AnswerChart table={table} spec={spec} />
          </Suspense>
        ))}
      <AnswerTable table={table} files={props.files?.(table.id)} />
    </Stack>
  ));
}

function Proposals({ proposals }: Pick<Answered, 'proposals'>) {
  const t = useT();
  const all = proposals.flatMap(({ label, href }) => {
    const to = ownPath(href, window.location.origin);
    return to ? [{ label, to }] : [];
  });
  if (all.length === 0) return null;
  return (
    <Stack gap={4} align="flex-start">
      {all.map(({ label, to }) => (
        <Button key={to} component={Link} to={to} variant="light">
          {label}
        </Button>
      ))}
      <Text size="xs" c="dimmed">
        {t('It opens filled in. Nothing is sent until you send it there.')}
      </Text>
    </Stack>
  );
}

/** What has to be said first, with what may be chosen. */
function BackQuestion(props: { question: Answered['question']; onAsk?: (text: string) => void }) {
  const t = useT();
  if (!props.question) return null;
  const { text, options } = props.question;
  return (
    <Stack gap="xs" role="group" aria-label={t('Which one is meant')}>
      <Text>{translateIfKnown(text)}</Text>
      <Group gap="xs">
        {options.map((option) => (
          <Button
            key={option}
            size="compact-sm"
            variant="default"
            disabled={!props.onAsk}
            onClick={() => props.onAsk?.(option)}
          >
            {translateIfKnown(option)}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}

function Sources({ sources }: Pick<Answered, 'sources'>) {
  const t = useT();
  const links = sources.flatMap(({ label, href }) => {
    const to = ownPath(href, window.location.origin);
    return to ? [{ label, to }] : [];
  });
  if (links.length === 0) return null;
  return (
    <Group gap="xs" component="nav" aria-label={t('Where this stands')} role="navigation">
      <Text size="xs" c="dimmed">
        {`${t('Where this stands')}:`}
      </Text>
      {links.map(({ label, to }) => (
        <Anchor key={to} component={Link} to={to} size="xs">
          {label}
        </Anchor>
      ))}
    </Group>
  );
}

interface Shown {
  answer: Answered;
  /** Asks on; absent where that cannot be done. */
  onAsk?: (text: string) => void;
  /** What a table is taken along by. */
  files?: (tableId: string) => React.ReactNode;
}

/** Each reason once; what the words say already is not said twice. */
function unsaid(given: { reason: string }[] | undefined, answer: string): string[] {
  const reasons = new Set(given?.map(({ reason }) => reason));
  return [...reasons].filter((reason) => !answer.includes(reason));
}

/** An answer: its words, the figures as the tools gave them, and what to do with it. */
export function AnswerView({ answer, onAsk, files }: Shown) {
  const t = useT();
  const reasons = unsaid(answer.refusals, answer.answer);
  // A question back is a part of the words where nothing else is answered.
  const isSaid = answer.question !== null && answer.answer.trim() === answer.question.text.trim();
  return (
    <Stack gap="md">
      {!isSaid && answer.answer && <AnswerProse text={translateIfKnown(answer.answer)} />}
      {reasons.length > 0 && (
        <Alert color="gray" variant="outline" title={t('Not answered')}>
          {reasons.map((reason) => (
            <Text key={reason} size="sm">
              {translateIfKnown(reason)}
            </Text>
          ))}
        </Alert>
      )}
      {unsaid(answer.empty, answer.answer).map((reason) => (
        <Text key={reason} size="sm" c="dimmed">
          {translateIfKnown(reason)}
        </Text>
      ))}
      <BackQuestion question={answer.question} onAsk={onAsk} />
      <Tables answer={answer} files={files} />
      <Proposals proposals={answer.proposals} />
      <Sources sources={answer.sources} />
      <CallList calls={answer.toolCalls} />
    </Stack>
  );
}
