import { addDays, daysBetween, type CalendarDate } from '../dates/calendar';
import { instantIn } from '../dates/instant-in';
import { dateIn } from '../dates/today';
import type { FieldProblem } from '../errors';
import type { Principal } from './principal';
import { RESOURCES, type Resource } from './resources';

/** The longest a grant runs: whoever needs it longer is given, or asks for, a new one. */
export const LONGEST_GRANT_DAYS = 90;

/** What people read of what can be granted. */
export const RESOURCE_NAMES: Record<Resource, string> = {
  person: 'People',
  leave: 'Leave',
  expense: 'Expenses',
  project: 'Projects',
  approval: 'Requests',
  customer: 'Customers',
  deal: 'Deals',
};

/** "People, Leave". */
export function nameResources(resources: readonly Resource[]): string {
  return RESOURCES.filter((one) => resources.includes(one))
    .map((one) => RESOURCE_NAMES[one])
    .join(', ');
}

/** What is wrong with the last day of a grant that begins now; days are those of the grantee's zone. */
export function checkUntil(until: CalendarDate, zone: string, now: Date): FieldProblem[] {
  const days = daysBetween(dateIn(zone, now), until);
  if (days < 0) return [{ path: 'until', message: 'This date is in the past' }];
  if (days > LONGEST_GRANT_DAYS) {
    return [{ path: 'until', message: `At most ${LONGEST_GRANT_DAYS} days from today` }];
  }
  return [];
}

/** When a grant is over: at the end of its last day in the grantee's zone. */
export function endOfGrant(until: CalendarDate, zone: string): Date {
  return instantIn(zone, addDays(until, 1), 0);
}

/** The person as they are without what is lent to them. A grant lets one look: whatever changes something goes by this. */
export function withoutGrants<Who extends Pick<Principal, 'granted'>>(principal: Who): Who {
  return { ...principal, granted: {} };
}
