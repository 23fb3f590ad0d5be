import {
  isWanted,
  NOTICE_CHANNELS,
  NOTICE_TYPES,
  notices,
  type NoticeChannel,
  type NoticeType,
} from '../../domain/notifications/notices';
import { quietUntil, type QuietHours } from '../../domain/notifications/quiet-hours';
import type { NotificationPreferences } from '../../domain/wire/notification-preferences';
import type { Queryable } from '../../platform/database/database';

/**
 * By which channels each of these people wants to be told of something. Ask in the transaction that writes what is told:
 * `(await wantedChannels(tx, { userIds, type: 'approval-request' })).get(userId)?.has('chat')`.
 * Bell, mail and push rows ask by themselves (`notifyPeople`, `queueMail`).
 */
export async function wantedChannels(
  db: Queryable,
  input: { userIds: string[]; type: NoticeType },
): Promise<Map<string, Set<NoticeChannel>>> {
  const rows = await db.query<{ userId: string; channel: NoticeChannel; wanted: boolean }>(
    `SELECT user_id AS "userId", channel, wanted FROM notification_preference
     WHERE user_id = ANY($1::uuid[]) AND notice = $2`,
    [input.userIds, input.type],
  );
  const chosen = new Map(rows.map((row) => [`${row.userId} ${row.channel}`, row.wanted]));
  return new Map(
    input.userIds.map((userId) => [
      userId,
      new Set(
        NOTICE_CHANNELS.filter((channel) =>
          isWanted(input.type, channel, chosen.get(`${userId} ${channel}`)),
        ),
      ),
    ]),
  );
}

/** Every cell as it stands for a person, and their quiet hours. */
export async function readPreferences(
  db: Queryable,
  person: { id: string; zone: string },
): Promise<NotificationPreferences> {
  const [rows, quiet] = await Promise.all([
    db.query<{ notice: string; channel: string; wanted: boolean }>(
      'SELECT notice, channel, wanted FROM notification_preference WHERE user_id = $1',
      [person.id],
    ),
    quietHoursOf(db, [person.id]),
  ]);
  const chosen = new Map(rows.map((row) => [`${row.notice} ${row.channel}`, row.wanted]));
  const cells = NOTICE_TYPES.flatMap((type) =>
    NOTICE_CHANNELS.filter((channel) => notices[type].channels[channel] !== undefined).map(
      (channel) => ({
        ...{ type, channel },
        wanted: isWanted(type, channel, chosen.get(`${type} ${channel}`)),
        locked: notices[type].channels[channel] === 'always',
      }),
    ),
  );
  const types = NOTICE_TYPES.map((type) => ({
    type,
    label: notices[type].label,
    help: notices[type].help,
  }));
  return { types, cells, quietHours: quiet.get(person.id)?.hours ?? null, zone: person.zone };
}

/** Quiet hours with the zone they are meant in. */
interface PersonsQuiet {
  hours: QuietHours;
  zone: string;
}

/** The quiet hours of those of these people who have some. */
async function quietHoursOf(db: Queryable, userIds: string[]): Promise<Map<string, PersonsQuiet>> {
  const rows = await db.query<QuietHours & { userId: string; zone: string }>(
    `SELECT q.user_id AS "userId", q.starts_at AS "from", q.ends_at AS "to", q.days, e.zone
     FROM notification_quiet_hours q JOIN employee e ON e.id = q.user_id WHERE q.user_id = ANY($1::uuid[])`,
    [userIds],
  );
  return new Map(rows.map(({ userId, zone, ...hours }) => [userId, { hours, zone }]));
}

/** Until when each of these people is not to be disturbed; who may be is left out. */
export async function quietPeople(
  db: Queryable,
  input: { userIds: string[]; now: number },
): Promise<Map<string, number>> {
  const quiet = [...(await quietHoursOf(db, input.userIds))].flatMap(
    ([userId, { hours, zone }]): [string, number][] => {
      const until = quietUntil(hours, zone, input.now);
      return until === null ? [] : [[userId, until]];
    },
  );
  return new Map(quiet);
}

/** When what these notifications ask of their own person is due, of those that ask for a decision that is still open. */
export async function dueTimes(
  db: Queryable,
  notificationIds: string[],
): Promise<Map<string, number>> {
  const rows = await db.query<{ id: string; due: Date }>(
    `SELECT n.id, min(s.due_at) AS due FROM notification n
     JOIN approval_task t ON t.request_id = n.approval_id AND t.approver_id = n.user_id AND t.status = 'open'
     JOIN approval_step s ON s.id = t.step_id AND s.due_at IS NOT NULL
     WHERE n.id = ANY($1::uuid[]) GROUP BY n.id`,
    [notificationIds],
  );
  return new Map(rows.map(({ id, due }) => [id, due.getTime()]));
}
