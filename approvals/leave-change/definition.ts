import { z } from 'zod';
import { defineApprovalKind, type Fact } from '../../domain/approvals/kind';
import { inSequence, roleStep } from '../../domain/approvals/steps';
import { formatDate, formatDateRange } from '../../domain/dates/format';
import { leaveInCalendar } from '../../domain/leave/calendar-entry';
import { leaveTypeName, type LeaveType } from '../../domain/leave/leave-types';
import { formatUnits, sayUnits, type LeavePeriod } from '../../domain/leave/working-days';
import { dateSchema } from '../../domain/wire/common';

const base = {
  leaveRequestId: z.uuid(),
  reason: z.string().trim().min(1, 'Say why').max(2000),
};

/** What one asks for: the whole leave back, or all of it outside a shorter period. */
const leaveChangeSchema = z.discriminatedUnion('action', [
  z.strictObject({ ...base, action: z.literal('cancel') }),
  z.strictObject({
    ...base,
    action: z.literal('shorten'),
    from: dateSchema,
    to: dateSchema,
    fromHalf: z
      .enum(['am', 'pm'])
      .optional()
      .describe('"pm": it starts at midday of `from`; unless said, as the leave did on that day'),
    toHalf: z
      .enum(['am', 'pm'])
      .optional()
      .describe('"am": it ends at midday of `to`; unless said, as the leave did on that day'),
  }),
]);

/** A change as it was sent. */
export type LeaveChangeRequest = z.infer<typeof leaveChangeSchema>;

/** With the leave as it stands, the period that is to remain (none of a cancelled one) and what comes back. */
export interface LeaveChangeDetails {
  leaveRequestId: string;
  action: 'cancel' | 'shorten';
  reason: string;
  type: LeaveType;
  /** What a type that HR added was called then. */
  typeName?: string;
  leave: LeavePeriod & { units: number };
  remains: (LeavePeriod & { units: number }) | null;
  /** In hundredths of a day. */
  restored: number;
}

const EXAMPLE_ID = '6a2f41a3-c54c-4f7e-9d3b-0e2b5c1d7f10';

/** Cancelling or shortening approved leave: signed by the reporting manager, as leave is. */
export const leaveChangeKind = defineApprovalKind<LeaveChangeRequest, LeaveChangeDetails>({
  id: 'leave-change',
  label: 'Change of leave',
  path: '/leave-requests/:leaveRequestId/changes',
  request: leaveChangeSchema,
  policy: inSequence(roleStep({ approver: { role: 'reporting-manager' }, due: '2 working days' })),
  routing: ({ restored }) => ({ days: formatUnits(restored) }),
  summary: ({ leave, remains, ...change }) => {
    const name = leaveTypeName(change).toLowerCase();
    const was = formatDateRange(leave.from, leave.to);
    if (!remains) return `Cancel ${sayUnits(leave.units)} of ${name}, ${was}`;
    return `Shorten ${name} of ${was} to ${sayUnits(remains.units)}, ${formatDateRange(remains.from, remains.to)}`;
  },
  facts: ({ leave, remains, restored, reason, ...change }): Fact[] => [
    { label: 'Type', value: leaveTypeName(change) },
    { label: 'Approved leave', value: periodText(leave) },
    { label: 'Remains', value: remains ? periodText(remains) : 'Nothing: it is cancelled' },
    { label: 'Comes back', value: restored > 0 ? sayUnits(restored) : 'No working time' },
    { label: 'Reason', value: reason },
  ],
  calendar: ({ type, typeName, leave, remains }, { outcome, subjectId }) => {
    if (outcome !== 'approved') return null;
    const entry = { ...(remains ?? leave), type, typeName, id: subjectId };
    return leaveInCalendar(entry, remains ? 'publish' : 'cancel');
  },
  example: {
    leaveRequestId: EXAMPLE_ID,
    action: 'shorten',
    from: '2026-12-01',
    to: '2026-12-02',
    toHalf: 'am',
    reason: 'The customer needs me on Wednesday afternoon',
  },
  exampleDetails: {
    leaveRequestId: EXAMPLE_ID,
    action: 'shorten',
    reason: 'The customer needs me on Wednesday afternoon',
    type: 'casual',
    leave: { from: '2026-12-01', to: '2026-12-03', fromHalf: 'am', toHalf: 'pm', units: 300 },
    remains: { from: '2026-12-01', to: '2026-12-02', fromHalf: 'am', toHalf: 'am', units: 150 },
    restored: 150,
  },
});

function periodText(period: LeavePeriod & { units: number }): string {
  const from = formatDate(period.from) + (period.fromHalf === 'pm' ? ' from midday' : '');
  const to = formatDate(period.to) + (period.toHalf === 'am' ? ' until midday' : '');
  const days = from === to ? from : `${from} to ${to}`;
  return `${days} (${sayUnits(period.units)})`;
}
