import { withoutGrants } from '../../domain/access/grants';
import type { Principal } from '../../domain/access/principal';
import { salesScope, type SalesScope } from '../../domain/sales/access';

/**
 * SQL condition that a deal (alias `d`) may be seen: by its owner and who shares in it, by those above its owner, by the
 * head of its department, and by those whose scope is everyone (finance, who records what is invoiced and paid; admins).
 * @param parameters the statement's parameters so far; what the condition needs is appended
 */
export function visibleDeals(scope: SalesScope, parameters: unknown[]): string {
  if (scope.everyone) return 'true';
  return `(${ownedOrBelow(scope, 'd', parameters)}
    OR EXISTS (SELECT 1 FROM deal_split mine WHERE mine.deal_id = d.id AND mine.employee_id = $${parameters.push(scope.self)}))`;
}

/**
 * SQL condition that a customer (alias `c`) may be seen: by its owner, by those above and the head of its department,
 * and by whoever sees one of its deals.
 * @param scopes over customers and over deals
 */
export function visibleCustomers(
  scopes: { customer: SalesScope; deal: SalesScope },
  parameters: unknown[],
): string {
  if (scopes.customer.everyone) return 'true';
  return `(${ownedOrBelow(scopes.customer, 'c', parameters)}
    OR EXISTS (SELECT 1 FROM deal d WHERE d.customer_id = c.id AND ${visibleDeals(scopes.deal, parameters)}))`;
}

function ownedOrBelow(
  { self, departmentIds, byLine }: SalesScope,
  alias: 'c' | 'd',
  parameters: unknown[],
): string {
  const me = parameters.push(self);
  const departments = parameters.push(departmentIds);
  const below = byLine
    ? `OR ${alias}.owner_id IN (SELECT below FROM reporting_line WHERE above = $${me})`
    : '';
  return `(${alias}.owner_id = $${me} OR ${alias}.department_id = ANY($${departments}::uuid[]) ${below})`;
}

/**
 * SQL condition that somebody owns a customer (alias `c`) or deal (`d`), or stands above who does: a share or a loan of
 * sight lets one see it, not change it.
 * @param parameters the statement's parameters so far; what the condition needs is appended
 */
export function isTheirs(principal: Principal, alias: 'c' | 'd', parameters: unknown[]): string {
  if (principal.roles.includes('admin')) return 'true';
  const resource = alias === 'c' ? 'customer' : 'deal';
  return ownedOrBelow(salesScope(withoutGrants(principal), resource), alias, parameters);
}
