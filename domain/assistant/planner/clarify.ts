import type { Plan } from '../plan';
import type { ToolDefinition } from '../tool';
import { areSiblings } from './follow-up';
import type { Unread } from './leftover-words';
import type { Slots } from './slots';

type Unclear = Extract<Plan, { kind: 'unclear' }>;

const MOST_OPTIONS = 4;

/** What one may ask instead of something that is not read, by the words of it and what the question is without them. */
const INSTEAD: [words: RegExp, rest: (text: string) => string[]][] = [
  [/\bnot (?:yet )?(?:been )?approved\b/, (text) => [`pending ${text}`, `rejected ${text}`]],
  [/\b(?:travel|meal|lodging|supply|training)\b/, (text) => [`${text} by category`]],
  [/\b(?:average|mean|median|typical)\b/, (text) => [`total ${text}`]],
  [
    /\b(?:week|month|quarter|year|20\d\d)\b/,
    (text) => [`${text} this month`, `${text} this quarter`],
  ],
];

/**
 * What is said where figures would be of another question: what could not be read, and near questions that can be.
 * @param plan how a question would be read
 */
export function clarify(
  unread: Unread[],
  of: {
    question: string;
    slots: Slots;
    plan: (question: string) => Plan;
    definition: ToolDefinition;
  },
): Unclear {
  const said = unread
    .filter(({ isOther }) => isOther)
    .map((one) => `“${written(one.said, of.slots)}”`);
  const { name, example } = of.definition;
  const near = unread.flatMap((one) => nearQuestions(one.said, of));
  const options = [...new Set([...near, example])].filter((option) =>
    isWhole(of.plan(option), name),
  );
  return {
    kind: 'unclear',
    question: `I cannot read ${listed(said)} here, and without it the figures would be of something else. I can answer one of these instead:`,
    options: options.slice(0, MOST_OPTIONS),
  };
}

/** A near question is one for the same tool, or for the one that adds up the same, of which nothing is left out. */
const isWhole = (plan: Plan, tool: string) =>
  plan.kind === 'calls' &&
  plan.unread === undefined &&
  plan.calls.every(({ name }) => name === tool || areSiblings(name, tool));

function nearQuestions(
  said: string,
  { question, slots }: { question: string; slots: Slots },
): string[] {
  const without = withoutWords(question, written(said, slots));
  if (!without) return [];
  return [
    ...INSTEAD.flatMap(([words, rest]) => (words.test(said) ? rest(without) : [])),
    without,
  ].map(capital);
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Words as they were written; a mark is what it was put for. */
export function written(said: string, { written: raw, names, said: marked }: Slots): string {
  const marks: Record<string, string | undefined> = {
    ...{ '@period': marked.period, '@amount': marked.amount, '@person': names.person },
    ...{ '@customer': names.customer, '@project': names.project, '@department': names.department },
  };
  return said
    .split(' ')
    .map((word) => marks[word] ?? raw.get(word) ?? word)
    .join(' ');
}

/** "More than 10 days" goes with the "of" behind it. */
const COUNTED = /(?:day|week|month|hour)s?$/;

/** A question without some of its words; undefined where they do not stand in it side by side. */
function withoutWords(question: string, words: string): string | undefined {
  const escaped = words.split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])${escaped.join('[^\\p{L}\\p{N}]+')}[%?]*${COUNTED.test(words) ? '(?:\\s+of(?=\\s))?' : ''}(?![\\p{L}\\p{N}])`,
    'iu',
  );
  if (!pattern.test(question)) return undefined;
  const rest = question
    .replace(pattern, ' ')
    .replace(/\s+/g, ' ')
    .replace(
      / (?:that|which|with|by|but|and|are|were|is|in|of|for|the|on|at|to|exactly|have|has)(?= *[?.!]*$)/i,
      '',
    )
    .trim();
  const whole = rest
    .replace(/\b(of|in|by|with|for) (?=(?:of|in|by|with|for)\b)/gi, '')
    .replace(/^(?:of|in|by|with|for|are|is) /i, '')
    .replace(/ +[:,;-]+(?= )|[:,;-]+ *$/g, '')
    .replace(/\s+([?.!])/g, '$1');
  return whole || undefined;
}

/** "A", "A and B", "A, B and C". */
export function listed(texts: string[]): string {
  const last = texts.at(-1) ?? '';
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} and ${last}`;
}
