import type { z } from 'zod';
import type { Principal } from '../../domain/access/principal';
import { auditListQuerySchema, type AuditRow } from '../../domain/wire/admin';
import { approvalListQuerySchema, type ApprovalRow } from '../../domain/wire/approvals';
import type { ExportedList } from '../../domain/wire/exports';
import { onboardingsQuerySchema, type OnboardingWire } from '../../domain/wire/onboarding';
import type { Person } from '../../domain/wire/people';
import { leavePayableQuerySchema, type LeavePayableWire } from '../../domain/wire/leave-pay';
import { leaveYearRowQuerySchema, type LeaveYearRowWire } from '../../domain/wire/leave-years';
import {
  claimListQuerySchema,
  leaveListQuerySchema,
  projectListQuerySchema,
  type ExpenseClaimRow,
  type LeaveRequestRow,
  type ProjectRow,
} from '../../domain/wire/records';
import { listRequests } from '../../modules/approvals/queries';
import { listAudit } from '../../modules/audit/queries';
import { listExpenseClaims } from '../../modules/expenses/queries';
import { listLeaveRequests } from '../../modules/leave/record-queries';
import { listOnboardings } from '../../modules/onboarding/queries';
import { listLeaveYearRows } from '../../modules/leave/year-queries';
import { listLeavePayables } from '../../modules/leave-pay/queries';
import { listPeople } from '../../modules/people/queries';
import { listProjects } from '../../modules/projects/record-queries';
import type { Database } from '../../platform/database/database';
import { peopleQuerySchema } from '../people/routes';
import { incentiveLists } from './incentive-lists';
import { bankLists } from './bank-lists';
import { financeLists } from './finance-lists';
import { budgets } from './budgets';
import { projectPortfolio } from './project-portfolio';
import { reportLists } from './report-lists';
import { utilisation } from './utilisation';
import { amount, listExport } from './list-export';
import { salesLists } from './sales-lists';

const HALVES = { am: 'morning', pm: 'afternoon' };

const people = listExport('people', {
  summary: 'The people I may see, as a file',
  query: peopleQuerySchema,
  read: listPeople,
  shows: { resource: 'person', ids: (rows: Person[]) => rows.map(({ id }) => id) },
  cells: {
    name: ({ name }: Person) => name,
    email: ({ email }) => email,
    department: ({ department }) => department?.name ?? null,
    manager: ({ manager }) => manager?.name ?? null,
    grade: ({ grade }) => grade,
    roles: ({ roles }) => roles.join(', '),
    joined: ({ joinedOn }) => joinedOn,
    active: ({ active }) => (active ? 'yes' : 'no'),
  },
});

const leaveRequests = listExport('leave-requests', {
  summary: 'The leave I may see, as a file',
  query: leaveListQuerySchema,
  read: listLeaveRequests,
  shows: {
    resource: 'leave',
    ids: (rows: LeaveRequestRow[]) => rows.map(({ employee }) => employee.id),
  },
  cells: {
    employee: ({ employee }: LeaveRequestRow) => employee.name,
    type: ({ type }) => type,
    from: ({ from }) => from,
    fromHalf: ({ fromHalf }) => HALVES[fromHalf],
    to: ({ to }) => to,
    toHalf: ({ toHalf }) => HALVES[toHalf],
    days: ({ days }) => ({ decimal: days }),
    reason: ({ reason }) => reason,
    status: ({ status }) => status,
    asked: ({ createdAt }) => createdAt,
  },
});

const expenseClaims = listExport('expense-claims', {
  summary: 'The claims I may see, as a file',
  query: claimListQuerySchema,
  read: listExpenseClaims,
  shows: {
    resource: 'expense',
    ids: (rows: ExpenseClaimRow[]) => rows.map(({ employee }) => employee.id),
  },
  cells: {
    employee: ({ employee }: ExpenseClaimRow) => employee.name,
    title: ({ title }) => title,
    claimed: ({ total }) => amount(total),
    approved: ({ approved }) => amount(approved),
    currency: ({ total }) => total.currency,
    status: ({ status }) => status,
    asked: ({ createdAt }) => createdAt,
  },
});

const approvals = listExport('approvals', {
  summary: 'A box of requests, as a file',
  query: approvalListQuerySchema,
  read: listRequests,
  shows: {
    resource: 'approval',
    ids: (rows: ApprovalRow[]) => rows.map(({ requester }) => requester.id),
  },
  cells: {
    title: ({ title }: ApprovalRow) => title,
    kind: ({ kindLabel }) => kindLabel,
    requester: ({ requester }) => requester.name,
    status: ({ status }) => status,
    waiting: ({ waitingOn }) => waitingOn.map(({ name }) => name).join(', '),
    due: ({ dueAt }) => dueAt,
    asked: ({ submittedAt }) => submittedAt,
    closed: ({ closedAt }) => closedAt,
  },
});

