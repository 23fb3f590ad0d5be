import { z } from 'zod';
import { ROLES } from '../../roles';
import { ARGUMENTS, date, defineTool, ofTeam, text } from './arguments';

const { department, limit } = ARGUMENTS;
const status = z.enum(['active', 'left']).optional().describe('Default: active');

/** @see ToolDefinition.description */
export const whoAmI = defineTool({
  name: 'who_am_i',
  title: 'Who I am',
  description: 'The asker: name, roles, department, manager, grade, place of work, first day.',
  args: z.strictObject({}),
  example: 'Who is my manager?',
});

/** @see ToolDefinition.description */
export const findPeople = defineTool({
  name: 'find_people',
  title: 'People',
  description: 'A list of people with department, role, place, manager and first day.',
  args: z.strictObject({
    name: text('Name or part of one').optional(),
    department,
    role: z.enum(ROLES).optional(),
    location: text('Name of a place of work').optional(),
    manager: text('Name of whom they report to').optional(),
    status,
    joinedFrom: date('Joined on or after').optional(),
    joinedTo: date('Joined on or before').optional(),
    orderBy: z
      .enum(['name', 'date'])
      .optional()
      .describe('Default: name; date: who joined last first'),
    limit,
  }),
  example: 'Who works in Sales?',
});

/** @see ToolDefinition.description */
export const countPeople = defineTool({
  name: 'count_people',
  title: 'Headcount',
  description:
    'How many people there are, by department, role, place, manager, grade or month of joining.',
  args: z.strictObject({
    groupBy: z
      .enum(['department', 'role', 'location', 'manager', 'grade', 'joined-month'])
      .optional()
      .describe('Default: department'),
    who: ofTeam,
    department,
    role: z.enum(ROLES).optional(),
    status,
    joinedFrom: date('Joined on or after').optional(),
    joinedTo: date('Joined on or before').optional(),
  }),
  example: 'How many people are in each department?',
});

/** @see ToolDefinition.description */
export const reportingLine = defineTool({
  name: 'reporting_line',
  title: 'Reporting line',
  description: 'Who is above a person and who reports to them; without a person, of the asker.',
  args: z.strictObject({ person: ARGUMENTS.person, limit }),
  example: 'Who is in my reporting line?',
});
