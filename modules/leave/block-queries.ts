import type { Principal } from '../../domain/access/principal';
import type { CalendarDate } from '../../domain/dates/calendar';
import type { LeaveBlock } from '../../domain/leave/leave-blocks';
import type { LeaveBlockQuery, LeaveBlockWire } from '../../domain/wire/leave-blocks';
import type { Queryable } from '../../platform/database/database';

/** Whether somebody keeps every block: HR and admins. Heads keep those of their own departments. */
export function keepsAllBlocks({ roles }: Pick<Principal, 'roles'>): boolean {
  return roles.includes('hr') || roles.includes('admin');
}

/** The blocks between two dates that are about somebody who is not let off, the soonest first. */
export function blocksFor(
  db: Queryable,
  of: { employeeId: string; from: CalendarDate; to: CalendarDate },
): Promise<LeaveBlock[]> {
  return db.query<LeaveBlock>(
    `SELECT b.name, b.from_on AS "from", b.to_on AS "to", b.types, b.effect, b.reason FROM leave_block b
     WHERE daterange(b.from_on, b.to_on, '[]') && daterange($2::date, $3::date, '[]') AND ${isAbout('$1')}
     ORDER BY b.from_on, b.id`,
    [of.employeeId, of.from, of.to],
  );
}

/** The blocks somebody may see: those about themselves, those they keep, and for HR and admins all of them. */
export async function listLeaveBlocks(
  db: Queryable,
  principal: Principal,
  { query, today }: { query: LeaveBlockQuery; today: CalendarDate },
): Promise<LeaveBlockWire[]> {
  return readBlocks(db, principal, { from: query.from ?? today, to: query.to ?? null, id: null });
}

/** One block as somebody sees it, or undefined. */
export async function findLeaveBlock(
  db: Queryable,
  principal: Principal,
  id: string,
): Promise<LeaveBlockWire | undefined> {
  const [block] = await readBlocks(db, principal, { from: null, to: null, id });
  return block;
}

function readBlocks(
  db: Queryable,
  principal: Principal,
  only: { from: CalendarDate | null; to: CalendarDate | null; id: string | null },
): Promise<LeaveBlockWire[]> {
  return db.query<LeaveBlockWire>(
    `SELECT b.id, b.name, b.from_on AS "from", b.to_on AS "to", b.types, b.effect, b.reason,
       CASE WHEN d.id IS NOT NULL THEN json_build_object('id', d.id, 'name', d.name) END AS department,
       CASE WHEN l.id IS NOT NULL THEN json_build_object('id', l.id, 'name', l.name) END AS location,
       m.mine, k.keeps AS "mayChange",
       CASE WHEN $2 THEN (SELECT coalesce(json_agg(json_build_object('person', json_build_object('id', p.id, 'name', p.name),
           'reason', x.reason, 'by', g.name,
           'at', to_char(x.given_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY p.name, p.id), '[]')
         FROM leave_block_exception x JOIN employee p ON p.id = x.employee_id JOIN employee g ON g.id = x.given_by
         WHERE x.block_id = b.id) ELSE '[]' END AS "letOff"
     FROM leave_block b LEFT JOIN department d ON d.id = b.department_id LEFT JOIN location l ON l.id = b.location_id
     CROSS JOIN LATERAL (SELECT ${isAbout('$1')} AS mine) m
     CROSS JOIN LATERAL (SELECT $2 OR coalesce(b.department_id = ANY($3::uuid[]), false) AS keeps) k
     WHERE (m.mine OR k.keeps) AND b.to_on >= coalesce($4::date, '-infinity')
       AND b.from_on <= coalesce($5::date, 'infinity') AND ($6::uuid IS NULL OR b.id = $6)
     ORDER BY b.from_on, b.name, b.id`,
    [
      ...[principal.id, keepsAllBlocks(principal), principal.headsDepartmentIds],
      ...[only.from, only.to, only.id],
    ],
  );
}

/** SQL for whether the block `b` is about somebody who is not let off; `person` is an SQL expression. */
function isAbout(person: string): string {
  return `(leave_block_is_for(b, ${person}::uuid) AND NOT EXISTS
    (SELECT FROM leave_block_exception o WHERE o.block_id = b.id AND o.employee_id = ${person}::uuid))`;
}
