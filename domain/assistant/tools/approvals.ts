import { z } from 'zod';
import { ARGUMENTS, defineTool, text } from './arguments';

const { department, from, to, limit, compareTo } = ARGUMENTS;
const kind = text(
  'A kind of request: leave, expense-claim, project-go-live, purchase-order, … or its name',
).optional();

/** @see ToolDefinition.description */
export const approvalsWaiting = defineTool({
  name: 'approvals_waiting',
  title: 'Waiting for approval',
  description:
    'me: requests that wait for the asker to decide; others: the asker’s own pending requests, and on whom each waits.',
  args: z.strictObject({
    on: z.enum(['me', 'others']).optional().describe('Default: me'),
    kind,
    olderThanDays: z
      .number()
      .int()
      .min(0)
      .max(10_000)
      .optional()
      .describe('Waiting for more days than this'),
    limit,
  }),
  example: 'What is waiting for my approval?',
});

/** @see ToolDefinition.description */
export const approvalFigures = defineTool({
  name: 'approval_figures',
  title: 'Requests in figures',
  description:
    'How many requests (by kind, status, month of submission) or decisions (by step, approver, channel) there are of those the asker may see, and how long they took.',
  args: z.strictObject({
    groupBy: z
      .enum(['kind', 'status', 'step', 'approver', 'month', 'channel'])
      .optional()
      .describe('Default: kind'),
    kind,
    department,
    from,
    to,
    compareTo,
    limit,
  }),
  example: 'How many requests were approved this month?',
});
