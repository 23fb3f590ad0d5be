import { z } from 'zod';
import { wholeListOf } from '../../domain/wire/common';
import {
  addListViewSchema,
  editListViewSchema,
  listViewSchema,
  listViewsQuerySchema,
} from '../../domain/wire/list-views';
import { listViewsOf } from '../../modules/list-views/queries';
import {
  addListView,
  deleteListView,
  editListView,
} from '../../modules/list-views/use-cases/keep-list-views';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'List views';
const oneView = { tag, path: '/list-views/:id', params: z.object({ id: z.uuid() }) };

/** Lists as one has arranged them: one's own alone. */
export function listViewRoutes({ db }: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/list-views',
      tag,
      summary: 'My saved views of a list',
      query: listViewsQuerySchema,
      answer: wholeListOf(listViewSchema),
      handle: async ({ principal, query }) => ({
        items: await listViewsOf(db, principal, query.list),
        nextCursor: null,
      }),
    }),
    defineRoute({
      method: 'post',
      path: '/list-views',
      tag,
      summary: 'Save a list as I have arranged it',
      body: addListViewSchema,
      answer: listViewSchema,
      status: 201,
      creates: true,
      handle: ({ principal, body }) => addListView(db, principal, body),
    }),
    defineRoute({
      ...oneView,
      method: 'patch',
      summary: 'Name a view anew, arrange it anew, or make it what the list opens with',
      body: editListViewSchema,
      answer: listViewSchema,
      handle: ({ principal, params, body }) =>
        editListView(db, principal, { id: params.id, change: body }),
    }),
    defineRoute({
      ...oneView,
      method: 'delete',
      summary: 'Forget a view',
      answer: z.undefined(),
      status: 204,
      handle: async ({ principal, params }) => {
        await deleteListView(db, principal, params.id);
        return undefined;
      },
    }),
  ];
}
