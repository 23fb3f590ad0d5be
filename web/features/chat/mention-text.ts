/** Somebody who can be named. */
export interface Nameable {
  id: string;
  name: string;
}

/** The word that names everybody in the conversation. */
export const EVERYBODY = 'channel';

const CODE = /```[\s\S]*?(?:```|$)|`[^`\n]*`/g;
const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

// A name ends where a word ends: "@Anil" is not in "@Anila". The longest name that fits is meant.
function patternOf(names: string[]): RegExp {
  const longestFirst = [...names].sort((a, b) => b.length - a.length).map(escape);
  return new RegExp(`(?<![\\p{L}\\p{N}_@])@(${longestFirst.join('|')})(?![\\p{L}\\p{N}_])`, 'giu');
}

/** A text in pieces, with what names somebody apart. Whose names they are does not matter. */
export function splitMentions(
  text: string,
  names: string[],
): { text: string; isMention: boolean }[] {
  const pieces: { text: string; isMention: boolean }[] = [];
  let end = 0;
  for (const match of text.matchAll(patternOf([...names, EVERYBODY]))) {
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), isMention: false });
    pieces.push({ text: match[0], isMention: true });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isMention: false });
  return pieces;
}

/**
 * Whom a text names, outside of code.
 * @param picked ids that were chosen from the list: of people of one name, only those; otherwise all of that name
 */
export function mentionsIn(
  text: string,
  people: Nameable[],
  picked: ReadonlySet<string> = new Set(),
): { ids: string[]; everybody: boolean } {
  const plain = text.replace(CODE, ' ');
  const found = splitMentions(
    plain,
    people.map(({ name }) => name),
  ).flatMap(({ text: piece, isMention }) => (isMention ? piece.slice(1).toLowerCase() : []));
  const ids = new Set<string>();
  for (const name of found) {
    const called = people.filter((person) => person.name.toLowerCase() === name);
    const chosen = called.filter(({ id }) => picked.has(id));
    for (const { id } of chosen.length > 0 ? chosen : called) ids.add(id);
  }
  return { ids: [...ids], everybody: found.includes(EVERYBODY) };
}

/** What is being typed after an `@` before the caret, or null. At most two spaces: a name, no sentence. */
export function mentionQuery(text: string, caret: number): { from: number; query: string } | null {
  const match = /(?:^|[\s(])@((?:[\p{L}\p{N}.'’-]+ ?){0,3})$/u.exec(text.slice(0, caret));
  const query = match?.[1] ?? '';
  return match ? { from: caret - query.length - 1, query } : null;
}

/** Who is offered for what has been typed: those of whose names a word begins so. */
export function matchPeople<Person extends Nameable>(people: Person[], query: string): Person[] {
  const wanted = query.trimEnd().toLowerCase();
  return people.filter(({ name }) => {
    const lower = name.toLowerCase();
    return lower.startsWith(wanted) || lower.split(' ').some((word) => word.startsWith(wanted));
  });
}
