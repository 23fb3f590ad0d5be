import { AVERAGE } from './cue-words';
import type { Slots } from './slots';

/** What an average is of, by the tool that reckons it: amounts of single records alone. */
const UNITS: Record<string, RegExp> = {
  expense_totals: /\b(?:claim|reimbursement|expense)\b/,
  deal_totals: /\b(?:deal|opportunity|ticket size|sale)\b/,
  invoices: /\binvoice\b/,
};

/** What is no amount, or an average of another sort. */
const OTHERWISE =
  /\b(?:time|day|hour|age|old|long|delay|duration|cycle|margin|rate|discount|incentive|number of|how many|count|daily|weekly|monthly|quarterly|yearly|annual)\b/;
/** "Average expense per person" may be that of a claim or of a person; "average claim" is not. */
const SHARED_OUT = /\b(?:per|a|each|every|by) (?:@?\w+)/;

/** What a person had of something on average, by the tool that reckons it. */
const OF_PEOPLE: Record<string, RegExp> = {
  timesheet_hours: /\bhour\b/,
  leave_taken: /\b(?:leave|vacation|time off|day off|(?:sick|casual|earned|leave) day)\b/,
};
const PER_PERSON =
  /\b(?:per|a|each|every|by|of an?|for each) (?:person|people|employee|head|member|team member|colleague|consultant|reportee|rep)\b/;
/** What is no such average: how long one is, how many there are, or what is left. */
const NOT_OF_PEOPLE =
  /\b(?:length|long|duration|number of leave(?! day)|how many leave(?! day)|balance|left|remaining|available|pending|daily|weekly|monthly|yearly)\b/;

const isPersonsAverage = (
  tool: string,
  { text, compareTo }: Pick<Slots, 'text' | 'compareTo'>,
): boolean =>
  OF_PEOPLE[tool]?.test(text) === true &&
  AVERAGE.test(text) &&
  PER_PERSON.test(text) &&
  compareTo === undefined &&
  !NOT_OF_PEOPLE.test(text);

/** The groupings that are left where a person is what the average is of. */
export const groupingsBeside = (tool: string, slots: Slots): string[] =>
  isPersonsAverage(tool, slots)
    ? slots.groupings.filter((one) => one !== 'person')
    : slots.groupings;

/** Whether a tool reckons the average that is asked for. */
export function isAverageOf(
  tool: string,
  slots: Pick<Slots, 'text' | 'compareTo' | 'written' | 'groupings'>,
): boolean {
  if (isPersonsAverage(tool, slots)) return true;
  const { text, compareTo, written, groupings } = slots;
  const unit = UNITS[tool];
  if (!unit || !AVERAGE.test(text) || compareTo !== undefined || OTHERWISE.test(text)) return false;
  const said = unit.exec(text)?.[0];
  if (said === undefined) return false;
  // "Average deals per month" are how many.
  const isMany = new RegExp(`\\b(?:average|mean) ${said} (?:per|by|each|every|a)\\b`).test(text);
  if (isMany && written.get(said) === `${said}s`) return false;
  return said !== 'expense' || (groupings.length === 0 && !SHARED_OUT.test(text));
}
