import { addDays, type CalendarDate } from '../../domain/dates/calendar';
import { carriedUntil } from '../../domain/leave/accrual';
import { endOfBucket, type Bucket } from '../../domain/leave/buckets';
import type { LeaveType } from '../../domain/leave/leave-types';
import type { Queryable, Transaction } from '../../platform/database/database';
import { policyVersions, versionOn, type PolicyVersion } from './policy-versions';

/** Whose leave of which type. */
export interface AccountOf {
  employeeId: string;
  type: LeaveType;
}

/** A bucket with what decides about its end. */
export interface AccountBucket extends Bucket {
  year: number | null;
  carried: boolean;
  removed: number;
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

/** A bucket that is over: so much of it is lost on a day, and the rest goes on until another one. */
interface Ending {
  bucketId: string;
  expire: number;
  on: CalendarDate;
  carried: boolean;
  expiresOn: CalendarDate | null;
  source: string;
}

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

async function load(
  db: Queryable,
  of: AccountOf & { today: CalendarDate },
): Promise<Account & { endings: Ending[] }> {
  const [versions, [balance], buckets] = await Promise.all([
    policyVersions(db, of.type),
    db.query<{ floor: number }>(
      'SELECT floor FROM leave_balance WHERE employee_id = $1 AND type = $2',
      [of.employeeId, of.type],
    ),
    readBuckets(db, of),
  ]);
  const floor = versionOn(versions, { type: of.type, on: of.today })?.floor ?? balance?.floor ?? 0;
  // Somebody who never had any leave may still go below zero.
  if (!buckets.some(({ isRunning }) => isRunning)) buckets.push(EMPTY);
  return { floor, ...settle(buckets, versions, of) };
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

/** Locks a person's leave of a type and writes down what is over, and the floor that holds now. */
export async function lockAccount(
  tx: Transaction,
  of: AccountOf & { today: CalendarDate },
): Promise<Account> {
  await lockBalance(tx, of);
  const { floor, buckets, endings } = await load(tx, of);
  for (const ending of endings) await writeEnding(tx, of, ending);
  // Somebody who is further below zero than a new floor allows stays where they are.
  await tx.query(
    `UPDATE leave_balance SET floor = $3 WHERE employee_id = $1 AND type = $2 AND floor <> $3
       AND granted - held - taken >= $3`,
    [of.employeeId, of.type, floor],
  );
  return { floor, buckets };
}

/** What can be said of a movement by the row it becomes. */
export interface Movement extends AccountOf {
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

/** What is over by a day, oldest first, and the buckets as they are after it. */
function settle(
  buckets: AccountBucket[],
  versions: PolicyVersion[],
  { type, today }: { type: LeaveType; today: CalendarDate },
): { buckets: AccountBucket[]; endings: Ending[] } {
  const after = [...buckets].sort((a, b) => ((a.expiresOn ?? '9') < (b.expiresOn ?? '9') ? -1 : 1));
  const endings: Ending[] = [];
  for (const bucket of after) {
    while (bucket.expiresOn !== null && bucket.expiresOn < today) {
      const carry = carryOf(bucket, versions, { type, others: after });
      if (!carry && bucket.free <= 0) break;
      endings.push(endOne(bucket, carry));
    }
  }
  const isOver = ({ expiresOn }: AccountBucket) => expiresOn !== null && expiresOn < today;
  return { buckets: after.filter((bucket) => !isOver(bucket)), endings };
}

/** Ends a bucket in memory. */
function endOne(bucket: AccountBucket, carry: ReturnType<typeof carryOf>): Ending {
  const lastDay = bucket.expiresOn as CalendarDate;
  const end = endOfBucket({ bucket, carry });
  // What was removed so far only grows: with it the same end is the same row, and a later one another.
  const source = `end ${lastDay}/${bucket.removed}`;
  bucket.free -= end.expire;
  bucket.removed += end.expire;
  bucket.carried ||= end.carried;
  bucket.expiresOn = end.expiresOn;
  return { ...end, bucketId: bucket.id, on: addDays(lastDay, 1), carried: bucket.carried, source };
}

/** What a bucket of a year may take into the next one, by the policy that holds then, or held last. */
function carryOf(
  bucket: AccountBucket,
  versions: PolicyVersion[],
  { type, others }: { type: LeaveType; others: AccountBucket[] },
) {
  const { year, carried, expiresOn } = bucket;
  if (year === null || carried || expiresOn === null) return null;
  const version =
    versionOn(versions, { type, on: addDays(expiresOn, 1) }) ??
    versionOn(versions, { type, on: expiresOn });
  if (!version || version.carryMax === 0) return null;
  const already = others
    .filter((other) => other !== bucket && other.carried)
    .reduce((sum, { free }) => sum + Math.max(0, free), 0);
  return {
    max: version.carryMax ?? Number.MAX_SAFE_INTEGER,
    already,
    until: carriedUntil(year + 1, { months: version.carryMonths, days: version.carryDays }),
  };
}

async function writeEnding(tx: Transaction, of: AccountOf, ending: Ending): Promise<void> {
  const { bucketId, expire, on, carried, expiresOn, source } = ending;
  await tx.query('UPDATE leave_bucket SET carried = $2, expires_on = $3 WHERE id = $1', [
    bucketId,
    carried,
    expiresOn,
  ]);
  if (expire === 0) return;
  // What came back after the last day is lost on the day it came back, not before.
  const [last] = await tx.query<{ on: CalendarDate }>(
    'SELECT greatest($2::date, max(effective_on)) AS "on" FROM leave_ledger WHERE bucket_id = $1',
    [bucketId, on],
  );
  await moveUnits(tx, {
    ...of,
    entry: 'expire',
    moves: [{ bucketId, units: expire }],
    on: last?.on ?? on,
    source,
  });
}
