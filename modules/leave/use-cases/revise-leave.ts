import { violatedConstraint, type Transaction } from '../../../platform/database/database';
import { placeDocuments } from '../documents';
import { checkLeave, overlapWith, type CheckedLeave } from './check-leave';
import { closeLeave } from './close-leave';
import { chargeLinks, documentsOf, holdDays, type RequestedLeave } from './request-leave';

/**
 * Turns a pending leave into another one of the same person, in the caller's transaction: what it held is free before
 * the new days are counted, checked and held.
 * @param leave.previousSource what held the days so far; `source` is what holds them from now on
 * @returns what it comes to
 * @throws DomainError invalid-input, overlap, insufficient-balance
 */
export async function reviseLeave(
  tx: Transaction,
  leave: Omit<RequestedLeave, 'units'> & { id: string; previousSource: string },
): Promise<CheckedLeave> {
  closeLeave(tx, { leaveRequestId: leave.id, outcome: 'withdrawn', source: leave.previousSource });
  const checked = await checkLeave(tx, leave);
  const { units } = checked;
  const bridged = await chargeLinks(tx, { ...leave, units });
  await rewrite(tx, { ...leave, units, bridged });
  await holdDays(tx, { ...leave, units });
  await placeDocuments(tx, documentsOf(leave));
  return checked;
}

async function rewrite(
  tx: Transaction,
  leave: RequestedLeave & { id: string; bridged: number[] },
): Promise<void> {
  try {
    await tx.query(
      `UPDATE leave_request SET type = $2, from_on = $3, to_on = $4, from_half = $5, to_half = $6, units = $7,
         reason = $8, bridged = $9, status = 'pending' WHERE id = $1`,
      [
        leave.id,
        leave.type,
        leave.from,
        leave.to,
        leave.fromHalf,
        leave.toHalf,
        leave.units,
        leave.reason,
        leave.bridged,
      ],
    );
  } catch (error) {
    // Asked for or approved a moment ago, after the check.
    if (violatedConstraint(error) === 'leave_request_overlap') throw overlapWith(leave);
    throw error;
  }
}
