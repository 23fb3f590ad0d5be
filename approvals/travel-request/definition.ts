import { z } from 'zod';
import { defineApprovalKind } from '../../domain/approvals/kind';
import { shownLines } from '../../domain/approvals/shown-lines';
import { amountAbove, inCategory, inSequence, roleStep } from '../../domain/approvals/steps';
import { formatDate, formatDateRange } from '../../domain/dates/format';
import { formatMoney, parseMoney } from '../../domain/money/money';
import { TRAVEL_MODE_NAMES, TRAVEL_MODES } from '../../domain/travel/modes';
import { amountSchema } from '../../domain/wire/amounts';
import { dateSchema } from '../../domain/wire/common';

const placeSchema = z.string().trim().min(1, 'Name the place').max(100);

/** What one asks for. */
const travelRequestSchema = z
  .strictObject({
    purpose: z.string().trim().min(1, 'Say what the journey is for').max(2000),
    international: z.boolean().describe('Leaves the country'),
    legs: z
      .array(
        z.strictObject({
          date: dateSchema,
          from: placeSchema,
          to: placeSchema,
          mode: z.enum(TRAVEL_MODES),
        }),
      )
      .min(1, 'A journey has at least one leg')
      .max(30, 'A journey has at most 30 legs'),
    estimate: amountSchema.describe('What all of it will cost'),
    advance: amountSchema.optional().describe('What you need beforehand, if anything'),
  })
  .superRefine(({ legs }, context) => {
    legs.forEach(({ date }, index) => {
      const before = legs[index - 1];
      if (before && date < before.date)
        context.addIssue({
          ...{ code: 'custom', path: ['legs', index, 'date'] },
          message: 'This is before the leg above it',
        });
    });
  });

/** A journey as it was asked for. */
export type TravelRequest = z.infer<typeof travelRequestSchema>;

const EXAMPLE: TravelRequest = {
  purpose: 'Kick-off with Vindhya Textiles',
  international: false,
  legs: [
    { date: '2026-12-07', from: 'Mumbai', to: 'Indore', mode: 'flight' },
    { date: '2026-12-09', from: 'Indore', to: 'Mumbai', mode: 'train' },
  ],
  estimate: { amount: '32500.00', currency: 'INR' },
  advance: { amount: '10000.00', currency: 'INR' },
};

/**
 * Travel: signed by the manager; and by the department head when it leaves the country, or above INR 75,000 when it does
 * not.
 */
export const travelRequestKind = defineApprovalKind<TravelRequest>({
  id: 'travel-request',
  label: 'Travel request',
  path: '/travel-requests',
  request: travelRequestSchema,
  policy: inSequence(
    roleStep({ approver: { role: 'reporting-manager' }, due: '2 working days' }),
    roleStep({
      key: 'department-head-abroad',
      approver: { role: 'department-head' },
      due: '2 working days',
      when: [inCategory('international')],
    }),
    roleStep({
      approver: { role: 'department-head' },
      due: '2 working days',
      when: [inCategory('domestic'), amountAbove('75000.00', 'INR')],
    }),
  ),
  routing: ({ international, estimate }) => ({
    amount: estimate,
    category: international ? 'international' : 'domestic',
  }),
  summary: ({ legs, estimate }) =>
    `${routeOf(legs)}, ${datesOf(legs)}, ${formatMoney(parseMoney(estimate))}`,
  facts: ({ purpose, international, legs, estimate, advance }) => [
    { label: 'Purpose', value: purpose },
    { label: 'Travel', value: international ? 'International' : 'Domestic' },
    { label: 'Estimate', value: formatMoney(parseMoney(estimate)) },
    { label: 'Advance', value: advance ? formatMoney(parseMoney(advance)) : 'None' },
    ...shownLines(legs, ({ date, from, to, mode }) => ({
      label: formatDate(date),
      value: `${from} to ${to}, ${TRAVEL_MODE_NAMES[mode].toLowerCase()}`,
    })),
  ],
  calendar({ legs }, { outcome, subjectId }) {
    const [first, last] = [legs[0], legs.at(-1)];
    if (outcome !== 'approved' || !first || !last) return null;
    return {
      ...{ uid: `travel-${subjectId}`, method: 'publish', title: `Travel: ${routeOf(legs)}` },
      ...{ from: first.date, to: last.date, startsAtMidday: false, endsAtMidday: false },
    };
  },
  example: EXAMPLE,
  exampleDetails: EXAMPLE,
});

function routeOf(legs: TravelRequest['legs']): string {
  const [first] = legs;
  return `${first?.from} to ${first?.to}`;
}

function datesOf(legs: TravelRequest['legs']): string {
  const [first, last] = [legs[0], legs.at(-1)];
  return first && last ? formatDateRange(first.date, last.date) : '';
}
