import { z } from 'zod';
import { daysAbove, inSequence, roleStep } from '../../domain/approvals/steps';
import { defineApprovalKind } from '../../domain/approvals/kind';
import { daysBetween, parseDate } from '../../domain/dates/calendar';
import { formatDate, formatDateRange } from '../../domain/dates/format';
import { leaveInCalendar } from '../../domain/leave/calendar-entry';
import { saidHalves, type SaidPeriod } from '../../domain/leave/halves';
import { leaveTypeName } from '../../domain/leave/leave-types';
import { LEAVE_MAX_SPAN_DAYS } from '../../domain/leave/request-window';
import { formatUnits, isForward, sayUnits } from '../../domain/leave/working-days';
import { dateSchema } from '../../domain/wire/common';
import { leaveTypeCodeSchema } from '../../domain/wire/leave-types';

const MOST_DOCUMENTS = 5;

/** What is not said is the whole of its day. */
function withHalves<Said extends SaidPeriod>(said: Said) {
  const { fromHalf = 'am', toHalf = 'pm' } = saidHalves(said);
  return { ...said, fromHalf, toHalf };
}

/** What one asks for. */
export const leaveRequestSchema = z
  .strictObject({
    type: leaveTypeCodeSchema,
    from: dateSchema,
    to: dateSchema,
    fromHalf: z
      .enum(['am', 'pm'])
      .optional()
      .describe(
        '"pm": the leave starts at midday of `from`; "am", the default: with the day. Alone on a single day: that half',
      ),
    toHalf: z
      .enum(['am', 'pm'])
      .optional()
      .describe(
        '"am": the leave ends at midday of `to`; "pm", the default: with the day. Alone on a single day: that half',
      ),
    reason: z.string().trim().min(1, 'Say why').max(2000),
    documents: z
      .array(z.uuid())
      .max(MOST_DOCUMENTS, `A request has at most ${MOST_DOCUMENTS} documents`)
      .optional()
      .describe('Ids of uploaded documents, where the type of leave asks for one'),
  })
  .superRefine((request, context) => {
    if (!parseDate(request.from) || !parseDate(request.to)) return;
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (request.to < request.from) refuse('to', 'The last day is before the first');
    else if (!isForward(withHalves(request)))
      refuse('toHalf', 'The leave would end at midday, when it has only just started');
    else if (daysBetween(request.from, request.to) >= LEAVE_MAX_SPAN_DAYS)
      refuse('to', `One request covers at most ${LEAVE_MAX_SPAN_DAYS} days`);
  })
  .transform(withHalves);

/** A request for leave as it was sent. */
export type LeaveRequest = z.infer<typeof leaveRequestSchema>;

/**
 * With the working time it comes to, in hundredths of a day, and what a type that HR added and the documents were called
 * then.
 */
export type LeaveDetails = LeaveRequest & {
  units: number;
  typeName?: string;
  documentNames?: { id: string; name: string }[];
  /** Block dates it runs into that only warn, in words. */
  warnings?: string[];
};

/** Leave: signed by the reporting manager, and by HR above five working days. */
export const leaveKind = defineApprovalKind<LeaveRequest, LeaveDetails>({
  id: 'leave',
  label: 'Leave',
  path: '/leave-requests',
  request: leaveRequestSchema,
  neverHeld: true,
  policy: inSequence(
    roleStep({ approver: { role: 'reporting-manager' }, due: '2 working days' }),
    roleStep({ approver: { role: 'hr' }, due: '3 working days', when: [daysAbove('5')] }),
  ),
  routing: ({ units }) => ({ days: formatUnits(units) }),
  summary: ({ from, to, units, ...leave }) =>
    `${capitalise(sayUnits(units))} of ${leaveTypeName(leave).toLowerCase()}, ${formatDateRange(from, to)}`,
  facts: ({ from, to, fromHalf, toHalf, units, reason, ...leave }) => [
    { label: 'Type', value: leaveTypeName(leave) },
    { label: 'From', value: dayText(from, fromHalf === 'pm' && 'from midday') },
    { label: 'To', value: dayText(to, toHalf === 'am' && 'until midday') },
    { label: 'Working days', value: capitalise(sayUnits(units)) },
    { label: 'Reason', value: reason },
    ...(leave.documentNames ?? []).map(({ name }) => ({ label: 'Document', value: name })),
    ...(leave.warnings ?? []).map((value) => ({ label: 'Block dates', value })),
  ],
  calendar: (details, { outcome, subjectId }) =>
    outcome === 'approved' ? leaveInCalendar({ ...details, id: subjectId }, 'publish') : null,
  example: {
    type: 'casual',
    from: '2026-12-01',
    to: '2026-12-02',
    fromHalf: 'am',
    toHalf: 'pm',
    reason: 'A wedding in the family',
  },
  exampleDetails: {
    type: 'casual',
    from: '2026-12-01',
    to: '2026-12-02',
    fromHalf: 'am',
    toHalf: 'pm',
    reason: 'A wedding in the family',
    units: 200,
  },
});

function dayText(date: string, half: string | false): string {
  return half ? `${formatDate(date)}, ${half}` : formatDate(date);
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
