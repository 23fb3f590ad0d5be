import {
  bulkDecidedSchema,
  bulkDecideSchema,
  bulkUndoneSchema,
  bulkUndoSchema,
} from '../../domain/wire/approvals';
import { decideInBulk } from '../../modules/approvals/use-cases/decide-in-bulk';
import { undoInBulk } from '../../modules/approvals/use-cases/undo-in-app';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';
import { presentBulk } from './presenter';

/** Deciding many requests in one call, and taking many decisions back. */
export function bulkRoutes({ approvals, logger }: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/approvals/decisions',
      tag: 'Approvals',
      summary: 'Approve or reject up to 100 requests; each is answered for itself, in order',
      body: bulkDecideSchema,
      answer: bulkDecidedSchema,
      creates: true,
      handle: async ({ body, principal, receivedAt }) => {
        const results = await decideInBulk(approvals, { ...body, principal, receivedAt });
        return { items: results.map((result) => presentBulk(logger, result)) };
      },
    }),
    defineRoute({
      method: 'post',
      path: '/approvals/undos',
      tag: 'Approvals',
      summary: 'Take up to 100 of my decisions back; each is answered for itself, in order',
      body: bulkUndoSchema,
      answer: bulkUndoneSchema,
      creates: true,
      handle: async ({ body, principal }) => {
        const results = await undoInBulk(approvals, { ...body, principal });
        return { items: results.map((result) => presentBulk(logger, result)) };
      },
    }),
  ];
}
