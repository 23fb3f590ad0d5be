import type { Transaction } from '../../platform/database/database';

/**
 * Gives approved lines that have no price yet that of their day, in the caller's transaction: rounded once for each line,
 * halves away from zero (`timeMinor` is its twin). What has a price keeps it; a line that takes another back has that
 * one's price, and a line nobody is billed for is billed nothing.
 * @param sheetId of one sheet alone; null for whatever waits
 */
export function priceLines(tx: Transaction, sheetId: string | null): void {
  tx.send(
    `UPDATE timesheet_line l SET
       cost_rate_minor = coalesce(l.cost_rate_minor, r.cost),
       cost_minor = coalesce(l.cost_minor, round(r.cost::numeric * l.minutes / 60)),
       bill_rate_minor = CASE WHEN l.billable THEN coalesce(l.bill_rate_minor, r.bill) END,
       bill_minor = CASE WHEN l.billable THEN coalesce(l.bill_minor, round(r.bill::numeric * l.minutes / 60)) ELSE 0 END
     FROM (SELECT w.id, work_rate_of('cost', w.employee_id, w.project_id, w.worked_on) AS cost,
         work_rate_of('bill', w.employee_id, w.project_id, w.worked_on) AS bill
       FROM timesheet_line w WHERE w.approved_at IS NOT NULL AND w.reverses_id IS NULL
         AND (w.cost_minor IS NULL OR w.bill_minor IS NULL) AND ($1::uuid IS NULL OR w.sheet_id = $1)) AS r
     WHERE l.id = r.id`,
    [sheetId],
  );
  tx.send(
    `UPDATE timesheet_line l SET cost_rate_minor = o.cost_rate_minor, cost_minor = -o.cost_minor,
       bill_rate_minor = o.bill_rate_minor, bill_minor = -o.bill_minor
     FROM timesheet_line o
     WHERE o.id = l.reverses_id AND l.approved_at IS NOT NULL AND (l.cost_minor IS NULL OR l.bill_minor IS NULL)
       AND ($1::uuid IS NULL OR l.sheet_id = $1)`,
    [sheetId],
  );
}
