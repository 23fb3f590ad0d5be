import type { Lexicon } from '../plan';
import { wordMeant } from './slips';
import { COMMON_WORDS, KNOWN_WORDS } from './vocabulary';

/** A word of a question. */
export interface Word {
  /** As the grammar reads it: lower case, without accents, in the singular, a slip put right. */
  word: string;
  /** As it was written, without what stands around it. */
  raw: string;
  capital: boolean;
  /** Whether it is none that the grammar, the language or the lexicon knows: perhaps a name. */
  unknown: boolean;
}

const SHORT_FORMS: [RegExp, string][] = [
  [/\b(what|who|how|where|when|it|that|there|here)'s\b/g, '$1 is'],
  [/\b(what|who|how|where|when|they|we|you)'re\b/g, '$1 are'],
  [/\bi'm\b/g, 'i am'],
  [/\b(i|we|you|they)'ve\b/g, '$1 have'],
  [/\b(i|we|you|they|who|it)'ll\b/g, '$1 will'],
  [/\b(i|we|you|they|who)'d\b/g, '$1 would'],
  [/\bcan't\b/g, 'cannot'],
  [/\bwon't\b/g, 'will not'],
  [/n't\b/g, ' not'],
  [/\bp\s?(?:&|and|n)\s?l\b/g, 'pnl'],
  [/\bh\.r\./g, 'hr'],
];

/** Text without accents and in lower case, with plain quotation marks and written-out short forms. */
export function plainText(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[–—]/g, '-')
    .toLowerCase();
  return SHORT_FORMS.reduce((so, [short, long]) => so.replace(short, long), plain);
}

const NOT_PLURALS = new Set(
  'this is was has does as us yes his its always perhaps less plus versus vs across access gas bus thus news pass address'.split(
    ' ',
  ),
);

/** The singular of an English word; a word that is none already stays. */
export function singular(word: string): string {
  if (word.length < 4 || NOT_PLURALS.has(word) || /(ss|us|is)$/.test(word)) return word;
  if (/ies$/.test(word)) return word.length > 4 ? word.replace(/ies$/, 'y') : word.slice(0, -1);
  if (/(ch|sh|x|z)es$/.test(word)) return word.slice(0, -2);
  return /s$/.test(word) ? word.slice(0, -1) : word;
}

/** A name the way the words of a question are written, to be found among them. */
export function plainName(name: string): string {
  return plainText(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map(singular)
    .join(' ');
}

/** The words that names of a lexicon are made of. */
function wordsOfNames(lexicon: Lexicon): Set<string> {
  const names = [...lexicon.people, ...lexicon.departments, ...lexicon.projects];
  names.push(...lexicon.customers, ...lexicon.expenseCategories, ...lexicon.leaveTypes);
  return new Set(names.flatMap((name) => plainName(name).split(' ')));
}

const WORD = /[\p{L}\p{N}₹$€£@#][\p{L}\p{N}.,:/&@'-]*/gu;

/** The words of a question; an unknown one that is near to a known one is taken for that. */
export function readWords(text: string, lexicon: Lexicon): Word[] {
  const names = wordsOfNames(lexicon);
  // Capitals survive where nothing else does: a name keeps them.
  const capitals = new Set([...text.matchAll(/\p{Lu}[\p{L}'’]*/gu)].map(([word]) => bare(word)));
  return [...plainText(text).matchAll(WORD)].flatMap(([found]) =>
    splitWord(found).map((raw) => {
      const capital = capitals.has(bare(raw));
      const word = singular(raw);
      if (known(word, names)) return { word, raw, capital, unknown: false };
      // What is written as a name is taken for another name at most.
      const meant = wordMeant(word, capital ? names : [...KNOWN_WORDS, ...names]);
      return { word: meant ?? word, raw, capital, unknown: meant === undefined };
    }),
  );
}

function splitWord(found: string): string[] {
  const trimmed = found.replace(/[.,:'/&-]+$/, '').replace(/'s$/, '');
  if (trimmed === '') return [];
  const joined = /^[\p{L}]+[/&-][\p{L}/&-]+$/u.test(trimmed);
  return joined ? trimmed.split(/[/&-]/).filter(Boolean) : [trimmed];
}

const bare = (word: string) => plainText(word).replace(/'s?$/, '');

function known(word: string, names: Set<string>): boolean {
  return KNOWN_WORDS.has(word) || COMMON_WORDS.has(word) || names.has(word) || /[\d@#]/.test(word);
}
