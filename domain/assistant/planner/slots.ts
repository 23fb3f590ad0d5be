import type { z } from 'zod';
import type { PlanContext } from '../plan';
import type { ToolDefinition } from '../tool';
import { readAmounts, type AmountReading } from './amounts';
import type { Span, TimeContext } from './calendar-words';
import { readExclusion, type Exclusion } from './exclusions';
import { readGroupings } from './groupings';
import { readCategory, readKind, readLeaveType } from './meanings';
import { readNames, unknownName, type NameReading, type Names } from './names';
import { comparedWith } from '../periods';
import { readPeriod, type PeriodReading } from './periods';
import { plainName } from './plain';
import { readWords } from './words';

/** What was said in a question, whichever tool it is for. */
export interface Slots {
  /** Its words, plain and in the singular, with marks such as `@person` where a value was taken out. */
  text: string;
  names: Names;
  /** A name that nobody the asker may see has. */
  stranger: string | undefined;
  /** The words as they were written, by their plain form. */
  written: Map<string, string>;
  /** Words of the types of leave there are. */
  typeWords: Set<string>;
  /** The words that `@period` and `@amount` stand for. */
  said: { period?: string; amount?: string };
  /** A day that was named and that there is not. */
  impossible: string | undefined;
  span: Span | undefined;
  /** Another stretch of days that was named beside it. */
  secondSpan: Span | undefined;
  amounts: Omit<AmountReading, 'text'>;
  /** What is to be left out. */
  exclusion: Exclusion | undefined;
  groupings: string[];
  who: 'me' | 'my-team' | undefined;
  leaveType: string | undefined;
  category: string | undefined;
  kind: string | undefined;
  compareTo: 'previous-period' | 'previous-year' | undefined;
  limit: number | undefined;
  everyone: boolean;
}

// What one says to somebody who answers, and not about what one asks.
const POLITE =
  /\b(?:(?:please|pls|plz|kindly)(?: (?:share|provide|advise|confirm|help|revert))?|thx|hi|hello|hey|netra|thanks|thank you|(?:can|could|would|will) you|(?:do you|would you) know|i (?:would )?(?:want|like|need|wish) to (?:know|see|check|find out|look at)|(?:can|could|may) i (?:please )?(?:see|get|have|know|check|look at)|let me (?:know|see)|(?:show|tell|give|get|bring|send|list) (?:to )?(?:me|us)|i am (?:looking for|interested in|wondering)|i wonder|(?<!\b(?:waiting|wait|pending|due|there|left|awaiting|anything|something|approval|request|task) )for me(?=$| please)|just)\b/g;

// "Month wise" is how one says "by month" in India.
const WISE = /\b(?:by )?(\w+) wise\b/g;

// Who did it, and not what it is added up by.
const BY_TEAM =
  /\b(taken|used|availed|spent|claimed|logged|booked|worked|won|sold|raised|submitted) by (?:the |my |our )?team\b(?! (?:member|lead))/;

const YEAR_BEFORE =
  /\b(?:compared? (?:to|with|against)|versus|vs|against|than|relative to|over) (?:the )?(?:same (?:period|time|month|quarter) (?:of )?(?:in )?)?(?:last year|previous year|year before|prior year|a year (?:ago|earlier|before))\b|\byear (?:on|over) year\b|\byoy\b/;
const PERIOD_BEFORE =
  /\b(?:compared? (?:to|with|against)|versus|vs|against|than|relative to) (?:the )?(?:(?:last|previous|prior|preceding) (?:month|quarter|week|period|one)|(?:month|quarter|week|period|one) before|before)\b|\b(?:month|quarter|week) (?:on|over) (?:month|quarter|week)\b|\bcompared to before\b/;

const MY_TEAM =
  /\b(?:my|our) (?:\w+ )?(?:team|report|reportee|subordinate|people|staff|crew|folk)\b|\b(?:people|those|everyone|anyone|anybody|colleague|who) (?:who )?(?:work |works |report |reports |reporting |are |is )?(?:below|under|to) me\b|\bi (?:manage|lead|supervise)\b|\bmy (?:team|report) member\b|\bteam member\b|\bthe (?:whole |entire |full )?team\b|^(?:the )?team\b(?! (?:size|wise))|\b(?:of|for) (?:the )?team\b/;
