import type { Channel, Verdict } from '../../../domain/approvals/vocabulary';
import type { DecisionWire } from '../../../domain/wire/approvals';
import type { ApprovalDeps } from '../deps';

/** What the doors hand in. Exactly one of `approverId` with `approvalId` (app) or `emailLinkId` (mailed link) names the task. */
export interface DecideInput {
  door:
    | { channel: 'app'; approvalId: string; approverId: string }
    | { channel: 'email'; emailLinkId: string };
  verdict: Verdict;
  comment?: string;
  /** When the door received the click, before any waiting: what deadlines are compared with. */
  receivedAt: Date;
}

/** What a decision was recorded as. */
export interface Decided {
  approvalId: string;
  decision: DecisionWire;
  channel: Channel;
}

/**
 * The one way a decision is recorded, whatever the door.
 * Locks the request, checks that the task is open, that the person is not the requester and that the deadline has not
 * passed, consumes the mailed link if there is one, and inserts the decision, all in one transaction;
 * after the commit the workflow is signalled.
 * @throws DomainError not-found, not-an-approver, own-request, already-decided (who, what, when, channel in details),
 *   request-closed, deadline-passed
 */
export async function decideApproval(_deps: ApprovalDeps, _input: DecideInput): Promise<Decided> {
  throw new Error('being built');
}
