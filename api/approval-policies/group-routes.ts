import { z } from 'zod';
import { wholeListOf } from '../../domain/wire/common';
import {
  approvalGroupSchema,
  createGroupSchema,
  editGroupSchema,
} from '../../domain/wire/policies';
import {
  createGroup,
  editGroup,
  listGroups,
} from '../../modules/approvals/use-cases/manage-groups';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const groups = { tag: 'Approval policies', access: ['admin' as const] };

/** Named groups of people who sign. */
export function approvalGroupRoutes({ db }: ApiDeps): Route[] {
  return [
    defineRoute({
      ...groups,
      method: 'get',
      path: '/approval-groups',
      summary: 'All groups with their members',
      answer: wholeListOf(approvalGroupSchema),
      handle: async () => ({ items: await listGroups(db), nextCursor: null }),
    }),
    defineRoute({
      ...groups,
      method: 'post',
      path: '/approval-groups',
      summary: 'Name a group of people who sign',
      body: createGroupSchema,
      answer: approvalGroupSchema,
      status: 201,
      creates: true,
      handle: ({ principal, body }) => createGroup({ db }, principal, body),
    }),
    defineRoute({
      ...groups,
      method: 'patch',
      path: '/approval-groups/:id',
      summary: 'Rename a group or set its members',
      params: z.object({ id: z.uuid() }),
      body: editGroupSchema,
      answer: approvalGroupSchema,
      handle: ({ principal, params, body }) =>
        editGroup({ db }, principal, { ...body, id: params.id }),
    }),
  ];
}
