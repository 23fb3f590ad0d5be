import type { NoticeChannel } from '../../../domain/notifications/notices';
import type { DELIVERY_STATES } from '../../../domain/wire/notifications';
import type { Queryable } from '../../../platform/database/database';
import { jsonRows } from '../../../platform/database/json-rows';

/** One step on a notification's way; `detail` is a code. */
interface DeliveryStep {
  notificationId: string;
  channel: NoticeChannel;
  state: (typeof DELIVERY_STATES)[number];
  detail?: string;
}

/** Adds steps to the delivery log, in one statement; what was said before is not said again. */
export async function noteDeliveries(db: Queryable, steps: DeliveryStep[]): Promise<void> {
  if (steps.length === 0) return;
  await db.query(
    `INSERT INTO notification_delivery (notification_id, channel, state, detail)
     SELECT d."notificationId", d.channel, d.state, coalesce(d.detail, '') FROM
       ${jsonRows('$1', '"notificationId" uuid, channel text, state text, detail text')} AS d
     JOIN notification n ON n.id = d."notificationId"
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(steps)],
  );
}
