import { DomainError } from '../../../domain/errors';
import type { LeavePeriod } from '../../../domain/leave/working-days';
import type { Transaction } from '../../../platform/database/database';
import { lockApprovedLeave, pendingChangeOf } from '../queries';
import { changeWaits } from './check-leave-change';

/**
 * Makes sure that a change may be filed, in the caller's transaction: the leave is locked, is still what was checked,
 * and no other change of it waits. Of two at the same moment the second waits here and finds the first.
 * @throws DomainError conflict
 */
export async function reserveLeaveChange(
  tx: Transaction,
  change: { leaveRequestId: string; leave: LeavePeriod & { units: number }; employeeId: string },
): Promise<void> {
  const isSame = await lockApprovedLeave(tx, change);
  if (!isSame) throw new DomainError('conflict', 'This leave was changed just now. Look again');
  const waiting = await pendingChangeOf(tx, change.leaveRequestId);
  if (waiting) throw changeWaits(waiting);
}
