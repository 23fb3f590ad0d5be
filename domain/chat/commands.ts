import { LEAVE_TYPES } from '../leave/leave-types';
import { COMPANY_CURRENCY } from '../money/company-currency';
import { readMoney } from '../money/money';
import { addDays, parseDate, weekday, type CalendarDate } from '../dates/calendar';

/** What can be asked for in the line one writes in, and how. */
export const COMMANDS = [
  { name: '/leave', use: '/leave [type] 2026-12-07 [2026-12-08] [reason]', does: 'ask for leave' },
  { name: '/claim', use: '/claim [450 INR taxi]', does: 'claim an expense' },
  { name: '/who-is-out', use: '/who-is-out [2026-12-07 | week]', does: 'see who is away' },
  { name: '/help', use: '/help', does: 'see what can be written here' },
] as const;

/** What NETRA answers to whoever writes to it. */
export const COMMAND_HELP = [
  'I write here when somebody waits for your approval. What I understand, in any conversation:',
  ...COMMANDS.map(({ use, does }) => `${use}: ${does}`),
].join('\n');

/** What a text in the line one writes in stands for. */
export type CommandReading =
  /** It is to be sent as it is; of "//x" one slash is sent. */
  | { kind: 'text'; text: string }
  /** A form of the app, with what was said of it filled in. */
  | { kind: 'form'; request: 'leave' | 'expense-claim'; values: Record<string, string> }
  | { kind: 'who-is-out'; from: CalendarDate; to: CalendarDate }
  | { kind: 'help' }
  /** It was meant as a command, and this is what was not understood. */
  | { kind: 'problem'; message: string };

/**
 * Reads what somebody wrote: a command when it starts with a slash that is not doubled. Strict: what is not understood is
 * said, and nothing is guessed.
 * @param today the writer's date
 * @param leaveTypes the codes of the types of leave there are
 */
export function readCommand(
  text: string,
  today: CalendarDate,
  leaveTypes: readonly string[] = LEAVE_TYPES,
): CommandReading {
  if (text.startsWith('//')) return { kind: 'text', text: text.slice(1) };
  if (!text.startsWith('/')) return { kind: 'text', text };
  const [name = '', ...words] = text.trim().split(/\s+/);
  switch (name.toLowerCase()) {
    case '/leave':
      return readLeave(words, leaveTypes);
    case '/claim':
      return readClaim(words);
    case '/who-is-out':
      return readWhoIsOut(words, today);
    case '/help':
      return { kind: 'help' };
    default:
      return problem(`There is no command "${name}". Write //${name.slice(1)} to send it as text.`);
  }
}

/** The commands whose names start with what is written so far; none once the name is complete and goes on. */
export function commandsFor(text: string): (typeof COMMANDS)[number][] {
  if (!text.startsWith('/') || text.startsWith('//') || /\s/.test(text)) return [];
  return COMMANDS.filter(({ name }) => name.startsWith(text.toLowerCase()));
}

const problem = (message: string): CommandReading => ({ kind: 'problem', message });
const notDate = (word: string) =>
  problem(`"${word}" is not a date. Write dates like 2026-12-07, the year first.`);
/** What somebody most likely means as a date: the strict form decides whether it is one. */
const looksLikeDate = (word: string | undefined) => word !== undefined && /^\d/.test(word);

function readLeave(words: string[], leaveTypes: readonly string[]): CommandReading {
  const rest = [...words];
  const values: Record<string, string> = {};
  const type = leaveTypes.find((known) => known === rest[0]?.toLowerCase());
  if (type) {
    values.type = type;
    rest.shift();
  }
  const first = rest.shift();
  if (first !== undefined) {
    const from = parseDate(first);
    if (!from) return notDate(first);
    const last = looksLikeDate(rest[0]) ? rest.shift() : undefined;
    const to = last === undefined ? from : parseDate(last);
    if (!to) return notDate(last ?? '');
    if (to < from) return problem(`The last day, ${to}, is before the first, ${from}.`);
    Object.assign(values, { from, to });
  }
  if (rest.length > 0) values.reason = rest.join(' ');
  return { kind: 'form', request: 'leave', values };
}

function readClaim(words: string[]): CommandReading {
  const [amount, ...rest] = words;
  if (amount === undefined) return { kind: 'form', request: 'expense-claim', values: {} };
  const hasCurrency = /^[A-Z]{3}$/.test(rest[0] ?? '');
  const currency = hasCurrency ? (rest.shift() ?? '') : COMPANY_CURRENCY;
  if (currency !== COMPANY_CURRENCY) {
    return problem(`Claims are made in ${COMPANY_CURRENCY}, not in ${currency}.`);
  }
  const money = readMoney({ amount, currency });
  if ('member' in money || money.minor <= 0n) {
    return problem(`"${amount}" is not an amount. Write it like 450 or 450.50.`);
  }
  const what = rest.join(' ');
  const said: Record<string, string> = what ? { title: what, description: what } : {};
  return { kind: 'form', request: 'expense-claim', values: { amount, ...said } };
}

function readWhoIsOut(words: string[], today: CalendarDate): CommandReading {
  const [when = 'today', more] = words;
  if (more !== undefined) return problem(`"${more}" is not understood after "${when}".`);
  if (when === 'today') return { kind: 'who-is-out', from: today, to: today };
  if (when === 'week') {
    const monday = addDays(today, 1 - weekday(today));
    return { kind: 'who-is-out', from: monday, to: addDays(monday, 6) };
  }
  const on = parseDate(when);
  return on ? { kind: 'who-is-out', from: on, to: on } : notDate(when);
}
