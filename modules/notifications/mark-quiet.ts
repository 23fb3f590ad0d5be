import { noticeOfRow } from '../../domain/notifications/notices';
import { holdNotice } from '../../domain/notifications/quiet-hours';
import type { NotificationWire } from '../../domain/wire/notifications';
import type { Queryable } from '../../platform/database/database';
import { dueTimes } from './queries-of-preferences';

/**
 * Says on rows of people in their quiet hours until when they are not to sound. What is urgent sounds, and a decision that
 * is past due does.
 * @param quiet until when each of these people is not to be disturbed, as `quietPeople` answers
 */
export async function markQuiet(
  db: Queryable,
  rows: Map<string, NotificationWire[]>,
  quiet: Map<string, number>,
): Promise<void> {
  const held = [...quiet.keys()].flatMap((userId) => rows.get(userId) ?? []);
  if (held.length === 0) return;
  const due = await dueTimes(
    db,
    held.map(({ id }) => id),
  );
  const now = Date.now();
  for (const [userId, until] of quiet) {
    for (const row of rows.get(userId) ?? []) {
      const end = holdNotice(noticeOfRow(row.type), { until, due: due.get(row.id), now });
      if (end !== null) row.quietUntil = new Date(end).toISOString();
    }
  }
}
