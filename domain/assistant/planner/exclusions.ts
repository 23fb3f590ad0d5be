import type { Lexicon } from '../plan';
import type { ToolDefinition } from '../tool';
import {
  CATEGORY_WORDS,
  leaveTypesIn,
  meaningsIn,
  STAGE_WORDS,
  STATUS_WORDS,
  type Meanings,
} from './meanings';
import { plainName } from './plain';

/** What a question leaves out: "except travel and meals", "other than closed ones". */
export interface Exclusion {
  /** All words of it, plain. */
  said: string;
  /** The words of each value. */
  values: string[];
}

const SIGN =
  /\b(?:except(?:ing)?(?: for)?|exclud(?:e|ing|ed)|excl|other than|apart from|aside from|besides|without|minus|ignoring|ignore|leaving out|leave out|not (?:counting|including)|all but|non)\b/g;
/** What may stand before a value. */
const BEFORE =
  /^(?:(?:and|or|nor|the|any|all|those|that|which|are|is|wa|were|in|of|for|on|with|category|status|stage|type|expense|claim|deal|leave|cost|my|our) )*/;
/** What may stand behind one, and says nothing more. */
const BEHIND =
  /^ (?:one|expense|claim|deal|leave|invoice|project|cost|spending|request|opportunity)(?![\w-])/;

const ALL: Meanings[] = [CATEGORY_WORDS, STAGE_WORDS, ...Object.values(STATUS_WORDS)];

/** Takes what is left out from a text: it is no value that is asked for. */
export function readExclusion(
  text: string,
  lexicon: Lexicon,
): { text: string; exclusion: Exclusion | undefined } {
  for (const { 0: sign, index } of text.matchAll(SIGN)) {
    const start = index + sign.length + 1;
    const values: string[] = [];
    let end = start;
    for (let value = valueAt(text.slice(end), lexicon); value;) {
      values.push(value.said);
      // "Non travel expenses" are expenses: one value is left out so, and nothing behind it.
      end += sign === 'non' ? value.length - value.behind : value.length;
      value = sign === 'non' ? undefined : valueAt(text.slice(end), lexicon);
    }
    if (values.length === 0) continue;
    const said = text.slice(index, end).trim();
    const rest = `${text.slice(0, index)} @leftout ${text.slice(end)}`;
    return { text: rest.replace(/\s+/g, ' ').trim(), exclusion: { said, values } };
  }
  return { text, exclusion: undefined };
}

interface Value {
  said: string;
  /** How far it reaches, and how much of that is behind the value itself. */
  length: number;
  behind: number;
}

function valueAt(text: string, lexicon: Lexicon): Value | undefined {
  const before = BEFORE.exec(text.trimStart())?.[0].length ?? 0;
  const start = text.length - text.trimStart().length + before;
  const rest = text.slice(start);
  const said = firstValue(rest, lexicon);
  if (said === undefined) return undefined;
  const behind = BEHIND.exec(rest.slice(said.length))?.[0].length ?? 0;
  return { said, length: start + said.length + behind, behind };
}

/** The value that a text begins with, the longest. */
function firstValue(text: string, { leaveTypes }: Lexicon): string | undefined {
  const names = leaveTypes.map(plainName).flatMap((name) => [name, name.replace(/ leave$/, '')]);
  const known = names.filter((name) => name !== '' && name !== 'leave');
  const found = [
    ...ALL.flatMap((meanings) => meanings.map(([, words]) => startOf(words, text))),
    ...known.map((name) => (`${text} `.startsWith(`${name} `) ? name : '')),
  ];
  return found.sort((one, other) => other.length - one.length)[0] || undefined;
}

const startOf = (words: RegExp, text: string) =>
  new RegExp(`^(?:${words.source})`).exec(text)?.[0] ?? '';

/** Which values a tool can leave out of what was said, by its argument. */
const VALUES: Record<
  string,
  (said: string, lexicon: Lexicon, definition: ToolDefinition) => string[]
> = {
  exceptCategories: (said) => meaningsIn(CATEGORY_WORDS, said),
  exceptStages: (said) => meaningsIn(STAGE_WORDS, said),
  exceptStatuses: (said, _, { name }) => meaningsIn(STATUS_WORDS[name] ?? [], said),
  exceptTypes: (said, lexicon) => leaveTypesIn(said, lexicon),
};

/** The names of arguments that leave something out. */
export const EXCEPT_ARGUMENTS = Object.keys(VALUES);

/** What an argument of a tool leaves out. @returns undefined for nothing */
export function leftOutBy(
  argument: string,
  exclusion: Exclusion | undefined,
  of: { lexicon: Lexicon; definition: ToolDefinition },
): string[] | undefined {
  const read = VALUES[argument];
  if (!exclusion || !read) return undefined;
  // A value is left out as the first of what it may mean: an open invoice is no pending one besides.
  const values = exclusion.values.flatMap((said) =>
    read(said, of.lexicon, of.definition).slice(0, 1),
  );
  return values.length > 0 ? [...new Set(values)] : undefined;
}

/** Whether a call leaves out all that was said to be left out: each value is one of an argument of its own. */
export function isLeftOut(exclusion: Exclusion, args: Record<string, unknown>): boolean {
  const left = EXCEPT_ARGUMENTS.flatMap((name) => (args[name] as string[] | undefined) ?? []);
  return new Set(left).size >= new Set(exclusion.values).size;
}
