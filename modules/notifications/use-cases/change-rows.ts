import { invalidInput } from '../../../domain/errors';
import type { BellState } from '../../../domain/wire/notifications';
import { changeRows, CHOSEN, type RowChange, type RowDeps } from '../choose-rows';

/** Marks a person's own rows as not read, as long as they are not archived. */
export function markUnread(deps: RowDeps, change: RowChange): Promise<BellState> {
  return changeAndTell(deps, change, [
    `UPDATE notification n SET read_at = NULL
     WHERE ${CHOSEN} AND n.read_at IS NOT NULL AND n.archived_at IS NULL`,
  ]);
}

/** Puts a person's own rows out of sight for good. Whether they were read stays as it is, for whoever takes it back. */
export function archiveRows(deps: RowDeps, change: RowChange): Promise<BellState> {
  return changeAndTell(deps, change, [
    `UPDATE notification n SET archived_at = clock_timestamp(), snoozed_until = NULL
     WHERE ${CHOSEN} AND n.archived_at IS NULL`,
  ]);
}

/** Takes back that rows were archived. */
export function unarchiveRows(deps: RowDeps, change: RowChange): Promise<BellState> {
  return changeAndTell(deps, change, [
    `UPDATE notification n SET archived_at = NULL WHERE ${CHOSEN} AND n.archived_at IS NOT NULL`,
  ]);
}

const LONGEST_SNOOZE_MS = 366 * 86_400_000;

/**
 * Puts rows out of sight until an instant, at which they are there again as unread; browsers that take pushes are told
 * then. Null brings them back at once.
 * @throws DomainError invalid-input, when the instant is not within the next year
 */
export function snoozeRows(
  deps: RowDeps,
  change: RowChange & { until: string | null },
): Promise<BellState> {
  const until = change.until === null ? null : new Date(change.until);
  const ahead = until === null ? 1 : until.getTime() - Date.now();
  if (ahead <= 0 || ahead > LONGEST_SNOOZE_MS) {
    throw invalidInput([{ path: 'until', message: 'Choose a time within the next year' }]);
  }
  return changeAndTell(
    deps,
    change,
    [
      `UPDATE notification n SET snoozed_until = $5::timestamptz, archived_at = NULL,
         read_at = CASE WHEN $5::timestamptz IS NULL THEN n.read_at END WHERE ${CHOSEN}`,
      `INSERT INTO push_job (subscription_id, notification_id, next_attempt_at)
       SELECT s.id, n.id, n.snoozed_until FROM notification n JOIN push_subscription s ON s.user_id = n.user_id
       WHERE ${CHOSEN} AND n.snoozed_until = $5::timestamptz`,
    ],
    [until],
  );
}

function changeAndTell(
  deps: RowDeps,
  change: RowChange,
  statements: string[],
  more: unknown[] = [],
): Promise<BellState> {
  return deps.db.transaction(async (tx) => {
    const state = await changeRows(tx, change, statements, more);
    tx.afterCommit(() => deps.bus.publish({ topic: 'bell', userId: change.userId }));
    return state;
  });
}
