import { z } from 'zod';
import { defineApprovalKind } from '../../domain/approvals/kind';
import { shownLines } from '../../domain/approvals/shown-lines';
import { inSequence, roleStep } from '../../domain/approvals/steps';
import { addDays } from '../../domain/dates/calendar';
import { formatDate, formatDateRange } from '../../domain/dates/format';
import { daysOfMinutes } from '../../domain/overtime/hours';
import { formatHours } from '../../domain/timesheets/hours';
import { mondaySchema } from '../../domain/wire/timesheets';

/** What one hands in: whatever the week's grid holds of the project. */
const timesheetSchema = z.strictObject({
  projectId: z.uuid(),
  weekStartsOn: mondaySchema.describe('The Monday of the week'),
});

/** A week of one project as it was handed in. */
export type TimesheetRequest = z.infer<typeof timesheetSchema>;

/** With the lines that the approver signs. */
export type TimesheetDetails = TimesheetRequest & {
  project: { code: string; name: string };
  departmentId: string;
  minutes: number;
  billableMinutes: number;
  /** Handed in after the Tuesday that follows the week. */
  isLate: boolean;
  lines: { id: string; workedOn: string; task: string; billable: boolean; minutes: number }[];
};

const EXAMPLE: TimesheetRequest = {
  projectId: '0b9d3f8e-54f1-4c0e-9a63-1f6f0a7c2d11',
  weekStartsOn: '2026-11-16',
};

/** A week's time on a project: signed by its manager; their own goes to the manager above them. */
export const timesheetKind = defineApprovalKind<TimesheetRequest, TimesheetDetails>({
  id: 'timesheet',
  label: 'Timesheet',
  path: '/timesheets',
  request: timesheetSchema,
  policy: inSequence(roleStep({ approver: { role: 'project-manager' }, due: '2 working days' })),
  routing: ({ projectId, departmentId, minutes }) => ({
    ...{ projectId, departmentId },
    // What only takes time back is no days.
    days: daysOfMinutes(Math.max(minutes, 0)),
  }),
  summary: ({ project, minutes, weekStartsOn }) =>
    `${formatHours(minutes)} hours on ${project.name}, ${weekOf(weekStartsOn)}`,
  facts: ({ project, weekStartsOn, minutes, billableMinutes, isLate, lines }) => [
    { label: 'Project', value: `${project.code}, ${project.name}` },
    { label: 'Week', value: weekOf(weekStartsOn) },
    { label: 'Hours', value: formatHours(minutes) },
    { label: 'Billable', value: formatHours(billableMinutes) },
    ...(isLate ? [{ label: 'Handed in', value: 'After its deadline' }] : []),
    ...shownLines(lines, (line) => ({ label: formatDate(line.workedOn), value: lineText(line) })),
  ],
  example: EXAMPLE,
  exampleDetails: {
    ...EXAMPLE,
    project: { code: 'CON-014', name: 'Order desk' },
    departmentId: '5a1f7a0e-6d0b-4f4b-8a52-6f1d2f4f9c20',
    ...{ minutes: 930, billableMinutes: 450, isLate: false },
    lines: [
      {
        ...{ id: '7f3b5a52-9d2e-4c58-8d7d-0a6f5b1f2c01', workedOn: '2026-11-16' },
        ...{ task: 'Migration', billable: true, minutes: 450 },
      },
      {
        ...{ id: '7f3b5a52-9d2e-4c58-8d7d-0a6f5b1f2c02', workedOn: '2026-11-17' },
        ...{ task: '', billable: false, minutes: 480 },
      },
    ],
  },
});

const weekOf = (monday: string) => formatDateRange(monday, addDays(monday, 6));

function lineText({ task, billable, minutes }: TimesheetDetails['lines'][number]): string {
  const what = [task, ...(billable ? [] : ['not billed']), ...(minutes < 0 ? ['taken back'] : [])];
  return [formatHours(minutes), ...what.filter(Boolean)].join(', ');
}
