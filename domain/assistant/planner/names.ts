import type { Lexicon } from '../plan';
import { plainName } from './plain';
import type { Word } from './words';

/** Names that were found in a question, by what they are names of. */
export interface Names {
  person?: string;
  customer?: string;
  project?: string;
  department?: string;
}

/** A text in which each name is replaced by what it is a name of, such as `@person`. */
export interface NameReading {
  text: string;
  names: Names;
}

interface Entry {
  sort: keyof Names;
  /** As it stands in a question. */
  said: string;
  /** The full name; what was said if several are called so. */
  value: string;
}

/** What people say for a department, beside its name. */
const OTHER_NAMES: Record<string, string[]> = {
  'human resource': ['hr'],
  administration: ['admin department', 'admin team'],
};
/** Names of departments that are everyday words, too: only with what makes a department of them. */
const EVERYDAY = new Set([
  'sale',
  'finance',
  'hr',
  'marketing',
  'operation',
  'support',
  'consulting',
]);

const parts = (name: string) => plainName(name).split(' ');

/** A single word of a name that only one has stands for it; what several share stays as it was said. */
function shortened(
  sort: keyof Names,
  names: string[],
  wordsOf: (name: string) => string[],
): Entry[] {
  const byWord = new Map<string, string[]>();
  for (const name of names)
    for (const word of new Set(wordsOf(name)))
      if (word.length >= 3) byWord.set(word, [...(byWord.get(word) ?? []), name]);
  return [...byWord].map(([said, of]) => ({ sort, said, value: of.length === 1 ? of[0]! : said }));
}

function entriesOf(lexicon: Lexicon): Entry[] {
  const whole = (sort: keyof Names, names: string[]): Entry[] =>
    names.map((value) => ({ sort, said: plainName(value), value }));
  const departments = lexicon.departments.flatMap((value) =>
    [plainName(value), ...(OTHER_NAMES[plainName(value)] ?? [])].map((said): Entry => ({
      sort: 'department',
      said,
      value,
    })),
  );
  const long = [
    ...whole('project', lexicon.projects),
    ...whole('customer', lexicon.customers),
    ...whole('person', lexicon.people),
    ...departments,
  ].sort((one, other) => other.said.length - one.said.length);
  return [
    ...long,
    ...shortened('person', lexicon.people, parts),
    ...shortened('customer', lexicon.customers, (name) => parts(name).slice(0, 1)),
  ];
}

/** Finds the names of the lexicon in a text of plain words. */
export function readNames(text: string, lexicon: Lexicon): NameReading {
  const names: Names = {};
  let rest = text;
  for (const { sort, said, value } of entriesOf(lexicon)) {
    if (names[sort] !== undefined || said === '' || !rest.includes(said)) continue;
    const pattern =
      sort === 'department' && EVERYDAY.has(said) ? asDepartment(said) : asWords(said);
    const found = pattern.exec(rest);
    if (!found) continue;
    names[sort] = value;
    rest = rest.replace(pattern, ` @${sort} `).replace(/\s+/g, ' ').trim();
  }
  return { text: rest, names };
}

const asWords = (said: string) => new RegExp(`(?<![\\w@])${escaped(said)}(?![\\w-])`);

function asDepartment(said: string): RegExp {
  const word = escaped(said);
  const group = '(?:department|team|people|staff|colleague|employee|guy|folk|side)';
  return new RegExp(
    `(?<![\\w@])(?:${word} ${group}|(?<=\\b(?:in|of|for|from|at|does|did|has|have|by|within|across|department|only|about|and) (?:the )?)${word}(?! (?:(?:by|order|deal|pipeline|invoice|incentive|hour|figure|total)\\b|@period)))(?![\\w-])`,
  );
}

const escaped = (said: string) => said.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const NAME_SIGNS =
  /\b(?:of|for|by|in|from|does|did|has|have|is|was|about|to|and|only|with|than|give|manage|project|customer|client)$/;

/**
 * A name that the lexicon does not have: unknown words that begin with a capital, or stand where a name stands. It is
 * passed on, so that nobody is told figures of all for a question about one who may not be seen.
 */
export function unknownName(
  words: Word[],
  text: string,
): { name: string; said: string; sort: keyof Names } | undefined {
  const at = words.findIndex((_, index) => standsAsName(words, index, text));
  const word = words[at];
  if (!word) return undefined;
  const end = words.findIndex((one, index) => index > at && !one.unknown);
  const full = words.slice(at, end < 0 ? words.length : end);
  return {
    name: full.map(({ raw }) => raw).join(' '),
    said: full.map((one) => one.word).join(' '),
    sort: sortOf(words[at - 1]?.word, words[at + full.length]?.word),
  };
}

function standsAsName(words: Word[], at: number, text: string): boolean {
  const word = words[at];
  if (!word?.unknown) return false;
  const isLeft = new RegExp(`(?<![\\w@])${escaped(word.word)}(?![\\w-])`).test(text);
  const before = words[at - 1]?.word ?? '';
  const isSubject = at === 0 && words.length > 1 && !OBJECTS.test(words[1]?.word ?? '');
  return isLeft && (word.capital || isSubject || NAME_SIGNS.test(before));
}

/** After these the first word is what is to be done, and not of whom one asks. */
const OBJECTS = /^(?:me|the|an?|all|any|my|our|out|up|how|what|who|which|every|this|that)$/;

/** What a name is of, by the words beside it. */
function sortOf(before: string | undefined, after: string | undefined): keyof Names {
  const beside = [before, after];
  if (beside.includes('project')) return 'project';
  if (before === 'in' || after === 'department' || after === 'team') return 'department';
  return beside.some((word) => word === 'customer' || word === 'client') ? 'customer' : 'person';
}
