import { addDays, weekday, type CalendarDate } from '../../dates/calendar';
import { formatDateRange } from '../../dates/format';
import type { Plan, PlanContext } from '../plan';
import { readAmounts } from './amounts';
import { NUMBER, numberOf } from './calendar-words';
import { readCategory, readLeaveType } from './meanings';
import { readPeriod } from './periods';
import { readWords } from './words';

type Proposal = Extract<Plan, { kind: 'proposal' | 'unclear' }>;

/** What is said of a day that there is not, as it was named. */
export const noSuchDay = (said: string): Extract<Plan, { kind: 'unclear' }> => ({
  kind: 'unclear',
  question: `There is no such day as ${said.replace(/\b[a-z]/g, (letter) => letter.toUpperCase())}. Which day do you mean?`,
  options: [],
});

/** A question about what is or was, rather than a wish that something be done. */
const ASKS =
  /^(?:how|what|who|whom|which|when|where|why|did|doe|does|is|are|was|were|has|have|show|list|give|find|tell|do i|am i|any)\b/;
const WISH =
  /\b(?:please|i (?:want|need|would like|wish|am going|plan) (?:to )?|can you|could you|would you|help me|let me|can i|may i|could i|put me down|put in)\b/g;

/** Reads a wish that something be done. It comes to a form that is filled in, or to a page: never to the deed. */
export function proposalOf(question: string, context: PlanContext): Proposal | undefined {
  const words = readWords(question, context.lexicon);
  const text = words.map(({ word }) => word).join(' ');
  const raw = words.map((one) => one.raw).join(' ');
  if (ASKS.test(text)) return undefined;
  return (
    decide(text) ?? leave(text, context) ?? claim({ text, raw }, context) ?? other({ text, raw })
  );
}

const form = (kind: string, values: Record<string, string>) => {
  const filled = new URLSearchParams(values).toString();
  return `/requests/new/${kind}${filled ? `?${filled}` : ''}`;
};

const DECIDE =
  /^(?:(?:please|netra|can you|could you|would you|i want to|i would like to|let us|go ahead and) )*(?:approve|reject|decline|refuse|sign off|accept|grant|turn down)\b/;

function decide(text: string): Proposal | undefined {
  if (!DECIDE.test(text)) return undefined;
  return {
    kind: 'proposal',
    text: 'I do not decide for anybody. Your inbox has what waits for you, each with its page.',
    proposal: { label: 'Open your inbox', href: '/inbox' },
  };
}

const ASK_LEAVE =
  /\b(?:apply|request|book|ask|take|need|want|submit|file|raise|schedule|log|register|put|like|plan|get|have)\b.*\b(?:leave|day off|days off|time off|vacation|off|sick day|half day|holiday)\b|^(?:\w+ )?leave (?:from|on|for|@period|next|tomorrow|today)|^(?:a )?half (?:a )?day (?:of )?(?:\w+ )?(?:leave|off)\b|^(?:casual|sick|earned|unpaid) leave (?:on|from|for|next|tomorrow|today)\b|\bi am (?:sick|ill|unwell)\b|\bsick today\b/;

function leave(text: string, context: PlanContext): Proposal | undefined {
  if (!ASK_LEAVE.test(text)) return undefined;
  const { span, impossible, text: rest } = leavePeriod(text.replace(WISH, ' '), context);
  if (impossible !== undefined) return noSuchDay(impossible);
  const from = span?.from ?? span?.to;
  const to = lastDayOf(from, span?.to, text);
  const when = from && to ? ` for ${formatDateRange(from, to)}` : '';
  const values = withoutGaps({
    type: readLeaveType(text, context.lexicon) ?? (UNWELL.test(text) ? 'sick' : undefined),
    ...{ from, to },
    ...(from ? halves(text) : {}),
    reason: reasonIn(rest),
  });
  return {
    kind: 'proposal',
    text: `Here is the form for leave${when}. Look it over and send it: I do not send it for you.`,
    proposal: { label: `Leave${when}`, href: form('leave', values) },
  };
}

const LASTS = new RegExp(`\\b${NUMBER} (?:working )?day\\b(?! (?:ago|off today))`);

/** "3 days from Monday" ends on Wednesday; the form tells of holidays between, and counts by the asker's calendar. */
function lastDayOf(
  from: CalendarDate | undefined,
  to: CalendarDate | undefined,
  text: string,
): CalendarDate | undefined {
  const count = numberOf(LASTS.exec(text)?.[1] ?? '');
  if (from === undefined || !(count > 1) || count > 60 || (to !== undefined && to !== from))
    return to ?? from;
  let last = from;
  for (let left = count - 1; left > 0;) {
    last = addDays(last, 1);
    if (weekday(last) <= 5) left -= 1;
  }
  return last;
}

const UNWELL = /\b(?:sick|ill|unwell)\b/;
const REASON =
  /\b(?:because|since|as) (?:of )?(?:i )?(.{3,120})$|\bfor (?:a |my |the )?(?!@period|leave|\d)([a-z].{2,120})$/;

