import type { z } from 'zod';
import type { Principal } from '../../domain/access/principal';
import { dateSchema, pageQuerySchema, type Page } from '../../domain/wire/common';
import {
  journalQuerySchema,
  ledgerQuerySchema,
  type JournalEntryWire,
  type LedgerLineWire,
  type TrialRowWire,
} from '../../domain/wire/finance';
import {
  invoiceQuerySchema,
  type InvoiceQuery,
  type InvoiceRow,
} from '../../domain/wire/receivables';
import { billQuerySchema, type BillQuery, type BillRow } from '../../domain/wire/payables';
import { listBills } from '../../modules/purchasing/bill-queries';
import { listInvoices } from '../../modules/receivables/invoice-queries';
import { listEntries, listLedgerLines } from '../../modules/finance/journal-queries';
import { readTrialBalance } from '../../modules/finance/queries-of-reports';
import type { Database } from '../../platform/database/database';
import { systemClock } from '../../platform/clock/clock';
import { amount, listExport } from './list-export';

const customerInvoices = listExport('customer-invoices', {
  summary: 'Invoices and credit notes, as a file',
  query: invoiceQuerySchema,
  read: (db: Database, principal: Principal, query: InvoiceQuery) =>
    listInvoices({ db, clock: systemClock }, principal, query),
  shows: null,
  cells: {
    number: ({ number }: InvoiceRow) => number,
    kind: ({ kind }) => kind,
    customer: ({ customer }) => customer.name,
    date: ({ invoicedOn }) => invoicedOn,
    due: ({ dueOn }) => dueOn,
    state: ({ state }) => state,
    total: ({ total }) => amount(total),
    open: ({ open }) => amount(open),
    currency: ({ total }) => total.currency,
    base: ({ base }) => amount(base),
    openBase: ({ openBase }) => amount(openBase),
  },
});

const vendorBills = listExport('vendor-bills', {
  summary: 'The bills of vendors that I may see, as a file',
  query: billQuerySchema,
  read: (db: Database, principal: Principal, query: BillQuery) =>
    listBills({ db, clock: systemClock }, principal, query),
  shows: null,
  cells: {
    number: ({ number }: BillRow) => number,
    vendor: ({ vendor }) => vendor,
    theirs: ({ billNumber }) => billNumber,
    date: ({ billedOn }) => billedOn,
    due: ({ dueOn }) => dueOn,
    state: ({ state }) => state,
    amount: (bill) => amount(bill.amount),
    open: ({ open }) => amount(open),
    currency: (bill) => bill.amount.currency,
    base: ({ base }) => amount(base),
    openBase: ({ openBase }) => amount(openBase),
    baseCurrency: ({ base }) => base.currency,
  },
});

const journalEntries = listExport('journal-entries', {
  summary: 'The journal, as a file',
  query: journalQuerySchema,
  read: listEntries,
  shows: null,
  cells: {
    number: ({ number }: JournalEntryWire) => number,
    posted: ({ postedOn }) => postedOn,
    document: ({ documentOn }) => documentOn,
    text: ({ memo }) => memo,
    source: ({ source }) => source.kind,
    amount: ({ total }) => amount(total),
    currency: ({ total }) => total.currency,
    enteredBy: ({ createdBy }) => createdBy?.name ?? null,
  },
});

const ledgerLines = listExport('ledger-lines', {
  summary: 'The lines of the ledger that I may see, as a file',
  query: ledgerQuerySchema,
  read: listLedgerLines,
  shows: null,
  cells: {
    number: ({ number }: LedgerLineWire) => number,
    posted: ({ postedOn }) => postedOn,
    account: ({ account }) => account.code,
    accountName: ({ account }) => account.name,
    text: ({ memo }) => memo,
    debit: ({ debit }) => amount(debit),
    credit: ({ credit }) => amount(credit),
    party: ({ party }) => party,
    department: ({ department }) => department,
    due: ({ dueOn }) => dueOn,
  },
});

const trialQuerySchema = pageQuerySchema.extend({ asOf: dateSchema });

const trialBalance = listExport('trial-balance', {
  summary: 'The trial balance of a day, as a file',
  query: trialQuerySchema,
  read: async (
    db: Database,
    principal: Principal,
    query: z.output<typeof trialQuerySchema>,
  ): Promise<Page<TrialRowWire>> => {
    const { rows } = await readTrialBalance({ db, clock: systemClock }, { principal, query });
    return { items: rows, nextCursor: null };
  },
  shows: null,
  cells: {
    account: ({ account }: TrialRowWire) => account.code,
    name: ({ account }) => account.name,
    kind: ({ kind }) => kind,
    debit: ({ debit }) => amount(debit),
    credit: ({ credit }) => amount(credit),
  },
});

/** What leaves the books as a file: for those who may read it on the page. */
export const financeLists = {
  'customer-invoices': customerInvoices,
  'vendor-bills': vendorBills,
  'journal-entries': journalEntries,
  'ledger-lines': ledgerLines,
  'trial-balance': trialBalance,
};
