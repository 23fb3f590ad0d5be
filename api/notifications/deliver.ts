import type { NotificationWire } from '../../domain/wire/notifications';
import { markQuiet } from '../../modules/notifications/mark-quiet';
import { quietPeople } from '../../modules/notifications/queries-of-preferences';
import { notificationHeads, notificationsAfter } from '../../modules/notifications/queries';
import { noteDeliveries } from '../../modules/notifications/use-cases/note-deliveries';
import type { ApiDeps } from '../deps';
import { createBatcher } from './batcher';
import type { Connection, Connections } from './connections';

const GATHER_MS = 2;
const ROWS_PER_BATCH = 500;
/** What pages have acknowledged is written down together, and after the pushes: it is in nobody's way. */
const GATHER_RECEIPTS_MS = 250;

/** Pushes notification rows to the sockets that lack them. */
interface Delivery {
  /** A hint that these people have new rows. */
  wake(userIds: string[]): void;
  /** Compares every connected person's newest number with what their sockets have, in one statement. */
  sweep(): Promise<void>;
  stop(): void;
}

/**
 * Delivery that trusts no hint: each socket has a cursor, and only rows after it are sent, in order, each once.
 * Numbers are given under a lock that is kept until the commit, so a row never becomes visible before a lower one.
 */
export function createDelivery(deps: ApiDeps, connections: Connections): Delivery {
  const { db, logger } = deps;
  const lacking = (userIds: string[]) => {
    const after = new Map<string, number>();
    for (const userId of userIds) {
      const seqs = connections.of(userId).map((connection) => connection.lastSeq);
      if (seqs.length > 0) after.set(userId, Math.min(...seqs));
    }
    return after;
  };
  const push = async (userIds: string[]) => {
    const after = lacking(userIds);
    if (after.size === 0) return;
    const [rows, quiet] = await Promise.all([
      notificationsAfter(db, { after, limit: ROWS_PER_BATCH }),
      quietPeople(db, { userIds: [...after.keys()], now: Date.now() }),
    ]);
    await markQuiet(db, rows, quiet);
    for (const [userId, list] of rows) {
      const handing = { rows: list, readAfter: after.get(userId), onReceipt };
      for (const connection of connections.of(userId)) hand(connection, handing);
      if (list.length === ROWS_PER_BATCH) batcher.add([userId]);
    }
  };
  const receipts = createBatcher({
    delayMs: GATHER_RECEIPTS_MS,
    work: (ids) =>
      noteDeliveries(
        db,
        ids.map((notificationId) => ({ notificationId, channel: 'bell', state: 'pushed' })),
      ),
    onError: (error) => logger.warn({ err: error }, 'receipts could not be noted'),
  });
  const onReceipt = (notificationId: string) => receipts.add([notificationId]);
  const batcher = createBatcher({
    delayMs: GATHER_MS,
    work: push,
    onError: (error) => logger.warn({ err: error }, 'notifications could not be pushed'),
  });
  return {
    wake: (userIds) => batcher.add(userIds.filter((id) => connections.of(id).length > 0)),
    async sweep() {
      const userIds = connections.userIds();
      if (userIds.length === 0) return;
      const heads = await notificationHeads(db, userIds);
      batcher.add(
        [...lacking(userIds)]
          .filter(([userId, seq]) => seq < (heads.get(userId) ?? 0))
          .map(([userId]) => userId),
      );
    },
    stop() {
      batcher.stop();
      receipts.stop();
    },
  };
}

/** A page that came while the rows were being read may lack earlier ones: its own batch follows. */
function hand(
  connection: Connection,
  handing: {
    rows: NotificationWire[];
    readAfter?: number;
    onReceipt: (notificationId: string) => void;
  },
): void {
  if (connection.lastSeq < (handing.readAfter ?? 0)) return;
  for (const row of handing.rows) {
    if (row.seq <= connection.lastSeq) continue;
    const { id } = row;
    connection.socket.emit('notification', row, () => handing.onReceipt(id));
    connection.lastSeq = row.seq;
  }
}
