import { randomUUID } from 'node:crypto';
import { approvalWorkflowId } from '../../../domain/approvals/workflow-contract';
import type { Transaction } from '../../../platform/database/database';
import { requireNotHeld } from '../../onboarding/use-cases/require-not-held';
import { auditInsert } from '../../audit/use-cases/record-audit';
import type { ApprovalDeps } from '../deps';
import type { Requester } from '../kind-effects';
import { effectsOf, kindOf } from '../kinds';
import { outboxInsert } from '../outbox';
import { contentHash, INSERT_STEPS } from '../rounds';
import { readRoutingBasis, routeRequest, type Routed } from '../route-request';

/** What a submission came to. `answer` holds what the kind adds, such as the working days of a leave. */
interface Submitted {
  id: string;
  approvalId: string;
  status: 'pending';
  answer: Record<string, unknown>;
}

/**
 * Files a request of any kind: the record, the approval with its plan, the audit row and the order to start the
 * workflow, all in one transaction. What it reserves is reserved when this returns.
 * @param input.request has passed the kind's schema
 * @throws DomainError whatever the kind's effects refuse, and forbidden while a blocking task holds the requester
 */
export async function submitRequest(
  deps: ApprovalDeps,
  input: SubmittedRequest,
): Promise<Submitted> {
  return deps.db.transaction((tx) => submitRequestWithin(deps, tx, input));
}

/** A request on its way in. */
interface SubmittedRequest {
  kind: string;
  request: unknown;
  requester: Requester;
}

/** The same in the caller's transaction, for what is asked for together with something else that is written. */
export async function submitRequestWithin(
  deps: ApprovalDeps,
  tx: Transaction,
  input: SubmittedRequest,
): Promise<Submitted> {
  const kind = kindOf(input.kind);
  const effects = effectsOf(deps, input.kind);
  const { requester } = input;
  const now = deps.clock.now();
  const approvalId = randomUUID();

  const [details, basis] = await Promise.all([
    effects.complete({ db: tx, requester, now }, input.request),
    readRoutingBasis(tx, { kind, requester }),
    kind.neverHeld ?? requireNotHeld(tx, requester.id),
  ]);
  const routed = await routeRequest(tx, basis, { kind, details });
  const { subjectId, answer } = await effects.submit(tx, {
    ...{ requester, details, approvalId, now },
    request: input.request,
  });
  insertRequest(tx, {
    id: approvalId,
    kind: kind.id,
    title: kind.summary(details),
    requester,
    subjectId,
    data: details,
    routed,
  });
  tx.afterCommit(() => deps.bus.publish({ topic: 'outbox' }));
  tx.afterCommit(() => deps.bus.publish({ topic: 'approval', approvalId }));
  return { id: subjectId, approvalId, status: 'pending', answer };
}

function insertRequest(
  tx: Transaction,
  row: {
    id: string;
    kind: string;
    title: string;
    requester: Requester;
    subjectId: string;
    data: unknown;
    routed: Routed;
  },
): void {
  const data = JSON.stringify(row.data);
  const hash = contentHash(data);
  const parameters: unknown[] = [
    row.id,
    row.kind,
    row.title,
    row.requester.id,
    row.requester.departmentId,
    row.subjectId,
    data,
    hash,
    row.routed.policyVersion,
    JSON.stringify(row.routed.plan),
    approvalWorkflowId(row),
  ];
  const audit = auditInsert(
    [
      {
        actorId: row.requester.id,
        action: 'approval.submitted',
        subjectType: 'approval',
        subjectId: row.id,
        channel: 'app',
        details: {
          kind: row.kind,
          policyVersion: row.routed.policyVersion,
          contentHash: hash,
          ...(row.routed.unjudged.length > 0 ? { unjudged: row.routed.unjudged } : {}),
        },
      },
    ],
    parameters,
  );
  const outbox = outboxInsert({ topic: 'start-approval', requestId: row.id }, parameters);
  tx.send(
    `WITH request AS (
       INSERT INTO approval_request (id, kind, title, requester_id, department_id, subject_id, data, content_hash,
         policy_version, plan, workflow_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       RETURNING id, round, plan
     ), audit AS (${audit}), outbox AS (${outbox})
     ${INSERT_STEPS}`,
    parameters,
  );
}
