import type { Principal } from '../../domain/access/principal';

/** What leave is worth is for HR and finance, and for oneself: no manager or head sees it. */
const SEES_ALL = ['hr', 'finance', 'admin'] as const;

/**
 * SQL condition that a person may see what leave of an employee is worth.
 * @param parameters the statement's parameters so far; what the condition needs is appended
 */
export function visiblePay(principal: Principal, column: string, parameters: unknown[]): string {
  if (SEES_ALL.some((role) => principal.roles.includes(role))) return 'true';
  return `${column} = $${parameters.push(principal.id)}`;
}
