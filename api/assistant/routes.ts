import { z } from 'zod';
import {
  assistantStateSchema,
  assistantThreadSchema,
  renameThreadSchema,
  threadsQuerySchema,
} from '../../domain/wire/assistant-threads';
import { pageOf } from '../../domain/wire/common';
import { dateIn } from '../../domain/dates/today';
import { readSettings } from '../../modules/assistant/settings';
import {
  deleteThread,
  findThread,
  renameThread,
  startThread,
  threadsPage,
} from '../../modules/assistant/threads';
import { tokensOn } from '../../modules/assistant/usage';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Assistant';
const oneThread = { tag, path: '/assistant/threads/:id', params: z.object({ id: z.uuid() }) };

function stateRoute({ db, clock, model }: ApiDeps): Route {
  return defineRoute({
    method: 'get',
    path: '/assistant',
    tag,
    summary: 'Who answers, and within what limits',
    answer: assistantStateSchema,
    handle: async ({ principal }) => {
      const { isOn, questionsPerMinute, tokensPerDay } = await readSettings(db);
      const day = dateIn(principal.zone, clock.now());
      return {
        ...{ isOn, questionsPerMinute, tokensPerDay },
        ...{ answeredBy: model ? ('model' as const) : ('planner' as const) },
        model: model?.name ?? null,
        tokensToday: await tokensOn(db, principal.id, day),
      };
    },
  });
}

/** Conversations with the assistant: one's own alone. */
export function assistantRoutes(deps: ApiDeps): Route[] {
  const { db } = deps;
  return [
    stateRoute(deps),
    defineRoute({
      method: 'get',
      path: '/assistant/threads',
      tag,
      summary: 'My conversations with the assistant',
      query: threadsQuerySchema,
      answer: pageOf(assistantThreadSchema),
      handle: ({ principal, query }) => threadsPage(db, principal, query),
    }),
    defineRoute({
      method: 'post',
      path: '/assistant/threads',
      tag,
      summary: 'Begin a conversation',
      body: z.strictObject({}),
      answer: assistantThreadSchema,
      status: 201,
      creates: true,
      handle: ({ principal }) => startThread(db, principal),
    }),
    defineRoute({
      ...oneThread,
      method: 'get',
      summary: 'A conversation of mine',
      answer: assistantThreadSchema,
      handle: ({ principal, params }) => findThread(db, principal, params.id),
    }),
    defineRoute({
      ...oneThread,
      method: 'patch',
      summary: 'Name a conversation anew',
      body: renameThreadSchema,
      answer: assistantThreadSchema,
      handle: ({ principal, params, body }) => renameThread(db, principal, { ...params, ...body }),
    }),
    defineRoute({
      ...oneThread,
      method: 'delete',
      summary: 'Take a conversation away',
      answer: z.undefined(),
      status: 204,
      handle: async ({ principal, params }) => {
        await deleteThread(db, principal, params.id);
        return undefined;
      },
    }),
  ];
}
