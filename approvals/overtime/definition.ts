import { z } from 'zod';
import { defineApprovalKind } from '../../domain/approvals/kind';
import { daysAbove, inSequence, roleStep } from '../../domain/approvals/steps';
import { formatDate } from '../../domain/dates/format';
import { daysOfMinutes, sayHours } from '../../domain/overtime/hours';
import { dateSchema } from '../../domain/wire/common';

const COMPENSATION_NAMES = { pay: 'Pay', 'comp-off': 'Time off' };

/** What one asks for. */
const overtimeSchema = z.strictObject({
  date: dateSchema,
  hours: z
    .number('Use a number such as 2.5')
    .min(0.25, 'At least a quarter of an hour')
    .max(24, 'A day has 24 hours')
    .multipleOf(0.25, 'Use quarters of an hour')
    .describe('In quarters of an hour: 2.5'),
  compensation: z.enum(['pay', 'comp-off']).describe('Paid, or taken as time off'),
  reason: z.string().trim().min(1, 'Say why').max(2000),
});

/** Overtime as it was asked for. */
export type OvertimeRequest = z.infer<typeof overtimeSchema>;

/** With what the person's month comes to, this included; in minutes. */
export type OvertimeDetails = OvertimeRequest & { monthMinutes: number };

const EXAMPLE: OvertimeRequest = {
  date: '2026-11-21',
  hours: 4.5,
  compensation: 'comp-off',
  reason: 'Moving the order desk to the new servers',
};

/** Overtime: signed by the manager, and by HR when the month comes to more than 20 hours: two and a half days of eight. */
export const overtimeKind = defineApprovalKind<OvertimeRequest, OvertimeDetails>({
  id: 'overtime',
  label: 'Overtime',
  path: '/overtime-entries',
  request: overtimeSchema,
  policy: inSequence(
    roleStep({ approver: { role: 'reporting-manager' }, due: '2 working days' }),
    roleStep({ approver: { role: 'hr' }, due: '3 working days', when: [daysAbove('2.5')] }),
  ),
  routing: ({ monthMinutes, compensation }) => ({
    days: daysOfMinutes(monthMinutes),
    category: compensation,
  }),
  summary: ({ hours, date }) => `${sayHours(hours * 60)} of overtime on ${formatDate(date)}`,
  facts: ({ date, hours, compensation, reason, monthMinutes }) => [
    { label: 'Date', value: formatDate(date) },
    { label: 'Hours', value: sayHours(hours * 60) },
    { label: 'This month', value: `${sayHours(monthMinutes)} with these` },
    { label: 'Compensated by', value: COMPENSATION_NAMES[compensation] },
    { label: 'Reason', value: reason },
  ],
  example: EXAMPLE,
  exampleDetails: { ...EXAMPLE, monthMinutes: 690 },
});
