import type { LeaveType } from '../../domain/leave/leave-types';
import { lastDayOfYear, type AccountBucket } from '../../domain/leave/year-end';
import type { Queryable } from '../../platform/database/database';
import { typeIsFor } from './type-queries';

/** A person's leave of a type with what a year's end goes by. */
export interface YearAccount {
  employeeId: string;
  active: boolean;
  type: LeaveType;
  typeName: string;
  buckets: AccountBucket[];
  /** Units of the year that were paid out. */
  encashed: number;
  /** Whether a daily rate holds on the year's last day. */
  hasRate: boolean;
}

/**
 * The accounts a year's end is about: of everybody who is here each type that a policy gives, and of those who are not
 * what they had of the year.
 */
export function readYearAccounts(
  db: Queryable,
  of: { year: number; departmentId: string | null },
): Promise<YearAccount[]> {
  return db.query<YearAccount>(
    `SELECT e.id AS "employeeId", e.active, t.code AS type, t.name AS "typeName", coalesce(b.buckets, '[]') AS buckets,
       (SELECT coalesce(sum(l.units), 0)::integer FROM leave_ledger l
        WHERE l.employee_id = e.id AND l.type = t.code AND l.entry = 'encash'
          AND date_part('year', l.effective_on) = $1) AS encashed,
       EXISTS (SELECT 1 FROM daily_rate r WHERE r.employee_id = e.id AND r.valid_from <= $2) AS "hasRate"
     FROM employee e
     CROSS JOIN leave_type t
     LEFT JOIN LATERAL (
       SELECT json_agg(json_build_object('id', id, 'free', granted - used - removed, 'isRunning', source = 'running',
           'validFrom', valid_from, 'expiresOn', expires_on, 'year', year, 'carried', carried, 'removed', removed))
         AS buckets, bool_or(year = $1) AS has_year
       FROM leave_bucket WHERE employee_id = e.id AND type = t.code) b ON true
     WHERE ($3::uuid IS NULL OR e.department_id = $3) AND (b.has_year OR (e.active AND ${typeIsFor('t', 'e')} AND EXISTS (
       SELECT 1 FROM leave_policy_version v
       WHERE v.type = t.code AND v.valid_from <= $2 AND coalesce(v.valid_to >= $2, true))))`,
    [of.year, lastDayOfYear(of.year), of.departmentId],
  );
}
