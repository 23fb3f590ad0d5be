import { addDays, weekday } from '../../domain/dates/calendar';
import { dateIn } from '../../domain/dates/today';
import type { Database } from '../../platform/database/database';

/** Today for everybody of the small company. */
export const today = () => dateIn('Asia/Kolkata', new Date());

/** The Monday that lies at least so many weeks ahead. */
export function mondayAhead(weeks: number): string {
  const date = addDays(today(), weeks * 7);
  return addDays(date, 8 - weekday(date));
}

/** Gives a person leave, as the yearly grant does: a ledger row and the balance. Units are hundredths of a day. */
export async function grantLeave(
  db: Database,
  grant: { employeeId: string; type: string; units: number; on?: string; floor?: number },
): Promise<void> {
  const { employeeId, type, units, on = today(), floor = 0 } = grant;
  await db.transaction(async (tx) => {
    await tx.query(
      `INSERT INTO leave_ledger (employee_id, type, entry, units, effective_on, source)
       VALUES ($1, $2, 'grant', $3, $4, $5)`,
      [employeeId, type, units, on, `grant ${on}`],
    );
    await tx.query(
      `INSERT INTO leave_balance (employee_id, type, granted, floor) VALUES ($1, $2, $3, $4)
       ON CONFLICT (employee_id, type) DO UPDATE SET granted = leave_balance.granted + excluded.granted`,
      [employeeId, type, units, floor],
    );
  });
}

/** A balance as it is cached, and the same figures out of the ledger. They must agree at any time. */
export async function balanceOf(db: Database, employeeId: string, type: string) {
  const [row] = await db.query<{ cached: number[]; ledger: number[] }>(
    `SELECT ARRAY[b.granted, b.held, b.taken] AS cached,
       (SELECT ARRAY[
          coalesce(sum(units) FILTER (WHERE entry = 'grant'), 0),
          coalesce(sum(CASE entry WHEN 'hold' THEN units WHEN 'release' THEN -units END), 0),
          coalesce(sum(CASE entry WHEN 'take' THEN units WHEN 'restore' THEN -units END), 0)]::integer[]
        FROM leave_ledger l WHERE l.employee_id = b.employee_id AND l.type = b.type) AS ledger
     FROM leave_balance b WHERE b.employee_id = $1 AND b.type = $2`,
    [employeeId, type],
  );
  return row!;
}
