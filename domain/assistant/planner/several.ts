import { comparedWith } from '../periods';
import { dateParts } from '../../dates/calendar';
import type { ToolCall, ToolDefinition } from '../tool';
import { monthsFrom } from './calendar-words';
import { CATEGORY_WORDS, meaningsIn, STAGE_WORDS, STATUS_WORDS, type Meanings } from './meanings';
import { takes, type Slots } from './slots';

/** Calls at most that one question comes to. */
const MOST_CALLS = 4;

/**
 * One call for each of the things that a question names side by side: two people, two departments, two categories, the
 * quarters of half a year. No tool takes two, and to drop one would answer another question.
 */
export function eachOf(call: ToolCall, definition: ToolDefinition, slots: Slots): ToolCall[] {
  const several = severalIn(call, definition, slots).filter(
    ([argument, values]) => values.length > 1 && takes(definition, argument),
  );
  const calls = several.reduce(
    (so, [argument, values]) =>
      so.flatMap(({ name, args }) =>
        values.map((value) => ({ name, args: { ...args, [argument]: value } })),
      ),
    eachTime(call, definition, slots),
  );
  return calls.length <= MOST_CALLS ? calls : [call];
}

/** Figures that have no column of what they were before. */
export const COMPARED_BY_TWO = new Set(['profit_and_loss', 'leave_taken']);

/** A call for each of two stretches of days, where they are not compared by one. */
function eachTime(call: ToolCall, definition: ToolDefinition, slots: Slots): ToolCall[] {
  const { span, secondSpan, compareTo } = slots;
  const { from, to } = call.args;
  if (compareTo && COMPARED_BY_TWO.has(call.name) && isDay(from) && isDay(to)) {
    const before = { ...call.args, ...comparedWith({ from, to }, compareTo) };
    return [call, { name: call.name, args: before }];
  }
  const isTwo = span && secondSpan && !compareTo && takes(definition, 'from');
  if (!isTwo || call.args.from !== span.from) return [call];
  const rest = Object.entries(call.args).filter(([name]) => name !== 'from' && name !== 'to');
  return [span, secondSpan].map((one) => ({
    name: call.name,
    args: { ...Object.fromEntries(rest), ...one },
  }));
}

const isDay = (value: unknown): value is string => typeof value === 'string';

function severalIn(
  call: ToolCall,
  definition: ToolDefinition,
  slots: Slots,
): [argument: string, values: string[]][] {
  const { names } = slots;
  const named = (['person', 'customer', 'project', 'department'] as const).flatMap(
    (sort): [string, string[]][] => {
      const others = (names.others ?? []).filter((one) => one.sort === sort);
      const first = names[sort];
      const argument = Object.keys(call.args).find((key) => call.args[key] === first);
      if (first === undefined || others.length === 0 || argument === undefined) return [];
      return [[argument, [first, ...others.map(({ value }) => value)]]];
    },
  );
  return [
    ...named,
    ...besideMe(call, slots),
    ['category', beside(CATEGORY_WORDS, slots.text)],
    ['stage', beside(STAGE_WORDS, slots.text)],
    ['status', beside(STATUS_WORDS[definition.name] ?? [], slots.text)],
    ['period', quartersOf(slots)],
  ];
}

const ME_BESIDE =
  /\b(?:i|me|my|mine)\b.* (?:vs|versus|and|than|against|compared? (?:to|with)) (?:\w+ ){0,2}@person|@person.* (?:vs|versus|and|than|against|compared? (?:to|with)) (?:me|mine|my own)\b/;

/** "How much did I claim vs Asha" is of both. */
function besideMe({ args }: ToolCall, { text, names, who }: Slots): [string, string[]][] {
  const { person } = names;
  const argument = Object.keys(args).find((key) => args[key] === person);
  const isOfMe = (argument === 'person' || argument === 'owner') && who === 'me';
  if (person === undefined || names.others || !ME_BESIDE.test(text)) return [];
  if (argument === undefined || (!isOfMe && argument !== 'waitingOn')) return [];
  return [[argument, ['me', person]]];
}

/** The values of words that stand side by side: "travel and meals", "approved or rejected". */
function beside(meanings: Meanings, text: string): string[] {
  const match = /([a-z-]+) (?:and|or|plus|versus|vs) ([a-z-]+)/g;
  for (const [, one = '', two = ''] of text.matchAll(match)) {
    const values = [...meaningsIn(meanings, one), ...meaningsIn(meanings, two)];
    const all = meaningsIn(meanings, text);
    if (new Set(values).size > 1 && values.every((value) => all.includes(value)))
      return [...new Set(values)];
  }
  return [];
}

/** A stretch of a few whole quarters that is no year, as the codes of those. */
function quartersOf({ span }: Slots): string[] {
  const { from, to } = span ?? {};
  if (!from || !to) return [];
  const { year, month } = dateParts(from);
  const count = [2, 3].find((quarters) => {
    const whole = monthsFrom(year, month, quarters * 3);
    return month % 3 === 1 && whole.from === from && whole.to === to;
  });
  return Array.from({ length: count ?? 0 }, (_, at) => {
    const start = dateParts(monthsFrom(year, month + at * 3, 1).from);
    return `${start.year}-Q${(start.month + 2) / 3}`;
  });
}
