import { dateIn } from '../../domain/dates/today';
import { invalidInput } from '../../domain/errors';
import { requireCompanyCurrency } from '../../domain/money/company-currency';
import type { KindEffects, Requester } from '../../modules/approvals/kind-effects';
import {
  closeAdvanceRequest,
  reviseAdvanceRequest,
  submitAdvanceRequest,
} from '../../modules/expenses/use-cases/request-advance';
import type { AdvanceRequest } from './definition';

/** An approved advance waits for finance to pay it; what is paid is an advance like any other. */
export const advanceRequestEffects: KindEffects<AdvanceRequest> = {
  complete: (context, request) => checked(context, request),

  submit: (tx, { requester, details, approvalId }) => ({
    subjectId: submitAdvanceRequest(tx, { ...details, employeeId: requester.id, approvalId }),
    answer: {},
  }),

  revise(tx, { request, subjectId, ...context }) {
    const advance = checked(context, request);
    reviseAdvanceRequest(tx, { ...advance, id: subjectId });
    return advance;
  },

  close: (tx, { subjectId, outcome }) => closeAdvanceRequest(tx, { id: subjectId, outcome }),
};

function checked(
  { requester, now }: { requester: Requester; now: Date },
  request: AdvanceRequest,
): AdvanceRequest {
  requireCompanyCurrency({ amount: request.amount });
  if (request.neededBy < dateIn(requester.zone, now)) {
    throw invalidInput([{ path: 'neededBy', message: 'This date is in the past' }]);
  }
  return request;
}
