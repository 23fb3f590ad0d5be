import type { Request } from 'express';
import { z } from 'zod';
import type { Principal } from '../../domain/access/principal';
import { DomainError } from '../../domain/errors';
import { assistantAnswerSchema, type AssistantAnswer } from '../../domain/wire/assistant';
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
import { eventsOf } from '../../modules/assistant/event-log';
import { giveUpLost } from '../../modules/assistant/message-store';
import {
  findMessage,
  giveFeedback,
  messagesOf,
  type MessagePlace,
} from '../../modules/assistant/threads';
import type { Database } from '../../platform/database/database';
import type { ApiDeps } from '../deps';
import { defineRoute, tellingOf, type Route, type RouteContext } from '../route';
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
function answered(ending: Ending): AssistantAnswer {
  if (ending.kind === 'done') return ending.answer;
  if (ending.kind === 'failed') throw ending.error;
  throw new DomainError('conflict', 'It was stopped.');
}

/** Waits for an answer that was asked for before, on whichever node it is made. @throws DomainError why there is none */
async function answerMade(
  db: Database,
  principal: Principal,
  place: MessagePlace,
): Promise<AssistantAnswer> {
  const { signal } = new AbortController();
  const beat = () => giveUpLost(db, place.threadId);
  for await (const event of eventsOf(db, { principal, ...place, after: 0, signal, beat })) {
    if (event.type === 'answer') return event.answer;
    if (event.type === 'failed') throw new DomainError('unavailable', event.reason);
  }
  return answered({ kind: 'stopped' });
}

/** The question is taken in once for each key; its answer is told each time, as it is made or from its beginning. */
function askRoute({ db }: ApiDeps, desk: Desk): Route {
  const endings = new WeakMap<Request, Promise<Ending>>();
  const taking = defineRoute({
    ...inThread,
    method: 'post',
    summary: 'Ask: a stream of events, or the answer alone for who accepts JSON alone',
    body: askSchema,
    answer: takenSchema,
    handle: async ({ principal, params, body, request }) => {
      const { messageId, ending } = await desk.ask(principal, {
        ...{ threadId: params.id, text: body.text },
      });
      endings.set(request, ending);
      return { messageId };
    },
  });
  return tellingOf(taking, {
    answer: assistantAnswerSchema,
    tell: async ({ params, principal, request, response }: Asked, { messageId }: Taken) => {
      const place = { threadId: params.id, messageId };
      const ending = endings.get(request);
      // One's own of before: the conversation may have been taken away since.
      if (!ending) await findMessage(db, principal, place);
      const wanted = request.accepts(['text/event-stream', 'application/json']);
      if (wanted === 'application/json')
        return ending ? answered(await ending) : answerMade(db, principal, place);
      // The stream tells it; nothing more is sent.
      return sendEvents({ db, request, response }, { principal, place, after: 0 });
    },
  });
}

const takenSchema = z.object({ messageId: z.uuid() });
type Taken = z.infer<typeof takenSchema>;
type Asked = RouteContext<{ id: string }, undefined, z.output<typeof askSchema>>;

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
