import type { ToolCall } from '../tool';
import { TOOL_DEFINITIONS } from '../tools/definitions';
import { DIMENSION_WORDS } from './groupings';
import { takes } from './slots';

const BY_SOMETHING = new RegExp(
  `\\b(?:by|per|for each|in each) (?:the |each )?(?:${DIMENSION_WORDS.join('|')})(?![\\w-])`,
);
const SUPERLATIVE =
  /\b(?:biggest|largest|highest|longest|shortest|lowest|smallest|fewest|costliest|cheapest|least(?<!at least)|most(?<!at most)(?! recent))\b/;
/** How long a single one was: figures do not say that. */
const LONGEST = /\b(?:longest|shortest)\b/;
const NOT_OF_ONE = new Set(['leave_taken', 'deal_totals', 'expense_totals', 'timesheet_hours']);
/** By what rows are ordered that no argument orders, and what says so. */
const ORDERED: Record<string, RegExp> = {
  approvals_waiting: /\b(?:longest|oldest)\b/,
  holidays: /\bnext\b/,
  budget_use: /\bleft\b/,
};
/** A person is what their averages are of, and no grouping. */
const OF_PEOPLE = new Set(['leave_taken', 'timesheet_hours']);

/** What figures were to be added up by, or rows ordered by, and are not; undefined where nothing is lost. */
export function lostOrder(text: string, call: ToolCall): string | undefined {
  const definition = TOOL_DEFINITIONS.find(({ name }) => name === call.name);
  if (!definition || call.args.groupBy !== undefined) return undefined;
  return takes(definition, 'groupBy') ? lostGrouping(text, call) : lostSuperlative(text, call);
}

function lostGrouping(text: string, { name, args }: ToolCall): string | undefined {
  if (args.measure === 'average' && OF_PEOPLE.has(name)) return undefined;
  const by = BY_SOMETHING.exec(text)?.[0];
  return by ?? (NOT_OF_ONE.has(name) ? LONGEST.exec(text)?.[0] : undefined);
}

function lostSuperlative(text: string, { name, args }: ToolCall): string | undefined {
  const isOrdered = args.orderBy !== undefined || ORDERED[name]?.test(text);
  return isOrdered ? undefined : SUPERLATIVE.exec(text)?.[0];
}
