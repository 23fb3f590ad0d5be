import type { Outcome } from '../../domain/approvals/vocabulary';
import type { Transaction } from '../../platform/database/database';
import { queueMail } from '../mail/use-cases/queue-mail';
import { notifyPeople, type NotificationDraft } from '../notifications/use-cases/notify-people';
import { cutFactsOf } from './approve-in-part';
import type { ApprovalDeps } from './deps';
import { calendarOf, kindOf } from './kinds';
import type { DecisionRow, Progress, RequestRow } from './store';

const HEADLINE: Record<Outcome, string> = {
  approved: 'Your request was approved',
  rejected: 'Your request was rejected',
  withdrawn: 'You withdrew your request',
  expired: 'Your request expired: nobody decided in time',
  cancelled: 'Your request was cancelled',
};

const ENDED: Record<Outcome, string> = {
  approved: 'It was approved',
  rejected: 'It was rejected',
  withdrawn: 'It was withdrawn',
  expired: 'It expired',
  cancelled: 'It was cancelled',
};

interface Closing {
  request: RequestRow;
  progress: Progress;
  outcome: Outcome;
  actorId: string | null;
  /** What the kind tells others. */
  others: NotificationDraft[];
}

/**
 * Tells the requester how it ended, by bell and mail, those who were still asked that they need not decide, and whom the
 * kind names.
 */
export function tellClosed(
  deps: Pick<ApprovalDeps, 'bus'>,
  tx: Transaction,
  closing: Closing,
): void {
  const { request, progress, outcome } = closing;
  const last = lastWord(progress.decisions, outcome);
  const inPart = outcome === 'approved' && cutFactsOf(request, progress.decisions).length > 0;
  const awaited = progress.tasks.filter((task) => task.status === 'open');
  notifyPeople(deps, tx, [
    {
      userId: request.requesterId,
      type: `approval-${outcome}`,
      title: inPart ? 'Your request was approved in part' : HEADLINE[outcome],
      body: [request.title, last?.comment].filter(Boolean).join(' · '),
      link: `/approvals/${request.id}`,
      approvalId: request.id,
      dedupeKey: `closed.${request.id}.r${request.round}`,
    },
    ...awaited.map((task) => ({
      userId: task.approverId,
      type: 'approval-closed-for-you',
      title: `No decision needed: ${request.requesterName}`,
      body: `${request.title} · ${ENDED[outcome]}`,
      link: `/approvals/${request.id}`,
      approvalId: request.id,
      dedupeKey: `closed.${task.id}`,
    })),
    ...closing.others,
  ]);
  // Whoever withdrew it knows; everybody else learns of an ending by mail, too.
  if (closing.actorId !== request.requesterId) mailRequester(deps, tx, closing, last);
}

function mailRequester(
  deps: Pick<ApprovalDeps, 'bus'>,
  tx: Transaction,
  { request, progress, outcome }: Closing,
  last: DecisionRow | undefined,
): void {
  const facts = outcome === 'approved' ? cutFactsOf(request, progress.decisions) : [];
  queueMail(deps, tx, [
    {
      template: 'approval-outcome',
      to: { userId: request.requesterId, address: request.requesterEmail },
      messageKey: `outcome.${request.id}.r${request.round}`,
      approvalId: request.id,
      rings: `closed.${request.id}.r${request.round}`,
      props: {
        requestId: request.id,
        kindLabel: kindOf(request.kind).label,
        requesterName: request.requesterName,
        title: request.title,
        outcome,
        calendar: calendarOf(request, outcome),
        ...(facts.length > 0 ? { facts } : {}),
        decision: last
          ? {
              byName: last.byName,
              ...(last.onBehalfOfName ? { onBehalfOfName: last.onBehalfOfName } : {}),
              verdict: last.verdict,
              channel: last.channel,
              comment: last.comment,
              at: new Date(last.receivedAt).toISOString(),
            }
          : null,
      },
    },
  ]);
}

function lastWord(decisions: DecisionRow[], outcome: Outcome): DecisionRow | undefined {
  if (outcome === 'rejected') return decisions.find(({ verdict }) => verdict === 'reject');
  return outcome === 'approved' ? decisions.at(-1) : undefined;
}
