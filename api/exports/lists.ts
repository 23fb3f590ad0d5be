import type { z } from 'zod';
import type { Principal } from '../../domain/access/principal';
import type { SheetColumn } from '../../domain/sheet';
import { approvalListQuerySchema, type ApprovalRow } from '../../domain/wire/approvals';
import type { MoneyWire, Page } from '../../domain/wire/common';
import type { ExportedList } from '../../domain/wire/exports';
import type { Person } from '../../domain/wire/people';
import { leavePayableQuerySchema, type LeavePayableWire } from '../../domain/wire/leave-pay';
import { leaveYearRowQuerySchema, type LeaveYearRowWire } from '../../domain/wire/leave-years';
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
import { listLeaveYearRows } from '../../modules/leave/year-queries';
import { listLeavePayables } from '../../modules/leave-pay/queries';
import { listPeople } from '../../modules/people/queries';
import { listProjects } from '../../modules/projects/record-queries';
import type { Database } from '../../platform/database/database';
import { peopleQuerySchema } from '../people/routes';

/** A list as a file: what it can be asked, the very query that its pages are read with, and its columns. */
export interface ListExport<Query extends z.ZodObject, Row> {
  summary: string;
  query: Query;
  read: (db: Database, principal: Principal, query: z.output<Query>) => Promise<Page<Row>>;
  columns: SheetColumn<Row>[];
}

function listExport<Query extends z.ZodObject, Row>(list: ListExport<Query, Row>) {
  return list;
}

const HALVES = { am: 'morning', pm: 'afternoon' };
const amount = (money: MoneyWire | null) => money && { decimal: money.amount };

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

const days = (value: string | undefined) => (value === undefined ? null : { decimal: value });

const leaveYearRows = listExport({
  summary: 'The people of a run of a leave year’s end, as a file; for HR and admins',
  query: leaveYearRowQuerySchema,
  read: listLeaveYearRows,
  columns: [
    { title: 'Employee', cell: ({ employee }: LeaveYearRowWire) => employee.name },
    { title: 'Department', cell: ({ department }) => department },
    { title: 'Type', cell: ({ type }) => type },
    { title: 'State', cell: ({ state }) => state },
    { title: 'To be carried', cell: ({ planned }) => days(planned.carry) },
    { title: 'To be lost', cell: ({ planned }) => days(planned.expire) },
    { title: 'To be paid out', cell: ({ planned }) => days(planned.encash) },
    { title: 'Carried', cell: ({ done }) => days(done?.carry) },
    { title: 'Lost', cell: ({ done }) => days(done?.expire) },
    { title: 'Paid out', cell: ({ done }) => days(done?.encash) },
    { title: 'Daily rate', cell: ({ lacksRate }) => (lacksRate ? 'missing' : null) },
    { title: 'Why', cell: ({ why }) => why },
  ],
});

const leavePayables = listExport({
  summary: 'What is owed for leave that was paid out, as far as I may see it, as a file',
  query: leavePayableQuerySchema,
  read: listLeavePayables,
  columns: [
    { title: 'Employee', cell: ({ employee }: LeavePayableWire) => employee.name },
    { title: 'Type', cell: ({ type }) => type },
    { title: 'Days', cell: (row) => days(row.days) },
    { title: 'By the rate of', cell: ({ on }) => on },
    { title: 'Daily rate', cell: ({ rate }) => amount(rate) },
    { title: 'Amount', cell: (row) => amount(row.amount) },
    { title: 'Currency', cell: (row) => row.amount?.currency ?? null },
    { title: 'Status', cell: ({ status }) => status },
    { title: 'Problem', cell: ({ problem }) => problem },
    { title: 'Paid on', cell: ({ paidOn }) => paidOn },
  ],
});

/** Every list that can be taken along. A further one is a line here: its rows come from the query of its pages. */
export const exportedLists = {
  people,
  'leave-requests': leaveRequests,
  'expense-claims': expenseClaims,
  approvals,
  projects,
  'leave-year-rows': leaveYearRows,
  'leave-payables': leavePayables,
} satisfies Record<ExportedList, unknown>;
