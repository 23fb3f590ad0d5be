import { randomUUID } from 'node:crypto';
import type { AgingWire, TrialBalanceWire } from '../../domain/wire/finance';
import type { TestApi } from './api';

/** An amount in rupees. */
export const inr = (amount: string) => ({ amount, currency: 'INR' });

/** What suites do with the books. */
export function booksOf(api: () => TestApi) {
  const read = async <Body>(path: string) => {
    const answer = await (await api().as('finance')).get(path);
    expect([path, answer.status, answer.body]).toEqual([path, 200, expect.anything()]);
    return answer.body as Body;
  };
  const accountId = async (code: string) => {
    const [row] = await api().db.query<{ id: string }>('SELECT id FROM account WHERE code = $1', [
      code,
    ]);
    return row?.id ?? '';
  };
  return {
    read,
    accountId,
    /** An entry by hand: debit the first account, credit the second. */
    enter: async (entry: { on: string; debit: string; credit: string; amount: string }) =>
      (await api().as('finance')).post('/journal-entries', {
        ...{ on: entry.on, memo: `By hand ${randomUUID()}` },
        lines: [
          { accountId: await accountId(entry.debit), debit: inr(entry.amount) },
          { accountId: await accountId(entry.credit), credit: inr(entry.amount) },
        ],
      }),
    trialBalance: (asOf: string) => read<TrialBalanceWire>(`/reports/trial-balance?asOf=${asOf}`),
    aging: (of: string, asOf: string) => read<AgingWire>(`/reports/aging?of=${of}&asOf=${asOf}`),
    /** A bill that was approved, written as its last signature writes it; its payment, too, where a day is given. */
    bill: async (of: {
      vendor: string;
      on: string;
      due: string;
      minor: string;
      paidOn?: string;
    }) => {
      const { db, company } = api();
      const id = randomUUID();
      const by = company.people['sales.rep'];
      await db.query(
        `INSERT INTO vendor_bill (id, employee_id, number, vendor, bill_number, billed_on, due_on, description, currency,
           amount_minor, status) VALUES ($1, $2, $3, $4, $3, $5, $6, 'x', 'INR', $7, 'approved')`,
        [id, by, `B-${id}`, of.vendor, of.on, of.due, of.minor],
      );
      if (of.paidOn)
        await db.query(
          `INSERT INTO payment_release (employee_id, bill_id, pay_on, method, currency, amount_minor, status)
           VALUES ($1, $2, $3, 'cheque', 'INR', $4, 'approved')`,
          [by, id, of.paidOn, of.minor],
        );
      return id;
    },
  };
}
