import { createHash, randomBytes } from 'node:crypto';
import { DomainError } from '../../../domain/errors';
import type { CalendarFeedState } from '../../../domain/wire/calendar-feed';
import type { Database } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import type { AbsenceReader } from '../calendar-queries';

const TOKEN_BYTES = 32;
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/**
 * Makes a person's calendar address, and an end of the one before it. What is kept is its hash: nobody can read the
 * address here again, and whoever reads the table can read nobody's calendar.
 * @returns the token of the address
 */
export async function openCalendarFeed(db: Database, userId: string): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  await db.transaction((tx) => {
    tx.send(
      `INSERT INTO calendar_feed (user_id, token_sha256) VALUES ($1, $2)
       ON CONFLICT (user_id) DO UPDATE SET token_sha256 = excluded.token_sha256, created_at = clock_timestamp()`,
      [userId, hashOf(token)],
    );
    recordAudit(tx, [entryOf(userId, 'calendar-feed.opened')]);
    return Promise.resolve();
  });
  return token;
}

/** Ends a person's calendar address; without one it changes nothing. */
export async function closeCalendarFeed(db: Database, userId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const ended = await tx.query(
      'DELETE FROM calendar_feed WHERE user_id = $1 RETURNING user_id AS id',
      [userId],
    );
    if (ended.length > 0) recordAudit(tx, [entryOf(userId, 'calendar-feed.closed')]);
  });
}

const entryOf = (userId: string, action: string) => ({
  ...{ actorId: userId, action, channel: 'app' },
  ...{ subjectType: 'employee', subjectId: userId },
});

/** Whether a person has an address, and since when. */
export async function calendarFeedState(db: Database, userId: string): Promise<CalendarFeedState> {
  const [row] = await db.query<{ createdAt: Date }>(
    'SELECT created_at AS "createdAt" FROM calendar_feed WHERE user_id = $1',
    [userId],
  );
  return { since: row?.createdAt.toISOString() ?? null };
}

/**
 * Whose address this is, as the database knows them now: rights are read at each look, as for a call.
 * @throws DomainError not-found for an address there is not, that was ended, or whose person has left
 */
export async function readerOfFeed(db: Database, token: string): Promise<AbsenceReader> {
  const [reader] = await db.query<AbsenceReader>(
    `SELECT e.id, e.roles, e.zone, e.department_id AS "departmentId",
       ARRAY(SELECT headed::text FROM departments_headed_by(e.id) AS headed) AS "headsDepartmentIds",
       access_granted_to(e.id) AS granted
     FROM calendar_feed f JOIN employee e ON e.id = f.user_id AND e.active WHERE f.token_sha256 = $1`,
    [hashOf(token)],
  );
  if (!reader) throw new DomainError('not-found', 'There is no such calendar.');
  return reader;
}
