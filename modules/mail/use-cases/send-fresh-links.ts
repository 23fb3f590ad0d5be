import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../platform/clock/clock';
import type { Database, Transaction } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import type { EmailLinkTokens } from '../../../platform/tokens/email-link';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { linkState, type LinkView } from '../link-state';
import { findEmailLink } from '../queries';
import { issueEmailLinks, revokeEmailLinks } from './issue-email-links';
import { queueMail } from './queue-mail';

/** How often an hour a task's links may be renewed. */
const RENEWALS_PER_HOUR = 3;

/** What renewing needs. */
interface FreshLinkDeps {
  db: Database;
  clock: Clock;
  bus: Bus;
  links: EmailLinkTokens;
}

/**
 * Mails new links in place of an expired one, to the address the task's approver has, and to no other.
 * Does nothing when the link is not expired, the task no longer open, or it was asked for too often;
 * the caller is not told which, as whoever holds an old mail could learn from it.
 * @param linkId of a link whose token was found genuine and expired
 */
export async function sendFreshLinks(deps: FreshLinkDeps, linkId: string): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const link = await lockedLink(tx, linkId);
    const now = deps.clock.now();
    if (!link || linkState(link, now, true) !== 'expired') return;
    const keyPrefix = `${link.taskId}.fresh.`;
    if ((await renewalsLastHour(tx, link.requestId, keyPrefix)) >= RENEWALS_PER_HOUR) return;
    revokeEmailLinks(tx, [link.taskId]);
    const issued = issueEmailLinks(tx, deps.links, [link], now);
    queueMail(deps, tx, [
      {
        template: 'approval-request',
        to: { userId: link.approverId, address: link.approverEmail },
        approvalId: link.requestId,
        messageKey: `${keyPrefix}${randomUUID()}`,
        props: {
          requestId: link.requestId,
          kindLabel: link.shown?.kindLabel ?? link.kind,
          requesterName: link.requesterName,
          title: link.title,
          facts: link.shown?.facts ?? [],
          stepName: link.stepName,
          dueAt: link.stepDueAt?.toISOString() ?? null,
          links: issued.get(link.taskId) ?? null,
          ...(link.onBehalfOfName ? { onBehalfOfName: link.onBehalfOfName } : {}),
        },
      },
    ]);
    recordAudit(tx, [
      {
        actorId: link.approverId,
        action: 'approval.links-renewed',
        subjectType: 'approval',
        subjectId: link.requestId,
        channel: 'email',
        details: { taskId: link.taskId, emailLinkId: link.id },
      },
    ]);
  });
}

/** The link once its task is locked, so that two presses at once count as two. */
async function lockedLink(tx: Transaction, linkId: string): Promise<LinkView | null> {
  await tx.query(
    `SELECT 1 FROM approval_task WHERE id = (SELECT task_id FROM email_link WHERE id = $1) FOR UPDATE`,
    [linkId],
  );
  return findEmailLink(tx, linkId);
}

async function renewalsLastHour(
  tx: Transaction,
  requestId: string,
  keyPrefix: string,
): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM mail
     WHERE approval_id = $1 AND starts_with(message_id, $2) AND created_at > now() - interval '1 hour'`,
    [requestId, `<${keyPrefix}`],
  );
  return row?.count ?? 0;
}
