import type { Plan } from '../../domain/assistant/plan';
import type { ToolCall, ToolOutcome } from '../../domain/assistant/tool';
import type { Cell } from '../../domain/wire/assistant';

/** A question of the set. Without a tool it is one that has to be refused. */
export interface Question {
  id: string;
  ask: string;
  also: string[];
  tool?: string;
  /** Arguments the first call has to have; further ones do no harm if the figure is right. */
  args?: Record<string, unknown>;
  /** Which value of the table is compared: see questions.yaml. */
  pick?: string;
}

/** What was answered to a question. */
export interface Answer {
  plan: Plan['kind'];
  calls: ToolCall[];
  outcomes: ToolOutcome[];
}

const WEIGHTS = { tool: 0.3, args: 0.2, figure: 0.4, source: 0.1 };

/** Which parts of an answer are right. */
export type Parts = Record<keyof typeof WEIGHTS, boolean>;

/** How right an answer is, part by part; of a refusal, all of it or nothing. */
export function partsOf(question: Question, answer: Answer, expected: string | null): Parts {
  const [call] = answer.calls;
  const [outcome] = answer.outcomes;
  if (question.tool === undefined) {
    const refused = answer.plan === 'refused' && answer.calls.length === 0;
    return { tool: refused, args: refused, figure: refused, source: refused };
  }
  const isTool = call?.name === question.tool;
  return {
    tool: isTool,
    args: isTool && holds(call.args, question.args ?? {}),
    figure: isFigure(outcome, question.pick ?? 'rows', expected),
    source: hasSource(outcome, expected),
  };
}

/** The score of an answer, from 0 to 1. */
export const scoreOf = (parts: Parts): number =>
  (Object.keys(WEIGHTS) as (keyof Parts)[]).reduce(
    (sum, part) => sum + (parts[part] ? WEIGHTS[part] : 0),
    0,
  );

/** Names may be said in part, and in any case. */
function holds(args: Record<string, unknown>, wanted: Record<string, unknown>): boolean {
  return Object.entries(wanted).every(([name, value]) => {
    const said = args[name];
    return typeof value === 'string' && typeof said === 'string'
      ? said.toLowerCase().includes(value.toLowerCase())
      : said === value;
  });
}

const isNothing = (expected: string | null) => expected === null || expected === '0';

function isFigure(
  outcome: ToolOutcome | undefined,
  pick: string,
  expected: string | null,
): boolean {
  if (outcome?.kind === 'nothing' || outcome?.kind === 'empty') return isNothing(expected);
  if (outcome?.kind !== 'rows') return false;
  const value = picked(outcome, pick);
  return expected === null ? value === null : plain(value) === plain(expected);
}

function picked({ table }: Extract<ToolOutcome, { kind: 'rows' }>, pick: string): Cell {
  if (pick === 'rows') return table.rowCount;
  const [where = '', key = ''] = pick.split('.');
  if (where === 'totals') return table.totals?.[key] ?? null;
  const row =
    where === 'first'
      ? table.rows[0]
      : table.rows.find(({ cells }) => Object.values(cells).includes(where));
  return row?.cells[key] ?? null;
}

/** A value to compare exactly: amounts without their currency, decimals without closing zeros. */
function plain(cell: Cell): string {
  const text = String(typeof cell === 'object' && cell !== null ? cell.amount : cell);
  if (!/^-?\d+\.\d+$/.test(text)) return text;
  const [whole = '', decimals = ''] = text.split('.');
  // Hours are told to a hundredth.
  const kept = Number(`0.${decimals}`).toFixed(2).slice(2).replace(/0+$/, '');
  const carried = Number(`0.${decimals}`) >= 0.995 ? String(Number(whole) + 1) : whole;
  return kept ? `${carried}.${kept}` : carried;
}

/** Figures come with the record they are of; where there is nothing, with the reason. */
function hasSource(outcome: ToolOutcome | undefined, expected: string | null): boolean {
  if (outcome?.kind === 'nothing' || outcome?.kind === 'empty')
    return isNothing(expected) && outcome.reason !== '';
  const rows = outcome?.kind === 'rows' ? outcome.table.rows : [];
  return rows.length > 0 && outcome?.kind === 'rows' && outcome.table.note !== null;
}
