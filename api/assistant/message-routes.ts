import { z } from 'zod';
import { DomainError } from '../../domain/errors';
import { assistantAnswerSchema } from '../../domain/wire/assistant';
import {
  askSchema,
  assistantMessageSchema,
  feedbackSchema,
  streamQuerySchema,
  tableQuerySchema,
} from '../../domain/wire/assistant-threads';
import { wholeListOf } from '../../domain/wire/common';
import type { Ending } from '../../modules/assistant/asking';
import { createDesk, type Desk } from '../../modules/assistant/desk';
import { answerOf } from '../../modules/assistant/reports';
import { findMessage, giveFeedback, messagesOf } from '../../modules/assistant/threads';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';
import { placeAfter, sendEvents } from './event-stream';
import { sendTable } from './send-table';

const tag = 'Assistant';
const messagesPath = '/assistant/threads/:id/messages';
const inThread = { tag, path: messagesPath, params: z.object({ id: z.uuid() }) };
const messageParams = z.object({ id: z.uuid(), messageId: z.uuid() });
const placeOf = ({ id, messageId }: z.output<typeof messageParams>) => ({
  ...{ threadId: id, messageId },
});

/** @throws DomainError why there is no answer */
function answered(ending: Ending) {
  if (ending.kind === 'done') return ending.answer;
  if (ending.kind === 'failed') throw ending.error;
  throw new DomainError('conflict', 'It was stopped.');
}

function askRoute({ db }: ApiDeps, desk: Desk): Route {
  return defineRoute({
    ...inThread,
    method: 'post',
    summary: 'Ask: a stream of events, or the answer alone for who accepts JSON alone',
    body: askSchema,
    answer: assistantAnswerSchema,
    handle: async ({ principal, params, body, request, response }) => {
      const { messageId, ending } = await desk.ask(principal, {
        ...{ threadId: params.id, text: body.text },
      });
      const wanted = request.accepts(['text/event-stream', 'application/json']);
      if (wanted === 'application/json') return answered(await ending);
      const place = { threadId: params.id, messageId };
      await sendEvents({ db, request, response }, { principal, place, after: 0 });
      // The stream has told it; nothing more is sent.
      return undefined as never;
    },
  });
}

function streamRoute({ db }: ApiDeps): Route {
  return defineRoute({
    method: 'get',
    path: `${messagesPath}/:messageId/stream`,
    tag,
    summary: 'What is told of an answer, after a place in it',
    params: messageParams,
    query: streamQuerySchema,
    answer: z.string(),
    answerType: 'text/event-stream',
    handle: async ({ principal, params, query, request, response }) => {
      const place = placeOf(params);
      await findMessage(db, principal, place);
      const after = placeAfter(request, query.after);
      await sendEvents({ db, request, response }, { principal, place, after });
      return '';
    },
  });
}

function tableRoute(deps: ApiDeps): Route {
  return defineRoute({
    method: 'get',
    path: `${messagesPath}/:messageId/tables/:tableId`,
    tag,
    summary: 'A table of an answer as a file, read again as me',
    params: messageParams.extend({ tableId: z.string().max(20) }),
    query: tableQuerySchema,
    answer: z.string(),
    answerType: 'text/csv',
    handle: async ({ principal, params, query, response }) => {
      const { id, answer } = await findMessage(deps.db, principal, placeOf(params));
      if (!answer) throw new DomainError('not-found', 'There is no answer yet.');
      const again = await answerOf(deps, principal, { id, calls: answer.toolCalls });
      return sendTable(response, again, { tableId: params.tableId, format: query.format });
    },
  });
}

/** Questions and answers of one's own conversations. */
export function assistantMessageRoutes(deps: ApiDeps): Route[] {
  const { db } = deps;
  const desk = createDesk(deps);
  return [
    askRoute(deps, desk),
    streamRoute(deps),
    tableRoute(deps),
    defineRoute({
      ...inThread,
      method: 'get',
      summary: 'What I asked in a conversation, and the answers',
      answer: wholeListOf(assistantMessageSchema),
      handle: async ({ principal, params }) => ({
        items: await messagesOf(db, principal, params.id),
        nextCursor: null,
      }),
    }),
    defineRoute({
      method: 'post',
      path: `${messagesPath}/:messageId/stop`,
      tag,
      summary: 'End an answer on its way',
      params: messageParams,
      answer: z.undefined(),
      status: 204,
      handle: async ({ principal, params }) => {
        await desk.stop(principal, placeOf(params));
        return undefined;
      },
    }),
    defineRoute({
      method: 'put',
      path: `${messagesPath}/:messageId/feedback`,
      tag,
      summary: 'Say what I think of an answer',
      params: messageParams,
      body: feedbackSchema,
      answer: assistantMessageSchema,
      handle: ({ principal, params, body }) =>
        giveFeedback(db, principal, { place: placeOf(params), ...body }),
    }),
  ];
}
