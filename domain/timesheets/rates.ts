import { formatDate } from '../dates/format';
import type { CalendarDate } from '../dates/calendar';

/** What people do on a project; rates can be set for each. */
export const PROJECT_ROLES = [
  'lead',
  'architect',
  'consultant',
  'developer',
  'analyst',
  'tester',
] as const;
/** @see PROJECT_ROLES */
export type ProjectRole = (typeof PROJECT_ROLES)[number];

/** What people read of a role on projects. */
export const PROJECT_ROLE_NAMES: Record<ProjectRole, string> = {
  lead: 'Lead',
  architect: 'Architect',
  consultant: 'Consultant',
  developer: 'Developer',
  analyst: 'Analyst',
  tester: 'Tester',
};

/** What an hour costs the company, and what a customer is billed for it. */
export const RATE_KINDS = ['cost', 'bill'] as const;
/** @see RATE_KINDS */
export type RateKind = (typeof RATE_KINDS)[number];

/** What people read of a kind of rate. */
export const RATE_KIND_NAMES: Record<RateKind, string> = { cost: 'Cost', bill: 'Bill' };

/** Why time has no price: whose rate is missing, and of which day. */
export function missingRate(of: {
  kind: RateKind;
  person: string;
  from: CalendarDate;
  to: CalendarDate;
}): string {
  const days =
    of.from === of.to ? formatDate(of.from) : `${formatDate(of.from)} – ${formatDate(of.to)}`;
  return `No ${of.kind} rate of ${of.person} holds on ${days}: set one for the person, the role or the grade`;
}
