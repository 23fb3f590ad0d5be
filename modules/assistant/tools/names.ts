import type { ToolContext } from '../tool';
import { containing } from '../../../platform/database/containing';
import type { Draft } from './statement';
import { nothing, Unanswered } from './unanswered';

/** More choices than this are no help. */
const MOST_CHOICES = 10;

/** Something that has a name. `also` is another one it goes by: an address, a code. */
interface Named {
  id: string;
  name: string;
  also: string | null;
}

/** Where a name is looked up. */
interface Place {
  /** A SELECT of `id`, `name` and `also`, with only what the asker may see. */
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
  const words = text.split(/\s+/u).filter((word) => word !== '');
  const exact = draft.bind(text);
  const begins = words.map((word) => `' ' || s.name ILIKE ${draft.bind(beginning(word))}`);
  const found = await context.rows.query<Named & { rank: number }>(
    `SELECT s.id, s.name, s.also, CASE WHEN lower(s.name) = lower(${exact}) OR lower(s.also) = lower(${exact})
         OR lower(split_part(s.also, '@', 1)) = lower(${exact})
         OR lower(s.name || ' (' || s.also || ')') = lower(${exact}) THEN 0 ELSE 1 END AS rank
     FROM (${source}) AS s
     WHERE lower(s.also) = lower(${exact}) OR lower(split_part(s.also, '@', 1)) = lower(${exact})
       OR lower(s.name || ' (' || s.also || ')') = lower(${exact}) OR (${begins.join(' AND ')})
     ORDER BY rank, s.name, s.id LIMIT ${MOST_CHOICES + 1}`,
    draft.parameters,
  );
  const best = found.filter(({ rank }) => rank === found[0]?.rank);
  const [first, ...others] = best;
  if (!first) throw nothing(`There is no ${what} called “${text}” that you may see here`);
  if (others.length > 0) throw whichOf(best, { text, what });
  return first;
}

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
