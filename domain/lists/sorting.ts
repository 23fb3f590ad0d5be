import { z } from 'zod';
import type { ColumnOf, ListName } from './columns';

/**
 * By which of its columns a list can be sorted, and how it is as long as nobody asks: a column, with a minus before it
 * from its end. Every one of them has an index and a value in each row, so that a page in the middle is as soon there
 * as the first one, and no row is without a place.
 */
export const LIST_SORTS = {
  people: { usual: 'name', columns: ['name', 'email', 'joined'] },
  'leave-requests': { usual: '-from', columns: ['from', 'to', 'asked'] },
  'expense-claims': { usual: '-asked', columns: ['title', 'claimed', 'asked'] },
  approvals: { usual: '-asked', columns: ['title', 'asked'] },
  projects: { usual: 'code', columns: ['code', 'name', 'customer', 'starts'] },
  onboardings: { usual: '-started', columns: ['dayZero', 'started'] },
  audit: { usual: '-at', columns: ['at'] },
} as const satisfies {
  [List in ListName]?: { usual: Sort<ColumnOf<List>>; columns: ColumnOf<List>[] };
};

/** A list that can be sorted. */
export type SortedList = keyof typeof LIST_SORTS;
/** A column by which a list can be sorted. */
export type SortColumn<List extends SortedList> = (typeof LIST_SORTS)[List]['columns'][number];
/** A column from its beginning, or with a minus from its end. */
export type Sort<Column extends string> = Column | `-${Column}`;
/** An order of a list, as its address has it. */
export type SortOf<List extends SortedList> = Sort<SortColumn<List>>;

/** The columns of a list that can be sorted by. */
export const sortColumns = <List extends SortedList>(list: List): readonly SortColumn<List>[] =>
  LIST_SORTS[list].columns;

/** What an order says: the column, and whether it goes from its end. */
export function readSort<Column extends string>(
  sort: Sort<Column>,
): { column: Column; descending: boolean } {
  const descending = sort.startsWith('-');
  return { column: (descending ? sort.slice(1) : sort) as Column, descending };
}

/** `sort` of a list's query, without which it is as usual. What cannot be sorted by is refused with what can. */
export function sortSchema<List extends SortedList>(list: List) {
  const columns = sortColumns(list);
  const orders = columns.flatMap((column) => [column, `-${column}`]) as SortOf<List>[];
  return z
    .enum(orders, {
      error: `Sort by ${columns.join(', ')}; with a minus before it from its end, as in -${columns[0]}`,
    })
    .optional();
}
