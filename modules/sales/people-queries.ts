import type { Principal } from '../../domain/access/principal';
import type { PersonRef } from '../../domain/wire/common';
import type { Queryable } from '../../platform/database/database';
import { requireSales } from './use-cases/sales-parts';

/** What somebody is chosen for: to own or share a deal, or to manage the project it becomes. */
type SalesPart = 'seller' | 'project-manager';

const WHO: Record<SalesPart, string> = {
  seller: `d.kind = 'sales'`,
  'project-manager': `d.kind = 'consulting' AND (e.roles && ARRAY['project-manager', 'manager', 'department-head'])`,
};

/** Names of those who can be chosen, by name; for those who work in sales. @throws DomainError forbidden */
export async function peopleOfSales(
  db: Queryable,
  principal: Principal,
  part: SalesPart,
): Promise<PersonRef[]> {
  requireSales(principal);
  return db.query<PersonRef>(
    `SELECT e.id, e.name FROM employee e JOIN department d ON d.id = e.department_id
     WHERE e.active AND ${WHO[part]} ORDER BY e.name, e.id`,
  );
}
