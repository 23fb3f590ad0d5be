import type { z } from 'zod';
import type { Principal } from '../../domain/access/principal';
import type { SheetColumn } from '../../domain/sheet';
import type { MoneyWire, Page } from '../../domain/wire/common';
import type { Database } from '../../platform/database/database';

/** A list as a file: what it can be asked, the very query that its pages are read with, and its columns. */
export interface ListExport<Query extends z.ZodObject, Row> {
  summary: string;
  query: Query;
  read: (db: Database, principal: Principal, query: z.output<Query>) => Promise<Page<Row>>;
  columns: SheetColumn<Row>[];
}

/** Keeps the types of a list's parts together. */
export function listExport<Query extends z.ZodObject, Row>(list: ListExport<Query, Row>) {
  return list;
}

/** An amount as a cell: a number, whose currency another column says. */
export const amount = (money: MoneyWire | null) => money && { decimal: money.amount };
