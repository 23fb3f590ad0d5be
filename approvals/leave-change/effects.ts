import { dateIn } from '../../domain/dates/today';
import { formatUnits } from '../../domain/leave/working-days';
import type { KindEffects } from '../../modules/approvals/kind-effects';
import { applyLeaveChange } from '../../modules/leave/use-cases/apply-leave-change';
import { checkLeaveChange } from '../../modules/leave/use-cases/check-leave-change';
import { reserveLeaveChange } from '../../modules/leave/use-cases/reserve-leave-change';
import type { LeaveChangeDetails, LeaveChangeRequest } from './definition';

/** The leave stays as it is until the change is approved; then exactly the difference comes back. */
export const leaveChangeEffects: KindEffects<LeaveChangeRequest, LeaveChangeDetails> = {
  async complete({ db, requester, now }, request) {
    const change = await checkLeaveChange(db, {
      leaveRequestId: request.leaveRequestId,
      wished: request.action === 'shorten' ? request : null,
      employeeId: requester.id,
      today: dateIn(requester.zone, now),
    });
    const { leaveRequestId, action, reason } = request;
    return { leaveRequestId, action, reason, ...change };
  },

  async submit(tx, { requester, details }) {
    const { leaveRequestId, leave, restored } = details;
    await reserveLeaveChange(tx, { leaveRequestId, leave, employeeId: requester.id });
    return { subjectId: leaveRequestId, answer: { restores: formatUnits(restored) } };
  },

  async close(tx, { approvalId, details, outcome }) {
    if (outcome === 'approved') await applyLeaveChange(tx, { ...details, source: approvalId });
  },
};
