import type { FigureId } from '../../domain/dashboards/figures';
import type { FigureSql } from './figure-sql';
import * as admin from './figures/admin';
import * as employee from './figures/employee';
import * as finance from './figures/finance';
import * as hr from './figures/hr';
import * as manager from './figures/manager';

/** The rows of every figure as a SELECT, scoped by who reads: bars and lists are both made of it, so that they agree. */
export const ROWS_OF: Record<FigureId, (sql: FigureSql) => string> = {
  'my-balances': employee.myBalances,
  'my-requests': employee.myRequests,
  'my-claims-owed': employee.myClaimsOwed,
  'my-tasks': employee.myTasks,
  'out-today': employee.outToday,
  'waiting-on-me': manager.waitingOnMe,
  'team-absences': manager.teamAbsences,
  'team-spend': manager.teamSpend,
  'my-decisions': manager.myDecisions,
  'head-count': hr.headCount,
  'head-count-by-month': hr.headCountByMonth,
  'joiners-leavers': hr.joinersLeavers,
  'leave-liability': hr.leaveLiability,
  'onboardings-overdue': hr.onboardingsOverdue,
  'absences-by-week': hr.companyAbsences,
  'claims-unpaid': finance.claimsUnpaid,
  'spend-by-category': finance.spendByCategory,
  'spend-by-department': finance.spendByDepartment,
  'advances-open': finance.advancesOpen,
  'approvals-by-kind': admin.approvalsByKind,
  'approvals-by-day': admin.approvalsByDay,
  'deadlines-breached': admin.deadlinesBreached,
  'mails-failed': admin.mailsFailed,
};
