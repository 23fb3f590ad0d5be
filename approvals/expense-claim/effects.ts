import { dateIn } from '../../domain/dates/today';
import { toMoneyWire } from '../../domain/money/money';
import type { KindEffects } from '../../modules/approvals/kind-effects';
import { closeClaim } from '../../modules/expenses/use-cases/close-claim';
import { checkedTotal, submitClaim } from '../../modules/expenses/use-cases/submit-claim';
import type { ExpenseClaimDetails, ExpenseClaimRequest } from './definition';

/** An approved claim becomes payable, once. */
export const expenseClaimEffects: KindEffects<ExpenseClaimRequest, ExpenseClaimDetails> = {
  complete({ requester, now }, request) {
    const total = checkedTotal(request.lines, dateIn(requester.zone, now));
    return { ...request, total: toMoneyWire(total) };
  },

  submit(tx, { requester, details }) {
    const subjectId = submitClaim(tx, { ...details, employeeId: requester.id });
    return { subjectId, answer: { total: details.total } };
  },

  close: (tx, { subjectId, outcome, approvedLines }) =>
    closeClaim(tx, { claimId: subjectId, outcome, approvedLines }),
};
