import type { AccrualFrequency } from '../../../domain/leave/accrual';
import type { Sandwich } from '../../../domain/leave/working-days';
import type { LeavePolicyWire } from '../../../domain/wire/leave-accounts';

/** How often leave is given, in words. */
export const FREQUENCY_WORDS: Record<AccrualFrequency, string> = {
  yearly: 'once a year',
  'half-yearly': 'twice a year',
  quarterly: 'every quarter',
  monthly: 'every month',
};

const SANDWICH_SENTENCES: Record<Sandwich, string[]> = {
  none: [],
  inner: ['Days between working days of a leave count.'],
  linked: ['Days between working days of a leave count, and those between one leave and the next.'],
};

const days = (value: string) => `${Number(value)} ${Number(value) === 1 ? 'day' : 'days'}`;

function carrying({ carryMaxDays, carryMonths, carryDays }: LeavePolicyWire): string {
  if (carryMaxDays === null) return 'What is left runs on from year to year.';
  if (Number(carryMaxDays) === 0) return 'What is left is lost with the year.';
  const parts = [
    ...(carryMonths ? [`${carryMonths} ${carryMonths === 1 ? 'month' : 'months'}`] : []),
    ...(carryDays ? [`${carryDays} ${carryDays === 1 ? 'day' : 'days'}`] : []),
  ];
  const until = parts.length > 0 ? ` and may be used for ${parts.join(' and ')}` : ' for good';
  return `Up to ${days(carryMaxDays)} are carried over${until}.`;
}

/** What a version says, in sentences. */
export function policySentences(policy: LeavePolicyWire): string[] {
  const { annualDays, frequency, prorate, overdraftDays, encashMaxDays, encashReserveDays } =
    policy;
  return [
    `${days(annualDays)} a year, given ${FREQUENCY_WORDS[frequency]}${prorate ? ', in part to who joins or leaves' : ''}.`,
    carrying(policy),
    ...(Number(overdraftDays) > 0 ? [`May go ${days(overdraftDays)} below zero.`] : []),
    ...SANDWICH_SENTENCES[policy.sandwich],
    ...(Number(encashMaxDays) > 0
      ? [`Up to ${days(encashMaxDays)} a year are paid out above ${days(encashReserveDays)}.`]
      : []),
  ];
}
