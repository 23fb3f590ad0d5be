import type { Principal } from '../../../domain/access/principal';
import { DomainError, invalidInput } from '../../../domain/errors';
import type { PayLeave } from '../../../domain/wire/leave-pay';
import type { Database } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';

interface Found {
  id: string;
  employeeId: string;
  isPriced: boolean;
  isPaid: boolean;
}

/**
 * Notes that what was owed for leave has been paid: all of it or none.
 * @throws DomainError invalid-input at each one that is not there, is one's own, is paid already or has no amount
 */
export async function payLeave(
  { db }: { db: Database },
  principal: Principal,
  { ids, paidOn }: PayLeave,
): Promise<{ paid: number }> {
  if (new Set(ids).size < ids.length)
    throw invalidInput([{ path: 'ids', message: 'One of them is named twice' }]);
  return db.transaction(async (tx) => {
    const rows = await tx.query<Found>(
      `SELECT id, employee_id AS "employeeId", amount_minor IS NOT NULL AS "isPriced", paid_on IS NOT NULL AS "isPaid"
       FROM leave_payable WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`,
      [ids],
    );
    const found = new Map(rows.map((row) => [row.id, row]));
    const problems = ids.flatMap((id, index) => {
      const message = problemOf(found.get(id), principal);
      return message ? [{ path: `ids.${index}`, message }] : [];
    });
    if (problems.length > 0) throw invalidInput(problems);
    const paid = await tx.query(
      'UPDATE leave_payable SET paid_on = $2, paid_by = $3 WHERE id = ANY($1::uuid[]) RETURNING id',
      [ids, paidOn, principal.id],
    );
    if (paid.length !== ids.length) throw new DomainError('conflict', 'Look again');
    const entry = { actorId: principal.id, action: 'leave-payable.paid', channel: 'app' };
    recordAudit(
      tx,
      rows.map(({ id, employeeId }) => ({
        ...{ ...entry, subjectType: 'person', subjectId: employeeId },
        details: { payableId: id, paidOn },
      })),
    );
    return { paid: ids.length };
  });
}

function problemOf(payable: Found | undefined, principal: Principal): string | null {
  if (!payable) return 'There is no such amount';
  if (payable.employeeId === principal.id) return 'Somebody else must pay your own';
  if (payable.isPaid) return 'It is paid already';
  return payable.isPriced ? null : 'It has no amount: the daily rate is missing';
}
