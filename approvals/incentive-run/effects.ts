import { dateIn } from '../../domain/dates/today';
import type { KindEffects } from '../../modules/approvals/kind-effects';
import { checkRun, closeRun, submitRun } from '../../modules/incentives/use-cases/sign-run';
import type { IncentiveRunDetails, IncentiveRunRequest } from './definition';

/** A signed run is published and paid by its workflow; one that is refused is a draft again. */
export const incentiveRunEffects: KindEffects<IncentiveRunRequest, IncentiveRunDetails> = {
  async complete({ db, requester, now }, request) {
    const today = dateIn(requester.zone, now);
    const asked = { runId: request.runId, requesterId: requester.id, today };
    return { ...request, ...(await checkRun(db, asked)) };
  },

  async submit(tx, { details: { runId, payable } }) {
    await submitRun(tx, runId);
    return { subjectId: runId, answer: { payable } };
  },

  close: (tx, { subjectId, outcome }) => closeRun(tx, { runId: subjectId, outcome }),
};
