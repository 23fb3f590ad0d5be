import { addDays, type CalendarDate } from '../../domain/dates/calendar';
import type { LeaveType } from '../../domain/leave/leave-types';
import { settleBuckets, type AccountBucket, type Ending } from '../../domain/leave/year-end';
import type { Queryable, Transaction } from '../../platform/database/database';
import { owePayout } from '../leave-pay/use-cases/owe-payout';
import { policyVersions, versionOn } from './policy-versions';

/** Whose leave of which type. */
export interface AccountOf {
  employeeId: string;
  type: LeaveType;
}

/** What a person has of a type, with what is over already gone. */
export interface Account {
  /** How far below zero it may go, in hundredths of a day: 0 or less. */
  floor: number;
  buckets: AccountBucket[];
}

/** The running bucket before it is there; a locked balance has one. */
const EMPTY: AccountBucket = {
  ...{ id: '', free: 0, isRunning: true, validFrom: null, expiresOn: null },
  ...{ year: null, carried: false, removed: 0 },
};

/**
 * What a person could use of a type `today`; reads only. What is over counts as gone, although nothing may have
 * written that down yet.
 */
export async function readAccount(
  db: Queryable,
  of: AccountOf & { today: CalendarDate },
): Promise<Account> {
  const { floor, buckets } = await load(db, of);
  return { floor, buckets };
}

/** @param of.except years whose ends are left alone */
async function load(
  db: Queryable,
  of: AccountOf & { today: CalendarDate; except?: ReadonlySet<number> },
): Promise<Account & { endings: Ending[] }> {
  const [versions, [balance], buckets, paidOut] = await Promise.all([
    policyVersions(db, of.type),
    db.query<{ floor: number }>(
      'SELECT floor FROM leave_balance WHERE employee_id = $1 AND type = $2',
      [of.employeeId, of.type],
    ),
    readBuckets(db, of),
    readPaidOut(db, of),
  ]);
  const floor = versionOn(versions, { type: of.type, on: of.today })?.floor ?? balance?.floor ?? 0;
  // Somebody who never had any leave may still go below zero.
  if (!buckets.some(({ isRunning }) => isRunning)) buckets.push(EMPTY);
  const ruleOn = (on: CalendarDate) => versionOn(versions, { type: of.type, on });
  return {
    floor,
    ...settleBuckets(buckets, { ruleOn, paidOut, except: of.except }, of.today),
  };
}

/** The years whose lost leave is paid out, with what each has paid to a person already. */
async function readPaidOut(db: Queryable, of: AccountOf): Promise<Map<number, number>> {
  const rows = await db.query<{ year: number; units: number }>(
    `SELECT y.year, coalesce(sum(l.units), 0)::integer AS units FROM leave_year y
     LEFT JOIN leave_ledger l ON l.employee_id = $1 AND l.type = $2 AND l.entry = 'encash'
       AND date_part('year', l.effective_on) = y.year
     WHERE y.pays_out GROUP BY y.year`,
    [of.employeeId, of.type],
  );
  return new Map(rows.map(({ year, units }) => [year, units]));
}

/**
 * Keeps everybody else from a person's leave of a type for the rest of the transaction.
 * A floor CHECK judges the row an upsert proposes, not the one it would become: so first a row of zeros.
 */
export async function lockBalance(tx: Transaction, of: AccountOf): Promise<void> {
  await tx.query(
    'INSERT INTO leave_balance (employee_id, type) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [of.employeeId, of.type],
  );
  await tx.query('SELECT 1 FROM leave_balance WHERE employee_id = $1 AND type = $2 FOR UPDATE', [
    of.employeeId,
    of.type,
  ]);
  await tx.query('SELECT leave_running_bucket($1::uuid, $2)', [of.employeeId, of.type]);
}

/**
 * Locks a person's leave of a type and writes down what is over, and the floor that holds now.
 * @param of.except years that wait for a run of their own
 * @returns also what has ended with this
 */
export async function lockAccount(
  tx: Transaction,
  of: AccountOf & { today: CalendarDate; except?: ReadonlySet<number> },
): Promise<Account & { endings: Ending[] }> {
  await lockBalance(tx, of);
  const { floor, buckets, endings } = await load(tx, of);
  for (const ending of endings) await writeEnding(tx, of, ending);
  // Somebody who is further below zero than a new floor allows stays where they are.
  await tx.query(
    `UPDATE leave_balance SET floor = $3 WHERE employee_id = $1 AND type = $2 AND floor <> $3
       AND granted - held - taken >= $3`,
    [of.employeeId, of.type, floor],
  );
  return { floor, buckets, endings };
}

/** What can be said of a movement by the row it becomes. */
interface Movement extends AccountOf {
  entry: 'grant' | 'hold' | 'expire' | 'deduct' | 'encash';
  moves: { bucketId: string; units: number }[];
  on: CalendarDate;
  /** What moves it: a second movement with the same source changes nothing. */
  source: string;
  leaveRequestId?: string;
  note?: string;
  actorId?: string;
}

