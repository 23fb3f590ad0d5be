import type { FigureSql, RowSql } from '../figure-sql';

/** What a part of absences is: a built-in type by its code, one that HR added by its name. */
export const LEAVE_TYPE = 'CASE WHEN t.built_in THEN t.code ELSE t.name END';

/** Approved leave by the weeks it touches between two days, as the SQL expressions of dates; once for each week. */
export function absencesByWeek(
  sql: FigureSql,
  span: { from: string; to: string; whose: string } & Pick<RowSql, 'part' | 'target'>,
): string {
  const { from, to, whose, part, target } = span;
  return `SELECT ${sql.row({
    id: `l.id || '-' || w.monday::date`,
    at: sql.startOf('l.from_on'),
    title: `t.name || ', ' || to_char(l.from_on, 'FMDD Mon YYYY') || ' to ' || to_char(l.to_on, 'FMDD Mon YYYY')`,
    person: 'l.employee_id',
    by: 'w.monday::date',
    part,
    target,
  })}
  FROM leave_request l JOIN leave_type t ON t.code = l.type JOIN employee e ON e.id = l.employee_id
  CROSS JOIN LATERAL generate_series(date_trunc('week', greatest(l.from_on, ${from})::timestamp),
    least(l.to_on, ${to})::timestamp, interval '7 days') w(monday)
  WHERE l.status = 'approved' AND l.from_on <= ${to} AND l.to_on >= ${from} AND e.active AND ${whose}`;
}
