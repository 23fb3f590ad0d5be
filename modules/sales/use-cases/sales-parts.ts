import type { Principal } from '../../../domain/access/principal';
import type { CalendarDate } from '../../../domain/dates/calendar';
import { DomainError, invalidInput } from '../../../domain/errors';
import { salesScope, salesScopes } from '../../../domain/sales/access';
import { dealRights, worksInSales, type DealRights } from '../../../domain/sales/rights';
import type { DealStage } from '../../../domain/sales/stages';
import type { Clock } from '../../../platform/clock/clock';
import type { Database, Queryable, Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { noSuchDeal } from '../deal-page-query';
import { isTheirs, visibleCustomers, visibleDeals } from '../policy';

/** What the use-cases of sales work with. */
export interface SalesDeps {
  db: Database;
  clock: Clock;
}

/** A deal whose row is locked until the commit. */
export interface LockedDeal {
  id: string;
  number: string;
  name: string;
  stage: DealStage;
  currency: string;
  amountMinor: string;
  costMinor: string;
  customerId: string;
  ownerId: string;
  departmentId: string;
  revision: number;
  /** When it was won or lost. */
  closedOn: CalendarDate | null;
  hasLines: boolean;
  rights: DealRights;
}

type LockedRow = Omit<LockedDeal, 'rights'> & { isTheirs: boolean; isHandedOver: boolean };

/** Locks a deal that somebody sees, with what they may do with it. @throws DomainError not-found */
export async function lockDeal(
  tx: Transaction,
  principal: Principal,
  id: string,
): Promise<LockedDeal> {
  const parameters: unknown[] = [id];
  const theirs = isTheirs(principal, 'd', parameters);
  const visible = visibleDeals(salesScope(principal, 'deal'), parameters);
  const [row] = await tx.query<LockedRow>(
    `SELECT d.id, d.number, d.name, d.stage, d.currency, d.amount_minor AS "amountMinor", d.cost_minor AS "costMinor",
       d.customer_id AS "customerId", d.owner_id AS "ownerId", d.department_id AS "departmentId", d.revision, d.closed_on AS "closedOn",
       EXISTS (SELECT 1 FROM deal_line l WHERE l.deal_id = d.id) AS "hasLines",
       EXISTS (SELECT 1 FROM deal_handover h WHERE h.deal_id = d.id) AS "isHandedOver", ${theirs} AS "isTheirs"
     FROM deal d WHERE d.id = $1 AND ${visible} FOR UPDATE OF d`,
    parameters,
  );
  if (!row) throw noSuchDeal();
  return { ...row, rights: dealRights(principal, row) };
}

/** @throws DomainError conflict: somebody changed it since it was read */
export function requireRevision(what: 'deal' | 'customer', stored: number, read: number): void {
  if (stored !== read)
    throw new DomainError('conflict', `Somebody changed this ${what} meanwhile. Look at it again.`);
}

/** @throws DomainError forbidden */
export function requireRight(isAllowed: boolean, why: string): void {
  if (!isAllowed) throw new DomainError('forbidden', why);
}

/** @throws DomainError forbidden, for whoever does not work with customers and deals */
export function requireSales(principal: Principal): void {
  requireRight(worksInSales(principal), 'Customers and deals are the work of a sales department.');
}

/**
 * That whoever gives something to somebody sees it then: it would be answered as if it were not there.
 * @param found what looks it up
 * @throws DomainError invalid-input at `ownerId`
 */
export async function requireSight(found: Promise<unknown>): Promise<void> {
  await found.catch((error: unknown) => {
    if (!(error instanceof DomainError) || error.code !== 'not-found') throw error;
    const message =
      'You would not see it: choose yourself, or somebody whose customers and deals you see';
    throw invalidInput([{ path: 'ownerId', message }]);
  });
}

/** The department of somebody who may own customers and deals. @throws DomainError invalid-input at `path` */
export async function departmentOfSeller(
  tx: Queryable,
  employeeId: string,
  path: string,
): Promise<string> {
  const [row] = await tx.query<{ departmentId: string }>(
    `SELECT e.department_id AS "departmentId" FROM employee e JOIN department d ON d.id = e.department_id
     WHERE e.id = $1 AND e.active AND d.kind = 'sales'`,
    [employeeId],
  );
  if (!row) throw invalidInput([{ path, message: 'Choose somebody of a sales department' }]);
  return row.departmentId;
}

/** A customer that somebody sees and that is in use, with a contact of theirs. @throws DomainError invalid-input */
export async function requireCustomer(
  tx: Queryable,
  principal: Principal,
  of: { customerId: string; contactId?: string | null },
): Promise<void> {
  const parameters: unknown[] = [of.customerId, of.contactId ?? null];
  const visible = visibleCustomers(salesScopes(principal), parameters);
  const [row] = await tx.query<{ hasContact: boolean }>(
    `SELECT $2::uuid IS NULL OR EXISTS (
       SELECT 1 FROM contact t WHERE t.id = $2 AND t.customer_id = c.id AND t.archived_at IS NULL) AS "hasContact"
     FROM customer c WHERE c.id = $1 AND c.archived_at IS NULL AND ${visible}`,
    parameters,
  );
  if (!row) throw invalidInput([{ path: 'customerId', message: 'There is no such customer' }]);
  if (!row.hasContact)
    throw invalidInput([{ path: 'contactId', message: 'Nobody of this customer is that' }]);
}

/** Writes down what somebody did to a customer or deal; ids and codes only. */
export function auditSales(
  tx: Transaction,
  of: {
    principal: Principal;
    type: 'customer' | 'deal';
    id: string;
    action: string;
    details?: Record<string, unknown>;
  },
): void {
  recordAudit(tx, [
    {
      ...{ actorId: of.principal.id, action: `${of.type}.${of.action}`, channel: 'app' },
      ...{ subjectType: of.type, subjectId: of.id, details: of.details },
    },
  ]);
}

/** The columns and values of an UPDATE of what is there of `changes`, from `$first` on. */
export function assignments(
  changes: Record<string, unknown>,
  columns: Record<string, string>,
  first: number,
): { set: string[]; values: unknown[] } {
  const changed = Object.keys(columns).filter((key) => changes[key] !== undefined);
  return {
    set: changed.map((key, at) => `${columns[key]} = $${first + at}`),
    values: changed.map((key) => changes[key]),
  };
}
