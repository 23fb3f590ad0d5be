import type { z } from 'zod';
import type { Principal } from '../../domain/access/principal';
import {
  bankLineQuerySchema,
  reconciliationQuerySchema,
  type BankLineWire,
  type ReconciliationRow,
} from '../../domain/wire/bank';
import { pageQuerySchema } from '../../domain/wire/common';
import { listBankLines } from '../../modules/bank/line-queries';
import { listReconciliationRows } from '../../modules/bank/reconciliation-queries';
import { systemClock } from '../../platform/clock/clock';
import type { Database } from '../../platform/database/database';
import { amount, listExport } from './list-export';

const bankLines = listExport('bank-lines', {
  summary: 'The lines of the bank, as a file',
  query: bankLineQuerySchema,
  read: listBankLines,
  shows: null,
  cells: {
    date: ({ on }: BankLineWire) => on,
    description: ({ description }) => description,
    reference: ({ reference }) => reference,
    amount: (row) => amount(row.amount),
    currency: (row) => row.amount.currency,
    matchedBy: ({ matched }) => matched?.by.name ?? null,
  },
});

const wholeReconciliationSchema = pageQuerySchema.extend(reconciliationQuerySchema.shape);

const bankReconciliation = listExport('bank-reconciliation', {
  summary: 'How the books come to the bank on a day, with the lines behind it, as a file',
  query: wholeReconciliationSchema,
  read: (db: Database, principal: Principal, query: z.output<typeof wholeReconciliationSchema>) =>
    listReconciliationRows({ db, clock: systemClock }, { principal, query }),
  shows: null,
  cells: {
    part: ({ part }: ReconciliationRow) => part,
    date: ({ on }) => on,
    text: ({ text }) => text,
    reference: ({ reference }) => reference,
    amount: (row) => amount(row.amount),
    currency: (row) => row.amount.currency,
  },
});

/** What leaves the bank's pages as a file. */
export const bankLists = { 'bank-lines': bankLines, 'bank-reconciliation': bankReconciliation };
