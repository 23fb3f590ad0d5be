import { isDeepStrictEqual } from 'node:util';
import type { Principal } from '../../../domain/access/principal';
import { SIGNALS } from '../../../domain/approvals/workflow-contract';
import { DomainError } from '../../../domain/errors';
import type { Transaction } from '../../../platform/database/database';
import { auditInsert } from '../../audit/use-cases/record-audit';
import { notifyPeople } from '../../notifications/use-cases/notify-people';
import { addComment } from '../comments';
import type { ApprovalDeps } from '../deps';
import { cannotBeChanged, effectsOf, kindOf, parseRequest } from '../kinds';
import type { Requester } from '../kind-effects';
import { outboxInsert } from '../outbox';
import { readVisibleRequest } from '../queries';
import { readRoutingBasis, routeRequest, type Routed } from '../route-request';
import { contentHash, END_ROUND, INSERT_STEPS } from '../rounds';
import { lockRequest, settledBySignatures, type Progress, type RequestRow } from '../store';

/** What a requester wants their request to be instead. */
interface Revision {
  approvalId: string;
  principal: Principal;
  /** The whole request, as it would be submitted. */
  data: Record<string, unknown>;
  /** What approvers should know about the change. */
  note?: string;
}

/** The request as it stands after the change. */
interface Revised {
  version: number;
  round: number;
}

/**
 * Changes a pending request, or sends one again that was sent back. What was signed is void: signatures and links of the
 * round end, and the plan of the changed content is asked for from its first step, as the next round.
 * @throws DomainError not-found, forbidden (not the requester), request-closed, already-decided (its last signature is
 *   there), conflict (nothing changed, or a kind that cannot be changed), invalid-input, and whatever the kind refuses
 */
export async function reviseRequest(deps: ApprovalDeps, revision: Revision): Promise<Revised> {
  const { approvalId, principal } = revision;
  await readVisibleRequest(deps.db, principal, approvalId);
  return deps.db.transaction(async (tx) => {
    const { request, progress } = await lockRequest(tx, approvalId);
    mayRevise(request, progress, principal);
    const { data, note } = revision;
    return reviseLocked(deps, tx, {
      ...{ request, progress, data, note },
      ...{ requester: principal, by: principal },
    });
  });
}

/**
 * Makes a locked pending request another version and starts its signatures again, whoever `by` is.
 * @throws DomainError conflict (nothing changed, or a kind that cannot be changed), invalid-input, and whatever the kind
 *   refuses
 */
export async function reviseLocked(
  deps: ApprovalDeps,
  tx: Transaction,
  input: {
    request: RequestRow;
    progress: Progress;
    requester: Requester;
    data: Record<string, unknown>;
    by: { id: string; name: string };
    note?: string;
  },
): Promise<Revised> {
  const { request, progress, requester, by, note } = input;
  const next = { version: request.version + 1, round: request.round + 1 };
  const kind = kindOf(request.kind);
  const [details, basis] = await Promise.all([
    rewriteRecord(deps, tx, { request, requester, data: input.data, ...next }),
    readRoutingBasis(tx, { kind, requester }),
  ]);
  const routed = await routeRequest(tx, basis, { kind, details });
  const data = JSON.stringify(details);
  const isSentBack = request.resubmitBy !== null;
  if (!isSentBack && isDeepStrictEqual(JSON.parse(data), request.data)) {
    throw new DomainError('conflict', 'Nothing was changed');
  }
  const commentId = note
    ? addComment(tx, { request, authorId: by.id, text: note, kind: 'revision' })
    : undefined;
  const title = kind.summary(details);
  writeRevision(tx, { request, title, data, routed, ...next, actorId: by.id, commentId });
  tellThoseConcerned(deps, tx, { request, progress, by, version: next.version });
  tx.afterCommit(() => deps.bus.publish({ topic: 'outbox' }));
  tx.afterCommit(() => deps.bus.publish({ topic: 'approval', approvalId: request.id }));
  return next;
}

