import { z } from 'zod';
import { ARGUMENTS, date, defineTool, leftOut, ordered, shared, text } from './arguments';

const { who, person, department, from, to, limit, compareTo } = ARGUMENTS;
const project = text('Name or code of a project');
const PROJECT_STATUSES = ['planned', 'active', 'live', 'closed'] as const;

/** @see ToolDefinition.description */
export const projects = defineTool({
  name: 'projects',
  title: 'Projects',
  description: 'Projects with customer, manager, status and dates.',
  args: z.strictObject({
    name: project.optional(),
    customer: text('Name of a customer').optional(),
    status: z.enum(PROJECT_STATUSES).optional(),
    exceptStatuses: leftOut(
      z.enum(PROJECT_STATUSES),
      'Projects with one of these statuses are left out',
    ),
    manager: text('Name of a project’s manager').optional(),
    department,
    liveFrom: date('Goes or went live on or after').optional(),
    liveTo: date('Goes or went live on or before').optional(),
    limit,
  }),
  example: 'Which projects are active?',
});

/** @see ToolDefinition.description */
export const projectPnl = defineTool({
  name: 'project_pnl',
  title: 'Profit of a project',
  description:
    'What one project earned and cost: revenue, cost by sort, margin, and budget against actual. Without dates, its whole life.',
  args: z.strictObject({ project, from, to }),
  example: 'What is the margin of the Dealer portal project?',
});

/** @see ToolDefinition.description */
export const projectTotals = defineTool({
  name: 'project_totals',
  title: 'Projects in figures',
  description: 'Revenue, cost and margin added up by project, customer or project manager.',
  args: z.strictObject({
    groupBy: z.enum(['project', 'customer', 'manager']).optional().describe('Default: project'),
    measure: z
      .enum(['revenue', 'cost', 'margin'])
      .optional()
      .describe('What is ordered and compared by; default: margin'),
    department,
    from,
    to,
    orderBy: z.enum(['highest', 'lowest']).optional().describe('Default: highest first'),
    compareTo,
    limit,
  }),
  example: 'Which projects have the lowest margin?',
});

/** @see ToolDefinition.description */
export const timesheetHours = defineTool({
  name: 'timesheet_hours',
  title: 'Hours worked',
  description: 'Hours of timesheets, added up by person, project, month or week.',
  args: z.strictObject({
    who,
    person,
    project: project.optional(),
    from,
    to,
    groupBy: z
      .enum(['person', 'project', 'month', 'week'])
      .optional()
      .describe('Default: project; of averages: none, all hours together'),
    measure: shared('hours', 'the minute'),
    billable: z
      .boolean()
      .optional()
      .describe('true: only what customers are billed for; false: only the rest'),
    orderBy: ordered,
    compareTo,
    limit,
  }),
  example: 'How many hours did I work on each project this month?',
});
