import { randomUUID } from 'node:crypto';
import type { BillWire } from '../../domain/wire/payables';
import type { TestAnswer, TestApi } from './api';
import { closeAs } from './close-record';
import type { Persona } from './company';
import { today } from './records';

/** What suites do with the bills of vendors; as whom they please. */
export function payablesOf(api: () => TestApi) {
  const call = async (persona: Persona, method: string, path: string, body?: unknown) =>
    (await api().as(persona)).call(method, path, { body });
  const done = async <Body>(persona: Persona, method: string, path: string, body?: unknown) => {
    const answer = await call(persona, method, path, body);
    if (answer.status >= 300)
      throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as Body;
  };
  const content = (of: { on: string; amount: string; currency: string; tax?: string }) => ({
    ...{ vendor: 'Acme', billNumber: randomUUID(), billedOn: of.on, dueOn: of.on },
    ...{ amount: { amount: of.amount, currency: of.currency }, description: 'Licences' },
    ...(of.tax ? { tax: { amount: of.tax, currency: of.currency } } : {}),
  });
  const bill = (id: string) => done<BillWire>('finance', 'GET', `/vendor-bills/${id}`);
  return {
    ...{ call, done, content, bill },
    setRate: (currency: string, on: string, rate: string) =>
      done('finance', 'PUT', '/exchange-rates', { currency, on, rate }),
    /** A bill that was handed in by a seller and approved. */
    approved: async (body: object) => {
      const made = await done<{ id: string; approvalId: string }>(
        ...(['sales.rep', 'POST', '/vendor-bills', body] as const),
      );
      await closeAs(api(), { kind: 'vendor-bill', ...made, outcome: 'approved' });
      return bill(made.id);
    },
    /** The release of what is left of a bill, or of a part. */
    released: async ({ number, amount: { currency } }: BillWire, part?: string) => {
      const made = await done<{ id: string; approvalId: string }>(
        ...(['sales.rep', 'POST', '/payment-releases'] as const),
        {
          ...{ bill: number, payOn: today(), method: 'bank-transfer' },
          ...(part ? { amount: { amount: part, currency } } : {}),
        },
      );
      await closeAs(api(), { kind: 'payment-release', ...made, outcome: 'approved' });
      return made.id;
    },
    pay: (releaseId: string, payment: object) =>
      done<BillWire>('finance', 'POST', `/payment-releases/${releaseId}/payments`, payment),
    takeBack: (releaseId: string, on: string) =>
      done<BillWire>('finance', 'POST', `/payment-releases/${releaseId}/reversals`, {
        ...{ on, reason: 'The bank sent it back' },
      }),
    /** What a refusal says, field by field, or in one sentence. */
    problems: (answer: TestAnswer) => {
      const { errors, detail } = answer.body as {
        errors?: { path: string; message: string }[];
        detail: string;
      };
      return errors?.map(({ path, message }) => `${path}: ${message}`) ?? [detail];
    },
    /** The lines of an entry: account, debit and credit in paise, and the amount of the document with its currency. */
    entry: (entryId: string | null | undefined) =>
      api()
        .db.query<Record<'code' | 'debit' | 'credit' | 'original' | 'currency', string>>(
          `SELECT a.code, l.debit_minor AS debit, l.credit_minor AS credit, l.original_minor AS original, l.currency
           FROM journal_line l JOIN account a ON a.id = l.account_id WHERE l.entry_id = $1 ORDER BY l.ordinal`,
          [entryId],
        )
        .then((rows) =>
          rows.map(({ code, debit, credit, original, currency }) =>
            [code, debit, credit, `${currency} ${original}`].join(' '),
          ),
        ),
    /** What the control account says is open of a bill: in the company's currency and in its own. */
    openInBooks: async (billId: string) => {
      const [row] = await api().db.query<{ base: string; own: string }>(
        `SELECT coalesce(sum(l.credit_minor - l.debit_minor), 0)::text AS base,
           coalesce(sum(sign(l.credit_minor - l.debit_minor) * l.original_minor), 0)::text AS own
         FROM journal_line l JOIN account a ON a.id = l.account_id WHERE a.control = 'payable' AND l.item_id = $1`,
        [billId],
      );
      return [row?.base, row?.own];
    },
  };
}
