import { dateIn } from '../../domain/dates/today';
import { pageOf } from '../../domain/wire/common';
import {
  editLeaveTypeSchema,
  leaveTypeParamsSchema,
  leaveTypeSchema,
  newLeaveTypeSchema,
} from '../../domain/wire/leave-types';
import { listLeaveTypes } from '../../modules/leave/type-queries';
import { addLeaveType, editLeaveType } from '../../modules/leave/use-cases/keep-leave-types';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Leave';

/** The types of leave: everybody reads them, HR and admins keep them. */
export function leaveTypeRoutes(deps: ApiDeps): Route[] {
  const { db, clock } = deps;
  return [
    defineRoute({
      method: 'get',
      path: '/leave-types',
      tag,
      summary: 'The types of leave, and which of them I may take',
      answer: pageOf(leaveTypeSchema),
      handle: async ({ principal: { id, zone } }) => ({
        items: await listLeaveTypes(db, { employeeId: id, today: dateIn(zone, clock.now()) }),
        nextCursor: null,
      }),
    }),
    defineRoute({
      method: 'post',
      path: '/leave-types',
      tag,
      access: ['hr', 'admin'],
      summary: 'Add a type of leave',
      body: newLeaveTypeSchema,
      answer: leaveTypeSchema,
      status: 201,
      creates: true,
      handle: ({ principal, body }) => addLeaveType(deps, principal, body),
    }),
    defineRoute({
      method: 'patch',
      path: '/leave-types/:code',
      tag,
      access: ['hr', 'admin'],
      summary: 'Change a type of leave, retire it or bring it back',
      params: leaveTypeParamsSchema,
      body: editLeaveTypeSchema,
      answer: leaveTypeSchema,
      handle: ({ principal, params: { code }, body }) =>
        editLeaveType(deps, principal, { code, changes: body }),
    }),
  ];
}
