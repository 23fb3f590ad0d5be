import type { Principal } from '../../../domain/access/principal';
import { policySchema } from '../../../domain/approvals/policy';
import { invalidInput } from '../../../domain/errors';
import type { PolicyPage } from '../../../domain/wire/policies';
import type { Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { checkPolicy } from '../check-policy';
import type { ApprovalDeps } from '../deps';
import { kindOf } from '../kinds';
import { overtaken } from './edit-policy-draft';
import { readPolicy } from './read-policies';

/**
 * Makes the draft the next version. It routes requests submitted from `effectiveFrom` on, or from now; requests that
 * run keep the plan they have. The draft is gone then.
 * @throws DomainError not-found, conflict when the draft is no longer the one that was read, invalid-input with the
 *   path of each problem, or when `effectiveFrom` has passed
 */
export async function publishPolicy(
  deps: ApprovalDeps,
  input: {
    kindId: string;
    principal: Principal;
    revision: number;
    note: string;
    effectiveFrom?: Date;
  },
): Promise<PolicyPage> {
  const kind = kindOf(input.kindId);
  if (input.effectiveFrom && input.effectiveFrom < deps.clock.now()) {
    throw invalidInput([{ path: 'effectiveFrom', message: 'This instant has passed' }]);
  }
  await deps.db.transaction(async (tx) => {
    const [draft] = await tx.query<{ body: unknown }>(
      'DELETE FROM approval_policy_draft WHERE kind = $1 AND revision = $2 RETURNING body',
      [kind.id, input.revision],
    );
    if (!draft) throw overtaken();
    const policy = policySchema.parse(draft.body);
    const problems = await checkPolicy(tx, kind, policy);
    if (problems.length > 0) throw invalidInput(problems);
    const { version, effectiveFrom } = await insertVersion(tx, {
      ...{ kindId: kind.id, body: policy, note: input.note, principal: input.principal },
      effectiveFrom: input.effectiveFrom ?? null,
    });
    recordAudit(tx, [
      {
        actorId: input.principal.id,
        action: 'policy.published',
        subjectType: 'policy',
        subjectId: kind.id,
        details: { version, effectiveFrom: effectiveFrom.toISOString() },
      },
    ]);
  });
  return readPolicy(deps, kind.id);
}

/** Numbers follow one another: whoever publishes waits for whoever is publishing. */
async function insertVersion(
  tx: Transaction,
  row: {
    kindId: string;
    body: unknown;
    note: string;
    principal: Principal;
    effectiveFrom: Date | null;
  },
): Promise<{ version: number; effectiveFrom: Date }> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('approval_policy ' || $1))`, [row.kindId]);
  const [inserted] = await tx.query<{ version: number; effectiveFrom: Date }>(
    `INSERT INTO approval_policy (kind, version, effective_from, body, note, published_by)
     SELECT $1, coalesce(max(version), 1) + 1, coalesce($2, clock_timestamp()), $3, $4, $5
     FROM approval_policy WHERE kind = $1
     RETURNING version, effective_from AS "effectiveFrom"`,
    [row.kindId, row.effectiveFrom, JSON.stringify(row.body), row.note, row.principal.id],
  );
  return inserted as { version: number; effectiveFrom: Date };
}
