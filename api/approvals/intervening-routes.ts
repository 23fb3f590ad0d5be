import { z } from 'zod';
import {
  addApproverSchema,
  approvalSchema,
  overriddenSchema,
  overrideSchema,
} from '../../domain/wire/approvals';
import { addApprover } from '../../modules/approvals/use-cases/add-approver';
import { overrideApproval } from '../../modules/approvals/use-cases/override-approval';
import { readApproval } from '../../modules/approvals/use-cases/read-approval';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const params = z.object({ id: z.uuid() });
const tag = 'Approvals';

/** Changing who decides an open step: one more person, or an admin instead of all. */
export function interveningRoutes({ approvals }: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/approvals/:id/approvers',
      tag,
      summary: 'Ask one more person to sign an open step',
      params,
      body: addApproverSchema,
      answer: approvalSchema,
      creates: true,
      handle: async ({ params: { id }, body: { to, step, reason }, principal }) => {
        const input = { approvalId: id, principal, toId: to, stepKey: step, reason };
        await addApprover(approvals, input);
        return readApproval(approvals, { approvalId: id, principal });
      },
    }),
    defineRoute({
      method: 'post',
      path: '/approvals/:id/override',
      tag,
      summary: 'Decide the open steps past their approvers, with a reason that everybody sees',
      access: ['admin'],
      params,
      body: overrideSchema,
      answer: overriddenSchema,
      creates: true,
      handle: async ({ params: { id }, body, principal, receivedAt }) => {
        const input = { approvalId: id, principal, receivedAt, ...body };
        return { status: 'recorded' as const, decisions: await overrideApproval(approvals, input) };
      },
    }),
  ];
}
