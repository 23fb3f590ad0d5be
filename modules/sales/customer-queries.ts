import { z } from 'zod';
import type { Principal } from '../../domain/access/principal';
import { DomainError } from '../../domain/errors';
import { salesScopes } from '../../domain/sales/access';
import { worksInSales } from '../../domain/sales/rights';
import type { Page } from '../../domain/wire/common';
import type {
  ContactWire,
  CustomerListQuery,
  CustomerRow,
  CustomerWire,
} from '../../domain/wire/customers';
import { containing } from '../../platform/database/containing';
import { decodeCursor, toPage } from '../../platform/database/cursor';
import type { Queryable } from '../../platform/database/database';
import { isTheirs, visibleCustomers, visibleDeals } from './policy';

/** The columns of a row, with the open deals that the reader may see counted. */
function rowOf(principal: Principal, parameters: unknown[]): string {
  const deals = visibleDeals(salesScopes(principal).deal, parameters);
  return `c.id, c.name, c.industry, c.city, json_build_object('id', o.id, 'name', o.name) AS owner,
    json_build_object('id', p.id, 'name', p.name) AS department, c.archived_at IS NOT NULL AS archived,
    (SELECT count(*)::integer FROM deal d WHERE d.customer_id = c.id AND d.closed_on IS NULL AND ${deals}) AS "openDeals"`;
}

const FROM = `FROM customer c JOIN employee o ON o.id = c.owner_id JOIN department p ON p.id = c.department_id`;

/** The customers a person may see, by name. */
export async function listCustomers(
  db: Queryable,
  principal: Principal,
  query: CustomerListQuery,
): Promise<Page<CustomerRow>> {
  const after = decodeCursor(query.cursor, { sortKey: z.string().max(200) });
  const parameters: unknown[] = [];
  const row = rowOf(principal, parameters);
  const conditions = [visibleCustomers(salesScopes(principal), parameters)];
  if (query.archived !== 'both')
    conditions.push(`c.archived_at IS ${query.archived === 'yes' ? 'NOT NULL' : 'NULL'}`);
  if (query.ownerId) conditions.push(`c.owner_id = $${parameters.push(query.ownerId)}`);
  if (query.q) {
    const pattern = parameters.push(containing(query.q));
    conditions.push(
      `(c.name ILIKE $${pattern} OR c.city ILIKE $${pattern} OR c.industry ILIKE $${pattern})`,
    );
  }
  if (after) {
    const [name, id] = [parameters.push(after.sortKey), parameters.push(after.id)];
    conditions.push(`(c.name, c.id) > ($${name}, $${id}::uuid)`);
  }
  const rows = await db.query<CustomerRow>(
    `SELECT ${row} ${FROM} WHERE ${conditions.join(' AND ')}
     ORDER BY c.name, c.id LIMIT $${parameters.push(query.limit + 1)}`,
    parameters,
  );
  return toPage(rows, query.limit, {
    position: ({ name, id }) => ({ sortKey: name, id }),
    present: (customer) => customer,
  });
}

type CustomerDetailRow = Omit<CustomerWire, 'createdAt'> & { createdAt: Date };

/** One customer with its contacts. @throws DomainError not-found, also when it is not theirs to see */
export async function findCustomer(
  db: Queryable,
  principal: Principal,
  id: string,
): Promise<CustomerWire> {
  const parameters: unknown[] = [id];
  const row = rowOf(principal, parameters);
  const visible = visibleCustomers(salesScopes(principal), parameters);
  const changes = isTheirs(principal, 'c', parameters);
  const [found] = await db.query<CustomerDetailRow>(
    `SELECT ${row}, c.website, c.tax_number AS "taxNumber", c.notes, c.revision, c.created_at AS "createdAt",
       ${changes} AS "mayChange",
       (SELECT coalesce(json_agg(json_build_object('id', t.id, 'name', t.name, 'jobTitle', t.job_title, 'email', t.email,
          'phone', t.phone, 'archived', t.archived_at IS NOT NULL) ORDER BY t.archived_at IS NOT NULL, t.name, t.id), '[]')
        FROM contact t WHERE t.customer_id = c.id) AS contacts
     ${FROM} WHERE c.id = $1 AND ${visible}`,
    parameters,
  );
  if (!found) throw noSuchCustomer();
  const mayChange = found.mayChange && worksInSales(principal);
  return { ...found, mayChange, createdAt: found.createdAt.toISOString() };
}

/** What somebody is told of a customer there is not, or that is not theirs to see. */
export const noSuchCustomer = () => new DomainError('not-found', 'There is no such customer');

/** A contact of a customer. @throws DomainError not-found */
export async function findContact(
  db: Queryable,
  of: { customerId: string; id: string },
): Promise<ContactWire> {
  const [contact] = await db.query<ContactWire>(
    `SELECT id, name, job_title AS "jobTitle", email::text AS email, phone, archived_at IS NOT NULL AS archived
     FROM contact WHERE id = $1 AND customer_id = $2`,
    [of.id, of.customerId],
  );
  if (!contact) throw new DomainError('not-found', 'There is no such contact');
  return contact;
}