/** Writes a movement into the ledger, a row for each bucket, and into the balance. The balance is locked already. */
export async function moveUnits(tx: Transaction, movement: Movement): Promise<void> {
  const { employeeId, type, entry, moves, on, source } = movement;
  if (moves.length === 0) return;
  await tx.query(
    `WITH entries AS (
       INSERT INTO leave_ledger (employee_id, type, entry, units, effective_on, source, leave_request_id, bucket_id,
         note, actor_id)
       SELECT $1, $2, $3, m.units, $4, $5, $6, m.bucket_id, $7, $8
       FROM unnest($9::uuid[], $10::integer[]) AS m (bucket_id, units)
       ON CONFLICT (employee_id, type, entry, source, bucket_id) DO NOTHING
       RETURNING units
     )
     UPDATE leave_balance SET
       granted = granted + CASE WHEN $3 = 'grant' THEN m.units WHEN $3 = 'hold' THEN 0 ELSE -m.units END,
       held = held + CASE WHEN $3 = 'hold' THEN m.units ELSE 0 END
     FROM (SELECT coalesce(sum(units), 0)::integer AS units FROM entries) m
     WHERE employee_id = $1 AND type = $2`,
    [
      ...[employeeId, type, entry, on, source],
      ...[movement.leaveRequestId ?? null, movement.note ?? null, movement.actorId ?? null],
      ...[moves.map(({ bucketId }) => bucketId), moves.map(({ units }) => units)],
    ],
  );
}

/**
 * Gives leave, in the caller's transaction and under the caller's lock. What was used in advance is paid back first.
 * @param grant.year the year it is given for; null for what is never lost
 */
export async function grantUnits(
  tx: Transaction,
  grant: Omit<Movement, 'entry' | 'moves'> & { units: number; year: number | null },
): Promise<void> {
  const { units, year, ...movement } = grant;
  const running = (await readBuckets(tx, grant)).find(({ isRunning }) => isRunning);
  if (!running) throw new Error('a locked balance has a running bucket');
  const paidBack = year === null ? units : Math.min(units, Math.max(0, -running.free));
  const moves = [{ bucketId: running.id, units: paidBack }];
  if (year !== null && units > paidBack)
    moves.push({ bucketId: await bucketOfYear(tx, grant, year), units: units - paidBack });
  await moveUnits(tx, {
    ...movement,
    entry: 'grant',
    moves: moves.filter((move) => move.units > 0),
  });
}

async function bucketOfYear(tx: Transaction, of: AccountOf, year: number): Promise<string> {
  const [bucket] = await tx.query<{ id: string }>(
    `INSERT INTO leave_bucket (employee_id, type, source, year, valid_from, expires_on)
     VALUES ($1, $2, 'year ' || $3::integer, $3, make_date($3, 1, 1), make_date($3, 12, 31))
     ON CONFLICT (employee_id, type, source) DO UPDATE SET year = excluded.year RETURNING id`,
    [of.employeeId, of.type, year],
  );
  if (!bucket) throw new Error('an upsert answers with its row');
  return bucket.id;
}

function readBuckets(db: Queryable, of: AccountOf): Promise<AccountBucket[]> {
  return db.query<AccountBucket>(
    `SELECT id, granted - used - removed AS free, source = 'running' AS "isRunning", valid_from AS "validFrom",
       expires_on AS "expiresOn", year, carried, removed
     FROM leave_bucket WHERE employee_id = $1 AND type = $2`,
    [of.employeeId, of.type],
  );
}

async function writeEnding(
  tx: Transaction,
  { employeeId, type }: AccountOf,
  ending: Ending,
): Promise<void> {
  const { bucketId, encash, expire, lastDay, carried, expiresOn, source } = ending;
  await tx.query('UPDATE leave_bucket SET carried = $2, expires_on = $3 WHERE id = $1', [
    bucketId,
    carried,
    expiresOn,
  ]);
  const movement = { employeeId, type, source };
  if (encash > 0) {
    const moves = [{ bucketId, units: encash }];
    await payOutUnits(tx, { ...movement, moves, on: lastDay });
  }
  if (expire === 0) return;
  // What came back after the last day is lost on the day it came back, not before.
  const [last] = await tx.query<{ on: CalendarDate }>(
    'SELECT greatest($2::date, max(effective_on)) AS "on" FROM leave_ledger WHERE bucket_id = $1',
    [bucketId, addDays(lastDay, 1)],
  );
  const moves = [{ bucketId, units: expire }];
  await moveUnits(tx, { ...movement, entry: 'expire', moves, on: last?.on ?? lastDay });
}

/** Takes units off that are paid out, and owes what they are worth: both once for a source. The balance is locked already. */
export async function payOutUnits(
  tx: Transaction,
  movement: Omit<Movement, 'entry'>,
): Promise<void> {
  await moveUnits(tx, { ...movement, entry: 'encash' });
  const units = movement.moves.reduce((sum, move) => sum + move.units, 0);
  const { employeeId, type, source, on } = movement;
  await owePayout(tx, { employeeId, type, source, on, units });
}
