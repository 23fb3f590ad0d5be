import { z } from 'zod';
import { readSort, type Sort } from '../../domain/lists/sorting';
import { dateSchema } from '../../domain/wire/common';
import { decodeCursor, type Position } from './cursor';
import { instantKey, instantKeySchema, instantOfKey } from './instant-key';

/** How values of a column are carried by a cursor: as text, what such a text looks like, and back into a value. */
interface Carried {
  text: (sql: string) => string;
  check: z.ZodType;
  value: (text: string) => string;
}

const CARRIED = {
  text: { text: (sql) => sql, check: z.string(), value: (text) => text },
  citext: { text: (sql) => `${sql}::text`, check: z.string(), value: (text) => `${text}::citext` },
  date: { text: (sql) => `${sql}::text`, check: dateSchema, value: (text) => `${text}::date` },
  instant: { text: instantKey, check: instantKeySchema, value: instantOfKey },
} as const satisfies Record<string, Carried>;

/** A column to sort by: SQL that is never null and has an index together with the row's id, and its type. */
export type OrderKey = [sql: string, type: keyof typeof CARRIED];

/** A list in one of its orders. */
interface ListOrder {
  /** Behind ORDER BY. */
  by: string;
  /** What is selected as "sortKey". */
  key: string;
  /**
   * That a row comes after where a cursor ends; null on the first page. Its values are added to the parameters.
   * @throws DomainError invalid-input when it is no cursor of this list in this order
   */
  after: (cursor: string | undefined, parameters: unknown[]) => string | null;
  /** Where a row stands. */
  position: (row: { id: string; sortKey: string }) => Position;
}

/**
 * How a list is read in an order: rows that have the same value go by their id, the same way round, so that one index
 * serves both directions and no row is repeated or left out between pages.
 * @param wanted as the address asks; undefined for the usual order, whose cursors carry no name
 * @param id SQL of the row's id, a uuid
 */
export function listOrder<Column extends string>(
  keys: Record<Column, OrderKey>,
  { usual, wanted, id }: { usual: Sort<Column>; wanted: Sort<Column> | undefined; id: string },
): ListOrder {
  const { column, descending } = readSort(wanted ?? usual);
  const [sql, type] = keys[column];
  const carried: Carried = CARRIED[type];
  const [beyond, way] = descending ? ['<', 'DESC'] : ['>', 'ASC'];
  // A cursor of another order would leave rows out in silence.
  const sort = wanted === usual ? undefined : wanted;
  return {
    by: `${sql} ${way}, ${id} ${way}`,
    key: carried.text(sql),
    after: (cursor, parameters) => {
      const end = decodeCursor(cursor, { sortKey: carried.check, sort });
      if (!end) return null;
      const value = carried.value(`$${parameters.push(end.sortKey)}`);
      return `(${sql}, ${id}) ${beyond} (${value}, $${parameters.push(end.id)}::uuid)`;
    },
    position: ({ sortKey, id: rowId }) => ({ sortKey, id: rowId, ...(sort ? { sort } : {}) }),
  };
}
