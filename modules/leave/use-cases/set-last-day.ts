import type { Principal } from '../../../domain/access/principal';
import { DomainError, invalidInput } from '../../../domain/errors';
import type { LastDay } from '../../../domain/wire/leave-accounts';
import type { Database, Queryable } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';

/** Somebody's last day, as far as it is known. @throws DomainError not-found */
export async function findLastDay(db: Queryable, employeeId: string): Promise<LastDay> {
  const [row] = await db.query<{ joinedOn: string } & LastDay>(
    `SELECT e.joined_on AS "joinedOn", d.last_day AS "lastDay"
     FROM employee e LEFT JOIN employee_last_day d ON d.employee_id = e.id WHERE e.id = $1`,
    [employeeId],
  );
  if (!row) throw new DomainError('not-found', 'There is no such person.');
  return { lastDay: row.lastDay };
}

/**
 * Says which day is somebody's last one, or that nobody knows of one. Leave that is given from now on stops at it.
 * @throws DomainError not-found, invalid-input (before they joined)
 */
export async function setLastDay(
  { db }: { db: Database },
  principal: Principal,
  { employeeId, lastDay }: LastDay & { employeeId: string },
): Promise<LastDay> {
  await db.transaction(async (tx) => {
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
    recordAudit(tx, [
      {
        actorId: principal.id,
        action: 'person.last-day',
        subjectType: 'person',
        subjectId: employeeId,
        details: { lastDay },
      },
    ]);
  });
  return { lastDay };
}
