import type { PlanContext } from '../plan';
import type { ToolDefinition } from '../tool';
import { dateParts } from '../../dates/calendar';
import { fiscalYearOf, monthsFrom, type Span } from './calendar-words';
import { isAverageOf } from './averages';
import { EXCEPT_ARGUMENTS, leftOutBy } from './exclusions';
import { meaning, readRole, readStage, STATUS_WORDS } from './meanings';
import { choicesOf, takes, type Slots } from './slots';

type Args = Record<string, unknown>;
type Fill = (slots: Slots, context: PlanContext, definition: ToolDefinition) => unknown;

const MOST = /\b(biggest|largest|highest|top|most|expensive|greatest|priciest|best)\b/;
const LEAST = /\b(lowest|least|worst|smallest|bottom|weakest|fewest|los(?:e|ing) money)\b/;

const person = ({ names }: Slots) => names.person;
const one = (said: string | undefined, choices: string[] | undefined) =>
  said !== undefined && choices?.includes(said) ? said : undefined;

/** How each argument is filled from what was said, whichever tool takes it. */
const FILLS: Record<string, Fill> = {
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
  status: ({ text }, _, definition) => meaning(STATUS_WORDS[definition.name] ?? [], text),
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
  groupBy: ({ groupings }, _, definition) => {
    const choices = choicesOf(definition, 'groupBy');
    return groupings.find((grouping) => choices?.includes(grouping));
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
    if (MOST.test(text)) return one('amount', choices) ?? one('highest', choices);
    return /\b(latest|recent|newest|last few)\b/.test(text) ? one('date', choices) : undefined;
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
    if (/\b(?:non|not|un) ?-?billable\b|\binternal\b|\bunbilled\b/.test(text)) return false;
    return /\bbillable\b/.test(text) ? true : undefined;
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

const JOINS =
  /\b(?:join|joined|joining|joiner|hire|hired|hiring|new|newcomer|start|started|starter|starting|came|come|onboarded|arrived|recruited|since|after)\b/;
const GOES_LIVE =
  /\b(?:go|goe|goes|going|went|gone|be|was|were|is|are) live\b|\bgo ?lives?\b|\blaunch/;

const WAITS_FOR_OTHERS =
  /\b(?:my|i) (?:own |open |pending |last |@period )*(?:request|submission|claim|leave|expense|travel|purchase|timesheet)\b|\bi (?:have )?(?:submitted|asked|requested|raised|sent|applied)\b|\b(?:approve|decide|sign|holding|on|with|blocking) (?:up )?(?:my|mine|whom|others|other people|somebody else)\b|\bwaiting (?:on|with|for) (?:someone|somebody|other|others|whom|who)\b|\bwhere (?:is|are) my\b|\bwho .* my\b/;

/** What some tools call otherwise, or must not be given. */
const SPECIAL: Record<string, Record<string, Fill>> = {
  find_people: {
    name: (slots) => (reportsTo(slots) ? undefined : person(slots)),
    manager: (slots, { lexicon }) =>
      reportsTo(slots) ? (person(slots) ?? lexicon.self) : undefined,
    location: ({ text, stranger }) => place(text) ?? stranger,
  },
  holidays: { location: ({ text, stranger }) => place(text) ?? stranger },
  projects: {
    name: ({ names }) => names.project,
    customer: ({ names }) => names.customer,
    manager: (slots, { lexicon }) =>
      person(slots) ??
      (/\b(?:i|my) (?:manage|lead|run)\b/.test(slots.text) ? lexicon.self : undefined),
  },
  leave_balance: {
    who: (slots) => {
      const all =
        slots.everyone || slots.names.department !== undefined || slots.groupings.length > 0;
      const none = person(slots) === undefined && !all;
      return (
        FILLS.who?.(slots, {} as PlanContext, {} as ToolDefinition) ?? (none ? 'me' : undefined)
      );
    },
  },
  approvals_waiting: {
    waitingOn: (slots) => person(slots),
    on: (slots, context, definition) => {
      if (person(slots) !== undefined) return undefined;
      return (
        FILLS.on?.(slots, context, definition) ?? (asksOfAll(slots, context) ? 'anyone' : 'me')
      );
    },
  },
  profit_and_loss: {
    from: ({ span }, { today }) => span?.from ?? `${fiscalYearOf(today)}-04-01`,
    to: ({ span }, { today }) => span?.to ?? today,
  },
};

/** Whoever looks after others and speaks of nobody asks how much waits at all, not what waits for them. */
const asksOfAll = ({ text }: Slots, { roles }: PlanContext) =>
  roles.some((role) => role === 'admin' || role === 'hr' || role === 'department-head') &&
  /\b(?:all|any|anyone|everyone|everybody|company|how many|number of|count)\b/.test(text) &&
  !/\b(?:i|me|my|mine)\b/.test(text);

const reportsTo = ({ text }: Slots) =>
  /\breport(?:s|ing)? to\b|\bunder @person\b|\bteam\b/.test(text);

const PLACE =
  /\b(?:in|at|of|for) (?:the )?(mumbai|bengaluru|bangalore|london|delhi|pune|chennai|hyderabad|kolkata)\b|\b(mumbai|bengaluru|bangalore|london|delhi|pune|chennai|hyderabad|kolkata) (?:office|holiday|people|calendar)\b/;
/** The place of work a text names, if it is one that people say. */
export const place = (text: string) => {
  const match = PLACE.exec(text);
  const said = match?.[1] ?? match?.[2];
  return said && said.charAt(0).toUpperCase() + said.slice(1);
};

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

/** The arguments of a call of a tool, of what was said. What was not said is not in it. */
export function argumentsOf(definition: ToolDefinition, slots: Slots, context: PlanContext): Args {
  const special = SPECIAL[definition.name] ?? {};
  const of = { lexicon: context.lexicon, definition };
  const entries = Object.keys(definition.args.shape).map((name) => {
    const fill = special[name] ?? FILLS[name];
    const value = fill?.(slots, context, definition) ?? leftOutBy(name, slots.exclusion, of);
    return [name, value] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** How well what was said fits a tool: what it takes speaks for it, what it cannot take against it. */
export function fitOf(definition: ToolDefinition, slots: Slots): number {
  const { names, groupings, compareTo, amounts, leaveType } = slots;
  const fits = (...args: string[]) => args.some((name) => takes(definition, name));
  const choices = choicesOf(definition, 'groupBy');
  const checks: [said: boolean, fits: boolean, gain: number, loss: number][] = [
    [names.person !== undefined, fits('person', 'owner', 'name', 'manager', 'text'), 0.5, 2],
    [names.customer !== undefined, fits('customer', 'text'), 0.5, 1],
    [
      names.project !== undefined,
      fits('project', 'text') || definition.name === 'projects',
      0.5,
      2,
    ],
    [names.department !== undefined, fits('department', 'text'), 0.5, 1.5],
    [groupings.length > 0, groupings.some((one) => choices?.includes(one)), 1.5, 2],
    [compareTo !== undefined, fits('compareTo'), 2, 2],
    [
      slots.exclusion !== undefined,
      EXCEPT_ARGUMENTS.some((name) => takes(definition, name)),
      0.5,
      0.5,
    ],
    [isAverageOf(definition.name, slots), true, 2.5, 0],
    [amounts.minAmount !== undefined || amounts.maxAmount !== undefined, fits('minAmount'), 1, 1.5],
    [leaveType !== undefined && leaveType !== 'unpaid', fits('type', 'kind'), 0.5, 1],
    [
      slots.who === 'my-team',
      fits('who', 'owner') || /people|line/.test(definition.name),
      0.5,
      0.5,
    ],
  ];
  return checks.reduce(
    (sum, [said, fit, gain, loss]) => sum + (said ? (fit ? gain : -loss) : 0),
    0,
  );
}
