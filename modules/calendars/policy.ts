import type { Principal } from '../../domain/access/principal';
import { DomainError } from '../../domain/errors';

/** Refuses everybody but admins: calendars are everybody's to read and theirs to write. */
export function requireAdmin(principal: Principal): void {
  if (!principal.roles.includes('admin')) {
    throw new DomainError('forbidden', 'Only admins may change calendars and locations.');
  }
}
