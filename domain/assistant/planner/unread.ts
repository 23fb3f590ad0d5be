import type { ToolCall, ToolDefinition } from '../tool';
import { TOOL_DEFINITIONS } from '../tools/definitions';
import { dateParts } from '../../dates/calendar';
import { place } from './arguments';
import { AVERAGE, RATE, WIN_RATE } from './cue-words';
import { monthsFrom, type Span } from './calendar-words';
import { isLeftOut } from './exclusions';
import { meaningsIn, NEGATION, STATUS_WORDS } from './meanings';
import { takes, type Slots } from './slots';
import { lostOrder } from './lost-order';
import { leftoverWords, type Unread } from './leftover-words';

/** Tools that show everything there is about it, or look for the words themselves: nothing of a question is lost there. */
const TELL_ALL = new Set(['search_chat', 'leave_policy', 'expense_policy', 'who_am_i']);

const NUMBER =
  '(?:@amount|a|an|\\d[\\d,.]*(?: ?(?:k|l|m|cr|crore|lakh|lac|thousand|million|mn))?|half|one|two|three|four|five|six|seven|eight|nine|ten)(?![\\w-])';
const UNIT =
  '(?: ?(?:percent|per cent|day|week|month|quarter|year|hour|minute|time|people|person|employee|\\w+))?';
const BOUND = new RegExp(
  `\\b(?:over|above|exceeding|exceed|more than|greater than|larger than|bigger than|higher than|at least|minimum of|minimum|under|below|less than|smaller than|lower than|fewer than|cheaper than|at most|up to|upto|maximum of|older than|newer than|longer than|shorter than|earlier than|later than|within|by more than|between) ${NUMBER}${UNIT}(?: (?:and|to) ${NUMBER}${UNIT})?`,
);

/** What no tool reckons, or only some: the words, and the tools that do. */
const RECKONED: [words: RegExp, by: string[]][] = [
  [/\b(?:on )?(?:average|mean|median|typical|typically)\b/, ['approval_figures']],
  [
    /\b(?:(?:win|rejection|approval|conversion|success|growth|exchange|tax|cost|attrition) )?(?:rate|ratio|percentage|percent|proportion|share)\b/,
    ['project_pnl', 'project_totals', 'budget_use'],
  ],
  [/\b(?:twice|double|triple|thrice|half)\b(?! (?:a )?day)(?: as \w+ as)?/, []],
  [
    /\b(?:over|above|below|under|within|exceeding|beyond) (?:the |their |its )?(?:budget|target|limit|average|plan)\b/,
    [],
  ],
  [/\b(?:older|newer|longer|shorter|earlier|later) than\b(?: @?\w+)?/, []],
  [/\b(?:correlation|forecasted|predict|prediction|projected|projection|variance|deviation)\b/, []],
  // A figure that bounds nothing and limits nothing.
  [/(?<![\w@.,-])\d[\d,.]*\b/, []],
];

/** Who did something with a record, where only whose it is can be asked by. */
const DONE_BY =
  /\b(?:approved|rejected|decided|signed|refused|declined|created|submitted|raised) by (?:@person|me)\b/;

/** "On Mondays" is every one of them, and no stretch of days. */
const everyWeekday = ({ written }: Slots) =>
  [...written.values()].filter((raw) => /^(?:mon|tues|wednes|thurs|fri|satur|sun)days$/.test(raw));

/** Who decided it: what lists records does not say so. */
const WHO_DID =
  /^who (?:ha |has |have )?(?:approved|rejected|decided|signed|declined|cleared)(?! (?:the )?most\b)/;

/** What tells of those who decide. */
const BY_WHOM = new Set(['approval_figures', 'approvals_waiting']);

