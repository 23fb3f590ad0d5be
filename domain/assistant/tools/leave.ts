import { z } from 'zod';
import { REQUEST_STATUSES } from '../../approvals/vocabulary';
import { ARGUMENTS, date, defineTool, leftOut, ofTeam, ordered, shared, text } from './arguments';

const { who, person, department, from, to, limit } = ARGUMENTS;
const type = text(
  'A type of leave: casual, sick, earned, unpaid, or another one by its name',
).optional();
const exceptTypes = leftOut(
  text('A type of leave'),
  'Leave of these types is left out, each said as a type is',
);

/** @see ToolDefinition.description */
export const leaveBalance = defineTool({
  name: 'leave_balance',
  title: 'Leave balances',
  description:
    'Days of leave granted, taken, pending and still available, by person and type of leave; now or at the end of a day.',
  args: z.strictObject({
    who,
    person,
    department,
    type,
    asOf: date('Default: now').optional(),
    orderBy: z
      .enum(['person', 'highest', 'lowest'])
      .optional()
      .describe('Default: person; highest: whoever has the most available first'),
    limit,
  }),
  example: 'How much leave do I have left?',
});

/** @see ToolDefinition.description */
export const leaveTaken = defineTool({
  name: 'leave_taken',
  title: 'Leave taken',
  description:
    'Days of approved leave, added up by person, type, month or department. A leave counts on its first day; without a last day, up to today.',
  args: z.strictObject({
    who,
    person,
    department,
    type,
    exceptTypes,
    from,
    to,
    groupBy: z
      .enum(['person', 'type', 'month', 'department'])
      .optional()
      .describe('Default: type; of averages: none, all leave together'),
    measure: shared('days', 'a hundredth of a day'),
    orderBy: ordered,
    limit,
  }),
  example: 'How many days of leave did I take this year?',
});

/** @see ToolDefinition.description */
export const leaveRequests = defineTool({
  name: 'leave_requests',
  title: 'Leave',
  description:
    'Single leaves with dates, days and status, the latest first; those that touch the period.',
  args: z.strictObject({
    who,
    person,
    department,
    type,
    exceptTypes,
    status: z.enum(REQUEST_STATUSES).optional(),
    exceptStatuses: leftOut(
      z.enum(REQUEST_STATUSES),
      'Leave with one of these statuses is left out',
    ),
    from,
    to,
    limit,
  }),
  example: 'Which of my leave is still pending?',
});

/** @see ToolDefinition.description */
export const whoIsOut = defineTool({
  name: 'who_is_out',
  title: 'Who is out',
  description: 'Colleagues who are on approved leave, with dates only; without dates, today.',
  args: z.strictObject({ who: ofTeam, from, to, department, limit }),
  example: 'Who is out today?',
});

/** @see ToolDefinition.description */
export const holidays = defineTool({
  name: 'holidays',
  title: 'Holidays',
  description:
    'Public holidays at a place of work; without one, at the asker’s. Without dates, the year from today.',
  args: z.strictObject({ from, to, location: text('Name of a place of work').optional(), limit }),
  example: 'When is the next holiday?',
});

/** @see ToolDefinition.description */
export const leavePolicy = defineTool({
  name: 'leave_policy',
  title: 'Rules of leave',
  description:
    'What a type of leave gives in a year, how it is carried over, and what it asks for.',
  args: z.strictObject({ type }),
  example: 'How many days of casual leave does one get?',
});
