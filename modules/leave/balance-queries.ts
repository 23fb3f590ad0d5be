import type { Principal } from '../../domain/access/principal';
import { scope } from '../../domain/access/scope';
import { bucketName } from '../../domain/leave/ledger';
import type { LeaveType } from '../../domain/leave/leave-types';
import { formatUnits } from '../../domain/leave/working-days';
import type { Page } from '../../domain/wire/common';
import type { LeaveBalance, LeaveBalanceQuery, LeaveBucket } from '../../domain/wire/records';
import { decodeCursor, encodeCursor } from '../../platform/database/cursor';
import type { Queryable } from '../../platform/database/database';
import { visibleEmployees } from '../people/policy';
import { typeIsFor } from './type-queries';

interface Row {
  employeeId: string;
  employeeName: string;
  type: LeaveType;
  name: string;
  needsBalance: boolean;
  granted: number;
  held: number;
  taken: number;
  buckets: BucketRow[];
}

interface BucketRow {
  id: string;
  year: number | null;
  carried: boolean;
  granted: number;
  used: number;
  removed: number;
  validFrom: string | null;
  expiresOn: string | null;
}

/** Whether somebody ever had anything of a type, which is then shown whatever became of the type. */
const HAD = `EXISTS (SELECT FROM leave_bucket h WHERE h.employee_id = p.id AND h.type = t.code)`;

/** What counts now: the running row. */
const RUNNING = `SELECT granted, held, taken FROM leave_balance b
  WHERE b.employee_id = p.id AND b.type = t.code`;

/** What the ledger said at the end of a day. */
const asOfDay = (day: string) => `SELECT
    coalesce(sum(CASE entry WHEN 'grant' THEN units WHEN 'expire' THEN -units WHEN 'deduct' THEN -units
      WHEN 'encash' THEN -units END), 0)::integer AS granted,
    coalesce(sum(CASE entry WHEN 'hold' THEN units WHEN 'release' THEN -units END), 0)::integer AS held,
    coalesce(sum(CASE entry WHEN 'take' THEN units WHEN 'restore' THEN -units END), 0)::integer AS taken
  FROM leave_ledger l
  WHERE l.employee_id = p.id AND l.type = t.code AND l.effective_on <= ${day}::date`;

/** What is in each bucket: now, or by the rows up to a day. */
const bucketSums = (day: string | null) =>
  day === null
    ? 'SELECT u.id, u.granted, u.used, u.removed FROM leave_bucket u WHERE u.employee_id = p.id AND u.type = t.code'
    : `SELECT l.bucket_id AS id,
        sum(CASE entry WHEN 'grant' THEN units ELSE 0 END)::integer AS granted,
        sum(CASE WHEN entry IN ('hold', 'take') THEN units WHEN entry IN ('release', 'restore') THEN -units ELSE 0 END
          )::integer AS used,
        sum(CASE WHEN entry IN ('expire', 'deduct', 'encash') THEN units ELSE 0 END)::integer AS removed
      FROM leave_ledger l WHERE l.employee_id = p.id AND l.type = t.code AND l.effective_on <= ${day}::date
      GROUP BY l.bucket_id`;

const bucketsOf = (
  day: string | null,
) => `SELECT coalesce(json_agg(json_build_object('id', b.id, 'year', b.year,
    'carried', b.carried, 'granted', s.granted, 'used', s.used, 'removed', s.removed, 'validFrom', b.valid_from,
    'expiresOn', b.expires_on) ORDER BY b.source = 'running', b.expires_on, b.valid_from), '[]') AS buckets
  FROM (${bucketSums(day)}) s JOIN leave_bucket b ON b.id = s.id
  WHERE s.granted > 0 OR s.used > 0`;

/** The balances a person may see: their own first, then others' by name, each with every type of leave that is for them. */
export async function listLeaveBalances(
  db: Queryable,
  principal: Principal,
  query: LeaveBalanceQuery,
): Promise<Page<LeaveBalance>> {
  const after = decodeCursor(query.cursor);
  const parameters: unknown[] = [principal.id];
  const conditions = ['e.active', visibleEmployees(scope(principal, 'leave'), 'e.id', parameters)];
  if (query.employeeId) conditions.push(`e.id = $${parameters.push(query.employeeId)}`);
  if (after)
    conditions.push(
      `(e.id <> $1, e.name, e.id) > ($${parameters.push(after.id)}::uuid <> $1, $${parameters.push(after.sortKey)}, $${parameters.push(after.id)}::uuid)`,
    );
  const limit = parameters.push(query.limit + 1);
  const day = query.asOf ? `$${parameters.push(query.asOf)}` : null;
  const rows = await db.query<Row>(
    `SELECT p.id AS "employeeId", p.name AS "employeeName", t.code AS type, t.name,
       t.needs_balance AS "needsBalance", coalesce(f.granted, 0) AS granted,
       coalesce(f.held, 0) AS held, coalesce(f.taken, 0) AS taken, k.buckets
     FROM (SELECT e.id, e.name, e.zone FROM employee e WHERE ${conditions.join(' AND ')}
           ORDER BY e.id <> $1, e.name, e.id LIMIT $${limit}) p
     JOIN leave_type t ON (t.retired_at IS NULL AND ${typeIsFor('t', 'p')}) OR ${HAD}
     LEFT JOIN LATERAL (${day === null ? RUNNING : asOfDay(day)}) f ON true
     CROSS JOIN LATERAL (${bucketsOf(day)}) k
     ORDER BY p.id <> $1, p.name, p.id, t.ordinal`,
    parameters,
  );
  return pageOfPeople(rows, query.limit);
}

/** Cuts after `limit` people, not rows: a person's types stay together. */
function pageOfPeople(rows: Row[], limit: number): Page<LeaveBalance> {
  const people = [...new Map(rows.map((row) => [row.employeeId, row])).values()];
  const shown = new Set(people.slice(0, limit).map((row) => row.employeeId));
  const last = people.length > limit ? people[limit - 1] : undefined;
  return {
    items: rows.filter((row) => shown.has(row.employeeId)).map(present),
    nextCursor: last ? encodeCursor({ sortKey: last.employeeName, id: last.employeeId }) : null,
  };
}

function present(row: Row): LeaveBalance {
  return {
    employee: { id: row.employeeId, name: row.employeeName },
    type: row.type,
    name: row.name,
    needsBalance: row.needsBalance,
    granted: formatUnits(row.granted),
    held: formatUnits(row.held),
    taken: formatUnits(row.taken),
    available: formatUnits(row.granted - row.held - row.taken),
    buckets: row.buckets.map(presentBucket),
  };
}

function presentBucket(bucket: BucketRow): LeaveBucket {
  return {
    id: bucket.id,
    name: bucketName(bucket),
    granted: formatUnits(bucket.granted),
    used: formatUnits(bucket.used),
    removed: formatUnits(bucket.removed),
    left: formatUnits(bucket.granted - bucket.used - bucket.removed),
    validFrom: bucket.validFrom,
    expiresOn: bucket.expiresOn,
  };
}
