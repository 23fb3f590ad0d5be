import type { Sort } from '../../domain/lists/sorting';
import { toPage } from './cursor';
import type { Queryable } from './database';
import { listOrder, type OrderKey } from './list-order';

/** What a list asks for: how many rows, from where on, in which order. */
interface PageQuery<Column extends string> {
  limit: number;
  cursor?: string;
  sort?: Sort<Column>;
}

/**
 * Reads a page of a list in the order that is asked for.
 * @param list.id SQL of the row's id, a uuid
 * @param list.fields SQL of what is selected, `id` among it
 * @param list.from SQL of FROM and its joins
 * @param list.conditions SQL of which rows, bound to `list.parameters`
 * @param list.present a row as it is shown
 * @throws DomainError invalid-input when the cursor is none of this list in this order
 */
export async function readListPage<Column extends string, Row extends { id: string }, Item>(
  db: Queryable,
  query: PageQuery<Column>,
  list: {
    orders: Record<Column, OrderKey>;
    usual: Sort<Column>;
    id: string;
    fields: string;
    from: string;
    conditions: string[];
    parameters: unknown[];
    present: (row: Row) => Item;
  },
): Promise<{ items: Item[]; nextCursor: string | null }> {
  const { usual, id, fields, from, present } = list;
  const parameters = [...list.parameters];
  const order = listOrder(list.orders, { usual, wanted: query.sort, id });
  const after = order.after(query.cursor, parameters);
  const conditions = after ? [...list.conditions, after] : list.conditions;
  const rows = await db.query<Row & { sortKey: string }>(
    `SELECT ${fields}, ${order.key} AS "sortKey" ${from} WHERE ${conditions.join(' AND ')}
     ORDER BY ${order.by} LIMIT $${parameters.push(query.limit + 1)}`,
    parameters,
  );
  const shown = ({ sortKey: _, ...row }: Row & { sortKey: string }) => row as unknown as Row;
  return toPage(rows, query.limit, {
    position: order.position,
    present: (row) => present(shown(row)),
  });
}
