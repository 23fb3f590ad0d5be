import type { Principal } from '../../../domain/access/principal';
import type { CalendarDate } from '../../../domain/dates/calendar';
import { dateIn } from '../../../domain/dates/today';
import { DomainError } from '../../../domain/errors';
import { isWithinReach, mondayOf } from '../../../domain/timesheets/weeks';
import type { TimesheetLineWire } from '../../../domain/wire/timesheets';
import type { Clock } from '../../../platform/clock/clock';
import { violatedConstraint, type Database } from '../../../platform/database/database';
import { LINE_JSON } from '../week-queries';

/**
 * Drafts the line that takes an approved one of one's own back, whole; it is handed in with the week like other time.
 * @throws DomainError not-found (no approved line of theirs), conflict (it is taken back already, takes one back itself, or
 *   is of a week that can no longer be handed in)
 */
export async function takeLineBack(
  { db, clock }: { db: Database; clock: Clock },
  input: { principal: Principal; lineId: string },
): Promise<TimesheetLineWire> {
  const { principal, lineId } = input;
  const today = dateIn(principal.zone, clock.now());
  return db.transaction(async (tx) => {
    const [line] = await tx.query<{ isReversal: boolean; workedOn: CalendarDate }>(
      `SELECT reverses_id IS NOT NULL AS "isReversal", worked_on AS "workedOn" FROM timesheet_line
       WHERE id = $1 AND employee_id = $2 AND approved_at IS NOT NULL FOR UPDATE`,
      [lineId, principal.id],
    );
    if (!line) throw new DomainError('not-found', 'There is no such approved time');
    if (line.isReversal)
      throw new DomainError('conflict', 'This takes time back itself: enter the time again');
    if (!isWithinReach(mondayOf(line.workedOn), today)) {
      const message = 'Time is taken back in this week or one of the eight before it';
      throw new DomainError('conflict', message);
    }
    const [draft] = await tx.query<{ id: string }>(
      `INSERT INTO timesheet_line (employee_id, project_id, worked_on, task, billable, minutes, reverses_id)
       SELECT employee_id, project_id, worked_on, task, billable, -minutes, id FROM timesheet_line WHERE id = $1
       ON CONFLICT (reverses_id) DO NOTHING RETURNING id`,
      [lineId],
    );
    if (!draft) throw new DomainError('conflict', 'This time was taken back already');
    const [shown] = await tx.query<{ line: TimesheetLineWire }>(
      `SELECT ${LINE_JSON} AS line FROM timesheet_line l WHERE l.id = $1`,
      [draft.id],
    );
    return shown!.line;
  });
}

/**
 * Drops a draft that would take a line back.
 * @throws DomainError not-found (no such draft of theirs), conflict (its hours were entered anew: the day would have too many)
 */
export async function keepLine(
  { db }: { db: Database },
  input: { principal: Principal; lineId: string },
): Promise<void> {
  const rows = await db
    .query(
      `DELETE FROM timesheet_line WHERE id = $1 AND employee_id = $2 AND sheet_id IS NULL AND reverses_id IS NOT NULL
       RETURNING id`,
      [input.lineId, input.principal.id],
    )
    .catch((error: unknown) => {
      if (violatedConstraint(error) !== 'timesheet_line_day') throw error;
      const message =
        'Without it the day has more than 24 hours: clear what was entered in its place first';
      throw new DomainError('conflict', message);
    });
  if (rows.length === 0) throw new DomainError('not-found', 'There is no such draft');
}
