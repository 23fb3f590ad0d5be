import type { Language } from '../../domain/languages';
import type { Fact } from '../../domain/approvals/kind';
import type { Channel, RequestStatus, Verdict } from '../../domain/approvals/vocabulary';
import type { EmailLink } from '../../platform/tokens/email-link';

/** A mailed link with everything its page may say. */
export interface LinkView extends EmailLink {
  jtiHash: Buffer | null;
  taskId: string;
  expiresAt: Date;
  usedAt: Date | null;
  revokedAt: Date | null;
  taskStatus: string;
  stepName: string;
  stepStatus: string;
  stepDueAt: Date | null;
  stepExpiresAt: Date | null;
  kind: string;
  requestData: unknown;
  title: string;
  status: RequestStatus;
  currentVersion: number;
  currentRound: number;
  requesterName: string;
  approverName: string;
  /** Whose signature it is, when the approver is a substitute. */
  onBehalfOfName: string | null;
  approverEmail: string;
  approverActive: boolean;
  zone: string;
  /** Of the app; null: the approver has chosen none. */
  approverLanguage: Language | null;
  /** What the mail with this link showed; null when that mail is gone. */
  shown: { kindLabel: string; facts: Fact[] } | null;
  /** The decision of the link's own task, else a rejection, else the latest of the step or the request. */
  decision: {
    byName: string;
    byId: string;
    verdict: Verdict;
    channel: Channel;
    at: Date;
    own: boolean;
    /** Set while it can still be taken back. */
    takesEffectAt: Date | null;
  } | null;
}

/**
 * What a genuine link can be. Only `open` acts; only `expired` may be replaced by a fresh one.
 * `moved`: the task is somebody else's now; `changed`: the request was edited or sent round again;
 * `undone`: its decision was taken back, and a newer mail asks again; `replaced`: a newer mail carries newer links; `late`: the step's own time is over.
 */
export type LinkState =
  'open' | 'decided' | 'undone' | 'moved' | 'closed' | 'changed' | 'late' | 'expired' | 'replaced';

/** Judges a link by the rows as they are at `now`; the first thing that stands in its way names its state. */
export function linkState(link: LinkView, now: Date, tokenExpired: boolean): LinkState {
  const moved = ['reassigned', 'escalated'].includes(link.taskStatus) || !link.approverActive;
  const changed =
    link.taskStatus !== 'open' ||
    link.version !== link.currentVersion ||
    link.round !== link.currentRound;
  const checks: [boolean, LinkState][] = [
    [link.decision?.own === true, 'decided'],
    [moved, 'moved'],
    [isSettled(link), 'decided'],
    [link.status !== 'pending', 'closed'],
    [link.taskStatus === 'undone', 'undone'],
    [changed, 'changed'],
    [link.stepStatus !== 'open' || isOver(link.stepExpiresAt, now), 'late'],
    [tokenExpired || isOver(link.expiresAt, now), 'expired'],
    [link.revokedAt !== null || link.usedAt !== null, 'replaced'],
  ];
  return checks.find(([applies]) => applies)?.[1] ?? 'open';
}

// One refusal ends a request, whichever step it came from.
function isSettled({ decision, taskStatus, status }: LinkView): boolean {
  if (decision === null) return false;
  return (
    decision.verdict === 'reject' ||
    taskStatus === 'superseded' ||
    status === 'approved' ||
    status === 'rejected'
  );
}

function isOver(end: Date | null, now: Date): boolean {
  return end !== null && end <= now;
}
