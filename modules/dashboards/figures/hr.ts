import { scope } from '../../../domain/access/scope';
import { visibleEmployees } from '../../people/policy';
import type { FigureSql } from '../figure-sql';
import { absencesByWeek, LEAVE_TYPE } from './leave-rows';

const PERSON = { to: 'person', id: 'e.id' } as const;

const visible = (sql: FigureSql, resource: 'person' | 'leave', column: string) =>
  visibleEmployees(scope(sql.principal, resource), column, sql.parameters);

/** Everybody who is active, by department. */
export function headCount(sql: FigureSql): string {
  return `SELECT ${sql.row({
    id: 'e.id',
    at: sql.startOf('e.joined_on'),
    title: 'e.name',
    person: 'e.id',
    by: 'e.department_id',
    label: 'd.name',
    target: PERSON,
  })}
  FROM employee e LEFT JOIN department d ON d.id = e.department_id WHERE e.active AND ${visible(sql, 'person', 'e.id')}`;
}

/** Who was here at the end of each of the last twelve months, or today in the running one. */
export function headCountByMonth(sql: FigureSql): string {
  const today = sql.today();
  const months = `generate_series(${sql.monthsAgo(11)}::timestamp, date_trunc('month', ${today}::timestamp), interval '1 month')`;
  const end = `least((m.first + interval '1 month')::date - 1, ${today})`;
  return `SELECT ${sql.row({
    id: `e.id || '-' || to_char(m.first, 'YYYY-MM')`,
    at: sql.startOf('e.joined_on'),
    title: 'e.name',
    person: 'e.id',
    by: `to_char(m.first, 'YYYY-MM')`,
    target: PERSON,
  })}
  FROM ${months} m(first) CROSS JOIN employee e LEFT JOIN employee_last_day x ON x.employee_id = e.id
  WHERE e.joined_on <= ${end} AND coalesce(x.last_day >= ${end}, e.active) AND ${visible(sql, 'person', 'e.id')}`;
}

/** Who came and who went in the last twelve months. */
export function joinersLeavers(sql: FigureSql): string {
  const [from, today] = [sql.monthsAgo(11), sql.today()];
  return `SELECT ${sql.row({
    id: `e.id || '-' || v.event`,
    at: sql.startOf('v.day'),
    title: 'e.name',
    person: 'e.id',
    by: `to_char(v.day, 'YYYY-MM')`,
    part: 'v.event',
    target: PERSON,
  })}
  FROM employee e LEFT JOIN employee_last_day x ON x.employee_id = e.id
  CROSS JOIN LATERAL (VALUES ('joined', e.joined_on), ('left', x.last_day)) v(event, day)
  WHERE v.day >= ${from} AND v.day <= ${today} AND ${visible(sql, 'person', 'e.id')}`;
}

/** Days that were granted and not taken. What is asked for and not decided is still owed. */
export function leaveLiability(sql: FigureSql): string {
  return `SELECT ${sql.row({
    id: `b.employee_id || '-' || b.type`,
    at: sql.now(),
    title: 't.name',
    person: 'e.id',
    by: 'b.type',
    label: 't.name',
    value: 'b.granted - b.taken',
    target: { to: 'leave-account', id: 'e.id' },
  })}
  FROM leave_balance b JOIN leave_type t ON t.code = b.type AND t.needs_balance JOIN employee e ON e.id = b.employee_id
  WHERE e.active AND b.granted > b.taken AND ${visible(sql, 'leave', 'e.id')}`;
}

/** What is late for those who join or leave, by who is to do it. */
export function onboardingsOverdue(sql: FigureSql): string {
  return `SELECT ${sql.row({
    id: 'k.id',
    at: sql.startOf('k.due_on'),
    title: 'k.title',
    person: 'o.person_id',
    by: 'k.owner_role',
    target: { to: 'onboarding', id: 'o.id' },
  })}
  FROM onboarding_task k JOIN onboarding o ON o.id = k.onboarding_id AND o.status = 'running'
  WHERE k.status = 'open' AND k.due_on < ${sql.today()} AND ${visible(sql, 'person', 'o.person_id')}`;
}

/** How many are away, week by week. */
export function companyAbsences(sql: FigureSql): string {
  const monday = `date_trunc('week', ${sql.today()}::timestamp)::date`;
  return absencesByWeek(sql, {
    from: `(${monday} - 84)`,
    to: `(${monday} + 34)`,
    whose: visible(sql, 'leave', 'l.employee_id'),
    part: LEAVE_TYPE,
    target: PERSON,
  });
}
