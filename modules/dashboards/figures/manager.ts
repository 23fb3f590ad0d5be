import type { FigureSql } from '../figure-sql';
import { absencesByWeek } from './leave-rows';
import { monthOf, spentLines } from './money-rows';

/** What I am asked to sign, by how near its deadline is. */
export function waitingOnMe(sql: FigureSql): string {
  const me = sql.bound(sql.principal.id);
  return `SELECT ${sql.row({
    id: 't.id',
    at: 't.created_at',
    title: 'r.title',
    person: 'r.requester_id',
    by: sql.dueOf('s.due_at'),
    target: { to: 'approval', id: 'r.id' },
  })}
  FROM approval_task t JOIN approval_request r ON r.id = t.request_id AND r.status = 'pending'
  JOIN approval_step s ON s.id = t.step_id WHERE t.approver_id = ${me} AND t.status = 'open'`;
}

/** When my people are away in the next 30 days. */
export function teamAbsences(sql: FigureSql): string {
  const today = sql.today();
  return absencesByWeek(sql, {
    from: today,
    to: `(${today} + 29)`,
    whose: sql.isMine('l.employee_id'),
    target: { to: 'approval', id: sql.approvalOf('leave', 'l.id') },
  });
}

/** What my people have spent, by month and category. */
export function teamSpend(sql: FigureSql): string {
  const whose = sql.isMine('c.employee_id');
  return spentLines(sql, { whose, by: monthOf('l.spent_on'), part: 'l.category' });
}

/** My decisions by week, each with the seconds from the moment I was asked. One that was taken back is none. */
export function myDecisions(sql: FigureSql): string {
  const me = sql.bound(sql.principal.id);
  const [from, day] = [sql.today(), sql.dayOf('d.received_at')];
  return `SELECT ${sql.row({
    id: 'd.id',
    at: 'd.received_at',
    title: 'r.title',
    person: 'r.requester_id',
    by: `date_trunc('week', ${day}::timestamp)::date`,
    value: 'extract(epoch FROM d.received_at - t.created_at)',
    target: { to: 'approval', id: 'r.id' },
  })}
  FROM approval_decision d JOIN approval_task t ON t.id = d.task_id JOIN approval_request r ON r.id = d.request_id
  WHERE d.decided_by = ${me} AND d.received_at >= ${sql.startOf(`date_trunc('week', ${from}::timestamp)::date - 77`)}
    AND NOT EXISTS (SELECT FROM approval_undo u WHERE u.decision_id = d.id)`;
}
