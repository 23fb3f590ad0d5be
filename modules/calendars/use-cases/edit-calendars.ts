import type { Principal } from '../../../domain/access/principal';
import { DomainError, invalidInput } from '../../../domain/errors';
import type {
  CalendarHolidayWire,
  CalendarWire,
  EditCalendar,
  NewCalendar,
} from '../../../domain/wire/calendars';
import {
  violatedConstraint,
  type Database,
  type Transaction,
} from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { requireCalendarKeeper } from '../policy';
import { findCalendar } from '../queries';

/** Adds a calendar. @throws DomainError forbidden, invalid-input (a name that is taken) */
export async function addCalendar(
  deps: { db: Database },
  principal: Principal,
  calendar: NewCalendar,
): Promise<CalendarWire> {
  return changing(deps, principal, async (tx) => {
    const [row] = await tx.query<{ id: string }>(
      'INSERT INTO work_calendar (name, weekly) VALUES ($1, $2) RETURNING id',
      [calendar.name, JSON.stringify(calendar.weekly)],
    );
    return { id: row!.id, action: 'calendar.added', details: { name: calendar.name } };
  });
}

/**
 * Renames a calendar or changes its week. Steps that are open keep their due times: what people were promised stands.
 * @throws DomainError forbidden, not-found, invalid-input (a name that is taken)
 */
export async function editCalendar(
  deps: { db: Database },
  principal: Principal,
  input: { id: string; changes: EditCalendar },
): Promise<CalendarWire> {
  const { id, changes } = input;
  return changing(deps, principal, async (tx) => {
    await tx.query(
      `UPDATE work_calendar SET name = coalesce($2, name), weekly = coalesce($3::jsonb, weekly) WHERE id = $1`,
      [id, changes.name ?? null, changes.weekly ? JSON.stringify(changes.weekly) : null],
    );
    return { id, action: 'calendar.edited', details: { changed: Object.keys(changes) } };
  });
}

/** Gives a calendar a day off, or changes the one it has on that date. @throws DomainError forbidden, not-found */
export async function setHoliday(
  deps: { db: Database },
  principal: Principal,
  input: { id: string; holiday: CalendarHolidayWire },
): Promise<CalendarWire> {
  const { id, holiday } = input;
  return changing(deps, principal, async (tx) => {
    await tx.query(
      `INSERT INTO calendar_holiday (calendar_id, on_date, name, half)
       SELECT id, $2, $3, $4 FROM work_calendar WHERE id = $1
       ON CONFLICT (calendar_id, on_date) DO UPDATE SET name = excluded.name, half = excluded.half`,
      [id, holiday.date, holiday.name, holiday.half],
    );
    return { id, action: 'calendar.holiday-set', details: { ...holiday } };
  });
}

/** Takes a day off away again. @throws DomainError forbidden, not-found */
export async function removeHoliday(
  deps: { db: Database },
  principal: Principal,
  input: { id: string; date: string },
): Promise<CalendarWire> {
  const { id, date } = input;
  return changing(deps, principal, async (tx) => {
    const gone = await tx.query(
      'DELETE FROM calendar_holiday WHERE calendar_id = $1 AND on_date = $2 RETURNING 1',
      [id, date],
    );
    if (gone.length === 0) throw new DomainError('not-found', 'There is no such day off.');
    return { id, action: 'calendar.holiday-removed', details: { date } };
  });
}

/** Runs a change with its audit row and answers the calendar as it is then. */
async function changing(
  deps: { db: Database },
  principal: Principal,
  change: (
    tx: Transaction,
  ) => Promise<{ id: string; action: string; details: Record<string, unknown> }>,
): Promise<CalendarWire> {
  requireCalendarKeeper(principal);
  try {
    return await deps.db.transaction(async (tx) => {
      const { id, action, details } = await change(tx);
      const calendar = await findCalendar(tx, id);
      if (!calendar) throw new DomainError('not-found', 'There is no such calendar.');
      recordAudit(tx, [
        { actorId: principal.id, action, subjectType: 'calendar', subjectId: id, details },
      ]);
      return calendar;
    });
  } catch (error) {
    if (violatedConstraint(error) !== 'work_calendar_name_key') throw error;
    throw invalidInput([{ path: 'name', message: 'Another calendar has this name.' }]);
  }
}
