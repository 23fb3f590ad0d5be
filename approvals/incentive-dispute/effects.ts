import { parseMoney } from '../../domain/money/money';
import type { KindEffects } from '../../modules/approvals/kind-effects';
import {
  checkDispute,
  closeDispute,
  fileDispute,
  reviseDispute,
} from '../../modules/incentives/use-cases/dispute-statement';
import type { Queryable } from '../../platform/database/database';
import type { IncentiveDisputeDetails, IncentiveDisputeRequest } from './definition';

/** What a dispute is granted is paid by the next run; the statement stays as it was published. */
export const incentiveDisputeEffects: KindEffects<
  IncentiveDisputeRequest,
  IncentiveDisputeDetails
> = {
  complete: ({ db, requester }, request) => complete(db, requester.id, request),

  async submit(tx, { requester, details }) {
    const dispute = { ...contentOf(details), statementId: details.statementId };
    return {
      subjectId: await fileDispute(tx, { ...dispute, employeeId: requester.id }),
      answer: {},
    };
  },

  async revise(tx, { request, requester, subjectId }) {
    const details = await complete(tx, requester.id, request);
    await reviseDispute(tx, { ...contentOf(request), id: subjectId });
    return details;
  },

  close: (tx, { subjectId, outcome, approvedLines }) =>
    closeDispute(tx, { id: subjectId, outcome, granted: approvedLines?.[0]?.amount }),
};

async function complete(
  db: Queryable,
  requesterId: string,
  request: IncentiveDisputeRequest,
): Promise<IncentiveDisputeDetails> {
  const { statementId } = request;
  return { ...request, ...(await checkDispute(db, { statementId, requesterId })) };
}

function contentOf({ amount, deal, reason }: IncentiveDisputeRequest) {
  return { amount: parseMoney(amount), reason, ...(deal ? { deal } : {}) };
}
