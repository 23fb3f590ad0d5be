import type { Queryable, Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { departmentOfSeller } from './sales-parts';

/** What somebody sells: deals that are neither won nor lost, and customers that are not archived. */
export interface Selling<What> {
  deals: What[];
  customers: What[];
}

const OPEN_DEAL = `owner_id = $1 AND stage NOT IN ('won', 'lost')`;
const LIVE_CUSTOMER = 'owner_id = $1 AND archived_at IS NULL';
const named = (table: string, where: string) =>
  `(SELECT coalesce(json_agg(json_build_object('id', id, 'name', name) ORDER BY name, id), '[]') FROM ${table} WHERE ${where})`;

/** The open deals and the customers of somebody, by name. */
export async function sellingOf(
  db: Queryable,
  ownerId: string,
): Promise<Selling<{ id: string; name: string }>> {
  const [row] = await db.query<Selling<{ id: string; name: string }>>(
    `SELECT ${named('deal', OPEN_DEAL)} AS deals, ${named('customer', LIVE_CUSTOMER)} AS customers`,
    [ownerId],
  );
  return row ?? { deals: [], customers: [] };
}

/**
 * Gives somebody's open deals and customers to another seller, whose department they are in from now on, in the caller's
 * transaction. What is won or lost stays, and so do shares: the new owner sets those.
 * @param of.path the field that names the seller
 * @returns the ids of what went over. @throws DomainError invalid-input (not an active person of a sales department)
 */
export async function handOverSales(
  tx: Transaction,
  of: { from: string; to: string; by: string; path: string },
): Promise<Selling<string>> {
  const departmentId = await departmentOfSeller(tx, of.to, of.path);
  const move = async (table: 'deal' | 'customer', where: string) => {
    const rows = await tx.query<{ id: string }>(
      `UPDATE ${table} SET owner_id = $2, department_id = $3, revision = revision + 1 WHERE ${where} RETURNING id`,
      [of.from, of.to, departmentId],
    );
    return rows.map(({ id }) => id);
  };
  const deals = await move('deal', OPEN_DEAL);
  const customers = await move('customer', LIVE_CUSTOMER);
  const entryOf = (type: 'deal' | 'customer') => (subjectId: string) => ({
    ...{ actorId: of.by, action: `${type}.handed-on`, channel: 'app', subjectType: type },
    ...{ subjectId, details: { fromId: of.from, ownerId: of.to } },
  });
  const entries = [...deals.map(entryOf('deal')), ...customers.map(entryOf('customer'))];
  if (entries.length > 0) recordAudit(tx, entries);
  return { deals, customers };
}
