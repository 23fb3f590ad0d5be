import type { CalendarDate } from '../../domain/dates/calendar';
import { dateIn } from '../../domain/dates/today';
import { toMoneyWire } from '../../domain/money/money';
import type { KindEffects } from '../../modules/approvals/kind-effects';
import { closeClaim } from '../../modules/expenses/use-cases/close-claim';
import {
  checkedTotal,
  reviseClaim,
  submitClaim,
} from '../../modules/expenses/use-cases/submit-claim';
import type { ExpenseClaimDetails, ExpenseClaimRequest } from './definition';

/** An approved claim becomes payable, once. */
export const expenseClaimEffects: KindEffects<ExpenseClaimRequest, ExpenseClaimDetails> = {
  complete: ({ requester, now }, request) => withTotal(request, dateIn(requester.zone, now)),

  submit(tx, { requester, details }) {
    const subjectId = submitClaim(tx, { ...details, employeeId: requester.id });
    return { subjectId, answer: { total: details.total } };
  },

  revise(tx, { request, requester, subjectId, now }) {
    const details = withTotal(request, dateIn(requester.zone, now));
    reviseClaim(tx, { ...details, id: subjectId });
    return details;
  },

  close: (tx, { subjectId, outcome, approvedLines }) =>
    closeClaim(tx, { claimId: subjectId, outcome, approvedLines }),
};

function withTotal(request: ExpenseClaimRequest, today: CalendarDate): ExpenseClaimDetails {
  return { ...request, total: toMoneyWire(checkedTotal(request.lines, today)) };
}
