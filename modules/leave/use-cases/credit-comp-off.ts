import { addDays, type CalendarDate } from '../../../domain/dates/calendar';
import { convertOvertime, type CompOffRule } from '../../../domain/leave/comp-off';
import type { Queryable, Transaction } from '../../../platform/database/database';
import { lockBalance, moveUnits } from '../account';

/** An approved overtime that is to be taken as time off. */
interface CompOffCredit {
  entryId: string;
  employeeId: string;
  minutes: number;
  workedOn: CalendarDate;
}

/** What an overtime became; minutes that are short of half a day wait for the next one. */
export interface CompOffConversion {
  units: number;
  expiresOn: CalendarDate;
  minutesAfter: number;
}

/**
 * Turns approved overtime into leave, in the caller's transaction, by the rule of the day it was worked: whole half days
 * in a bucket of their own, usable until so many days after today. Once for an overtime, however often this runs.
 */
export async function creditCompOff(tx: Transaction, credit: CompOffCredit): Promise<void> {
  const { entryId, employeeId, minutes, workedOn } = credit;
  const account = { employeeId, type: 'comp-off' } as const;
  await lockBalance(tx, account);
  if (await conversionOf(tx, entryId)) return;
  const rule = await ruleOn(tx, workedOn);
  const { minutesBefore, today } = await readStanding(tx, employeeId);
  const { units, minutesAfter } = convertOvertime({ minutesBefore, minutes }, rule);
  const expiresOn = addDays(today, rule.validDays);
  await tx.query(
    `INSERT INTO comp_off_conversion (entry_id, employee_id, minutes_before, minutes_after, units, expires_on)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [entryId, employeeId, minutesBefore, minutesAfter, units, expiresOn],
  );
  if (units === 0) return;
  const source = `overtime ${workedOn}/${entryId}`;
  const [bucket] = await tx.query<{ id: string }>(
    `INSERT INTO leave_bucket (employee_id, type, source, valid_from, expires_on)
     VALUES ($1, $2, $3, $4, $5) RETURNING id`,
    [employeeId, account.type, source, workedOn, expiresOn],
  );
  if (!bucket) throw new Error('an insert answers with its row');
  const moves = [{ bucketId: bucket.id, units }];
  await moveUnits(tx, { ...account, entry: 'grant', moves, on: today, source });
}

/** What an overtime became as leave; null where it did not. */
export async function conversionOf(
  db: Queryable,
  entryId: string,
): Promise<CompOffConversion | null> {
  const [row] = await db.query<CompOffConversion>(
    `SELECT units, expires_on AS "expiresOn", minutes_after AS "minutesAfter" FROM comp_off_conversion
     WHERE entry_id = $1`,
    [entryId],
  );
  return row ?? null;
}

async function ruleOn(db: Queryable, on: CalendarDate): Promise<CompOffRule> {
  const [rule] = await db.query<CompOffRule>(
    `SELECT half_day_minutes AS "halfDayMinutes", valid_days AS "validDays" FROM comp_off_rule
     WHERE valid_from <= $1 ORDER BY valid_from DESC LIMIT 1`,
    [on],
  );
  if (!rule) throw new Error(`no rule says how overtime of ${on} becomes leave`);
  return rule;
}

async function readStanding(
  db: Queryable,
  employeeId: string,
): Promise<{ minutesBefore: number; today: CalendarDate }> {
  const [row] = await db.query<{ minutesBefore: number; today: CalendarDate }>(
    `SELECT (now() AT TIME ZONE e.zone)::date AS today, coalesce((
       SELECT c.minutes_after FROM comp_off_conversion c WHERE c.employee_id = e.id ORDER BY c.id DESC LIMIT 1
     ), 0) AS "minutesBefore" FROM employee e WHERE e.id = $1`,
    [employeeId],
  );
  if (!row) throw new Error('overtime is of somebody');
  return row;
}
