import type { Principal } from '../../../domain/access/principal';
import { DomainError, invalidInput } from '../../../domain/errors';
import type { AddPushSubscription, PushSubscriptionWire } from '../../../domain/wire/push';
import type { Config } from '../../../platform/config/config';
import type { Database, Queryable } from '../../../platform/database/database';
import { isPushAddress } from '../../../platform/web-push/push-address';
import { allowsLoopback } from '../../../platform/web-push/push-sender';

/** Nobody has more browsers; the oldest make room. */
const MOST_BROWSERS = 20;

type Row = Omit<PushSubscriptionWire, 'createdAt'> & { createdAt: Date };
const COLUMNS = 'id, endpoint, agent, created_at AS "createdAt"';

/**
 * Has a browser take pushes as long as the session lasts in which it asks. A browser that was somebody else's, signed in
 * there before, is theirs no more, and what they were still to be told is not told there.
 * @throws DomainError unavailable without keys, invalid-input for an address no push service has
 */
export async function subscribeToPush(
  deps: { db: Database; config: Config },
  principal: Principal,
  input: AddPushSubscription & { agent: string },
): Promise<PushSubscriptionWire> {
  const { endpoint, keys, agent } = input;
  if (!deps.config.PUSH_VAPID_PUBLIC_KEY) {
    throw new DomainError('unavailable', 'Browser push is not set up here.');
  }
  if (!isPushAddress(endpoint, { loopback: allowsLoopback(deps.config) })) {
    throw invalidInput([
      { path: 'endpoint', message: 'This is not the address of a push service' },
    ]);
  }
  return deps.db.transaction(async (tx) => {
    tx.send('DELETE FROM push_subscription WHERE endpoint = $1 AND user_id <> $2', [
      endpoint,
      principal.id,
    ]);
    const [row] = await tx.query<Row>(
      `INSERT INTO push_subscription (user_id, session_id, endpoint, p256dh, auth, agent)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (endpoint) DO UPDATE SET session_id = $2, p256dh = $4, auth = $5, agent = $6 RETURNING ${COLUMNS}`,
      [principal.id, principal.sessionId, endpoint, keys.p256dh, keys.auth, agent.slice(0, 300)],
    );
    tx.send(
      `DELETE FROM push_subscription WHERE id IN (
         SELECT id FROM push_subscription WHERE user_id = $1 ORDER BY created_at DESC OFFSET ${MOST_BROWSERS})`,
      [principal.id],
    );
    return present(row as Row);
  });
}

/** A browser of this person takes no pushes any more. @throws DomainError not-found */
export async function unsubscribeFromPush(
  deps: { db: Queryable },
  input: { userId: string; subscriptionId: string },
): Promise<void> {
  const gone = await deps.db.query(
    'DELETE FROM push_subscription WHERE id = $1 AND user_id = $2 RETURNING id',
    [input.subscriptionId, input.userId],
  );
  if (gone.length === 0) throw new DomainError('not-found', 'There is no such browser.');
}

/** The browsers of this person, the newest first. */
export async function listPushSubscriptions(
  db: Queryable,
  userId: string,
): Promise<PushSubscriptionWire[]> {
  const rows = await db.query<Row>(
    `SELECT ${COLUMNS} FROM push_subscription WHERE user_id = $1 ORDER BY created_at DESC`,
    [userId],
  );
  return rows.map(present);
}

function present(row: Row): PushSubscriptionWire {
  return { ...row, createdAt: row.createdAt.toISOString() };
}
