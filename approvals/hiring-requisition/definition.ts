import { z } from 'zod';
import { defineApprovalKind } from '../../domain/approvals/kind';
import { inCategory, inSequence, roleStep } from '../../domain/approvals/steps';
import { formatDate } from '../../domain/dates/format';
import { BANDS } from '../../domain/hiring/bands';
import { formatMoney, parseMoney } from '../../domain/money/money';
import { amountSchema } from '../../domain/wire/amounts';
import { dateSchema } from '../../domain/wire/common';

/** What one asks for. */
const hiringRequisitionSchema = z.strictObject({
  role: z.string().trim().min(1, 'Name the role').max(200),
  positions: z.int('Use a whole number').min(1, 'At least one').max(100, 'At most 100'),
  band: z.enum(BANDS),
  budget: amountSchema.describe('What all positions cost in a year'),
  startBy: dateSchema,
  reason: z.string().trim().min(1, 'Say why they are needed').max(2000),
});

/** A requisition as it was sent. */
export type HiringRequisition = z.infer<typeof hiringRequisitionSchema>;

const EXAMPLE: HiringRequisition = {
  role: 'Consultant, retail',
  positions: 2,
  band: 'B3',
  budget: { amount: '2400000.00', currency: 'INR' },
  startBy: '2027-02-01',
  reason: 'Two projects start in spring',
};

/** Hiring requisition: signed by the department head, then by HR, and by finance above band B3. */
export const hiringRequisitionKind = defineApprovalKind<HiringRequisition>({
  id: 'hiring-requisition',
  label: 'Hiring requisition',
  path: '/hiring-requisitions',
  request: hiringRequisitionSchema,
  policy: inSequence(
    roleStep({ approver: { role: 'department-head' }, due: '3 working days' }),
    roleStep({ approver: { role: 'hr' }, due: '3 working days' }),
    roleStep({
      approver: { role: 'finance' },
      due: '3 working days',
      when: [inCategory('B4', 'B5', 'B6')],
    }),
  ),
  routing: ({ budget, band }) => ({ amount: budget, category: band }),
  summary: ({ positions, role, band }) => `${positions} × ${role}, band ${band}`,
  facts: (requisition) => [
    { label: 'Role', value: requisition.role },
    { label: 'Positions', value: String(requisition.positions) },
    { label: 'Band', value: requisition.band },
    { label: 'Budget a year', value: formatMoney(parseMoney(requisition.budget)) },
    { label: 'Start by', value: formatDate(requisition.startBy) },
    { label: 'Reason', value: requisition.reason },
  ],
  example: EXAMPLE,
  exampleDetails: EXAMPLE,
});