function mayRevise(request: RequestRow, progress: Progress, principal: Principal): void {
  if (request.requesterId !== principal.id) {
    throw new DomainError('forbidden', 'Only the requester can change a request');
  }
  if (request.status !== 'pending') {
    throw new DomainError('request-closed', `This request is ${request.status} already`, {
      status: request.status,
      closedAt: request.closedAt?.toISOString(),
    });
  }
  if (settledBySignatures(progress)) {
    throw new DomainError('already-decided', 'This request has its last decision already');
  }
}

async function rewriteRecord(
  deps: ApprovalDeps,
  tx: Transaction,
  input: {
    request: RequestRow;
    requester: Requester;
    data: Record<string, unknown>;
    version: number;
  },
): Promise<unknown> {
  const { request, requester, data, version } = input;
  const effects = effectsOf(deps, request.kind);
  if (!effects.revise) throw cannotBeChanged(request);
  return await effects.revise(tx, {
    requester,
    details: request.data,
    request: parseRequest(request.kind, data),
    approvalId: request.id,
    subjectId: request.subjectId,
    version,
    now: deps.clock.now(),
  });
}

function writeRevision(
  tx: Transaction,
  input: Revised & {
    request: RequestRow;
    title: string;
    data: string;
    routed: Routed;
    actorId: string;
    commentId?: string;
  },
): void {
  const { request, title, data, routed, version, round, actorId, commentId } = input;
  const hash = contentHash(data);
  const parameters: unknown[] = [
    request.id,
    version,
    round,
    title,
    data,
    hash,
    routed.policyVersion,
    JSON.stringify(routed.plan),
  ];
  const audit = auditInsert(
    [
      {
        actorId,
        action: request.resubmitBy ? 'approval.resubmitted' : 'approval.revised',
        subjectType: 'approval',
        subjectId: request.id,
        channel: 'app',
        details: {
          version,
          round,
          policyVersion: routed.policyVersion,
          contentHash: hash,
          ...(commentId ? { commentId } : {}),
        },
      },
    ],
    parameters,
  );
  const outbox = outboxInsert(
    { topic: 'signal-approval', requestId: request.id, signal: SIGNALS.requestChanged },
    parameters,
  );
  tx.send(
    `WITH ${END_ROUND}, kept AS (
       INSERT INTO approval_version (request_id, version, round, title, data, content_hash, policy_version, plan)
       SELECT id, version, round, title, data, content_hash, policy_version, plan FROM approval_request WHERE id = $1
     ), request AS (
       UPDATE approval_request SET version = $2, round = $3, title = $4, data = $5, content_hash = $6,
         policy_version = $7, plan = $8, sent_back_at = NULL, resubmit_by = NULL, information_asked_at = NULL,
         information_asked_by = NULL, revision = revision + 1, changed_at = clock_timestamp()
       WHERE id = $1 RETURNING id, round, plan
     ), audit AS (${audit}), outbox AS (${outbox})
     ${INSERT_STEPS}`,
    parameters,
  );
}

/**
 * Those who were asked or have signed learn that it no longer counts, and so does the requester of what somebody else
 * changed; whoever signs next is asked anew.
 */
function tellThoseConcerned(
  deps: Pick<ApprovalDeps, 'bus'>,
  tx: Transaction,
  input: {
    request: RequestRow;
    progress: Progress;
    by: { id: string; name: string };
    version: number;
  },
): void {
  const { request, progress, by, version } = input;
  const isOwn = by.id === request.requesterId;
  const asked = progress.tasks
    .filter(({ status }) => status === 'open' || status === 'approved')
    .map(({ id, approverId }) => ({ userId: approverId, key: id }));
  const requester = isOwn ? [] : [{ userId: request.requesterId, key: request.id }];
  notifyPeople(
    deps,
    tx,
    [...asked, ...requester].map(({ userId, key }) => ({
      userId,
      type: 'approval-revised',
      title: isOwn
        ? `${request.requesterName} changed their request`
        : `${by.name} changed what is to be signed`,
      body: `${request.title} · signatures start again`,
      link: `/approvals/${request.id}`,
      approvalId: request.id,
      dedupeKey: `revised.${key}.v${version}`,
    })),
  );
}
