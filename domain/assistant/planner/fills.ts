import type { PlanContext } from '../plan';
import type { ToolDefinition } from '../tool';
import { dateParts } from '../../dates/calendar';
import { groupingsBeside, isAverageOf } from './averages';
import { monthsFrom, type Span } from './calendar-words';
import { meaning, readRole, readStage, STATUS_WORDS } from './meanings';
import { choicesOf, type Slots } from './slots';

/** How an argument is filled. */
export type Fill = (slots: Slots, context: PlanContext, definition: ToolDefinition) => unknown;

const MOST = /\b(biggest|largest|highest|top|most|expensive|greatest|priciest|best)\b/;
const LEAST = /\b(lowest|least|worst|smallest|bottom|weakest|fewest|los(?:e|ing) money)\b/;

/** The person that was named. */
export const person = ({ names }: Slots) => names.person;
const one = (said: string | undefined, choices: string[] | undefined) =>
  said !== undefined && choices?.includes(said) ? said : undefined;

/** How each argument is filled from what was said, whichever tool takes it. */
export const FILLS: Record<string, Fill> = {
  person,
  who: ({ who, names }) => (names.person === undefined ? who : undefined),
  owner: (slots, { lexicon }) => person(slots) ?? (slots.who === 'me' ? lexicon.self : undefined),
  customer: ({ names, stranger, text }) =>
    names.customer ?? (/\b(owe|from|of|for|with)\b/.test(text) ? stranger : undefined),
  project: ({ names, stranger }) => names.project ?? stranger,
  department: ({ names }) => names.department,
  type: ({ leaveType }) => leaveType,
  category: ({ category }) => category,
  kind: ({ kind }) => kind,
  stage: ({ text }) => readStage(text),
  role: ({ text }) => readRole(text),
  // Whether it is approved is told by how it stands, whichever way that is.
  status: ({ text }, _, definition) =>
    WHETHER.test(text) ? undefined : meaning(STATUS_WORDS[definition.name] ?? [], text),
  from: ({ span }) => span?.from,
  to: ({ span }) => span?.to,
  joinedFrom: ({ text, span }) => (JOINS.test(text) ? span?.from : undefined),
  joinedTo: ({ text, span }) => (JOINS.test(text) ? span?.to : undefined),
  number: ({ text, written }) => {
    const [, said] = /@number (\S+)/.exec(text) ?? [];
    return said && (written.get(said) ?? said);
  },
  liveFrom: (slots) => (GOES_LIVE.test(slots.text) ? slots.span?.from : undefined),
  liveTo: (slots) => (GOES_LIVE.test(slots.text) ? slots.span?.to : undefined),
  asOf: ({ span }, { today }) => asOf(span, today),
  month: ({ span }) => (span?.from ?? span?.to)?.slice(0, 7),
  period: ({ span }) => span && periodCode(span),
  groupBy: (slots, _, definition) => {
    const choices = choicesOf(definition, 'groupBy');
    return groupingsBeside(definition.name, slots).find((grouping) => choices?.includes(grouping));
  },
  compareTo: ({ compareTo }) => compareTo,
  limit: ({ limit }) => limit,
  minAmount: ({ amounts }) => amounts.minAmount,
  maxAmount: ({ amounts }) => amounts.maxAmount,
  orderBy: ({ text }, _, definition) => {
    const choices = choicesOf(definition, 'orderBy');
    if (LEAST.test(text)) return one('lowest', choices);
    if (/\b(?:sort|sorted|order|ordered|ranked) by (?:amount|value|size)\b/.test(text))
      return one('amount', choices);
    if (MOST.test(text) && !/\bmost recent/.test(text))
      return one('amount', choices) ?? one('highest', choices);
    return /\b(latest|recent(?:ly)?|newest|last few|last joined)\b/.test(text)
      ? one('date', choices)
      : undefined;
  },
  measure: (slots, _, definition) => {
    const choices = choicesOf(definition, 'measure');
    if (choices?.includes('average'))
      return isAverageOf(definition.name, slots) ? 'average' : undefined;
    const { text } = slots;
    if (/\b(margin|profit|profitable|profitability|loss|money)\b/.test(text)) return 'margin';
    if (/\b(revenue|earn|earned|billed|turnover|income)\b/.test(text)) return 'revenue';
    return /\b(cost|expensive|spent|spend)\b/.test(text) ? 'cost' : undefined;
  },
  billable: ({ text }) => {
    const isInternal = INTERNAL.test(text);
    // Who names both wants them beside each other.
    const isBillable = /\bbillable\b/.test(text.replace(INTERNAL, ' '));
    return isInternal === isBillable ? undefined : isBillable;
  },
  olderThanDays: ({ text }) => {
    const match =
      /\b(?:older than|longer than|more than|over|for) (\d{1,3}|a|one|two|three) (day|week)\b/.exec(
        text,
      );
    if (!match) return undefined;
    const count = { a: 1, one: 1, two: 2, three: 3 }[match[1] ?? ''] ?? Number(match[1]);
    return count * (match[2] === 'week' ? 7 : 1);
  },
  on: ({ text }) => (WAITS_FOR_OTHERS.test(text) ? 'others' : undefined),
};

const INTERNAL = /\b(?:non|not|un) ?-?billable\b|\binternal\b|\bunbilled\b/;
const WHETHER =
  /^(?:is|are|ha|has|have|wa|was|were|did) (?:my|@person) (?:last |latest |recent |@period )?(?:\w+ ){1,3}(?:been |get |got |yet )*(?:approved|rejected|accepted|declined)\b/;
const JOINS =
  /\b(?:join|joined|joining|joiner|hire|hired|hiring|new|newcomer|start|started|starter|starting|came|come|onboarded|arrived|recruited|since|after)\b/;
/** Of days on which something goes live. */
export const GOES_LIVE =
  /\b(?:go|goe|goes|going|went|gone|be|was|were|is|are) live\b|\bgo ?lives?\b|\blaunch/;

const WAITS_FOR_OTHERS =
  /\b(?:my|i) (?:own |open |pending |last |@period )*(?:request|submission|claim|leave|expense|travel|purchase|timesheet)\b|\bi (?:have )?(?:submitted|asked|requested|raised|sent|applied)\b|\b(?:approve|decide|sign|holding|on|with|blocking) (?:up )?(?:my|mine|whom|others|other people|somebody else)\b|\bwaiting (?:on|with|for) (?:someone|somebody|other|others|whom|who)\b|\bwhere (?:is|are) my\b|\bwho .* my\b/;

function asOf(span: Span | undefined, today: string): string | undefined {
  const day = span?.to ?? span?.from;
  return day === today ? undefined : day;
}

/** A year, a quarter or a month the way periods of incentives are called; a day is of its month. */
function periodCode({ from, to }: Span): string | undefined {
  const start = from ?? to;
  if (!start) return undefined;
  const { year, month } = dateParts(start);
  const is = (count: number, first: number) => {
    const span = monthsFrom(year, first, count);
    return span.from === from && span.to === to;
  };
  if (is(12, 1)) return String(year);
  const quarter = Math.floor((month - 1) / 3);
  return is(3, quarter * 3 + 1) ? `${year}-Q${quarter + 1}` : start.slice(0, 7);
}
