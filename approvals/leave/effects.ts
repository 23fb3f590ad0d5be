import { dateIn } from '../../domain/dates/today';
import { formatUnits } from '../../domain/leave/working-days';
import type { KindEffects } from '../../modules/approvals/kind-effects';
import { checkLeave } from '../../modules/leave/use-cases/check-leave';
import { closeLeave } from '../../modules/leave/use-cases/close-leave';
import { requestLeave } from '../../modules/leave/use-cases/request-leave';
import type { LeaveDetails, LeaveRequest } from './definition';

/** Leave holds its days when asked for; approval takes them, anything else gives them back. */
export const leaveEffects: KindEffects<LeaveRequest, LeaveDetails> = {
  async complete({ db, requester, now }, request) {
    const units = await checkLeave(db, {
      ...request,
      employeeId: requester.id,
      today: dateIn(requester.zone, now),
    });
    return { ...request, units };
  },

  async submit(tx, { requester, details, approvalId, now }) {
    const subjectId = await requestLeave(tx, {
      ...details,
      employeeId: requester.id,
      today: dateIn(requester.zone, now),
      source: approvalId,
    });
    return { subjectId, answer: { days: formatUnits(details.units) } };
  },

  close: (tx, { subjectId, outcome, approvalId }) =>
    closeLeave(tx, { leaveRequestId: subjectId, outcome, source: approvalId }),
};