const projects = listExport('projects', {
  summary: 'The projects I may see, as a file',
  query: projectListQuerySchema,
  read: listProjects,
  shows: { resource: 'project', ids: (rows: ProjectRow[]) => rows.map(({ id }) => id) },
  cells: {
    code: ({ code }: ProjectRow) => code,
    name: ({ name }) => name,
    customer: ({ customer }) => customer,
    department: ({ department }) => department.name,
    manager: ({ manager }) => manager.name,
    status: ({ status }) => status,
    starts: ({ startsOn }) => startsOn,
    live: ({ liveOn }) => liveOn,
  },
});

const onboardings = listExport('onboardings', {
  summary: 'The onboardings and off-boardings I may see, as a file',
  query: onboardingsQuerySchema,
  read: listOnboardings,
  shows: {
    resource: 'person',
    ids: (rows: OnboardingWire[]) => rows.map(({ person }) => person.id),
  },
  cells: {
    person: ({ person }: OnboardingWire) => person.name,
    purpose: ({ purpose }) => purpose,
    checklist: ({ template }) => template,
    dayZero: ({ dayZero }) => dayZero,
    progress: ({ tasks }) => `${tasks.settled} of ${tasks.total}`,
    blocking: ({ tasks }) => ({ decimal: String(tasks.blocking) }),
    status: ({ status }) => status,
    startedBy: ({ startedBy }) => startedBy.name,
    started: ({ startedAt }) => startedAt,
  },
});

const audit = listExport('audit', {
  summary: 'The audit trail, as a file',
  query: auditListQuerySchema,
  read: (db: Database, principal: Principal, query: z.output<typeof auditListQuerySchema>) =>
    listAudit(db, { ...query, readerId: principal.id }),
  shows: null,
  cells: {
    at: ({ at }: AuditRow) => at,
    actor: ({ actor }) => actor?.name ?? 'NETRA',
    action: ({ action }) => action,
    channel: ({ channel }) => channel,
    subject: ({ subjectType }) => subjectType,
    subjectId: ({ subjectId }) => subjectId,
    details: ({ details }) => JSON.stringify(details),
  },
});

const days = (value: string | undefined) => (value === undefined ? null : { decimal: value });

const leaveYearRows = listExport('leave-year-rows', {
  summary: 'The people of a run of a leave year’s end, as a file; for HR and admins',
  query: leaveYearRowQuerySchema,
  read: listLeaveYearRows,
  shows: null,
  cells: {
    employee: ({ employee }: LeaveYearRowWire) => employee.name,
    department: ({ department }) => department,
    type: ({ type }) => type,
    state: ({ state }) => state,
    carry: ({ planned }) => days(planned.carry),
    expire: ({ planned }) => days(planned.expire),
    encash: ({ planned }) => days(planned.encash),
    carried: ({ done }) => days(done?.carry),
    lost: ({ done }) => days(done?.expire),
    paidOut: ({ done }) => days(done?.encash),
    rate: ({ lacksRate }) => (lacksRate ? 'missing' : null),
    why: ({ why }) => why,
  },
});

const leavePayables = listExport('leave-payables', {
  summary: 'What is owed for leave that was paid out, as far as I may see it, as a file',
  query: leavePayableQuerySchema,
  read: listLeavePayables,
  shows: null,
  cells: {
    employee: ({ employee }: LeavePayableWire) => employee.name,
    type: ({ type }) => type,
    days: (row) => days(row.days),
    on: ({ on }) => on,
    rate: ({ rate }) => amount(rate),
    amount: (row) => amount(row.amount),
    currency: (row) => row.amount?.currency ?? null,
    status: ({ status }) => status,
    problem: ({ problem }) => problem,
    paid: ({ paidOn }) => paidOn,
  },
});

/** Every list that can be taken along. A further one is a line here: its rows come from the query of its pages. */
export const exportedLists = {
  people,
  'leave-requests': leaveRequests,
  'expense-claims': expenseClaims,
  approvals,
  projects,
  onboardings,
  audit,
  'leave-year-rows': leaveYearRows,
  'leave-payables': leavePayables,
  ...financeLists,
  ...reportLists,
  ...bankLists,
  'project-portfolio': projectPortfolio,
  budgets,
  utilisation,
  ...salesLists,
  ...incentiveLists,
} satisfies Record<ExportedList, unknown>;
