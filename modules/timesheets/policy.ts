import type { Principal } from '../../domain/access/principal';
import { scope } from '../../domain/access/scope';
import { visibleEmployees } from '../people/policy';
import { visibleAccounts } from '../project-accounts/policy';

/**
 * SQL condition that a line of time (alias `l`, of project `p`) may be seen: one's own; what was handed in, by those who see
 * the requests of whoever worked; and what is on a project, by those who see what it costs.
 * @param parameters the statement's parameters so far; what the condition needs is appended
 */
export function visibleTime(principal: Principal, parameters: unknown[]): string {
  const self = parameters.push(principal.id);
  const requests = visibleEmployees(scope(principal, 'approval'), 'l.employee_id', parameters);
  return `(l.employee_id = $${self}
    OR (l.sheet_id IS NOT NULL AND (${requests} OR ${visibleAccounts(principal, parameters)})))`;
}
