import { approvalListQuerySchema, type ApprovalRow } from '../../domain/wire/approvals';
import type { ExportedList } from '../../domain/wire/exports';
import type { Person } from '../../domain/wire/people';
import {
  projectListQuerySchema,
  recordListQuerySchema,
  type ExpenseClaimRow,
  type LeaveRequestRow,
  type ProjectRow,
} from '../../domain/wire/records';
import { listRequests } from '../../modules/approvals/queries';
import { listExpenseClaims } from '../../modules/expenses/queries';
import { listLeaveRequests } from '../../modules/leave/record-queries';
import { listPeople } from '../../modules/people/queries';
import { listProjects } from '../../modules/projects/record-queries';
import { peopleQuerySchema } from '../people/routes';
import { financeLists } from './finance-lists';
import { amount, listExport } from './list-export';

const HALVES = { am: 'morning', pm: 'afternoon' };

const people = listExport({
  summary: 'The people I may see, as a file',
  query: peopleQuerySchema,
  read: listPeople,
  columns: [
    { title: 'Name', cell: ({ name }: Person) => name },
    { title: 'E-mail', cell: ({ email }) => email },
    { title: 'Department', cell: ({ department }) => department?.name ?? null },
    { title: 'Manager', cell: ({ manager }) => manager?.name ?? null },
    { title: 'Grade', cell: ({ grade }) => grade },
    { title: 'Roles', cell: ({ roles }) => roles.join(', ') },
    { title: 'Joined on', cell: ({ joinedOn }) => joinedOn },
    { title: 'Active', cell: ({ active }) => (active ? 'yes' : 'no') },
  ],
});

const leaveRequests = listExport({
  summary: 'The leave I may see, as a file',
  query: recordListQuerySchema,
  read: listLeaveRequests,
  columns: [
    { title: 'Employee', cell: ({ employee }: LeaveRequestRow) => employee.name },
    { title: 'Type', cell: ({ type }) => type },
    { title: 'From', cell: ({ from }) => from },
    { title: 'From half', cell: ({ fromHalf }) => HALVES[fromHalf] },
    { title: 'To', cell: ({ to }) => to },
    { title: 'To half', cell: ({ toHalf }) => HALVES[toHalf] },
    { title: 'Days', cell: ({ days }) => ({ decimal: days }) },
    { title: 'Reason', cell: ({ reason }) => reason },
    { title: 'Status', cell: ({ status }) => status },
    { title: 'Asked at', cell: ({ createdAt }) => createdAt },
  ],
});

const expenseClaims = listExport({
  summary: 'The claims I may see, as a file',
  query: recordListQuerySchema,
  read: listExpenseClaims,
  columns: [
    { title: 'Employee', cell: ({ employee }: ExpenseClaimRow) => employee.name },
    { title: 'Title', cell: ({ title }) => title },
    { title: 'Claimed', cell: ({ total }) => amount(total) },
    { title: 'Approved', cell: ({ approved }) => amount(approved) },
    { title: 'Currency', cell: ({ total }) => total.currency },
    { title: 'Status', cell: ({ status }) => status },
    { title: 'Asked at', cell: ({ createdAt }) => createdAt },
  ],
});

const approvals = listExport({
  summary: 'A box of requests, as a file',
  query: approvalListQuerySchema,
  read: listRequests,
  columns: [
    { title: 'Title', cell: ({ title }: ApprovalRow) => title },
    { title: 'Kind', cell: ({ kindLabel }) => kindLabel },
    { title: 'Requester', cell: ({ requester }) => requester.name },
    { title: 'Status', cell: ({ status }) => status },
    { title: 'Waits on', cell: ({ waitingOn }) => waitingOn.map(({ name }) => name).join(', ') },
    { title: 'Due at', cell: ({ dueAt }) => dueAt },
    { title: 'Asked at', cell: ({ submittedAt }) => submittedAt },
    { title: 'Closed at', cell: ({ closedAt }) => closedAt },
  ],
});

const projects = listExport({
  summary: 'The projects I may see, as a file',
  query: projectListQuerySchema,
  read: listProjects,
  columns: [
    { title: 'Code', cell: ({ code }: ProjectRow) => code },
    { title: 'Name', cell: ({ name }) => name },
    { title: 'Customer', cell: ({ customer }) => customer },
    { title: 'Department', cell: ({ department }) => department.name },
    { title: 'Manager', cell: ({ manager }) => manager.name },
    { title: 'Status', cell: ({ status }) => status },
    { title: 'Starts on', cell: ({ startsOn }) => startsOn },
    { title: 'Live on', cell: ({ liveOn }) => liveOn },
  ],
});

/** Every list that can be taken along. A further one is a line here: its rows come from the query of its pages. */
export const exportedLists = {
  people,
  'leave-requests': leaveRequests,
  'expense-claims': expenseClaims,
  approvals,
  projects,
  ...financeLists,
} satisfies Record<ExportedList, unknown>;
