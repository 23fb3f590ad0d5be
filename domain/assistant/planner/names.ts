import type { Lexicon } from '../plan';
import { MONTH, WEEKDAY } from './calendar-words';
import { plainName } from './plain';
import { COMMON_WORDS, KNOWN_WORDS } from './vocabulary';
import type { Word } from './words';

/** Names that were found in a question, by what they are names of. */
export interface Names {
  person?: string;
  customer?: string;
  project?: string;
  department?: string;
  /** Further names that were said, each with what it is a name of. */
  others?: { sort: NameSort; value: string }[];
}

/** What a name can be of. */
export type NameSort = 'person' | 'customer' | 'project' | 'department';

/** A text in which each name is replaced by what it is a name of, such as `@person`. */
export interface NameReading {
  text: string;
  names: Names;
}

interface Entry {
  sort: NameSort;
  /** As it stands in a question. */
  said: string;
  /** The full name; what was said if several are called so. */
  value: string;
  /** Whether it is an everyday word, which is a name only where it is written and stands as one. */
  isEveryday?: boolean;
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
function shortened(sort: NameSort, names: string[], wordsOf: (name: string) => string[]): Entry[] {
  const byWord = new Map<string, string[]>();
  for (const name of names)
    for (const word of new Set(wordsOf(name)))
      if (word.length >= 2) byWord.set(word, [...(byWord.get(word) ?? []), name]);
  return [...byWord].map(([said, of]) => ({
    ...{ sort, said, value: of.length === 1 ? of[0]! : said },
    isEveryday: isEveryday(said),
  }));
}

/** An everyday word stands for nobody by itself, whoever is called so: "last", "may", "total". */
const isEveryday = (word: string) => COMMON_WORDS.has(word) || KNOWN_WORDS.has(word);

function entriesOf(lexicon: Lexicon): Entry[] {
  const whole = (sort: NameSort, names: string[]): Entry[] =>
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

/**
 * Finds the names of the lexicon in a text of plain words.
 * @param capitals the words that were written with one, though no sentence begins with them
 */
export function readNames(
  text: string,
  lexicon: Lexicon,
  capitals: Set<string> = new Set(),
): NameReading {
  const names: Names = {};
  let rest = text;
  for (const entry of entriesOf(lexicon)) {
    const { sort, value } = entry;
    const pattern = names[sort] === value ? undefined : patternOf(entry, rest, capitals);
    if (!pattern?.test(rest)) continue;
    if (names[sort] === undefined) names[sort] = value;
    else names.others = [...(names.others ?? []), { sort, value }];
    rest = rest.replace(pattern, ` @${sort} `).replace(/\s+/g, ' ').trim();
  }
  return { text: rest, names };
}

/** How a name would stand in a text; undefined where it cannot. */
function patternOf(
  { sort, said, isEveryday }: Entry,
  text: string,
  capitals: Set<string>,
): RegExp | undefined {
  if (said === '' || !text.includes(said)) return undefined;
  if (isEveryday && (!capitals.has(said) || TIME.test(said))) return undefined;
  if (sort === 'department' && EVERYDAY.has(said)) return asDepartment(said);
  return asWords(said, isEveryday ? AFTER_SIGN : '');
}

/** "May" is of time sooner than of Mr May. */
const TIME = new RegExp(`^(?:${MONTH}|${WEEKDAY}|last|next|today|now)$`);
const AFTER_SIGN = '(?<=\\b(?:of|for|by|does|did|is|has|with|from|about|and) )';

const asWords = (said: string, after: string) =>
  new RegExp(`(?<![\\w@])${after}${escaped(said)}(?![\\w-])`);

function asDepartment(said: string): RegExp {
  const word = escaped(said);
  const group = '(?:department|team|people|staff|colleague|employee|guy|folk|side)';
  const of = word === 'sale' ? OF_SALES : OF_DEPARTMENT;
  return new RegExp(
    `(?<![\\w@])(?:${word} ${group}|${word}(?= ${of}\\b)|(?<=\\b(?:in|of|for|from|at|does|did|has|have|by|within|across|department|only|about|and) (?:the )?)${word}(?! (?:(?:by|order|deal|pipeline|invoice|incentive|hour|figure|total)\\b|@period)))(?![\\w-])`,
  );
}

/** After these the name of a department is one, although it is an everyday word; "sales orders" are none of Sales. */
const OF_SALES =
  '(?:report|expense|claim|spending|headcount|budget|leave|hour|doing|performing|vs|versus)';
const OF_DEPARTMENT =
  '(?:report|reporting|project|portfolio|revenue|margin|profit|cost|performance|number|figure|expense|claim|spending|headcount|budget|leave|hour|deal|pipeline|doing|performing|vs|versus)';

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
): { name: string; said: string; sort: NameSort } | undefined {
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
function sortOf(before: string | undefined, after: string | undefined): NameSort {
  const beside = [before, after];
  if (beside.includes('project')) return 'project';
  if (before === 'in' || after === 'department' || after === 'team') return 'department';
  return beside.some((word) => word === 'customer' || word === 'client') ? 'customer' : 'person';
}
