import { z } from 'zod';
import {
  approvalListQuerySchema,
  approvalRowSchema,
  approvalSchema,
  candidateSchema,
  commentSchema,
  decidedSchema,
  decideSchema,
  previewRequestSchema,
  previewSchema,
  reassignSchema,
  reviseSchema,
  withdrawSchema,
} from '../../domain/wire/approvals';
import { pageOf, wholeListOf } from '../../domain/wire/common';
import { listRequests } from '../../modules/approvals/queries';
import { commentOnRequest } from '../../modules/approvals/use-cases/comment-on-request';
import { decideInApp } from '../../modules/approvals/use-cases/decide-in-app';
import { listCandidates } from '../../modules/approvals/use-cases/list-candidates';
import { previewRequest } from '../../modules/approvals/use-cases/preview-request';
import { readApproval } from '../../modules/approvals/use-cases/read-approval';
import { reassignTask } from '../../modules/approvals/use-cases/reassign-task';
import { reviseRequest } from '../../modules/approvals/use-cases/revise-request';
import { sendBack } from '../../modules/approvals/use-cases/send-back';
import { undoInApp } from '../../modules/approvals/use-cases/undo-in-app';
import { withdrawRequest } from '../../modules/approvals/use-cases/withdraw-request';
import { parseRequest } from '../../modules/approvals/kinds';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';
import { presentApproval } from './presenter';

const params = z.object({ id: z.uuid() });
const tag = 'Approvals';

/** Reading requests and everything a person can do with one. */
export function approvalRoutes(deps: ApiDeps): Route[] {
  return [
    ...readingRoutes(deps),
    ...decidingRoutes(deps),
    ...changingRoutes(deps),
    ...talkingRoutes(deps),
  ];
}

function readingRoutes(deps: ApiDeps): Route[] {
  const { approvals } = deps;
  return [
    defineRoute({
      method: 'get',
      path: '/approvals',
      tag,
      summary: 'My open tasks, my requests, what I decided, or all I may see',
      query: approvalListQuerySchema,
      answer: pageOf(approvalRowSchema),
      shows: {
        resource: 'approval',
        ids: ({ items }) => items.map(({ requester }) => requester.id),
      },
      handle: ({ query, principal }) => listRequests(deps.db, principal, query),
    }),
    defineRoute({
      method: 'get',
      path: '/approvals/:id',
      tag,
      summary: 'One request with its steps, decisions and history',
      params,
      answer: approvalSchema,
      shows: { resource: 'approval', ids: ({ requester }) => [requester.id] },
      handle: async ({ params: { id }, principal }) => {
        const approval = await readApproval(approvals, { approvalId: id, principal });
        return presentApproval(deps.config, principal, approval);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/approvals/:id/candidates',
      tag,
      summary: 'Whom an open task can be handed to; for those who are asked, and admins',
      params,
      answer: wholeListOf(candidateSchema),
      handle: async ({ params: { id }, principal }) => ({
        items: await listCandidates(approvals, { approvalId: id, principal }),
        nextCursor: null,
      }),
    }),
    defineRoute({
      method: 'post',
      path: '/approval-previews',
      tag,
      summary: 'What a request would come to and who would sign it; writes nothing',
      body: previewRequestSchema,
      answer: previewSchema,
      handle: ({ body, principal }) => {
        const request = parseRequest(body.kind, body.data);
        return previewRequest(approvals, { kind: body.kind, request, requester: principal });
      },
    }),
  ];
}

function decidingRoutes({ approvals }: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/approvals/:id/decisions',
      tag,
      summary: 'Approve or reject',
      params,
      body: decideSchema,
      answer: decidedSchema,
      creates: true,
      handle: async ({ params: { id }, body, principal, receivedAt }) => {
        const input = { approvalId: id, principal, receivedAt, ...body };
        const { decision } = await decideInApp(approvals, input);
        return { status: 'recorded' as const, decision };
      },
    }),
    defineRoute({
      method: 'post',
      path: '/approvals/:id/decisions/:decisionId/undo',
      tag,
      summary: 'Take my decision back, before it takes effect',
      params: params.extend({ decisionId: z.uuid() }),
      answer: approvalSchema,
      handle: async ({ params: { id, decisionId }, principal }) => {
        await undoInApp(approvals, { approvalId: id, decisionId, principal });
        return readApproval(approvals, { approvalId: id, principal });
      },
    }),
    defineRoute({
      method: 'post',
      path: '/approvals/:id/withdraw',
      tag,
      summary: 'Take my request back',
      params,
      body: withdrawSchema,
      answer: approvalSchema,
      handle: async ({ params: { id }, body, principal }) => {
        await withdrawRequest(approvals, { approvalId: id, principal, ...body });
        return readApproval(approvals, { approvalId: id, principal });
      },
    }),
    defineRoute({
      method: 'post',
      path: '/approvals/:id/reassign',
      tag,
      summary: "Hand my task to somebody else; admins name whose in 'from'",
      params,
      body: reassignSchema,
      answer: z.object({ status: z.literal('reassigned') }),
      handle: async ({ params: { id }, body: { to, from, reason }, principal }) => {
        const input = { approvalId: id, principal, toId: to, fromId: from, reason };
        await reassignTask(approvals, input);
        return { status: 'reassigned' as const };
      },
    }),
  ];
}

function changingRoutes({ approvals }: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/approvals/:id/revisions',
      tag,
      summary: 'Change my pending request, or send it again; what was signed starts again',
      params,
      body: reviseSchema,
      answer: approvalSchema,
      creates: true,
      handle: async ({ params: { id }, body, principal }) => {
        await reviseRequest(approvals, { approvalId: id, principal, ...body });
        return readApproval(approvals, { approvalId: id, principal });
      },
    }),
    defineRoute({
      method: 'post',
      path: '/approvals/:id/send-back',
      tag,
      summary: 'Give a request back to its requester to be changed, instead of deciding',
      params,
      body: commentSchema,
      answer: approvalSchema,
      creates: true,
      handle: async ({ params: { id }, body, principal }) => {
        await sendBack(approvals, { approvalId: id, principal, text: body.text });
        return readApproval(approvals, { approvalId: id, principal });
      },
    }),
  ];
}

function talkingRoutes({ approvals }: ApiDeps): Route[] {
  const talk = (path: string, summary: string, kind: 'comment' | 'information-request') =>
    defineRoute({
      method: 'post',
      path,
      tag,
      summary,
      params,
      body: commentSchema,
      answer: approvalSchema,
      creates: true,
      handle: async ({ params: { id }, body, principal }) => {
        const input = { approvalId: id, principal, kind, ...body };
        await commentOnRequest(approvals, input);
        return readApproval(approvals, { approvalId: id, principal });
      },
    });
  return [
    talk('/approvals/:id/comments', 'Comment on a request', 'comment'),
    talk(
      '/approvals/:id/information-requests',
      'Ask the requester for more information',
      'information-request',
    ),
  ];
}
