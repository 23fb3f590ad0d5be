import { dateSchema, pageQuerySchema } from '../../domain/wire/common';
import {
  journalQuerySchema,
  ledgerQuerySchema,
  type JournalEntryWire,
  type LedgerLineWire,
  type TrialRowWire,
} from '../../domain/wire/finance';
import { listEntries, listLedgerLines } from '../../modules/finance/journal-queries';
import { readTrialBalance } from '../../modules/finance/report-queries';
import { systemClock } from '../../platform/clock/clock';
import { amount, listExport } from './list-export';

const journalEntries = listExport({
  summary: 'The journal, as a file',
  query: journalQuerySchema,
  read: listEntries,
  columns: [
    { title: 'Number', cell: ({ number }: JournalEntryWire) => number },
    { title: 'Posted on', cell: ({ postedOn }) => postedOn },
    { title: 'Document of', cell: ({ documentOn }) => documentOn },
    { title: 'Text', cell: ({ memo }) => memo },
    { title: 'Source', cell: ({ source }) => source.kind },
    { title: 'Amount', cell: ({ total }) => amount(total) },
    { title: 'Currency', cell: ({ total }) => total.currency },
    { title: 'Entered by', cell: ({ createdBy }) => createdBy?.name ?? null },
  ],
});

const ledgerLines = listExport({
  summary: 'The lines of the ledger that I may see, as a file',
  query: ledgerQuerySchema,
  read: listLedgerLines,
  columns: [
    { title: 'Number', cell: ({ number }: LedgerLineWire) => number },
    { title: 'Posted on', cell: ({ postedOn }) => postedOn },
    { title: 'Account', cell: ({ account }) => account.code },
    { title: 'Account name', cell: ({ account }) => account.name },
    { title: 'Text', cell: ({ memo }) => memo },
    { title: 'Debit', cell: ({ debit }) => amount(debit) },
    { title: 'Credit', cell: ({ credit }) => amount(credit) },
    { title: 'Party', cell: ({ party }) => party },
    { title: 'Department', cell: ({ department }) => department },
    { title: 'Due on', cell: ({ dueOn }) => dueOn },
  ],
});

const trialBalance = listExport({
  summary: 'The trial balance of a day, as a file',
  query: pageQuerySchema.extend({ asOf: dateSchema }),
  read: async (db, principal, query) => {
    const { rows } = await readTrialBalance({ db, clock: systemClock }, { principal, query });
    return { items: rows, nextCursor: null };
  },
  columns: [
    { title: 'Account', cell: ({ account }: TrialRowWire) => account.code },
    { title: 'Name', cell: ({ account }) => account.name },
    { title: 'Kind', cell: ({ kind }) => kind },
    { title: 'Debit', cell: ({ debit }) => amount(debit) },
    { title: 'Credit', cell: ({ credit }) => amount(credit) },
  ],
});

/** What leaves the books as a file: for those who may read it on the page. */
export const financeLists = {
  'journal-entries': journalEntries,
  'ledger-lines': ledgerLines,
  'trial-balance': trialBalance,
};
