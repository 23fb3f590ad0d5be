import type { Decidability } from '../../domain/approvals/decidability';
import type { Verdict } from '../../domain/approvals/vocabulary';
import { DomainError } from '../../domain/errors';
import { presentDecision } from './present-decision';
import type { DecisionRow, Progress, RequestRow, TaskRow } from './store';

const PAST: Record<Verdict, string> = { approve: 'approved', reject: 'rejected' };

interface Refused {
  request: RequestRow;
  progress: Progress;
  task: TaskRow | null;
}

/** Says why a decision was not recorded, and who was first. */
export function refuseDecision(
  reason: Exclude<Decidability, 'allowed'> | Decidability,
  refused: Refused,
): DomainError {
  switch (reason) {
    case 'own-request':
      return new DomainError('own-request', 'You cannot decide your own request');
    case 'already-decided':
      return alreadyDecided(refused);
    case 'request-closed':
      return new DomainError('request-closed', `This request is ${refused.request.status}`, {
        status: refused.request.status,
        closedAt: refused.request.closedAt?.toISOString(),
      });
    case 'deadline-passed':
      return new DomainError('deadline-passed', 'The time to decide this request has passed');
    default:
      return new DomainError(
        'not-an-approver',
        refused.request.resubmitBy
          ? 'This request was sent back: it waits for its requester'
          : 'This request does not wait for your decision',
      );
  }
}

function alreadyDecided(refused: Refused): DomainError {
  const first = firstDecision(refused);
  if (!first) return new DomainError('already-decided', 'This request was decided already');
  const at = new Date(first.receivedAt).toISOString();
  return new DomainError(
    'already-decided',
    `${first.byName}${first.onBehalfOfName ? ` (for ${first.onBehalfOfName})` : ''} ${PAST[first.verdict]} this on ${at}, ${first.channel === 'email' ? 'by mail' : 'in the app'}`,
    {
      by: { id: first.byId, name: first.byName },
      verdict: first.verdict,
      at,
      channel: first.channel,
      decision: presentDecision(first, refused.progress.steps),
    },
  );
}

function firstDecision({ progress, task }: Refused): DecisionRow | undefined {
  return (
    progress.decisions.find(({ stepId }) => stepId === task?.stepId) ??
    progress.decisions.find(({ verdict }) => verdict === 'reject')
  );
}
