import { z } from 'zod';
import { claimPreviewSchema } from '../../domain/wire/claim-preview';
import { wholeListOf } from '../../domain/wire/common';
import { expensePolicySchema, newExpensePolicySchema } from '../../domain/wire/expenses';
import { parseRequest } from '../../modules/approvals/kinds';
import { listExpensePolicies } from '../../modules/expenses/policy-queries';
import type { ClaimedLine } from '../../modules/expenses/claimed-lines';
import { previewClaim } from '../../modules/expenses/use-cases/preview-claim';
import { publishExpensePolicy } from '../../modules/expenses/use-cases/publish-policy';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Expenses';

/** What the company pays for, and what of a claim it would not. */
export function expensePolicyRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/expense-claims/preview',
      tag,
      summary: 'What a claim would come to, and what of the policy it breaks; writes nothing',
      body: z.record(z.string(), z.unknown()),
      answer: claimPreviewSchema,
      handle: ({ body, principal }) => {
        const { lines, project, overBudgetReason } = parseRequest('expense-claim', body) as {
          lines: ClaimedLine[];
          project?: string;
          overBudgetReason?: string;
        };
        return previewClaim(deps, { principal, lines, project, overBudgetReason });
      },
    }),
    defineRoute({
      method: 'get',
      path: '/expense-policies',
      tag,
      summary: 'Every version of the expense policy, those that begin last first',
      answer: wholeListOf(expensePolicySchema),
      handle: async () => ({ items: await listExpensePolicies(deps.db), nextCursor: null }),
    }),
    defineRoute({
      method: 'post',
      path: '/expense-policies',
      tag,
      summary: 'Set a version of the expense policy for expenses from a day on',
      access: ['finance', 'admin'],
      body: newExpensePolicySchema,
      answer: expensePolicySchema,
      status: 201,
      creates: true,
      handle: ({ body, principal }) =>
        publishExpensePolicy(deps, { by: principal.id, wanted: body }),
    }),
  ];
}
