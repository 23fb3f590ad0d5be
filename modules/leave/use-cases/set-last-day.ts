import type { Principal } from '../../../domain/access/principal';
import { DomainError, invalidInput } from '../../../domain/errors';
import { formatUnits } from '../../../domain/leave/working-days';
import type { LastDay, LastDayAnswer } from '../../../domain/wire/leave-accounts';
import type { Database, Queryable } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { giveBackAfterLastDay, leaveBeyond, type LeaveBeyond } from './give-back-after-last-day';

/**
 * Somebody's last day, as far as it is known, and the approved leave that is given back by it.
 * @param of.asked a day that is looked at in its place
 * @throws DomainError not-found
 */
export async function findLastDay(
  db: Queryable,
  of: { employeeId: string; asked?: string },
): Promise<LastDayAnswer> {
  const [row] = await db.query<LastDay>(
    `SELECT d.last_day AS "lastDay"
     FROM employee e LEFT JOIN employee_last_day d ON d.employee_id = e.id WHERE e.id = $1`,
    [of.employeeId],
  );
  if (!row) throw new DomainError('not-found', 'There is no such person.');
  const lastDay = of.asked ?? row.lastDay;
  const beyond = lastDay === null ? [] : await leaveBeyond(db, { ...of, lastDay });
  return { lastDay: row.lastDay, givenBack: beyond.map(present) };
}

/**
 * Says which day is somebody's last one, or that nobody knows of one. Leave that is given from now on stops at it, and
 * approved leave after it is given back; where nobody knows of one any more, it stays given back.
 * @throws DomainError not-found, invalid-input (before they joined), conflict (a change of such leave waits)
 */
export async function setLastDay(
  { db }: { db: Database },
  principal: Principal,
  { employeeId, lastDay }: LastDay & { employeeId: string },
): Promise<LastDayAnswer> {
  const givenBack = await db.transaction(async (tx) => {
    const [person] = await tx.query<{ joinedOn: string }>(
      'SELECT joined_on AS "joinedOn" FROM employee WHERE id = $1 FOR NO KEY UPDATE',
      [employeeId],
    );
    if (!person) throw new DomainError('not-found', 'There is no such person.');
    if (lastDay !== null && lastDay < person.joinedOn)
      throw invalidInput([{ path: 'lastDay', message: 'This is before they joined' }]);
    if (lastDay === null)
      await tx.query('DELETE FROM employee_last_day WHERE employee_id = $1', [employeeId]);
    else
      await tx.query(
        `INSERT INTO employee_last_day (employee_id, last_day, set_by) VALUES ($1, $2, $3)
         ON CONFLICT (employee_id) DO UPDATE
         SET last_day = excluded.last_day, set_by = excluded.set_by, set_at = now()`,
        [employeeId, lastDay, principal.id],
      );
    const beyond = lastDay === null ? [] : await giveBackAfterLastDay(tx, { employeeId, lastDay });
    const given = beyond.map(present);
    recordAudit(tx, [
      {
        actorId: principal.id,
        action: 'person.last-day',
        subjectType: 'person',
        subjectId: employeeId,
        details: { lastDay, ...(given.length > 0 ? { givenBack: given } : {}) },
      },
    ]);
    return given;
  });
  return { lastDay, givenBack };
}

function present({ id, typeName, leave, remains }: LeaveBeyond) {
  return {
    ...{ leaveRequestId: id, type: typeName, from: leave.from, to: leave.to },
    remainsTo: remains?.to ?? null,
    days: formatUnits(leave.units - (remains?.units ?? 0)),
  };
}
