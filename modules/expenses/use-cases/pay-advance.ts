import type { Principal } from '../../../domain/access/principal';
import { DomainError } from '../../../domain/errors';
import { formatMoney, toMoneyWire } from '../../../domain/money/money';
import type { AdvanceWire } from '../../../domain/wire/expenses';
import type { Clock } from '../../../platform/clock/clock';
import type { Database } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { notifyPeople } from '../../notifications/use-cases/notify-people';
import { findAdvance } from '../advance-queries';
import { recordAdvanceWithin } from './record-advance';

interface Payable {
  employeeId: string;
  currency: string;
  minor: string;
  purpose: string;
  status: string;
  isPaid: boolean;
}

/**
 * Records that an approved advance was paid on a day, and tells its person: from then on it is an advance like any other.
 * Once.
 * @throws DomainError not-found, conflict (not approved, or paid already), own-request, invalid-input (a day in the future)
 */
export async function payAdvance(
  deps: { db: Database; clock: Clock; bus: Bus },
  { principal, id, paidOn }: { principal: Principal; id: string; paidOn: string },
): Promise<AdvanceWire> {
  const advanceId = await deps.db.transaction(async (tx) => {
    const [asked] = await tx.query<Payable>(
      `SELECT employee_id AS "employeeId", currency, amount_minor::text AS minor, purpose, status,
         advance_id IS NOT NULL AS "isPaid" FROM advance_request WHERE id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    if (!asked) throw new DomainError('not-found', 'There is no such advance');
    if (asked.status !== 'approved') throw new DomainError('conflict', 'It is not approved.');
    if (asked.isPaid) throw new DomainError('conflict', 'It is paid already.');
    const { employeeId, currency, minor, purpose } = asked;
    const amount = toMoneyWire({ minor: BigInt(minor), currency });
    const advance = { employeeId, amount, paidOn, note: purpose };
    const paid = await recordAdvanceWithin(deps, tx, { principal, advance });
    await tx.query('UPDATE advance_request SET advance_id = $2 WHERE id = $1', [id, paid]);
    notifyPeople(deps, tx, [
      {
        ...{ userId: employeeId, type: 'advance-paid', link: '/expenses/advances' },
        title: `Your advance of ${formatMoney({ minor: BigInt(minor), currency })} is paid`,
        ...{ body: purpose, dedupeKey: `advance-request.${id}.paid` },
      },
    ]);
    return paid;
  });
  return findAdvance(deps.db, principal, advanceId);
}
