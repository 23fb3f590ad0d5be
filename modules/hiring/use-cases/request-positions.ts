import { randomUUID } from 'node:crypto';
import type { CalendarDate } from '../../../domain/dates/calendar';
import type { Outcome } from '../../../domain/approvals/vocabulary';
import type { Money } from '../../../domain/money/money';
import type { Queryable, Transaction } from '../../../platform/database/database';
import { closeWithNumber } from '../../document-numbers/use-cases/close-with-number';

/** Positions to fill. `budget` is what all of them cost in a year. */
export interface RequisitionContent {
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

/** Ends a pending requisition, in the caller's transaction; approved, it takes the next number, once. */
export function closeRequisition(tx: Transaction, input: { id: string; outcome: Outcome }): void {
  tx.send(closeWithNumber('hiring_requisition'), [input.id, input.outcome]);
}

/** The number an approved requisition was given, or undefined. */
export async function requisitionNumber(db: Queryable, id: string): Promise<string | undefined> {
  const [row] = await db.query<{ number: string | null }>(
    'SELECT number FROM hiring_requisition WHERE id = $1',
    [id],
  );
  return row?.number ?? undefined;
}

function columnsOf(id: string, requisition: RequisitionContent): unknown[] {
  const { role, positions, band, budget, startBy, reason } = requisition;
  const money = [budget.currency, budget.minor.toString()];
  return [id, role, positions, band, ...money, startBy, reason];
}
