import { randomUUID } from 'node:crypto';
import { addDays, type CalendarDate } from '../../../domain/dates/calendar';
import { formatDate } from '../../../domain/dates/format';
import { DomainError, invalidInput } from '../../../domain/errors';
import type { Outcome } from '../../../domain/approvals/vocabulary';
import { isWithinReach } from '../../../domain/timesheets/weeks';
import type { Queryable, Transaction } from '../../../platform/database/database';
import { priceLines } from '../price-lines';
import {
  linesToHandIn,
  projectOfSheet,
  type LineToHandIn,
  type ProjectOfSheet,
} from '../week-queries';

/** Whose time of which project and week. */
export interface SheetToHandIn {
  employeeId: string;
  projectId: string;
  monday: CalendarDate;
}

/**
 * Checks what somebody is about to hand in; reads only.
 * @throws DomainError not-found (no project of theirs), invalid-input (nothing there, a day to come, a week out of reach)
 */
export async function checkSheet(
  db: Queryable,
  sheet: SheetToHandIn & { today: CalendarDate },
): Promise<{ project: ProjectOfSheet; lines: LineToHandIn[] }> {
  const refuse = (message: string) => invalidInput([{ path: 'weekStartsOn', message }]);
  if (!isWithinReach(sheet.monday, sheet.today))
    throw refuse('Time is handed in for this week or one of the eight before it');
  const project = await projectOfSheet(db, sheet);
  const lines = await linesToHandIn(db, sheet);
  if (lines.length === 0) throw refuse(`There is nothing to hand in for ${project.code}`);
  const ahead = lines.find(({ workedOn }) => workedOn > sheet.today);
  if (ahead)
    throw refuse(`${formatDate(ahead.workedOn)} is to come: hand in once it is over, or clear it`);
  return { project, lines };
}

/**
 * Hands in the very lines that were checked, in the caller's transaction. Returns the sheet's id.
 * @throws DomainError conflict when they were changed a moment ago, or one of the same week waits already
 */
export async function handInSheet(
  tx: Transaction,
  sheet: SheetToHandIn & { lines: LineToHandIn[] },
): Promise<string> {
  const id = randomUUID();
  const rows = await tx.query(
    `INSERT INTO timesheet (id, employee_id, project_id, week_starts_on) VALUES ($1, $2, $3, $4)
     ON CONFLICT (employee_id, project_id, week_starts_on) WHERE status = 'pending' DO NOTHING RETURNING id`,
    [id, sheet.employeeId, sheet.projectId, sheet.monday],
  );
  if (rows.length === 0) {
    throw new DomainError('conflict', 'Time of this week and project waits for approval already');
  }
  const taken = await tx.query<{ id: string }>(
    `UPDATE timesheet_line SET sheet_id = $1
     WHERE employee_id = $2 AND project_id = $3 AND worked_on BETWEEN $4 AND $5 AND sheet_id IS NULL RETURNING id`,
    [id, sheet.employeeId, sheet.projectId, sheet.monday, addDays(sheet.monday, 6)],
  );
  const meant = new Set(sheet.lines.map((line) => line.id));
  if (taken.length !== meant.size || taken.some((line) => !meant.has(line.id))) {
    throw new DomainError('conflict', 'The week was changed a moment ago: look at it again');
  }
  bumpWeek(tx, sheet.employeeId, sheet.monday);
  return id;
}

/** Drafts came or went: a window that still shows the week as it was does not write it back. */
function bumpWeek(tx: Transaction, employeeId: string, monday: CalendarDate): void {
  tx.send(
    `INSERT INTO timesheet_week AS w (employee_id, starts_on, revision) VALUES ($1, $2, 1)
     ON CONFLICT (employee_id, starts_on) DO UPDATE SET revision = w.revision + 1`,
    [employeeId, monday],
  );
}

/**
 * Ends a pending sheet, in the caller's transaction. Approved, its lines are locked at the rates of their days; otherwise
 * they are drafts again. Safe to repeat.
 */
export async function closeSheet(
  tx: Transaction,
  input: { sheetId: string; outcome: Outcome },
): Promise<void> {
  const [closed] = await tx.query<{ employeeId: string; monday: CalendarDate }>(
    `UPDATE timesheet SET status = $2 WHERE id = $1 AND status = 'pending'
     RETURNING employee_id AS "employeeId", week_starts_on AS monday`,
    [input.sheetId, input.outcome],
  );
  if (!closed) return;
  if (input.outcome !== 'approved') {
    tx.send('UPDATE timesheet_line SET sheet_id = NULL WHERE sheet_id = $1', [input.sheetId]);
    bumpWeek(tx, closed.employeeId, closed.monday);
    return;
  }
  tx.send('UPDATE timesheet_line SET approved_at = clock_timestamp() WHERE sheet_id = $1', [
    input.sheetId,
  ]);
  priceLines(tx, input.sheetId);
}
