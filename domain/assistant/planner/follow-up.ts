import type { PlanContext } from '../plan';
import type { ToolCall, ToolDefinition } from '../tool';
import { argumentsOf } from './arguments';
import { TOOL_DEFINITIONS } from '../tools/definitions';
import { choicesOf, takes, type Slots } from './slots';

/** Whether a question goes on from the one before it. */
export const GOES_ON =
  /^(?:and|what about|how about|or|only|same|but|now|just|then|also|instead|ok and|ok|in|for|by|per|since|break|split|group|compared?|versus|vs|show (?:only|just|that|it|them)|that|it|them|those|without|of (?:that|those|these)|not|with|exclude|filter|sort|above|below|over|under|more than|less than|between|@|the same|which of (?:them|those|these))\b/;
/** Whether another question keeps whose and which days those of the one before were. */
export const CARRIES = /^(?:and|what about|how about|same|also|but|or)\b/;

// What a call says of itself, and not of what was asked.
const IMPLIED = new Set(['on', 'measure']);

/**
 * The call before, with what was said now in the place of what was said then. Undefined when nothing was said that the
 * tool takes.
 */
export function followUp(
  definition: ToolDefinition,
  before: ToolCall,
  slots: Slots,
  context: PlanContext,
): ToolCall | undefined {
  const said = new Map(Object.entries(argumentsOf(definition, slots, context)));
  for (const name of implied(definition, slots)) said.delete(name);
  asDaysBefore(said, before, slots);
  if (said.size === 0 && !slots.everyone) return undefined;
  const args = { ...before.args };
  if (slots.span) for (const name of DAYS) delete args[name];
  withoutBoth(args, said);
  if (said.has('person')) delete args.who;
  if (said.has('who') || (slots.everyone && said.size === 0)) {
    delete args.person;
    delete args.who;
  }
  return { name: before.name, args: { ...args, ...Object.fromEntries(said) } };
}

/** Days by another name than `from` and `to`. */
const OTHER_DAYS = [
  ['dueFrom', 'dueTo'],
  ['joinedFrom', 'joinedTo'],
  ['liveFrom', 'liveTo'],
] as const;

const DAYS = ['from', 'to', 'asOf', ...OTHER_DAYS.flat()];

/** "And next month?" is of the days that invoices are due, where those before were. */
function asDaysBefore(said: Map<string, unknown>, { args }: ToolCall, { span }: Slots): void {
  const days = OTHER_DAYS.find((pair) => pair.some((name) => args[name] !== undefined));
  if (!span || !days || days.some((name) => said.has(name))) return;
  said.delete('from');
  said.delete('to');
  const [first, last] = days;
  if (span.from !== undefined) said.set(first, span.from);
  if (span.to !== undefined) said.set(last, span.to);
}

/** What may be asked for alone, and the argument that leaves it out: not both of one value. */
const EXCEPTIONS = [
  ['category', 'exceptCategories'],
  ['status', 'exceptStatuses'],
  ['stage', 'exceptStages'],
  ['type', 'exceptTypes'],
] as const;

function withoutBoth(args: Record<string, unknown>, said: Map<string, unknown>): void {
  for (const [one, except] of EXCEPTIONS) {
    if (said.has(one)) delete args[except];
    if (isAmong(args[one], said.get(except))) delete args[one];
  }
}

const isAmong = (value: unknown, values: unknown) =>
  Array.isArray(values) && values.includes(value);

function implied(definition: ToolDefinition, slots: Slots): string[] {
  const names = [...IMPLIED];
  if (definition.name === 'profit_and_loss' && !slots.span) names.push('from', 'to');
  if (definition.name === 'leave_balance' && slots.who === undefined) names.push('who');
  if (definition.name === 'search_chat') names.push('text');
  return names;
}

/** What another question of the same conversation goes on from: whose and which days, unless it says so itself. */
export function carriedOver(
  definition: ToolDefinition,
  before: ToolCall,
  call: ToolCall,
): ToolCall {
  const carried: Record<string, unknown> = {};
  const saysWhose = ['who', 'person', 'department', 'owner'].some((name) => name in call.args);
  const saysWhen = 'from' in call.args || 'to' in call.args;
  for (const name of ['who', 'person', 'department'])
    if (!saysWhose && name in before.args && takes(definition, name))
      carried[name] = before.args[name];
  for (const name of ['from', 'to'])
    if (!saysWhen && name in before.args && takes(definition, name))
      carried[name] = before.args[name];
  return { name: call.name, args: { ...carried, ...call.args } };
}

/** What lists records, and what adds up the same. */
const SIBLINGS: [list: string, totals: string][] = [
  ['deals', 'deal_totals'],
  ['expense_claims', 'expense_totals'],
  ['leave_requests', 'leave_taken'],
  ['find_people', 'count_people'],
  ['projects', 'project_totals'],
];

/** Whether one of two tools lists what the other adds up. */
export const areSiblings = (one: string, other: string): boolean =>
  SIBLINGS.some((pair) => pair.includes(one) && pair.includes(other));

/** The tool that tells the same as the one before, when that cannot add up, or cannot list, what is asked for now. */
export function siblingOf(last: ToolDefinition, slots: Slots): ToolDefinition | undefined {
  const { groupings, amounts } = slots;
  const wantsTotals = groupings.length > 0 && !takes(last, 'groupBy');
  const isBounded = amounts.minAmount !== undefined || amounts.maxAmount !== undefined;
  const wantsList = isBounded && !takes(last, 'minAmount');
  const pair = SIBLINGS.find(([list, totals]) =>
    wantsTotals ? list === last.name : wantsList && totals === last.name,
  );
  const name = pair?.[wantsTotals ? 1 : 0];
  const sibling = TOOL_DEFINITIONS.find((one) => one.name === name);
  if (!sibling || !wantsTotals) return sibling;
  return groupings.some((one) => choicesOf(sibling, 'groupBy')?.includes(one))
    ? sibling
    : undefined;
}

// How the answer before was laid out, not what it was of.
const LAYOUT = new Set(['groupBy', 'orderBy', 'limit', 'compareTo', 'measure']);

/** The call before, told by another tool: all that it was narrowed to stays, and what is said now stands in its place. */
export function goingOnWith(
  definition: ToolDefinition,
  before: ToolCall,
  call: ToolCall,
): ToolCall {
  const kept = Object.entries(before.args).filter(
    ([name, value]) =>
      !LAYOUT.has(name) && takes(definition, name) && isTaken(definition, name, value),
  );
  return { name: definition.name, args: { ...Object.fromEntries(kept), ...call.args } };
}

function isTaken(definition: ToolDefinition, name: string, value: unknown): boolean {
  const choices = choicesOf(definition, name);
  return choices === undefined || (typeof value === 'string' && choices.includes(value));
}
