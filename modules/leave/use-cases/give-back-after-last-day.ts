import type { CalendarDate } from '../../../domain/dates/calendar';
import { formatDateRange } from '../../../domain/dates/format';
import { DomainError } from '../../../domain/errors';
import { untilLastDay } from '../../../domain/leave/employment';
import { shortenedUnits } from '../../../domain/leave/leave-change';
import type { LeaveType } from '../../../domain/leave/leave-types';
import type { LeavePeriod } from '../../../domain/leave/working-days';
import type { Queryable, Transaction } from '../../../platform/database/database';
import { pendingChange } from '../queries';
import { applyLeaveChange } from './apply-leave-change';
import { countingOf } from './check-leave';

type Counted = LeavePeriod & { units: number };

/** An approved leave that reaches beyond somebody's last day, and what of it remains: null when nothing does. */
export interface LeaveBeyond {
  id: string;
  employeeId: string;
  type: LeaveType;
  typeName: string;
  leave: Counted;
  remains: Counted | null;
}

type Found = Counted &
  Pick<LeaveBeyond, 'id' | 'employeeId' | 'type' | 'typeName'> & { changeId: string | null };

/** SQL for approved leave that reaches beyond `lastDay`, an SQL expression. */
const beyond = (lastDay: string) =>
  `SELECT l.id, l.employee_id AS "employeeId", l.type, t.name AS "typeName", l.from_on AS "from", l.to_on AS "to",
     l.from_half AS "fromHalf", l.to_half AS "toHalf", l.units, ${pendingChange('l.id')} AS "changeId"
   FROM leave_request l JOIN leave_type t ON t.code = l.type
   WHERE l.status = 'approved' AND l.to_on > ${lastDay}`;

/** Somebody's approved leave that would be given back if a day were their last one, the first one first; reads only. */
export async function leaveBeyond(
  db: Queryable,
  of: { employeeId: string; lastDay: CalendarDate },
): Promise<LeaveBeyond[]> {
  const rows = await db.query<Found>(
    `${beyond('$2::date')} AND l.employee_id = $1 ORDER BY l.from_on`,
    [of.employeeId, of.lastDay],
  );
  return withRemains(db, rows, of.lastDay);
}

/**
 * Cancels approved leave after somebody's last day, shortens what runs into it, and gives the days back to the buckets
 * they were taken from, in the caller's transaction.
 * @returns what was given back. @throws DomainError conflict where a change of such leave waits for its decision
 */
export async function giveBackAfterLastDay(
  tx: Transaction,
  of: { employeeId: string; lastDay: CalendarDate },
): Promise<LeaveBeyond[]> {
  const rows = await tx.query<Found>(
    `${beyond('$2::date')} AND l.employee_id = $1 ORDER BY l.from_on, l.id FOR UPDATE OF l`,
    [of.employeeId, of.lastDay],
  );
  const waiting = rows.find(({ changeId }) => changeId !== null);
  if (waiting)
    throw new DomainError(
      'conflict',
      `A change of the leave of ${formatDateRange(waiting.from, waiting.to)} waits for a decision: it comes first`,
      { approvalId: waiting.changeId },
    );
  return giveBack(tx, rows, of.lastDay);
}

/** Gives back what a leave that is approved just now has after the last day, in the caller's transaction. */
export async function giveBackOnApproval(tx: Transaction, leaveRequestId: string): Promise<void> {
  const [row] = await tx.query<Found & { lastDay: CalendarDate }>(
    `SELECT b.*, d.last_day AS "lastDay" FROM employee_last_day d
     JOIN LATERAL (${beyond('d.last_day')} AND l.id = $1 AND l.employee_id = d.employee_id) b ON true`,
    [leaveRequestId],
  );
  if (row) await giveBack(tx, [row], row.lastDay);
}

async function giveBack(
  tx: Transaction,
  rows: Found[],
  lastDay: CalendarDate,
): Promise<LeaveBeyond[]> {
  const found = await withRemains(tx, rows, lastDay);
  for (const { id, leave, remains } of found)
    await applyLeaveChange(tx, {
      ...{ leaveRequestId: id, leave, remains },
      restored: leave.units - (remains?.units ?? 0),
      source: `last-day ${lastDay}/${id}`,
    });
  return found;
}

function withRemains(db: Queryable, rows: Found[], lastDay: CalendarDate): Promise<LeaveBeyond[]> {
  return Promise.all(
    rows.map(async ({ id, employeeId, type, typeName, from, to, fromHalf, toHalf, units }) => {
      const leave = { from, to, fromHalf, toHalf, units };
      const period = untilLastDay(leave, lastDay);
      const remaining = period
        ? shortenedUnits(
            { period, leave },
            await countingOf(db, { ...period, type, id, employeeId }),
          )
        : 0;
      // Weekends alone are no leave.
      const remains = period && remaining > 0 ? { ...period, units: remaining } : null;
      return { id, employeeId, type, typeName, leave, remains };
    }),
  );
}
