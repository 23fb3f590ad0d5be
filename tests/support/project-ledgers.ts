import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { AccountFigure } from '../../domain/project-accounts/figures';
import { timeMinor } from '../../domain/timesheets/hours';
import type { TestApi } from './api';

/** Minor units of an amount with two decimals. */
export const minorOf = (amount: string) => BigInt(amount.replace('.', ''));
/** The amount of minor units. */
export const inRupees = (minor: bigint) => {
  const text = (minor < 0n ? -minor : minor).toString().padStart(3, '0');
  return `${minor < 0n ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`;
};

/** What a project is given: time of a day with the price of an hour, and entries of the journal. */
interface Ledger {
  time: { day: number; minutes: number; hour: bigint; billable: boolean }[];
  entries: { day: number; minor: bigint; figure: Exclude<AccountFigure, 'work'>; back: boolean }[];
}

/** Day 0. */
export const FIRST = '2026-04-01';
/** A day by its number. */
export const days = fc.integer({ min: 0, max: 40 });
/** Any of them. */
export const ledger: fc.Arbitrary<Ledger> = fc.record({
  time: fc.array(
    fc.record({
      day: days,
      minutes: fc.integer({ min: 1, max: 100 }),
      hour: fc.bigInt({ min: 1n, max: 900_000n }),
      billable: fc.boolean(),
    }),
    { maxLength: 9 },
  ),
  entries: fc.array(
    fc.record({
      day: days,
      minor: fc.bigInt({ min: 1n, max: 99_999_999n }),
      figure: fc.constantFrom('revenue', 'expenses', 'bills'),
      back: fc.boolean(),
    }),
    { maxLength: 9 },
  ),
});

/** Writes them as approved time and as entries of the journal. */
export async function writeLedger(
  api: TestApi,
  projectId: string,
  { time: lines, entries }: Ledger,
): Promise<void> {
  const { people } = api.company;
  await api.db.transaction(async (tx) => {
    const sheet = randomUUID();
    await tx.query(
      `INSERT INTO timesheet (id, employee_id, project_id, week_starts_on, status)
       VALUES ($1, $2, $3, '2026-03-30', 'approved')`,
      [sheet, people.consultant2, projectId],
    );
    for (const { day: at, minutes, hour, billable } of lines)
      await tx.query(
        `INSERT INTO timesheet_line (employee_id, project_id, worked_on, task, billable, minutes, sheet_id, approved_at,
           cost_rate_minor, cost_minor, bill_minor)
         VALUES ($1, $2, $3::date + $4::integer, 'x', $5, $6, $7, now(), $8::bigint, round($8::numeric * $6::integer / 60), 0)`,
        [people.consultant2, projectId, FIRST, at, billable, minutes, sheet, hour.toString()],
      );
    for (const { day: at, minor, figure, back } of entries) {
      const [income, kind] = [figure === 'revenue', figure === 'bills' ? 'vendor-bill' : 'manual'];
      const line = (code: string, side: 'debit' | 'credit', of: string | null) =>
        `jsonb_build_object('account_id', (SELECT id FROM account WHERE code = '${code}'), '${side}_minor', $4::bigint,
          'project_id', ${of === null ? 'NULL' : `'${of}'`})`;
      const both = income
        ? `${line('1100', 'debit', projectId)}, ${line('4200', 'credit', projectId)}`
        : `${line('5200', 'debit', projectId)}, ${line('1100', 'credit', null)}`;
      const [row] = await tx.query<{ id: string }>(
        `SELECT post_entry($1, $2, 'x', $3::date + $5::integer, $3::date + $5::integer, 'x', NULL, jsonb_build_array(${both})) AS id`,
        [kind, randomUUID(), FIRST, minor.toString(), at],
      );
      if (back)
        await tx.query(`SELECT reverse_entry($1, $2::date + $3::integer, 'back', NULL)`, [
          ...[row!.id, FIRST, at + 10],
        ]);
    }
  });
}

/** The same figures, recounted from what was given. */
export function recount(of: Ledger, from: number, to: number): Record<AccountFigure, bigint> {
  const within = (at: number) => at >= from && at <= to;
  const sums = { revenue: 0n, work: 0n, expenses: 0n, bills: 0n };
  for (const { day: at, minutes, hour } of of.time)
    if (within(at)) sums.work += timeMinor(minutes, hour);
  for (const { day: at, minor, figure, back } of of.entries) {
    if (within(at)) sums[figure] += minor;
    if (back && within(at + 10)) sums[figure] -= minor;
  }
  return sums;
}
