import type { PlanContext } from '../plan';
import type { ToolDefinition } from '../tool';
import { isAverageOf } from './averages';
import { fiscalYearOf } from './calendar-words';
import { RATE, WIN_RATE } from './cue-words';
import { EXCEPT_ARGUMENTS, leftOutBy } from './exclusions';
import { FILLS, GOES_LIVE, person, type Fill } from './fills';
import { meaning, readStage, STATUS_WORDS } from './meanings';
import { COMPARED_BY_TWO } from './several';
import { choicesOf, takes, type Slots } from './slots';

type Args = Record<string, unknown>;

/** Decisions that somebody made themselves. */
const DECIDED_BY =
  /\b(?:did|do|ha|has|have) (i|@person) (?:\w+ )?(?:approve|approved|reject|rejected|decide|decided|clear|cleared|sign|signed|decline|declined)\b|\b(i|@person) (?:ha |has |have )?(?:approved|rejected|decided|cleared|signed|declined)\b|\b(?:approved|rejected|decided|cleared|signed|declined) by (me|@person)\b|\b(?:approval|decision|rejection) (?:\w+ )?by (me|@person)\b|\bmy (?:approval|decision)s?\b(?= (?:count|figure|by|this|last|in|@period))/;
const deciderIn = ({ text, names }: Slots): string | undefined => {
  const match = DECIDED_BY.exec(text);
  if (!match) return undefined;
  return match.slice(1).includes('@person') ? names.person : 'me';
};

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
  count_people: { who: ({ who }) => (who === 'my-team' ? who : undefined) },
  // For whom nobody reports to, the team are those they work with.
  who_is_out: {
    who: ({ who }, { roles }) =>
      who === 'my-team' && roles.some((role) => LEADS.has(role)) ? who : undefined,
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

const LEADS = new Set(['manager', 'department-head', 'admin']);

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
