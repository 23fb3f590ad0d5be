import type { z } from 'zod';
import type { Principal } from '../../domain/access/principal';
import { columnsOf, columnTitle, type ColumnOf } from '../../domain/lists/columns';
import type { SheetCell, SheetColumn } from '../../domain/sheet';
import type { MoneyWire, Page } from '../../domain/wire/common';
import type { ExportedList } from '../../domain/wire/exports';
import type { Database } from '../../platform/database/database';
import type { Shown } from '../route';

/** A column as addresses and sheets know it. */
export type ExportColumn<Row> = SheetColumn<Row> & { key: string };

/** A list as a file: what it can be asked, the very query that its pages are read with, and its columns. */
export interface ListExport<Query extends z.ZodObject, Row> {
  summary: string;
  query: Query;
  read: (db: Database, principal: Principal, query: z.output<Query>) => Promise<Page<Row>>;
  columns: ExportColumn<Row>[];
  /** Whose rows they are: what is taken along by a grant alone is written down. Null: no grant opens them. */
  shows: Shown<Row[]> | null;
}

/** The list with its columns in their usual order; the compiler misses none. */
export function listExport<List extends ExportedList, Query extends z.ZodObject, Row>(
  name: List,
  {
    cells,
    ...list
  }: Omit<ListExport<Query, Row>, 'columns'> & {
    cells: Record<ColumnOf<List>, (row: Row) => SheetCell>;
  },
): ListExport<Query, Row> {
  const columns = columnsOf(name).map((key) => ({
    key,
    title: columnTitle(name, key),
    cell: cells[key],
  }));
  return { ...list, columns };
}

/** An amount as a cell: a number, whose currency another column says. */
export const amount = (money: MoneyWire | null) => money && { decimal: money.amount };
