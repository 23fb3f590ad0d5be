import type { ToolContext } from '../tool';
import { containing } from '../../../platform/database/containing';
import type { Draft } from './statement';
import { nothing, Unanswered } from './unanswered';

/** More choices than this are no help. */
const MOST_CHOICES = 10;

/** Something that has a name. */
interface Named {
  id: string;
  name: string;
  /** Tells apart what has the same name: a department. */
  also: string | null;
}

/** Where a name is looked up. */
interface Place {
  /** A SELECT of `id`, `name`, `also` and `code`, another name it goes by, with only what the asker may see. */
  source: string;
  draft: Draft;
  /** "person", "project" */
  what: string;
}

/**
 * What somebody means by a name: what is called exactly so, else what has every word of it at the beginning of one of its
 * own. Whoever may not be seen is answered about as whoever there is not.
 * @throws Unanswered when nothing or more than one thing is called so
 */
export async function resolveName(
  context: ToolContext,
  text: string,
  { source, draft, what }: Place,
): Promise<Named> {
  const words = plain(text)
    .split(/\s+/u)
    .filter((word) => word !== '');
  const exact = draft.bind(plain(text));
  const begins = words.map(
    (word) => `' ' || ${PLAIN('s.name')} ILIKE ${draft.bind(beginning(word))}`,
  );
  const isExact = `lower(${exact}) IN (lower(${PLAIN('s.name')}), lower(s.code),
    lower(${PLAIN(`s.name || ' (' || s.also || ')'`)}))`;
  // The name of a mailbox is a part of an address, and tells nobody from others who are called so.
  const isMailbox = `lower(${exact}) = lower(split_part(s.code, '@', 1))`;
  const found = await context.rows.query<Named & { rank: number }>(
    `SELECT s.id, s.name, s.also, CASE WHEN ${isExact} THEN 0 ELSE 1 END AS rank
     FROM (${source}) AS s WHERE ${isExact} OR ${isMailbox} OR (${begins.join(' AND ')})
     ORDER BY rank, s.name, s.also, s.id LIMIT ${MOST_CHOICES + 1}`,
    draft.parameters,
  );
  const best = found.filter(({ rank }) => rank === found[0]?.rank);
  const [first, ...others] = best;
  if (!first) throw nothing(`There is no ${what} called “${text}” that you may see here`);
  if (others.length > 0) throw whichOf(best, { text, what });
  return first;
}

/** Accents are left out by whoever asks as often as not. */
const plain = (text: string) => text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '');
const PLAIN = (sql: string) =>
  `regexp_replace(normalize(${sql}, NFKD), '[\\u0300-\\u036F]', '', 'g')`;

const beginning = (word: string) => containing(` ${word}`);

/** Who has the name of somebody else is told apart by the other name. */
function whichOf(found: Named[], { text, what }: { text: string; what: string }): Unanswered {
  const names = found.slice(0, MOST_CHOICES).map(({ name, also }) => {
    const isShared = found.filter((other) => other.name === name).length > 1;
    return isShared && also !== null ? `${name} (${also})` : name;
  });
  return new Unanswered({
    kind: 'unclear',
    question: `Which ${what} do you mean by “${text}”?`,
    options: names,
  });
}
