import { z } from 'zod';
import { ARGUMENTS, defineTool, ordered, text } from './arguments';

const { department, from, to, limit, compareTo } = ARGUMENTS;
const kind = text(
  'A kind of request: leave, expense-claim, project-go-live, purchase-order, … or its name',
).optional();

/** @see ToolDefinition.description */
export const approvalsWaiting = defineTool({
  name: 'approvals_waiting',
  title: 'Waiting for approval',
  description:
    'Pending requests, with kind, who asked, on whom each waits and for how many days: those that wait for the asker to decide, the asker’s own, or all the asker may see. Also how many there are.',
  args: z.strictObject({
    on: z
      .enum(['me', 'others', 'anyone'])
      .optional()
      .describe(
        'me: requests the asker has to decide; others: requests the asker made, which wait for others; anyone: every pending request the asker may see, whoever made it. Default: me, or anyone where waitingOn is given',
      ),
    waitingOn: text(
      'Name of one person who has to decide: only requests that wait for them now',
    ).optional(),
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
    'How many requests (by kind, status, month of submission) or decisions (by step, approver, channel) there are of those the asker may see, how many per cent of them were approved, and how long they took.',
  args: z.strictObject({
    groupBy: z
      .enum(['kind', 'status', 'step', 'approver', 'month', 'channel'])
      .optional()
      .describe('Default: kind; of one approver: approver'),
    measure: z
      .enum(['count', 'rate'])
      .optional()
      .describe(
        'Default: count; rate: also how many per cent of those decided were approved and rejected, rounded to a hundredth; not with compareTo',
      ),
    who: ARGUMENTS.who.describe(
      'Who made the requests. me: the asker; my-team: those below the asker; all: everybody',
    ),
    person: text('Name of one person who made the requests').optional(),
    approver: text('Name of one person, or “me”: counts the decisions they made').optional(),
    kind,
    department,
    from,
    to,
    orderBy: ordered.describe(
      'Default: highest number first; with measure rate, by the per cent approved; months in their own order',
    ),
    compareTo,
    limit,
  }),
  example: 'How many requests were approved this month?',
});
