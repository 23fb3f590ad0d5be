import { randomUUID } from 'node:crypto';
import type { Outcome } from '../../../domain/approvals/vocabulary';
import { dateIn } from '../../../domain/dates/today';
import { formatDate } from '../../../domain/dates/format';
import { DomainError, invalidInput } from '../../../domain/errors';
import { problemsOf, type Proposal } from '../../../domain/probation/rules';
import type { Role } from '../../../domain/roles';
import type { Queryable, Transaction } from '../../../platform/database/database';
import type { NotificationDraft } from '../../notifications/use-cases/notify-people';
import {
  requireChecklist,
  startOnboardingWithin,
} from '../../onboarding/use-cases/start-onboarding';
import { reviewsProbationOf } from '../policy';

/** A probation that runs, as a review is about it. */
interface ReviewedProbation {
  probationId: string;
  personName: string;
  departmentId: string | null;
  endsOn: string;
  extensions: number;
}

interface FoundProbation extends ReviewedProbation {
  zone: string;
  roles: Role[];
  waits: boolean;
}

/**
 * Checks what somebody proposes for a probation; reads only.
 * @throws DomainError invalid-input (nobody of theirs with a probation that runs, a day that cannot be, no checklist to leave
 * by), conflict (a review waits for its signature)
 */
export async function checkReview(
  db: Queryable,
  review: { personId: string; reviewerId: string; proposal: Proposal; now: Date },
): Promise<ReviewedProbation> {
  const { personId, reviewerId, proposal, now } = review;
  const [found] = await db.query<FoundProbation>(
    `SELECT b.id AS "probationId", p.name AS "personName", p.department_id AS "departmentId", b.ends_on AS "endsOn",
       b.extensions, p.zone, p.roles,
       EXISTS (SELECT FROM probation_review v WHERE v.probation_id = b.id AND v.status = 'pending') AS waits
     FROM probation b JOIN employee p ON p.id = b.person_id JOIN onboarding o ON o.id = b.onboarding_id
     JOIN employee r ON r.id = $2
     WHERE b.person_id = $1 AND b.status = 'running' AND o.status <> 'cancelled' AND ${reviewsProbationOf('r', 'p.id')}`,
    [personId, reviewerId],
  );
  if (!found) {
    throw invalidInput([{ path: 'personId', message: 'There is nobody of yours on probation' }]);
  }
  const { zone, roles, waits, ...probation } = found;
  if (waits) throw reviewWaits();
  const problems = problemsOf(proposal, probation, dateIn(zone, now));
  if (problems.length > 0) throw invalidInput(problems);
  if (proposal.outcome === 'end')
    await requireChecklist(db, { purpose: 'offboarding', personId, roles });
  return probation;
}

const reviewWaits = () =>
  new DomainError('conflict', 'A review of this probation waits for its signature already.');

/** Writes a review that waits, in the caller's transaction. @returns its id @throws DomainError conflict */
export async function submitReview(
  tx: Transaction,
  review: { probationId: string; proposal: Proposal; reviewerId: string; approvalId: string },
): Promise<string> {
  const { probationId, proposal, reviewerId, approvalId } = review;
  const id = randomUUID();
  const rows = await tx.query(
    `INSERT INTO probation_review (id, probation_id, outcome, until, last_day, written_by, approval_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (probation_id) WHERE status = 'pending' DO NOTHING RETURNING id`,
    [
      ...[id, probationId, proposal.outcome],
      proposal.outcome === 'extend' ? proposal.until : null,
      proposal.outcome === 'end' ? proposal.lastDay : null,
      ...[reviewerId, approvalId],
    ],
  );
  if (rows.length === 0) throw reviewWaits();
  return id;
}

interface Closed {
  probationId: string;
  personId: string;
  onboardingId: string;
  zone: string;
  signedBy: string;
}

/**
 * Ends a review's wait, in the caller's transaction. Signed, it confirms the probation from today on, moves its end, or ends
 * it and starts the off-boarding for the last day. A second run writes nothing.
 */
export async function closeReview(
  tx: Transaction,
  closed: { id: string; approvalId: string; outcome: Outcome; proposal: Proposal; now: Date },
): Promise<void> {
  const [review] = await tx.query<Closed>(
    `WITH closed AS (
       UPDATE probation_review SET status = $2 WHERE id = $1 AND status = 'pending'
       RETURNING probation_id, written_by)
     SELECT b.id AS "probationId", p.id AS "personId", b.onboarding_id AS "onboardingId", p.zone,
       coalesce((SELECT d.decided_by FROM approval_decision d WHERE d.request_id = $3 ORDER BY d.received_at DESC LIMIT 1),
         closed.written_by) AS "signedBy"
     FROM closed JOIN probation b ON b.id = closed.probation_id AND b.status = 'running'
     JOIN employee p ON p.id = b.person_id`,
    [closed.id, closed.outcome, closed.approvalId],
  );
  if (!review || closed.outcome !== 'approved') return;
  await applyProposal(tx, review, closed);
  // The workflow reads its rows again: there is another day to wait for, or none.
  tx.send('UPDATE onboarding SET revision = revision + 1 WHERE id = $1', [review.onboardingId]);
}

async function applyProposal(
  tx: Transaction,
  { probationId, personId, zone, signedBy }: Closed,
  { proposal, now }: { proposal: Proposal; now: Date },
): Promise<void> {
  if (proposal.outcome === 'extend') {
    tx.send(
      `UPDATE probation SET ends_on = $2, extensions = extensions + 1, review_opened_at = NULL WHERE id = $1`,
      [probationId, proposal.until],
    );
    return;
  }
  const isConfirmed = proposal.outcome === 'confirm';
  tx.send(
    `UPDATE probation SET status = $2, settled_at = clock_timestamp(), confirmed_on = $3, last_day = $4 WHERE id = $1`,
    [
      ...[probationId, isConfirmed ? 'confirmed' : 'ended'],
      isConfirmed ? dateIn(zone, now) : null,
      proposal.outcome === 'end' ? proposal.lastDay : null,
    ],
  );
  if (proposal.outcome === 'end') await planLeaving(tx, personId, proposal.lastDay, signedBy);
}

/** Starts the checklist of who leaves, unless one runs already. */
async function planLeaving(
  tx: Transaction,
  personId: string,
  dayZero: string,
  by: string,
): Promise<void> {
  const running = await tx.query(
    `SELECT 1 FROM onboarding WHERE person_id = $1 AND purpose = 'offboarding' AND status = 'running'`,
    [personId],
  );
  if (running.length > 0) return;
  await startOnboardingWithin(tx, { by, wanted: { personId, purpose: 'offboarding', dayZero } });
}

/** What the person on probation is told of a review that was signed. */
export function newsOfReview(
  personId: string,
  proposal: Proposal,
  approvalId: string,
): NotificationDraft {
  const titles = {
    confirm: () => 'Your probation is confirmed',
    extend: (until: string) => `Your probation goes on until ${formatDate(until)}`,
    end: (day: string) =>
      `Your probation ends without confirmation; your last day is ${formatDate(day)}`,
  };
  const title =
    proposal.outcome === 'confirm'
      ? titles.confirm()
      : proposal.outcome === 'extend'
        ? titles.extend(proposal.until)
        : titles.end(proposal.lastDay);
  return {
    ...{ userId: personId, type: 'probation-settled', title, link: `/people/${personId}` },
    dedupeKey: `probation-review.${approvalId}`,
  };
}
