import type { KindEffects } from '../../modules/approvals/kind-effects';
import {
  checkReview,
  closeReview,
  newsOfReview,
  submitReview,
} from '../../modules/probation/use-cases/review-probation';
import { proposalOf, type ProbationReview, type ProbationReviewDetails } from './definition';

/** A signed review confirms, extends or ends the probation; until then it stays as it is. */
export const probationReviewEffects: KindEffects<ProbationReview, ProbationReviewDetails> = {
  async complete({ db, requester, now }, request) {
    const asked = { personId: request.personId, reviewerId: requester.id, now };
    const found = await checkReview(db, { ...asked, proposal: proposalOf(request) });
    const { probationId, personName, departmentId, endsOn } = found;
    return { ...request, probationId, personName, departmentId, endsOn };
  },

  async submit(tx, { requester, details, approvalId }) {
    const review = { probationId: details.probationId, proposal: proposalOf(details) };
    return {
      subjectId: await submitReview(tx, { ...review, reviewerId: requester.id, approvalId }),
      answer: {},
    };
  },

  close: (tx, { subjectId, approvalId, details, outcome }) =>
    closeReview(tx, {
      ...{ id: subjectId, approvalId, outcome },
      ...{ proposal: proposalOf(details), now: new Date() },
    }),

  concerned: ({ details, approvalId, outcome }) =>
    outcome === 'approved' ? [newsOfReview(details.personId, proposalOf(details), approvalId)] : [],
};
