import type { PlanContext } from '../plan';
import type { ToolDefinition } from '../tool';
import { dateParts } from '../../dates/calendar';
import { fiscalYearOf, monthsFrom, type Span } from './calendar-words';
import { groupingsBeside, isAverageOf, RATE, WIN_RATE } from './averages';
import { EXCEPT_ARGUMENTS, leftOutBy } from './exclusions';
import { meaning, readRole, readStage, STATUS_WORDS } from './meanings';
import { COMPARED_BY_TWO } from './several';
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

/** Decisions that somebody made themselves. */
const DECIDED_BY =
  /\b(?:did|do|ha|has|have) (i|@person) (?:\w+ )?(?:approve|approved|reject|rejected|decide|decided|clear|cleared|sign|signed|decline|declined)\b|\b(i|@person) (?:ha |has |have )?(?:approved|rejected|decided|cleared|signed|declined)\b|\b(?:approved|rejected|decided|cleared|signed|declined) by (me|@person)\b|\bmy (?:approval|decision)s?\b(?= (?:count|figure|by|this|last|in|@period))/;
const deciderIn = ({ text, names }: Slots): string | undefined => {
  const match = DECIDED_BY.exec(text);
  if (!match) return undefined;
  return match.slice(1).includes('@person') ? names.person : 'me';
};

const INTERNAL = /\b(?:non|not|un) ?-?billable\b|\binternal\b|\bunbilled\b/;
const WHETHER =
  /^(?:is|are|ha|has|have|wa|was|were|did) (?:my|@person) (?:last |latest |recent |@period )?(?:\w+ ){1,3}(?:been |get |got |yet )*(?:approved|rejected|accepted|declined)\b/;
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
  leave_requests: {
    // What lies ahead begins today.
    from: ({ span, text }, { today }) =>
      span
        ? span.from
        : /\b(?:next|upcoming|planned|future|coming)\b/.test(text)
          ? today
          : undefined,
  },
  holidays: { location: ({ text, stranger }) => place(text) ?? stranger },
  projects: {
    name: ({ names }) => names.project,
    customer: ({ names }) => names.customer,
    exceptStatuses: ({ text, exclusion }, { lexicon }, definition) =>
      leftOutBy('exceptStatuses', exclusion, { lexicon, definition }) ??
      (/\bnot (?:yet )?closed\b/.test(text) ? ['closed'] : undefined),
    status: (slots, _, { name }) => {
      const status = meaning(STATUS_WORDS[name] ?? [], slots.text);
      // What went live in some days may be closed by now.
      return status === 'live' && slots.span && GOES_LIVE.test(slots.text) ? undefined : status;
    },
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
  approval_figures: {
    approver: deciderIn,
    person: (slots) => (deciderIn(slots) === undefined ? person(slots) : undefined),
    who: ({ who, names, ...slots }) =>
      deciderIn({ who, names, ...slots }) === undefined && names.person === undefined
        ? who
        : undefined,
    measure: ({ text, compareTo }) =>
      RATE.test(text) && compareTo === undefined ? 'rate' : undefined,
    // Rates are ordered by what was approved: where most was rejected, least was.
    orderBy: (slots, context, definition) => {
      const order = FILLS.orderBy?.(slots, context, definition);
      const isTurned = RATE.test(slots.text) && /\breject/.test(slots.text);
      return isTurned && order ? { highest: 'lowest', lowest: 'highest' }[order as string] : order;
    },
  },
  deals: { who: ({ who, names }) => ofTeam(who, names) },
  deal_totals: {
    who: ({ who, names }) => ofTeam(who, names),
    measure: (slots, context, definition) =>
      slots.compareTo === undefined && WIN_RATE.test(slots.text)
        ? 'win-rate'
        : FILLS.measure?.(slots, context, definition),
    // What was won and what was lost are both in a rate.
    stage: ({ text }) => (WIN_RATE.test(text) ? undefined : readStage(text)),
  },
  invoices: {
    from: ({ span, text }) => (IS_DUE.test(text) ? undefined : span?.from),
    to: ({ span, text }) => (IS_DUE.test(text) ? undefined : span?.to),
    dueFrom: ({ span, text }) => (IS_DUE.test(text) ? span?.from : undefined),
    dueTo: ({ span, text }) => (IS_DUE.test(text) ? span?.to : undefined),
    status: ({ span, text }) =>
      meaning(STATUS_WORDS.invoices ?? [], text) ??
      (span && IS_DUE.test(text) ? 'open' : undefined),
  },
  profit_and_loss: {
    from: ({ span }, { today }) => span?.from ?? `${fiscalYearOf(today)}-04-01`,
    to: ({ span }, { today }) => span?.to ?? today,
  },
};

/** What came due, and not what was sent, in the days that are named. */
const IS_DUE = /\b(?:due|falling due|to be (?:paid|collected))\b/;
const ofTeam = (who: Slots['who'], names: Slots['names']) =>
  who === 'my-team' && names.person === undefined ? who : undefined;

/** Whoever looks after others and speaks of nobody asks how much waits at all, not what waits for them. */
const asksOfAll = ({ text }: Slots, { roles }: PlanContext) =>
  roles.some((role) => role === 'admin' || role === 'hr' || role === 'department-head') &&
  /\b(?:all|any|anyone|everyone|everybody|company|how many|number of|count|oldest|longest|for more than|for over)\b/.test(
    text,
  ) &&
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
    [compareTo !== undefined, fits('compareTo') || COMPARED_BY_TWO.has(definition.name), 2, 2],
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