/** What is denied and yet kept, by the tool: "who is not in" is who is out. */
const KEPT_DENIALS: Record<string, RegExp> = {
  who_is_out:
    /\bnot (?:be )?@period|\bnot (?:be )?(?:in(?! (?:the )?@department)|around|available|working|at work|coming)\b/g,
  approvals_waiting:
    /\b(?:not|nobody|no one|never)\b(?: \w+){0,3} (?:decided|approved|signed|answered|acted)\b|\bnot (?:yet )?(?:decided|approved|signed)\b/g,
  invoices: /\bnot (?:yet |been |be )*(?:paid|settled|collected|received)\b/g,
  receivables: /\bnot (?:yet |been |be )*(?:paid|settled|collected|received)\b/g,
  leave_balance: /\bnot (?:yet |been )*(?:used|taken|availed|consumed)\b/g,
  timesheet_hours: /\b(?:non|not|un) ?-?(?:billable|billed)\b/g,
  advances: /\bnot (?:yet |been )*(?:settled|cleared|repaid)\b/g,
  projects: /\bnot (?:yet )?(?:started|begun|closed)\b/g,
  deals: /\bnot (?:yet )?(?:closed|decided)\b/g,
  deal_totals: /\bnot (?:yet )?(?:closed|decided)\b/g,
};
const DENIAL = new RegExp(
  `(?:\\bnobody\\b|\\bno one\\b|${NEGATION.source})(?: (?:yet|been|be|the|any|a|an|for|from|by|in|of|those|that)(?= ))*(?: @?[\\w-]+)?`,
);
const AGED =
  /\b(?:older than|longer than|more than|over|for) (?:\d{1,3}|a|one|two|three) (?:day|week)\b/g;

/** What is said in a question and is not in what its calls ask for; nothing where they keep all of it. */
export function unreadIn(slots: Slots, calls: ToolCall[]): Unread[] {
  const [call] = calls;
  if (!call) return [];
  const definition = TOOL_DEFINITIONS.find(({ name }) => name === call.name);
  if (!definition || TELL_ALL.has(call.name)) return [];
  const text = calls.reduce(withoutKept, slots.text);
  const where = place(slots.text)?.toLowerCase();
  const lost = [
    ...everyWeekday(slots).map(other),
    ...(where !== undefined && !takes(definition, 'location') ? [other(where)] : []),
    ...lostDeciders(slots, call).map(other),
    ...lostValues(slots, calls, definition),
    ...lostConditions(text, call),
  ];
  // Words are only named where nothing worse is to be said.
  if (lost.length > 0) return lost;
  return leftoverWords(where ? text.replace(where, ' ') : text, definition, slots);
}

/** Who decided, where what is called does not tell that. */
function lostDeciders({ text }: Slots, { name }: ToolCall): string[] {
  const said = (DONE_BY.exec(text) ?? WHO_DID.exec(text))?.[0];
  return said === undefined || BY_WHOM.has(name) ? [] : [said];
}