const ME = /(?<![\w@])(?:i|my|me|mine|myself)(?![\w-])/;
const EVERYONE =
  /\b(?:everyone|everybody|all (?:of us|people|employee|staff|colleague)|whole company|entire company|company wide|company|organisation|organization|we|our|us|anyone|anybody|each|per|who|which)\b/;
// "on me" says whose task it is, and "reports to me" whose line: neither whose records are meant.
const NOT_MINE = /\b(?:on|for|to|with|wait for|waiting for) me\b/g;

/** Numbers of records: "INV-2026-0041". */
const NUMBERED = /\b([a-z]{1,5}-(?:\d{2,6}-)?\d{2,})\b/;

const PAST = /\b(?:was|were|did|had|took|taken|used|spent|rejected|claimed)\b/;
const AHEAD =
  /\b(?:balance|have leave|has leave|(?:have|has|any|on) (?:\w+ )?leave|leave (?:plan|calendar|schedule)|go live|goes live|going live|will|upcoming|next|going to|expected|coming|future|planned|due|holiday|closing|be (?:out|away|off|absent))\b|\b(?:is|are|anyone|anybody|who) .*\b(?:out|away|off|absent|on leave|taking leave|not available)\b/;

/** Reads everything that a question says of whom, when, how much and by what. */
export function readSlots(question: string, context: PlanContext): Slots {
  const words = readWords(question, context.lexicon);
  const joined = words.map(({ word }) => word).join(' ');
  const said = joined
    .replace(POLITE, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(WISE, 'by $1')
    .replace(BY_TEAM, '$1 of the team');
  const capitals = new Set(words.filter(({ capital }) => capital).map(({ word }) => word));
  const named = readNames(said.replace(NUMBERED, '@number $1'), context.lexicon, capitals);
  ownDepartment(named, context);
  const compared = readComparison(named.text);
  const ahead = AHEAD.test(compared.text) && !PAST.test(compared.text);
  const time = { today: context.today, ahead };
  const timed = readPeriod(compared.text, time);
  const second = readSecond(timed, time);
  const { text: bounded, ...amounts } = readAmounts(timed.text);
  const limited = readLimit(bounded);
  const stranger = unknownName(words, limited.text);
  const all = stranger ? limited.text.replace(stranger.said, `@${stranger.sort}`) : limited.text;
  const { text, exclusion } = readExclusion(all, context.lexicon);
  const whose = readWhose(text);
  return {
    text,
    names: stranger ? { [stranger.sort]: stranger.name, ...named.names } : named.names,
    stranger: stranger?.name,
    written: new Map(words.map(({ word, raw }) => [word, raw])),
    typeWords: new Set(context.lexicon.leaveTypes.flatMap((name) => plainName(name).split(' '))),
    said: {
      period: wordsOfMark('@period', compared.text, timed.text),
      amount: wordsOfMark('@amount', timed.text, bounded),
    },
    impossible: timed.impossible,
    span: timed.span,
    secondSpan: timed.span && second.span,
    ...{ amounts, exclusion },
    groupings: readGroupings(text),
    ...whose,
    leaveType: readLeaveType(text, context.lexicon),
    category: readCategory(text),
    kind: readKind(text),
    compareTo: compared.compareTo,
    limit: limited.limit,
  };
}

/** "Expenses of my department" are of the department that the asker is in; "what is my department" is about the asker. */
const MY_DEPARTMENT =
  /(?:(?<=\b(?:of|in|for|from|by|within|across|does|did|doe|has|have|ha) )|^)(?:my|our) (?:own |whole |entire )?department\b(?! (?:head|manager|name)\b)(?!$)|(?<=\b(?:of|in|for|from|by|within|across|head|heads|lead|leads|run|runs) )(?:my|our) (?:own |whole |entire )?department$/;

function ownDepartment(named: NameReading, { lexicon }: PlanContext): void {
  if (lexicon.ownDepartment === undefined || named.names.department !== undefined) return;
  const text = named.text.replace(MY_DEPARTMENT, '@department');
  if (text === named.text) return;
  named.text = text;
  named.names.department = lexicon.ownDepartment;
}

/** "And the month before", beside days that were named. */
const ONE_BEFORE =
  /\b(?:and|or|plus) (?:the |of the |in the )?(?:one|day|week|month|quarter|year) before(?: (?:that|it))?\b/;

/** Further days that were named, with the text without them. */
function readSecond({ text, span }: PeriodReading, time: TimeContext): PeriodReading {
  const before = ONE_BEFORE.exec(text)?.[0];
  if (before !== undefined && span?.from !== undefined && span.to !== undefined)
    return {
      text: text.replace(before, ' '),
      span: comparedWith({ from: span.from, to: span.to }, 'previous-period'),
    };
  return readPeriod(text.replace(/@period/g, '@when'), time);
}

/** "Compare this month with last month" says "vs" in its own way. */
const COMPARE =
  /\bcompared?\b(.*?) (?:with|to|and|against) (?:that of |those of |the one of )?((?:the )?(?:last|previous|prior|preceding) (?:year|month|quarter|week)\b)/;

/** What a mark was put for, where it was put once. */
function wordsOfMark(mark: string, before: string, after: string): string | undefined {
  const [start = '', end, ...more] = after.split(mark);
  if (end === undefined || more.length > 0) return undefined;
  const from = start.trim().length;
  return before.slice(from, before.length - end.trim().length).trim();
}

interface Compared {
  text: string;
  compareTo: Slots['compareTo'];
}

function readComparison(said: string): Compared {
  const text = said.replace(COMPARE, '$1 vs $2');
  for (const [pattern, compareTo] of [
    [YEAR_BEFORE, 'previous-year'],
    [PERIOD_BEFORE, 'previous-period'],
  ] as const) {
    if (pattern.test(text)) return { text: text.replace(pattern, '@compared').trim(), compareTo };
  }
  return readTwoYears(text);
}

/** "2026 vs 2025" is 2026, beside the year before. */
function readTwoYears(text: string): Compared {
  const [said, year, before] =
    /\b(20\d\d)(?: \w+)? (?:compared? (?:to|with|against)|versus|vs|against) (20\d\d)\b/.exec(
      text,
    ) ?? [];
  const [both, first, second] = /\b(20\d\d) (?:and|with|to|or) (20\d\d)\b/.exec(text) ?? [];
  if (both && /\bcompar/.test(text) && Math.abs(Number(first) - Number(second)) === 1) {
    const later = Math.max(Number(first), Number(second));
    return { text: text.replace(both, `${later} @compared`), compareTo: 'previous-year' };
  }
  if (!said || Number(year) - 1 !== Number(before)) return { text, compareTo: undefined };
  return { text: text.replace(said, `${year} @compared`), compareTo: 'previous-year' };
}

const LIMIT =
  /\b(?:top|first|last|latest|biggest|largest|highest|lowest|smallest|best|worst|bottom) (\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\b(?! (?:day|week|month|quarter|year))|\b(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten) (?=(?:most |single )?(?:biggest|largest|highest|latest|lowest|smallest|best|worst|recent|expensive|top))/;
const WORDS = 'zero one two three four five six seven eight nine ten'.split(' ');

function readLimit(text: string): { text: string; limit: number | undefined } {
  const match = LIMIT.exec(text);
  if (!match) return { text, limit: undefined };
  const said = match[1] ?? match[2] ?? '';
  const limit = WORDS.includes(said) ? WORDS.indexOf(said) : Number(said);
  const most = match[0].replace(said, ' ').trim();
  const rest = text.replace(match[0], ` ${most} `).replace(/\s+/g, ' ').trim();
  return limit >= 1 && limit <= 50 ? { text: rest, limit } : { text, limit: undefined };
}

function readWhose(text: string): Pick<Slots, 'who' | 'everyone'> {
  const everyone = EVERYONE.test(text);
  if (MY_TEAM.test(text)) return { who: 'my-team', everyone };
  return { who: ME.test(text.replace(NOT_MINE, ' ')) ? 'me' : undefined, everyone };
}

/** The values a schema lets an argument have, if it is one of a few. */
export function choicesOf(definition: ToolDefinition, name: string): string[] | undefined {
  let schema = definition.args.shape[name] as z.ZodType | undefined;
  while (schema && 'unwrap' in schema) schema = (schema as z.ZodOptional<z.ZodType>).unwrap();
  return schema && 'options' in schema ? (schema.options as string[]) : undefined;
}

/** Whether a tool takes an argument of this name. */
export const takes = (definition: ToolDefinition, name: string) => name in definition.args.shape;
