import type { EditNotificationPreferences } from '../../../domain/wire/notification-preferences';
import type { NotificationPreferences } from '../../../domain/wire/notification-preferences';
import type { Database } from '../../../platform/database/database';
import { readPreferences } from '../queries-of-preferences';

/** Sets what is named of a person's preferences and leaves the rest. What is locked has been refused before. */
export async function savePreferences(
  deps: { db: Database },
  person: { id: string; zone: string },
  { cells = [], quietHours }: EditNotificationPreferences,
): Promise<NotificationPreferences> {
  return deps.db.transaction(async (tx) => {
    tx.send(
      `INSERT INTO notification_preference (user_id, notice, channel, wanted)
       SELECT DISTINCT ON (c.type, c.channel) $1, c.type, c.channel, c.wanted
       FROM jsonb_to_recordset($2::jsonb) AS c (type text, channel text, wanted boolean)
       ON CONFLICT (user_id, notice, channel) DO UPDATE SET wanted = EXCLUDED.wanted`,
      [person.id, JSON.stringify(cells)],
    );
    if (quietHours === null) {
      tx.send('DELETE FROM notification_quiet_hours WHERE user_id = $1', [person.id]);
    } else if (quietHours) {
      tx.send(
        `INSERT INTO notification_quiet_hours (user_id, starts_at, ends_at, days) VALUES ($1, $2, $3, $4)
         ON CONFLICT (user_id) DO UPDATE SET starts_at = EXCLUDED.starts_at, ends_at = EXCLUDED.ends_at,
           days = EXCLUDED.days`,
        [person.id, quietHours.from, quietHours.to, [...quietHours.days].sort()],
      );
    }
    return readPreferences(tx, person);
  });
}
