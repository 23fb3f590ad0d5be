import type { Principal } from '../../../domain/access/principal';
import { checkHolidayFile } from '../../../domain/calendars/holiday-file';
import { refusedFile } from '../../../domain/csv-import/check-file';
import { DomainError } from '../../../domain/errors';
import type { CalendarHolidayWire } from '../../../domain/wire/calendars';
import type { HolidayCheck, WrittenFile } from '../../../domain/wire/csv-import';
import type { Database, Queryable } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { sumOf } from '../../people-import/use-cases/check-people-file';
import { requireCalendarKeeper } from '../policy';
import { findCalendar } from '../queries';

const SAMPLE = 20;

/**
 * What a file of days off would do to a calendar, and everything that is wrong with it; nothing is written.
 * @throws DomainError forbidden, not-found
 */
export async function checkHolidays(
  { db }: { db: Queryable },
  principal: Principal,
  { id, file }: { id: string; file: Buffer },
): Promise<HolidayCheck> {
  requireCalendarKeeper(principal);
  const { rows, items, problems } = checkHolidayFile(file);
  return {
    ...(await effectOf(db, id, items)),
    ...{ rows, problems, badRows: new Set(problems.map(({ line }) => line)).size },
    ...{ sample: items.slice(0, SAMPLE), sha256: sumOf(file) },
  };
}

/**
 * Gives a calendar all days off of a file, or none; a day it has already takes what the file says.
 * @param input.sha256 of the file that was checked
 * @throws DomainError forbidden, not-found, conflict (another file), invalid-input (everything that is wrong, `line.column`)
 */
export async function importHolidays(
  { db }: { db: Database },
  principal: Principal,
  { id, file, sha256 }: { id: string; file: Buffer; sha256: string },
): Promise<WrittenFile> {
  requireCalendarKeeper(principal);
  if (sumOf(file) !== sha256)
    throw new DomainError('conflict', 'This is not the file that was checked. Check it again.');
  const { items, problems } = checkHolidayFile(file);
  if (problems.length > 0) throw refusedFile(problems);
  return db.transaction(async (tx) => {
    // Two files at once would both count the same days as new.
    await tx.query('SELECT 1 FROM work_calendar WHERE id = $1 FOR NO KEY UPDATE', [id]);
    const written = await effectOf(tx, id, items);
    await tx.query(
      `INSERT INTO calendar_holiday (calendar_id, on_date, name, half)
       SELECT $1, r.date, r.name, r.half FROM jsonb_to_recordset($2::jsonb) AS r (date date, name text, half text)
       ON CONFLICT (calendar_id, on_date) DO UPDATE SET name = excluded.name, half = excluded.half`,
      [id, JSON.stringify(items)],
    );
    const entry = { actorId: principal.id, action: 'calendar.holidays-imported', channel: 'app' };
    const details = { ...written, sha256 };
    recordAudit(tx, [{ ...entry, subjectType: 'calendar', subjectId: id, details }]);
    return written;
  });
}

async function effectOf(
  db: Queryable,
  id: string,
  items: CalendarHolidayWire[],
): Promise<WrittenFile> {
  const calendar = await findCalendar(db, id);
  if (!calendar) throw new DomainError('not-found', 'There is no such calendar.');
  const known = new Map(calendar.holidays.map((holiday) => [holiday.date, holiday]));
  const added = items.filter(({ date }) => !known.has(date)).length;
  const changed = items.filter(({ date, name, half }) => {
    const there = known.get(date);
    return there && (there.name !== name || there.half !== half);
  }).length;
  return { added, changed };
}
