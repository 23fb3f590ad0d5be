import { withoutGrants } from '../../domain/access/grants';
import type { Principal } from '../../domain/access/principal';
import type { ProbationWire } from '../../domain/wire/probation';
import type { Queryable } from '../../platform/database/database';
import { visiblePerson } from '../people/queries';
import { reviewsProbationOf } from './policy';

/**
 * The newest probation of a person, for those who see them by their own right: themselves, their line, HR and admins.
 * @throws DomainError not-found for everybody else
 */
export async function probationOf(
  db: Queryable,
  principal: Principal,
  personId: string,
): Promise<ProbationWire> {
  await visiblePerson(db, withoutGrants(principal), personId);
  const [probation] = await db.query<NonNullable<ProbationWire['probation']>>(
    `SELECT b.status AS state, b.ends_on AS "endsOn", b.extensions, b.confirmed_on AS "confirmedOn", b.last_day AS "lastDay",
       b.status = 'running' AND b.review_opened_at IS NOT NULL AND v.id IS NULL AS "reviewIsOpen",
       v.approval_id AS "approvalId",
       b.status = 'running' AND v.id IS NULL AND ${reviewsProbationOf('r', 'b.person_id')} AS "mayReview"
     FROM probation b JOIN onboarding o ON o.id = b.onboarding_id JOIN employee r ON r.id = $2
     LEFT JOIN probation_review v ON v.probation_id = b.id AND v.status = 'pending'
     WHERE b.person_id = $1 AND o.status <> 'cancelled' ORDER BY b.ends_on DESC LIMIT 1`,
    [personId, principal.id],
  );
  return { probation: probation ?? null };
}