/** The text without what the call keeps although it is denied or bounded. */
function withoutKept(text: string, { name, args }: ToolCall): string {
  const kept: RegExp[] = [];
  const said = STATUS_WORDS[name]?.find(([value]) => value === args.status)?.[1];
  if (said) kept.push(new RegExp(said.source, 'g'));
  const denied = KEPT_DENIALS[name];
  if (denied) kept.push(denied);
  if (args.olderThanDays !== undefined) kept.push(AGED);
  if (args.measure === 'rate') kept.push(new RegExp(RATE.source, 'g'));
  if (args.measure === 'win-rate') kept.push(new RegExp(WIN_RATE.source, 'g'));
  if (args.measure === 'average') kept.push(new RegExp(AVERAGE.source, 'g'));
  return kept
    .reduce((so, words) => so.replace(words, ' '), text)
    .replace(/\bwhether or not\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const other = (said: string): Unread => ({ said, isOther: true });

function lostConditions(text: string, call: ToolCall): Unread[] {
  const found: Unread[] = [];
  let rest = text;
  const take = (pattern: RegExp) => {
    const match = pattern.exec(rest);
    if (!match) return;
    found.push(other(match[0].trim()));
    rest = rest.replace(match[0], ' ');
  };
  take(DENIAL);
  take(BOUND);
  for (const [words, by] of RECKONED) if (!by.includes(call.name)) take(words);
  const order = lostOrder(rest, call);
  if (order) found.push(other(order));
  const second = secondStatus(rest, call);
  if (second) found.push(other(second));
  return found;
}

/** "Approved or rejected": a call asks for one of them. */
function secondStatus(text: string, { name, args }: ToolCall): string | undefined {
  const meanings = STATUS_WORDS[name];
  if (!meanings || args.status === undefined) return undefined;
  const strong = meanings.filter(([value]) => STRONG.has(value));
  const value = meaningsIn(strong, text).find((one) => one !== args.status);
  const words = meanings.find(([one]) => one === value)?.[1];
  return words?.exec(text)?.[0];
}

const STRONG = new Set([
  'approved',
  'rejected',
  'withdrawn',
  'cancelled',
  'expired',
  'draft',
  'settled',
]);

/** Values that were read and that the calls do not ask by. */
function lostValues(slots: Slots, calls: ToolCall[], definition: ToolDefinition): Unread[] {
  const { amounts, compareTo, exclusion, said } = slots;
  const args = calls[0]?.args ?? {};
  const isLost = (side: 'minAmount' | 'maxAmount') =>
    amounts[side] !== undefined && args[side] !== amounts[side];
  return [
    ...lostNames(slots, calls),
    ...(exclusion && !isLeftOut(exclusion, args) ? [exclusion.said] : []),
    ...(isLost('minAmount') || isLost('maxAmount') ? [said.amount ?? 'that amount'] : []),
    ...(compareTo !== undefined && args.compareTo === undefined && !isSpread(calls)
      ? [COMPARED[compareTo]]
      : []),
    ...lostTimes(slots, calls, definition),
  ].map(other);
}

const COMPARED = {
  'previous-year': 'compared to last year',
  'previous-period': 'compared to before',
};

function lostNames({ names }: Slots, calls: ToolCall[]): string[] {
  const given = new Set(calls.flatMap(({ args }) => Object.values(args)));
  const said = [names.person, names.customer, names.project, names.department];
  return [...said, ...(names.others ?? []).map(({ value }) => value)].filter(
    (value) => value !== undefined && !given.has(value),
  ) as string[];
}

/** Whether each of several times has a call of its own. */
const isSpread = (calls: ToolCall[]) =>
  new Set(calls.map(({ args }) => args.from ?? args.period)).size > 1;

function lostTimes(slots: Slots, calls: ToolCall[], definition: ToolDefinition): string[] {
  const { span, secondSpan, compareTo, said } = slots;
  if (!span || isSpread(calls)) return [];
  const isKeptByAll = calls.every(({ args }) => isKept(span, args, definition));
  return [
    ...(secondSpan && !compareTo ? ['a second time'] : []),
    ...(isKeptByAll ? [] : [said.period ?? 'that time']),
  ];
}

/** Whether a stretch of days is in what is asked for: as it is, or as the month or the period it is called by. */
function isKept(span: Span, args: ToolCall['args'], definition: ToolDefinition): boolean {
  const { from, to } = span;
  const is = (one: string, two: string) => args[one] === from && args[two] === to;
  if (
    is('from', 'to') ||
    is('joinedFrom', 'joinedTo') ||
    is('liveFrom', 'liveTo') ||
    is('dueFrom', 'dueTo')
  )
    return true;
  if (takes(definition, 'asOf')) return true;
  // An open or a short stretch is of the month it begins in.
  if (typeof args.month === 'string') return from !== undefined && isWithinMonth(span);
  if (typeof args.period === 'string') return isOnePeriod(span);
  return NOW_ALONE.has(definition.name) && isNow(span);
}

/** What these tell is of today. */
const NOW_ALONE = new Set([
  ...['advances', 'projects', 'find_people', 'count_people', 'reporting_line', 'approvals_waiting'],
]);
const isNow = ({ from, to }: Span) => from !== undefined && from === to;

function isWithinMonth({ from = '', to = from }: Span): boolean {
  return from.slice(0, 7) === to.slice(0, 7);
}

function isOnePeriod({ from = '', to = from }: Span): boolean {
  if (from === '') return false;
  const { year, month } = dateParts(from);
  return [1, 3, 12].some((count) => {
    const whole = monthsFrom(year, month, count);
    return (
      whole.from <= from &&
      to <= whole.to &&
      (count === 1 || (whole.from === from && whole.to === to))
    );
  });
}
