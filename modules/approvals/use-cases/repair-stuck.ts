import { z } from 'zod';
import { SIGNALS } from '../../../domain/approvals/workflow-contract';
import { DomainError } from '../../../domain/errors';
import type { StuckProblem, Repaired } from '../../../domain/wire/stuck';
import type { Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { retryMail } from '../../mail/use-cases/retry-mail';
import type { ApprovalDeps } from '../deps';
import { postToOutbox, type OutboxMessage } from '../outbox';
import { manStep, replaceInactive, type Found } from './look-for-people';

type Outcome = Pick<Repaired['items'][number], 'result' | 'text'>;
type Repair = (deps: ApprovalDeps, order: { id: string; actorId: string }) => Promise<Outcome>;

const gone: Outcome = { result: 'gone', text: 'It has gone on meanwhile' };
const sent = (text: string): Outcome => ({ result: 'sent', text });
const failed = (text: string): Outcome => ({ result: 'failed', text });

const REPAIRS: Record<StuckProblem, Repair> = {
  'lost-run': (deps, { id, actorId }) =>
    resend(deps, {
      ...{ problem: 'lost-run', actorId, text: 'The run is started again' },
      find: `SELECT id FROM approval_request WHERE id = $1 AND (status = 'pending' OR is_watched)`,
      subject: id,
      message: (requestId) => ({ topic: 'start-approval', requestId }),
    }),
  'unmoved-decision': (deps, { id, actorId }) =>
    resend(deps, {
      ...{ problem: 'unmoved-decision', actorId, text: 'The run is told to look at its decisions' },
      find: `SELECT d.request_id AS id FROM approval_decision d JOIN approval_step s ON s.id = d.step_id
        JOIN approval_request r ON r.id = d.request_id WHERE d.id = $1 AND s.status = 'open' AND r.status = 'pending'
          AND NOT EXISTS (SELECT 1 FROM approval_undo u WHERE u.decision_id = d.id)`,
      subject: id,
      message: (requestId) => ({
        topic: 'signal-approval',
        requestId,
        // To look, not the decision itself: a run that has heard of it would not look.
        signal: SIGNALS.requestChanged,
      }),
    }),
  'run-of-closed': (deps, { id, actorId }) =>
    resend(deps, {
      ...{ problem: 'run-of-closed', actorId, text: 'The run is told to end' },
      find: `SELECT id FROM approval_request WHERE id = $1 AND status <> 'pending' AND NOT is_watched`,
      subject: id,
      message: (requestId) => ({
        topic: 'signal-approval',
        requestId,
        signal: SIGNALS.requestChanged,
      }),
    }),
  'inactive-approver': async (deps, { id, actorId }) => {
    const requestId = await requestOf(deps, 'approval_task', id);
    if (!requestId) return gone;
    const audit = auditing('inactive-approver', { requestId, subject: id, actorId });
    return foundOutcome(await replaceInactive(deps, { requestId, taskId: id, audit }));
  },
  'nobody-can-sign': async (deps, { id, actorId }) => {
    const requestId = await requestOf(deps, 'approval_step', id);
    if (!requestId) return gone;
    const audit = auditing('nobody-can-sign', { requestId, subject: id, actorId });
    return foundOutcome(await manStep(deps, { requestId, stepId: id, audit }));
  },
  'undelivered-message': retryMessage,
  'failed-mail': async (deps, { id, actorId }) => {
    try {
      await retryMail(deps, { mailId: id, actorId });
      return sent('The mail is tried again');
    } catch (error) {
      if (error instanceof DomainError && error.code === 'conflict') return gone;
      throw error;
    }
  },
};

const MESSAGE_ID = z.string().regex(/^\d{1,18}$/);

/**
 * Sends on what is stuck, each in a transaction of its own with its audit row. What has healed meanwhile is left alone,
 * and one that cannot be repaired does not keep the others from it. For admins: who may is the caller's to check.
 */
export async function repairStuck(
  deps: ApprovalDeps,
  input: { items: { problem: StuckProblem; id: string }[]; actorId: string },
): Promise<Repaired> {
  const items: Repaired['items'] = [];
  for (const { problem, id } of input.items) {
    const isId = problem === 'undelivered-message' ? MESSAGE_ID : z.uuid();
    const outcome = isId.safeParse(id).success
      ? await attempt(() => REPAIRS[problem](deps, { id, actorId: input.actorId }))
      : failed('There is no such thing');
    items.push({ problem, id, ...outcome });
  }
  return { items };
}

/** A refusal is the answer of its row; whatever else breaks is everybody's. */
async function attempt(repair: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await repair();
  } catch (error) {
    if (error instanceof DomainError) return failed(error.message);
    throw error;
  }
}

async function resend(
  deps: ApprovalDeps,
  order: {
    problem: StuckProblem;
    actorId: string;
    text: string;
    /** Finds the request that is still stuck by `$1`. */
    find: string;
    subject: string;
    message: (requestId: string) => OutboxMessage;
  },
): Promise<Outcome> {
  return deps.db.transaction(async (tx) => {
    const [request] = await tx.query<{ id: string }>(order.find, [order.subject]);
    if (!request) return gone;
    postToOutbox(deps, tx, order.message(request.id));
    auditing(order.problem, { ...order, requestId: request.id })(tx);
    return sent(order.text);
  });
}

async function retryMessage(
  deps: ApprovalDeps,
  { id, actorId }: { id: string; actorId: string },
): Promise<Outcome> {
  return deps.db.transaction(async (tx) => {
    const [message] = await tx.query<{ requestId: string }>(
      `UPDATE outbox_message SET available_at = now() WHERE id = $1::bigint
       RETURNING payload->>'requestId' AS "requestId"`,
      [id],
    );
    if (!message) return gone;
    auditing('undelivered-message', { ...message, subject: id, actorId })(tx);
    tx.afterCommit(() => deps.bus.publish({ topic: 'outbox' }));
    return sent('The message is tried again');
  });
}

function foundOutcome(found: Found): Outcome {
  if (found === 'healed') return gone;
  return found === 'asked'
    ? sent('Somebody else is asked')
    : failed('There is nobody who may sign');
}

async function requestOf(
  deps: ApprovalDeps,
  table: 'approval_task' | 'approval_step',
  id: string,
): Promise<string | undefined> {
  const [row] = await deps.db.query<{ id: string }>(
    `SELECT request_id AS id FROM ${table} WHERE id = $1`,
    [id],
  );
  return row?.id;
}

function auditing(
  problem: StuckProblem,
  { requestId, subject, actorId }: { requestId: string; subject: string; actorId: string },
): (tx: Transaction) => void {
  return (tx) =>
    recordAudit(tx, [
      {
        actorId,
        action: 'approval.repaired',
        subjectType: 'approval',
        subjectId: requestId,
        channel: 'app',
        details: { problem, id: subject },
      },
    ]);
}
