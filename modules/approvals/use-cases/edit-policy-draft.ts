import type { Principal } from '../../../domain/access/principal';
import type { Policy } from '../../../domain/approvals/policy';
import { DomainError } from '../../../domain/errors';
import type { PolicyPage } from '../../../domain/wire/policies';
import { recordAudit } from '../../audit/use-cases/record-audit';
import type { ApprovalDeps } from '../deps';
import { kindOf } from '../kinds';
import { readPolicy } from './read-policies';

/**
 * Saves the draft of a kind's next version; it may have problems, which are told and which publishing refuses.
 * @param input.revision of the draft that was edited; undefined when there was none
 * @throws DomainError not-found, conflict when somebody else has saved or published meanwhile
 */
export async function savePolicyDraft(
  deps: ApprovalDeps,
  input: { kindId: string; principal: Principal; policy: Policy; revision?: number },
): Promise<PolicyPage> {
  const kind = kindOf(input.kindId);
  const { principal, policy, revision = null } = input;
  await deps.db.transaction(async (tx) => {
    const [saved] = await tx.query<{ revision: number }>(
      `INSERT INTO approval_policy_draft AS d (kind, body, updated_by)
       SELECT $1, $2, $3 WHERE $4::integer IS NULL OR EXISTS (SELECT 1 FROM approval_policy_draft WHERE kind = $1)
       ON CONFLICT (kind) DO UPDATE SET body = excluded.body, updated_by = excluded.updated_by,
         updated_at = clock_timestamp(), revision = excluded.revision WHERE d.revision = $4
       RETURNING revision`,
      [kind.id, JSON.stringify(policy), principal.id, revision],
    );
    if (!saved) throw overtaken();
    recordAudit(tx, [
      {
        actorId: principal.id,
        action: 'policy.draft-saved',
        subjectType: 'policy',
        subjectId: kind.id,
        details: { revision: saved.revision, steps: policy.steps.length },
      },
    ]);
  });
  return readPolicy(deps, kind.id);
}

/** Throws the draft away; whoever has none has nothing to lose. @throws DomainError not-found for an unknown kind */
export async function discardPolicyDraft(
  deps: ApprovalDeps,
  input: { kindId: string; principal: Principal },
): Promise<PolicyPage> {
  const kind = kindOf(input.kindId);
  await deps.db.transaction(async (tx) => {
    const gone = await tx.query(
      'DELETE FROM approval_policy_draft WHERE kind = $1 RETURNING kind',
      [kind.id],
    );
    if (gone.length === 0) return;
    recordAudit(tx, [
      {
        actorId: input.principal.id,
        action: 'policy.draft-discarded',
        subjectType: 'policy',
        subjectId: kind.id,
      },
    ]);
  });
  return readPolicy(deps, kind.id);
}

/** What is told to somebody whose draft is no longer the one they read. */
export function overtaken(): DomainError {
  return new DomainError(
    'conflict',
    'Somebody else has saved, published or discarded this draft meanwhile: load it again',
  );
}
