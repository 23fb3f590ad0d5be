import type { Principal } from '../../../domain/access/principal';
import { DomainError } from '../../../domain/errors';
import { salesScopes } from '../../../domain/sales/access';
import { worksInSales } from '../../../domain/sales/rights';
import type {
  ContactWire,
  CustomerWire,
  EditContact,
  EditCustomer,
  NewContact,
  NewCustomer,
} from '../../../domain/wire/customers';
import { violatedConstraint, type Transaction } from '../../../platform/database/database';
import { findContact, findCustomer, noSuchCustomer } from '../customer-queries';
import { isTheirs, visibleCustomers } from '../policy';
import {
  assignments,
  auditSales,
  departmentOfSeller,
  requireRevision,
  requireRight,
  requireSales,
  requireSight,
  type SalesDeps,
} from './sales-parts';

const COLUMNS = {
  name: 'name',
  industry: 'industry',
  city: 'city',
  website: 'website',
  taxNumber: 'tax_number',
  notes: 'notes',
};
const CONTACT_COLUMNS = { name: 'name', jobTitle: 'job_title', email: 'email', phone: 'phone' };

/**
 * Adds a customer; it is one's own unless told.
 * @throws DomainError forbidden, conflict (the name is taken), invalid-input (an owner who is not in sales, or whose customers one does not see)
 */
export async function addCustomer(
  deps: SalesDeps,
  input: { principal: Principal; customer: NewCustomer },
): Promise<CustomerWire> {
  const { principal, customer } = input;
  requireSales(principal);
  const id = await namedOnce(customer.name, () =>
    deps.db.transaction(async (tx) => {
      const ownerId = customer.ownerId ?? principal.id;
      const departmentId = await departmentOfSeller(tx, ownerId, 'ownerId');
      const [row] = await tx.query<{ id: string }>(
        `INSERT INTO customer (name, industry, city, website, tax_number, notes, owner_id, department_id, created_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
        [
          ...[customer.name, customer.industry, customer.city, customer.website],
          ...[customer.taxNumber, customer.notes ?? '', ownerId, departmentId, principal.id],
        ],
      );
      auditSales(tx, { principal, type: 'customer', id: row?.id ?? '', action: 'added' });
      await requireSight(findCustomer(tx, principal, row?.id ?? ''));
      return row?.id ?? '';
    }),
  );
  return findCustomer(deps.db, principal, id);
}

/**
 * Changes a customer, archives it or takes it out of the archive; what is absent stays. Its deals stay either way.
 * @throws DomainError not-found, forbidden, conflict (changed meanwhile, the name is taken), invalid-input
 */
export async function editCustomer(
  deps: SalesDeps,
  input: { principal: Principal; id: string; changes: EditCustomer },
): Promise<CustomerWire> {
  const { principal, id, changes } = input;
  await namedOnce(changes.name, () =>
    deps.db.transaction(async (tx) => {
      const stored = await lockCustomer(tx, principal, id);
      requireRevision('customer', stored.revision, changes.revision);
      const { set, values } = assignments(changes, COLUMNS, 2);
      if (changes.archived !== undefined)
        set.push(`archived_at = ${changes.archived ? 'coalesce(archived_at, now())' : 'NULL'}`);
      if (changes.ownerId !== undefined) {
        const departmentId = await departmentOfSeller(tx, changes.ownerId, 'ownerId');
        set.push(`owner_id = $${values.push(changes.ownerId) + 1}`);
        set.push(`department_id = $${values.push(departmentId) + 1}`);
      }
      await tx.query(
        `UPDATE customer SET ${[...set, 'revision = revision + 1'].join(', ')} WHERE id = $1`,
        [id, ...values],
      );
      const changed = Object.keys(changes).filter((key) => key !== 'revision');
      const details = { changed, ownerId: changes.ownerId };
      auditSales(tx, { principal, type: 'customer', id, action: 'edited', details });
    }),
  );
  return findCustomer(deps.db, principal, id);
}

/** A customer that somebody may change. @throws DomainError not-found, forbidden */
async function lockCustomer(
  tx: Transaction,
  principal: Principal,
  id: string,
): Promise<{ revision: number }> {
  const parameters: unknown[] = [id];
  const theirs = isTheirs(principal, 'c', parameters);
  const visible = visibleCustomers(salesScopes(principal), parameters);
  const [row] = await tx.query<{ revision: number; isTheirs: boolean }>(
    `SELECT c.revision, ${theirs} AS "isTheirs" FROM customer c WHERE c.id = $1 AND ${visible} FOR UPDATE OF c`,
    parameters,
  );
  if (!row) throw noSuchCustomer();
  requireRight(
    row.isTheirs && worksInSales(principal),
    'This customer is changed by who owns it, or stands above them.',
  );
  return row;
}

async function namedOnce<Result>(
  name: string | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (violatedConstraint(error) !== 'customer_name_once') throw error;
    const named = name === undefined ? 'of this name' : `called “${name}”`;
    throw new DomainError('conflict', `There is a customer ${named} already.`);
  }
}

/** Adds a person at a customer's. @throws DomainError not-found, forbidden */
export async function addContact(
  deps: SalesDeps,
  input: { principal: Principal; customerId: string; contact: NewContact },
): Promise<ContactWire> {
  const { principal, customerId, contact } = input;
  const id = await deps.db.transaction(async (tx) => {
    await lockCustomer(tx, principal, customerId);
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO contact (customer_id, name, job_title, email, phone) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
      [customerId, contact.name, contact.jobTitle, contact.email, contact.phone],
    );
    const details = { contactId: row?.id };
    auditSales(tx, {
      principal,
      type: 'customer',
      id: customerId,
      action: 'contact-added',
      details,
    });
    return row?.id ?? '';
  });
  return findContact(deps.db, { customerId, id });
}

/** Changes a person at a customer's, or archives them. @throws DomainError not-found, forbidden */
export async function editContact(
  deps: SalesDeps,
  input: { principal: Principal; customerId: string; id: string; changes: EditContact },
): Promise<ContactWire> {
  const { principal, customerId, id, changes } = input;
  await deps.db.transaction(async (tx) => {
    await lockCustomer(tx, principal, customerId);
    await findContact(tx, { customerId, id });
    const { set, values } = assignments(changes, CONTACT_COLUMNS, 2);
    if (changes.archived !== undefined)
      set.push(`archived_at = ${changes.archived ? 'coalesce(archived_at, now())' : 'NULL'}`);
    if (set.length > 0)
      await tx.query(`UPDATE contact SET ${set.join(', ')} WHERE id = $1`, [id, ...values]);
    const details = { contactId: id, changed: Object.keys(changes) };
    auditSales(tx, {
      principal,
      type: 'customer',
      id: customerId,
      action: 'contact-edited',
      details,
    });
  });
  return findContact(deps.db, { customerId, id });
}
