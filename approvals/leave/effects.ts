import { dateIn } from '../../domain/dates/today';
import { formatUnits } from '../../domain/leave/working-days';
import { reservationKey, type KindEffects } from '../../modules/approvals/kind-effects';
import { checkLeave, type CheckedLeave } from '../../modules/leave/use-cases/check-leave';
import { closeLeave } from '../../modules/leave/use-cases/close-leave';
import { giveBackOnApproval } from '../../modules/leave/use-cases/give-back-after-last-day';
import { requestLeave } from '../../modules/leave/use-cases/request-leave';
import { reviseLeave } from '../../modules/leave/use-cases/revise-leave';
import type { LeaveDetails, LeaveRequest } from './definition';

/** Leave holds its days when asked for; approval takes them, anything else gives them back. */
export const leaveEffects: KindEffects<LeaveRequest, LeaveDetails> = {
  async complete({ db, requester, now }, request) {
    const checked = await checkLeave(db, {
      ...request,
      employeeId: requester.id,
      today: dateIn(requester.zone, now),
    });
    return detailsOf(request, checked);
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

  async revise(tx, { request, requester, approvalId, subjectId, version, now }) {
    const checked = await reviseLeave(tx, {
      ...request,
      id: subjectId,
      employeeId: requester.id,
      today: dateIn(requester.zone, now),
      previousSource: reservationKey({ approvalId, version: version - 1 }),
      source: reservationKey({ approvalId, version }),
    });
    return detailsOf(request, checked);
  },

  async close(tx, { subjectId, outcome, ...closing }) {
    closeLeave(tx, { leaveRequestId: subjectId, outcome, source: reservationKey(closing) });
    // Their last day may have been set while it waited.
    if (outcome === 'approved') await giveBackOnApproval(tx, subjectId);
  },
};

/** A type that HR added is called in this request what it is called now, whatever becomes of it. */
function detailsOf(request: LeaveRequest, checked: CheckedLeave): LeaveDetails {
  const { units, type, documents, warnings } = checked;
  return {
    ...request,
    units,
    ...(type.builtIn ? {} : { typeName: type.name }),
    ...(documents.length > 0 ? { documentNames: documents } : {}),
    ...(warnings.length > 0 ? { warnings } : {}),
  };
}
