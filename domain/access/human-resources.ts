import { DomainError } from '../errors';
import type { Principal } from './principal';

/** Refuses everybody but admins and HR. @throws DomainError forbidden */
export function requireHumanResources(principal: Principal): void {
  if (!principal.roles.some((role) => role === 'admin' || role === 'hr')) {
    throw new DomainError('forbidden', 'Only HR and admins may do this.');
  }
}