function reasonIn(text: string): string | undefined {
  const match = REASON.exec(text);
  const said = (match?.[1] ?? match?.[2])?.replace(/@\w+/g, '').trim();
  return said === '' ? undefined : said;
}

function halves(text: string): { fromHalf?: string; toHalf?: string } {
  if (!/\bhalf (?:a )?day\b|\bmorning\b|\bafternoon\b/.test(text)) return {};
  return /\bafternoon\b|\bsecond half\b/.test(text) ? { fromHalf: 'pm' } : { toHalf: 'am' };
}

function withoutGaps(values: Record<string, string | undefined>): Record<string, string> {
  const said = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said) as Record<string, string>;
}

/** "Next Monday and Tuesday": the days that belong together go from the first to the last. */
function leavePeriod(text: string, context: PlanContext) {
  const ahead = { today: context.today, ahead: true };
  const week = /\bnext (\w+day) (?:and|to|until|till|through|-) (?:next )?(\w+day)\b/.exec(text);
  const both = week ? text.replace(week[0], `next ${week[1]} and next ${week[2]}`) : text;
  return readPeriod(both, ahead);
}

const ASK_CLAIM =
  /^(?:(?:please|netra|can|could|would|you|i|want|need|would|like|to|help|me|let|may|also) )*(?:(?:claim|reimburse|expense) (?:₹|rs|inr|\d|a |an |my |the |me |for |back )|(?:file|submit|raise|make|create|enter|add|log|put in|start|new|open (?:a|an|the|my|new)|record|prepare) .*\b(?:claim|expense|reimbursement|receipt)\b|claim$|(?:paid|spent) .*\d|get .*\bback\b)/;

function claim(
  { text, raw }: { text: string; raw: string },
  context: PlanContext,
): Proposal | undefined {
  // "Claims over 500" asks for a list: the plural tells it from "claim 500".
  if (!ASK_CLAIM.test(raw)) return undefined;
  const timed = readPeriod(text, { today: context.today, ahead: false });
  if (timed.impossible !== undefined) return noSuchDay(timed.impossible);
  const { plain, minAmount } = readAmounts(timed.text);
  const amount = plain ?? minAmount;
  const what = whatFor(timed.text);
  const values = withoutGaps({
    amount: amount === undefined ? undefined : decimal(amount),
    title: what && capital(what),
    description: what,
    category: readCategory(text),
    date: timed.span?.from,
  });
  return {
    kind: 'proposal',
    text: 'Here is the form for the claim. Look it over, add the receipt and send it: I do not send it for you.',
    proposal: {
      label: what ? `Claim: ${what}` : 'New expense claim',
      href: form('expense-claim', values),
    },
  };
}

const decimal = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(2));
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function whatFor(text: string): string | undefined {
  const what = /\b(?:for|on) (?:a |an |the |my )?((?!@|\d)[a-z][^@]{1,80})/.exec(text)?.[1];
  return what?.replace(/\b(?:on|for|from|of|in|rupee|inr|rs)\s*$/, '').trim() || undefined;
}

/** Other requests, each with its form; what a link can fill in of them is nothing. */
const OTHERS: [words: RegExp, kind: string, label: string][] = [
  [/\b(?:advance)\b/, 'advance-request', 'Ask for an advance'],
  [/\b(?:travel|trip)\b/, 'travel-request', 'Plan a trip'],
  [/\b(?:purchase|buy|order)\b/, 'purchase-order', 'Order something'],
  [/\b(?:timesheet|hour)\b/, 'timesheet', 'Enter hours'],
  [/\bovertime\b/, 'overtime', 'Enter overtime'],
  [/\b(?:access)\b/, 'access-request', 'Ask for access'],
];
const ASK_OTHER =
  /^(?:(?:please|netra|can you|could you|would you|i want to|i need to|i would like to|help me|let us|let me) )*(?:i (?:need|want|would like)|request|apply|raise|create|submit|file|book|ask|start|enter|log|plan|buy|order|make|draft|open (?:a|an|the|my|new)|open(?=.* form\b)|new|fill)\b/;

function other({ text, raw }: { text: string; raw: string }): Proposal | undefined {
  if (WRITE.test(raw)) return message;
  const found = ASK_OTHER.test(text) && OTHERS.find(([words]) => words.test(text));
  if (!found) return undefined;
  const [, kind, label] = found;
  return {
    kind: 'proposal',
    text: 'Here is the form for it. Fill it in and send it: I do not send it for you.',
    proposal: { label, href: form(kind, {}) },
  };
}

const WRITE =
  /^(?:(?:please|netra|can you|could you) )*(?:write to|send .*\bmessage|message (?!about|from|that|in|of|with)|text (?!about))\b|^(?:please )?tell @?\w+ (?:that|to)\b/;

const message: Proposal = {
  kind: 'proposal',
  text: 'I write to nobody. The chat is here.',
  proposal: { label: 'Open the chat', href: '/chat' },
};
