import type { Lexicon } from '../plan';
import { MONTH } from './calendar-words';
import { plainName, plainText, singular } from './plain';
import { longForm } from './short-forms';
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
  const capitals = new Set(
    [...text.matchAll(/\p{Lu}[\p{L}'’]*/gu)]
      // The first word of a sentence begins with one anyway, unless it owns something.
      .filter(({ index, 0: word }) => index > 0 || /['’]s$/.test(word))
      .map(([word]) => bare(word)),
  );
  const shouted = new Set(
    [...text.matchAll(/\p{Lu}{2,}s?(?!\p{L})/gu)].map(([word]) => bare(word)),
  );
  return [...plainText(text).matchAll(WORD)].flatMap(([found]) =>
    splitWord(found).map((raw) => {
      // What is all in capitals is a shortened word as often as a name.
      const capital = capitals.has(bare(raw));
      const word = singular(raw);
      if (known(word, names)) return { word, raw, capital, unknown: false };
      const long = capital && !shouted.has(bare(raw)) ? undefined : longForm(raw);
      if (long) return { word: long, raw, capital: false, unknown: false };
      // What is written as a name is taken for another name at most.
      const meant = meantBy(raw, capital ? names : [...KNOWN_WORDS, ...names]);
      return { word: meant ?? word, raw, capital, unknown: meant === undefined };
    }),
  );
}

/** A slip may have spoilt the very end that a plural is known by. */
const meantBy = (raw: string, candidates: string[] | Set<string>) =>
  wordMeant(singular(raw), candidates) ?? wordMeant(raw.replace(/s$/, ''), candidates);

/** "Jul-Sep" is a stretch of time. */
const MONTHS = new RegExp(`^${MONTH}[/-]${MONTH}$`);

function splitWord(found: string): string[] {
  const trimmed = found.replace(/[.,:'/&-]+$/, '').replace(/'s$/, '');
  if (trimmed === '') return [];
  const [, by = ''] = /^(\p{L}+)wise$/u.exec(trimmed) ?? [];
  if (KNOWN_WORDS.has(by) || COMMON_WORDS.has(by) || longForm(by)) return [by, 'wise'];
  const months = MONTHS.exec(trimmed);
  if (months) return [months[1] ?? '', 'to', months[2] ?? ''];
  const joined = /^[\p{L}]+[/&-][\p{L}/&-]+$/u.test(trimmed);
  return joined ? trimmed.split(/[/&-]/).filter(Boolean) : [trimmed];
}

const bare = (word: string) => plainText(word).replace(/'s?$/, '');

/** The name of a mailbox: "consultant2". */
const LOGIN = /^[a-z]{5,}\d{1,2}$/;

function known(word: string, names: Set<string>): boolean {
  return (
    KNOWN_WORDS.has(word) ||
    COMMON_WORDS.has(word) ||
    names.has(word) ||
    (/[\d@#]/.test(word) && !LOGIN.test(word))
  );
}
