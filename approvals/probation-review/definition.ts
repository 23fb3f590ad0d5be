import { z } from 'zod';
import { defineApprovalKind } from '../../domain/approvals/kind';
import { inSequence, roleStep } from '../../domain/approvals/steps';
import { formatDate } from '../../domain/dates/format';
import type { Proposal } from '../../domain/probation/rules';
import { dateSchema } from '../../domain/wire/common';

const base = {
  personId: z.uuid('Choose a person'),
  reason: z.string().trim().min(1, 'Say why').max(2000),
};

/** What the review of a probation comes to, and why. */
const probationReviewSchema = z.discriminatedUnion('outcome', [
  z.strictObject({ ...base, outcome: z.literal('confirm') }),
  z.strictObject({ ...base, outcome: z.literal('extend'), until: dateSchema }),
  z.strictObject({ ...base, outcome: z.literal('end'), lastDay: dateSchema }),
]);

/** A review as it was written. */
export type ProbationReview = z.infer<typeof probationReviewSchema>;

/** With the person's name, their department, and the probation as it stands. */
export type ProbationReviewDetails = ProbationReview & {
  probationId: string;
  personName: string;
  departmentId: string | null;
  endsOn: string;
};

const EXAMPLE: ProbationReview = {
  personId: '5a1f7a0e-6d0b-4f4b-8a52-6f1d2f4f9c20',
  outcome: 'extend',
  until: '2027-03-01',
  reason: 'The first project began late; three months more show what we need to see',
};

/** The proposal alone. */
export function proposalOf(review: ProbationReview): Proposal {
  if (review.outcome === 'extend') return { outcome: 'extend', until: review.until };
  if (review.outcome === 'end') return { outcome: 'end', lastDay: review.lastDay };
  return { outcome: 'confirm' };
}

function wordsOf(review: ProbationReview): string {
  if (review.outcome === 'extend') return `Extend until ${formatDate(review.until)}`;
  if (review.outcome === 'end') return `End, last day ${formatDate(review.lastDay)}`;
  return 'Confirm';
}

/** Review of a probation: written by whoever is above the person, signed by HR; never by the person, were they in HR. */
export const probationReviewKind = defineApprovalKind<ProbationReview, ProbationReviewDetails>({
  id: 'probation-review',
  label: 'Probation review',
  path: '/probation-reviews',
  request: probationReviewSchema,
  policy: inSequence(roleStep({ approver: { role: 'hr' }, due: '3 working days' })),
  routing: ({ outcome, departmentId, personId }) => ({
    category: outcome,
    barred: [personId],
    ...(departmentId === null ? {} : { departmentId }),
  }),
  summary: (review) => `${wordsOf(review)}: probation of ${review.personName}`,
  facts: (review) => [
    { label: 'Person', value: review.personName },
    { label: 'Probation until', value: formatDate(review.endsOn) },
    { label: 'Outcome', value: wordsOf(review) },
    { label: 'Reason', value: review.reason },
  ],
  example: EXAMPLE,
  exampleDetails: {
    ...EXAMPLE,
    probationId: '5a1f7a0e-6d0b-4f4b-8a52-6f1d2f4f9c21',
    personName: 'Nila Rao',
    departmentId: null,
    endsOn: '2026-12-01',
  },
});
