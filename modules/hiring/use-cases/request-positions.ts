import { randomUUID } from 'node:crypto';
import type { CalendarDate } from '../../../domain/dates/calendar';
import type { Outcome } from '../../../domain/approvals/vocabulary';
import type { Money } from '../../../domain/money/money';
import type { Queryable, Transaction } from '../../../platform/database/database';
import { closeWithNumber } from '../../document-numbers/use-cases/close-with-number';

/** Positions to fill. `budget` is what all of them cost in a year. */
interface RequisitionContent {
  role: string;
  positions: number;
  band: string;
  budget: Money;
  startBy: CalendarDate;
  reason: string;
}

/** Writes a pending requisition, in the caller's transaction. Returns its id. */
export function submitRequisition(
  tx: Transaction,
  requisition: RequisitionContent & { employeeId: string; departmentId: string | null },
): string {
  const id = randomUUID();
  tx.send(
    `INSERT INTO hiring_requisition (id, role, positions, band, currency, budget_minor, start_by, reason, employee_id,
       department_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [...columnsOf(id, requisition), requisition.employeeId, requisition.departmentId],
  );
  return id;
}

/** Rewrites a pending requisition, in the caller's transaction. */
export function reviseRequisition(
  tx: Transaction,
  requisition: RequisitionContent & { id: string },
): void {
  tx.send(
    `UPDATE hiring_requisition SET role = $2, positions = $3, band = $4, currency = $5, budget_minor = $6,
       start_by = $7, reason = $8 WHERE id = $1 AND status = 'pending'`,
    columnsOf(requisition.id, requisition),
  );
}

/**
 * Ends a pending requisition, in the caller's transaction; approved, it takes the next number and opens its positions,
 * once however often this runs.
 */
export function closeRequisition(tx: Transaction, input: { id: string; outcome: Outcome }): void {
  tx.send(closeWithNumber('hiring_requisition', OPENED), [input.id, input.outcome]);
}

const OPENED = `, opened AS (
      INSERT INTO open_position (requisition_id, ordinal, department_id, role, band)
      SELECT r.id, ordinal, r.department_id, r.role, r.band
      FROM target JOIN hiring_requisition r ON r.id = target.id, generate_series(1, r.positions) AS ordinal
      WHERE $2 = 'approved'
    )`;

/** What an approved requisition was given: its number, and how many positions it has opened. Null before. */
export async function openedBy(
  db: Queryable,
  requisitionId: string,
): Promise<{ number: string; positions: number } | null> {
  const [row] = await db.query<{ number: string; positions: number }>(
    `SELECT r.number, (SELECT count(*)::integer FROM open_position p WHERE p.requisition_id = r.id) AS positions
     FROM hiring_requisition r WHERE r.id = $1 AND r.number IS NOT NULL`,
    [requisitionId],
  );
  return row ?? null;
}

function columnsOf(id: string, requisition: RequisitionContent): unknown[] {
  const { role, positions, band, budget, startBy, reason } = requisition;
  const money = [budget.currency, budget.minor.toString()];
  return [id, role, positions, band, ...money, startBy, reason];
}
