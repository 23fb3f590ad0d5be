import { randomUUID } from 'node:crypto';
import { addDays, type CalendarDate } from '../../../domain/dates/calendar';
import { formatDate } from '../../../domain/dates/format';
import type { Outcome } from '../../../domain/approvals/vocabulary';
import { DomainError, invalidInput } from '../../../domain/errors';
import { employmentProblems } from '../../../domain/leave/employment';
import {
  violatedConstraint,
  type Queryable,
  type Transaction,
} from '../../../platform/database/database';
import { employmentOf } from '../../people/queries-of-employment';

/** How long ago overtime may have been worked when it is asked for. */
const MOST_DAYS_BACK = 60;

/** Time worked beyond one's hours on a day. */
interface OvertimeContent {
  date: CalendarDate;
  minutes: number;
  compensation: 'pay' | 'comp-off';
  reason: string;
}

/**
 * Checks overtime against the day and the person's other entries; reads only.
 * @param entry.exceptId the entry that is being changed
 * @returns the minutes of its month that are asked for or approved, these included
 * @throws DomainError invalid-input (a date ahead, too long ago or outside employment), overlap (an entry of that day)
 */
export async function checkOvertime(
  db: Queryable,
  entry: {
    employeeId: string;
    date: CalendarDate;
    minutes: number;
    today: CalendarDate;
    exceptId?: string;
  },
): Promise<number> {
  const refuse = (message: string) => invalidInput([{ path: 'date', message }]);
  if (entry.date > entry.today) throw refuse('This date is in the future');
  if (entry.date < addDays(entry.today, -MOST_DAYS_BACK))
    throw refuse(`Overtime can be asked for up to ${MOST_DAYS_BACK} days back`);
  const employment = await employmentOf(db, entry.employeeId);
  const outside = employmentProblems([{ path: 'date', day: entry.date }], employment);
  if (outside.length > 0) throw invalidInput(outside);
  const [row] = await db.query<{ minutes: number; sameDay: boolean }>(
    `SELECT coalesce(sum(minutes), 0)::integer AS minutes, coalesce(bool_or(worked_on = $2), false) AS "sameDay"
     FROM overtime_entry
     WHERE employee_id = $1 AND status IN ('pending', 'approved') AND id IS DISTINCT FROM $3::uuid
       AND date_trunc('month', worked_on) = date_trunc('month', $2::date)`,
    [entry.employeeId, entry.date, entry.exceptId ?? null],
  );
  if (row?.sameDay) throw alreadyEntered(entry.date);
  return (row?.minutes ?? 0) + entry.minutes;
}

/**
 * Writes a pending entry, in the caller's transaction. Returns its id.
 * @throws DomainError overlap when one of the same day came a moment ago
 */
export async function submitOvertime(
  tx: Transaction,
  entry: OvertimeContent & { employeeId: string },
): Promise<string> {
  const id = randomUUID();
  const rows = await tx.query(
    `INSERT INTO overtime_entry (id, worked_on, minutes, compensation, reason, employee_id)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (employee_id, worked_on) WHERE status IN ('pending', 'approved') DO NOTHING RETURNING id`,
    [id, entry.date, entry.minutes, entry.compensation, entry.reason, entry.employeeId],
  );
  if (rows.length === 0) throw alreadyEntered(entry.date);
  return id;
}

/** Rewrites a pending entry, in the caller's transaction. @throws DomainError overlap */
export async function reviseOvertime(
  tx: Transaction,
  entry: OvertimeContent & { id: string },
): Promise<void> {
  await tx
    .query(
      `UPDATE overtime_entry SET worked_on = $2, minutes = $3, compensation = $4, reason = $5
       WHERE id = $1 AND status = 'pending'`,
      [entry.id, entry.date, entry.minutes, entry.compensation, entry.reason],
    )
    .catch((error: unknown) => {
      throw violatedConstraint(error) === 'overtime_entry_one_a_day'
        ? alreadyEntered(entry.date)
        : error;
    });
}

/** Ends a pending entry, in the caller's transaction; approved for time off, it is credited, once however often this runs. */
export function closeOvertime(tx: Transaction, input: { entryId: string; outcome: Outcome }): void {
  tx.send(
    `WITH closed AS (
       UPDATE overtime_entry SET status = $2 WHERE id = $1 AND status = 'pending'
       RETURNING id, employee_id, minutes, worked_on, compensation
     )
     INSERT INTO comp_off_credit (entry_id, employee_id, minutes, earned_on)
     SELECT id, employee_id, minutes, worked_on FROM closed
     WHERE $2 = 'approved' AND compensation = 'comp-off'
     ON CONFLICT (entry_id) DO NOTHING`,
    [input.entryId, input.outcome],
  );
}

/** What an approved entry has earned as time off, and what its owner has earned by now; in minutes. */
interface OvertimeCredit {
  employeeId: string;
  workedOn: CalendarDate;
  minutes: number;
  allMinutes: number;
}

/** What an approved entry has earned as time off, and what its owner has earned by now, in minutes; null for none. */
export async function creditOf(db: Queryable, entryId: string): Promise<OvertimeCredit | null> {
  const [row] = await db.query<OvertimeCredit>(
    `SELECT c.employee_id AS "employeeId", c.minutes, c.earned_on AS "workedOn", (SELECT sum(every.minutes)::integer FROM comp_off_credit every
       WHERE every.employee_id = c.employee_id) AS "allMinutes"
     FROM comp_off_credit c WHERE c.entry_id = $1`,
    [entryId],
  );
  return row ?? null;
}

function alreadyEntered(date: CalendarDate): DomainError {
  return new DomainError('overlap', `Your overtime of ${formatDate(date)} was asked for already`);
}
