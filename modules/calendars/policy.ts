import type { Principal } from '../../domain/access/principal';
import { DomainError } from '../../domain/errors';

/** Refuses everybody but admins: locations are everybody's to read and theirs to write. */
export function requireAdmin(principal: Principal): void {
  if (!principal.roles.includes('admin')) {
    throw new DomainError('forbidden', 'Only admins may change locations.');
  }
}

/** Refuses everybody but HR and admins: calendars say what leave costs. */
export function requireCalendarKeeper(principal: Principal): void {
  if (!principal.roles.some((role) => role === 'admin' || role === 'hr')) {
    throw new DomainError('forbidden', 'Only HR and admins may change calendars.');
  }
}
