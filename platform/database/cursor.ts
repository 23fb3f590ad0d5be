import { z } from 'zod';
import { invalidInput } from '../../domain/errors';

const ends = [z.string().max(300), z.string().max(100)] as const;
const shape = z.union([z.tuple(ends), z.tuple([...ends, z.string().max(40)])]);

/** Where a page ended: its last row's sort key and id, and in which order, unless it is the usual one. */
export interface Position {
  sortKey: string;
  id: string;
  sort?: string;
}

/** A position as clients carry it: base64url of JSON `[sortkey, id]` or `[sortkey, id, order]`. */
export function encodeCursor({ sortKey, id, sort }: Position): string {
  const parts = sort === undefined ? [sortKey, id] : [sortKey, id, sort];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/**
 * The position a client carried back, or null for the first page.
 * A client can write anything into it: the values only ever become bound parameters.
 * @param check what `sortKey` and `id` must look like, so that a made-up one is a 422 and not a database error, and the
 *   order it must be of
 * @throws DomainError invalid-input when it is not a cursor of ours
 */
export function decodeCursor(
  cursor: string | undefined,
  check: { sortKey?: z.ZodType; id?: z.ZodType; sort?: string } = {},
): Position | null {
  if (cursor === undefined) return null;
  const parsed = shape.safeParse(readJson(cursor));
  const [sortKey, id, sort] = parsed.success ? parsed.data : ['', ''];
  const fits =
    parsed.success &&
    sort === check.sort &&
    !sortKey.includes('\u0000') &&
    (check.sortKey ?? z.string()).safeParse(sortKey).success &&
    (check.id ?? z.uuid()).safeParse(id).success;
  if (!fits) throw invalidInput([{ path: 'cursor', message: 'Not a cursor of this list' }]);
  return { sortKey, id };
}

/**
 * Cuts a page out of rows that were asked for with one more than the limit.
 * @param position the sort key and id of a row; the same that ORDER BY uses
 */
export function toPage<Row, Item>(
  rows: Row[],
  limit: number,
  { position, present }: { position: (row: Row) => Position; present: (row: Row) => Item },
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(present),
    nextCursor: last === undefined ? null : encodeCursor(position(last)),
  };
}

function readJson(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
