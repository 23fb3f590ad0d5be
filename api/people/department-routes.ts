import { z } from 'zod';
import { wholeListOf } from '../../domain/wire/common';
import {
  departmentNodeSchema,
  editDepartmentSchema,
  newDepartmentSchema,
} from '../../domain/wire/organisation';
import { findDepartment, listDepartments } from '../../modules/people/department-queries';
import { addDepartment, editDepartment } from '../../modules/people/use-cases/edit-departments';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Organisation';
const params = z.object({ id: z.uuid() });

/** Departments: everybody sees the tree, HR and admins change it. */
export function departmentRoutes(deps: ApiDeps): Route[] {
  return [...readingRoutes(deps), ...changingRoutes(deps)];
}

function readingRoutes({ db }: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/departments',
      tag,
      summary: 'All departments with their heads, HR people and places in the tree',
      answer: wholeListOf(departmentNodeSchema),
      handle: async ({ principal }) => ({
        items: await listDepartments(db, principal),
        nextCursor: null,
      }),
    }),
    defineRoute({
      method: 'get',
      path: '/departments/:id',
      tag,
      summary: 'One department',
      params,
      answer: departmentNodeSchema,
      handle: ({ principal, params: { id } }) => findDepartment(db, principal, id),
    }),
  ];
}

function changingRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/departments',
      tag,
      summary: 'Add a department',
      access: ['admin', 'hr'],
      body: newDepartmentSchema,
      answer: departmentNodeSchema,
      status: 201,
      creates: true,
      handle: ({ principal, body }) => addDepartment(deps, principal, body),
    }),
    defineRoute({
      method: 'patch',
      path: '/departments/:id',
      tag,
      summary: 'Change a department: its name, purpose, head, HR people, or place in the tree',
      access: ['admin', 'hr'],
      params,
      body: editDepartmentSchema,
      answer: departmentNodeSchema,
      handle: ({ principal, params: { id }, body }) =>
        editDepartment(deps, principal, { id, changes: body }),
    }),
  ];
}
