import { formatDate } from '../dates/format';
import { formatMoneyWire } from '../money/money';
import type { Role } from '../roles';
import type { AnswerTable, Cell } from '../wire/assistant';
import { listed } from './planner/clarify';
import { toolsFor } from './planner/help';
import { choicesOf, takes } from './planner/slots';
import type { ToolCall, ToolDefinition, ToolOutcome } from './tool';

type Table = Omit<AnswerTable, 'id'>;
type Column = Table['columns'][number];

const FOLLOW_UPS = 3;
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/**
 * The prose of an answer: a sentence or two for each call. Every figure is one of the table’s, written as it is there;
 * nothing is added up or rounded here.
 */
export function phraseAnswer(outcomes: ToolOutcome[]): string {
  return outcomes.map(phraseOutcome).join('\n\n');
}

/** What is said before an answer of words of the question that it does not take into account. */
export function phraseUnread(unread: string[]): string {
  const said = listed(unread.map((words) => `“${words}”`));
  return `I could not read ${said}, so this does not take ${unread.length > 1 ? 'them' : 'it'} into account.`;
}

function phraseOutcome(outcome: ToolOutcome): string {
  if (outcome.kind === 'rows') return phraseTable(outcome.table);
  return outcome.kind === 'unclear' ? outcome.question : outcome.reason;
}

function phraseTable(table: Table): string {
  const about = table.note ? `${table.title} (${table.note})` : table.title;
  const [first] = table.rows;
  if (!first) return `${about}: nothing was found.`;
  if (table.rowCount === 1) return `${about}: ${sayCells(table.columns, first.cells)}.`;
  const sentences = [`${about}: ${table.rowCount} rows.`];
  const totals = table.totals ? sayTotals(table.columns, table.totals) : '';
  if (totals) sentences.push(`In all: ${totals}.`);
  if (table.truncated) sentences.push(`The first ${table.rows.length} are shown.`);
  return sentences.join(' ');
}

function sayCells(columns: Column[], cells: Record<string, Cell>): string {
  return columns
    .filter(({ key }) => !isEmpty(cells[key]))
    .map(({ key, label, kind }) => `${label}: ${sayCell(cells[key] ?? null, kind)}`)
    .join(', ');
}

function sayTotals(columns: Column[], totals: Record<string, Cell>): string {
  return columns
    .filter(({ key, kind }) => !isEmpty(totals[key]) && kind !== 'text')
    .map(({ key, label, kind }) => `${label.toLowerCase()} ${sayCell(totals[key] ?? null, kind)}`)
    .join(', ');
}

const isEmpty = (cell: Cell | undefined) => cell === undefined || cell === null || cell === '';

const SAY: Partial<Record<Column['kind'], (text: string) => string>> = {
  date: formatDate,
  month: (text) => `${MONTHS[Number(text.slice(5, 7)) - 1]} ${text.slice(0, 4)}`,
  days: (text) => `${text} ${Number(text) === 1 ? 'day' : 'days'}`,
  hours: (text) => `${text} ${Number(text) === 1 ? 'hour' : 'hours'}`,
  percent: (text) => `${text}%`,
};

/** A value of a table as people read it. */
export function sayCell(cell: Cell, kind: Column['kind']): string {
  if (cell === null) return '–';
  if (typeof cell === 'object') return formatMoneyWire(cell);
  const text = String(cell);
  const isDate = kind !== 'date' || /^\d{4}-\d{2}-\d{2}$/.test(text);
  return isDate ? (SAY[kind]?.(text) ?? text) : text;
}

const DIMENSION_WORDS: Record<string, string> = { 'joined-month': 'month of joining' };

/**
 * Three questions one may go on with: the same by something else or compared, then what else such a person asks. Each is
 * answered by a tool they may call.
 * @param calls of the answer they follow
 */
export function followUpsOf(calls: ToolCall[], roles: Role[]): string[] {
  const may = toolsFor(roles);
  const call = calls.at(-1);
  const tool = call && may.find(({ name }) => name === call.name);
  const same = call && tool ? onTheSame(call, tool) : [];
  const others = may.filter(({ name }) => !calls.some((made) => made.name === name));
  const start = tool ? may.indexOf(tool) : 0;
  const near = [...others].sort(
    (one, other) => distance(may, one, start) - distance(may, other, start),
  );
  return [...same, ...near.map(({ example }) => example)].slice(0, FOLLOW_UPS);
}

// Tools of one area stand side by side: what is asked next is often of the same one.
const distance = (may: ToolDefinition[], tool: ToolDefinition, start: number) =>
  Math.abs(may.indexOf(tool) - start);

function onTheSame(call: ToolCall, tool: ToolDefinition): string[] {
  const grouping = choicesOf(tool, 'groupBy')?.find((choice) => choice !== call.args.groupBy);
  const compared =
    takes(tool, 'compareTo') && call.args.compareTo === undefined && 'from' in call.args;
  return [
    ...(grouping ? [`And by ${DIMENSION_WORDS[grouping] ?? grouping}?`] : []),
    ...(compared ? ['And compared to last year?'] : []),
  ];
}
