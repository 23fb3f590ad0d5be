import { SIGNALS, type WatchView } from '../../../domain/approvals/workflow-contract';
import type { Transaction } from '../../../platform/database/database';
import { queueMail } from '../../mail/use-cases/queue-mail';
import { notifyPeople } from '../../notifications/use-cases/notify-people';
import type { ApprovalDeps } from '../deps';
import { effectsOf } from '../kinds';
import { postToOutbox } from '../outbox';
import { lockRequest } from '../store';
import { isWatched } from '../watched';

/** What keeping watch is made from, here and for whoever reports. */
export type WatchDeps = ApprovalDeps;

/**
 * Has the kind of an approved request see to what it watches, tells whom it names, and answers when to look again. The
 * request stays closed all the while: for inboxes and lists nothing of it is open.
 */
export async function keepWatch(
  deps: WatchDeps,
  { requestId }: { requestId: string },
): Promise<WatchView> {
  return deps.db.transaction(async (tx) => {
    const { request } = await lockRequest(tx, requestId);
    const effects = effectsOf(deps, request.kind);
    if (!effects.watch || !(await isWatched(tx, request.id))) return { nextAt: null };
    const { nextAt, rings, mails } = await effects.watch(tx, {
      ...{ approvalId: request.id, subjectId: request.subjectId, now: deps.clock.now() },
    });
    notifyPeople(deps, tx, rings);
    queueMail(deps, tx, mails);
    if (nextAt === null)
      tx.send('UPDATE approval_request SET is_watched = false WHERE id = $1', [request.id]);
    return { nextAt: nextAt && nextAt.getTime() };
  });
}

/** Has the run of a watched request look at its rows, which the caller's transaction changes. */
export function tellWatch(
  deps: Pick<ApprovalDeps, 'bus'>,
  tx: Transaction,
  approvalId: string,
): void {
  postToOutbox(deps, tx, {
    topic: 'signal-approval',
    requestId: approvalId,
    signal: SIGNALS.requestChanged,
  });
}
