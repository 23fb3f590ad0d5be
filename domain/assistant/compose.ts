import type { Role } from '../roles';
import type { AnswerTable, AssistantAnswer } from '../wire/assistant';
import { followUpsOf, sayCell } from './phrase';
import type { ToolCall, ToolOutcome } from './tool';
import { TOOL_DEFINITIONS } from './tools/definitions';

/** Records that are named as sources at most; the rows of tables name all. */
const MOST_SOURCES = 10;

/** A call with what came of it. */
export interface CallResult extends ToolCall {
  outcome: ToolOutcome;
  milliseconds: number;
}

/** What an answer, and the log of questions, call an outcome. */
const OUTCOMES = { rows: 'rows', empty: 'empty', unclear: 'unclear', nothing: 'refused' } as const;

/** How an answer names a call. */
export function describeCall({
  name,
  args,
  outcome,
  milliseconds,
}: CallResult): AssistantAnswer['toolCalls'][number] {
  const counted = outcome.kind === 'rows' ? outcome.table.rowCount : null;
  return {
    ...{ name, args, milliseconds, outcome: OUTCOMES[outcome.kind] },
    rowCount: outcome.kind === 'empty' ? 0 : counted,
    refused: outcome.kind === 'nothing' ? outcome.reason : null,
  };
}

/** A whole answer: words from whoever answered, every table, chart and source from the lookups alone. */
export function composeAnswer(of: {
  id: string;
  at: Date;
  words: string;
  calls: CallResult[];
  parts: Pick<AssistantAnswer, 'proposals' | 'question' | 'refusals' | 'answeredBy'>;
  roles: Role[];
  enabled: (tool: string) => boolean;
}): AssistantAnswer {
  const { calls, parts } = of;
  const read = calls.flatMap(({ outcome }) => (outcome.kind === 'rows' ? [outcome] : []));
  const tables = read.map(({ table }, at) => ({ ...table, id: `t${at + 1}` }));
  return {
    ...{ id: of.id, answer: of.words, tables },
    charts: read.flatMap(({ chart }, at) => (chart ? [{ ...chart, tableId: `t${at + 1}` }] : [])),
    sources: sourcesOf(tables),
    toolCalls: calls.map(describeCall),
    refusals: [...parts.refusals, ...reasonsOf(calls, 'nothing')],
    empty: reasonsOf(calls, 'empty'),
    question: parts.question ?? questionOf(calls),
    proposals: parts.proposals,
    followUps: followUpsOf(calls, of.roles).filter(isOpen(of.enabled)),
    ...{ answeredBy: parts.answeredBy, at: of.at.toISOString() },
  };
}

function reasonsOf(calls: CallResult[], kind: 'nothing' | 'empty'): { reason: string }[] {
  return calls.flatMap(({ outcome }) =>
    outcome.kind === kind && 'reason' in outcome ? [{ reason: outcome.reason }] : [],
  );
}

function questionOf(calls: CallResult[]): AssistantAnswer['question'] {
  for (const { outcome } of calls) {
    if (outcome.kind === 'unclear') return { text: outcome.question, options: outcome.options };
  }
  return null;
}

function sourcesOf(tables: AnswerTable[]): AssistantAnswer['sources'] {
  const sources = new Map<string, string>();
  for (const { columns, rows } of tables) {
    const [first] = columns;
    for (const { cells, href } of rows) {
      if (!first || href === null || sources.has(href)) continue;
      sources.set(href, sayCell(cells[first.key] ?? null, first.kind));
    }
  }
  return [...sources].slice(0, MOST_SOURCES).map(([href, label]) => ({ href, label }));
}

/** Nobody is offered what a tool would answer that is switched off for them. */
const isOpen = (enabled: (tool: string) => boolean) => (question: string) =>
  TOOL_DEFINITIONS.every(({ name, example }) => example !== question || enabled(name));
