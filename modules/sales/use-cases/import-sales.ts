import { createHash, randomUUID } from 'node:crypto';
import type { Principal } from '../../../domain/access/principal';
import { refusedFile } from '../../../domain/csv-import/check-file';
import { dateIn } from '../../../domain/dates/today';
import { DomainError } from '../../../domain/errors';
import {
  checkCustomers,
  checkDeals,
  type ImportedCustomer,
  type ImportedDeal,
  type KnownSales,
  type SalesImport,
} from '../../../domain/sales/check-import';
import { salesScopes } from '../../../domain/sales/access';
import { WHOLE_BPS } from '../../../domain/sales/shares';
import type { SalesImportCheck, SalesImported } from '../../../domain/wire/sales-import';
import {
  violatedConstraint,
  type Queryable,
  type Transaction,
} from '../../../platform/database/database';
import { visibleCustomers } from '../policy';
import { nextDealNumber } from './save-deal';
import { auditSales, requireSales, type SalesDeps } from './sales-parts';

const SAMPLE = 20;

interface About {
  principal: Principal;
  of: SalesImport;
  file: Buffer;
}

const sumOf = (file: Buffer) => createHash('sha256').update(file).digest('hex');

const check = (of: SalesImport, file: Buffer, known: KnownSales) =>
  of === 'customers' ? checkCustomers(file, known) : checkDeals(file, known);

/** What a file would bring, and everything that is wrong with it; nothing is written. @throws DomainError forbidden */
export async function checkSalesFile(
  deps: SalesDeps,
  { principal, of, file }: About,
): Promise<SalesImportCheck> {
  requireSales(principal);
  const { rows, items, problems } = check(of, file, await readKnown(deps, deps.db, principal));
  return {
    ...{ rows, problems, sha256: sumOf(file) },
    badRows: new Set(problems.map(({ line }) => line)).size,
    sample: items.slice(0, SAMPLE).map(({ line, name }) => ({ line, name })),
  };
}

/** Everything a file of sales can point at. */
async function readKnown(
  { clock }: SalesDeps,
  db: Queryable,
  principal: Principal,
): Promise<KnownSales> {
  const parameters: unknown[] = [];
  const visible = visibleCustomers(salesScopes(principal), parameters);
  const [row] = await db.query<{
    sellers: { email: string; id: string; departmentId: string }[];
    customers: { name: string; id: string; isSeen: boolean }[];
  }>(
    `SELECT (SELECT coalesce(json_agg(json_build_object('email', lower(e.email::text), 'id', e.id,
         'departmentId', d.id)), '[]') FROM employee e JOIN department d ON d.id = e.department_id
         WHERE e.active AND d.kind = 'sales') AS sellers,
       (SELECT coalesce(json_agg(json_build_object('name', lower(c.name), 'id', c.id, 'isSeen', ${visible})), '[]')
        FROM customer c WHERE c.archived_at IS NULL) AS customers`,
    parameters,
  );
  const { sellers = [], customers = [] } = row ?? {};
  return {
    sellers: new Map(sellers.map(({ email, ...seller }) => [email, seller])),
    customers: new Map(customers.map(({ name, id, isSeen }) => [name, isSeen ? id : null])),
    ...{ self: principal.email, today: dateIn(principal.zone, clock.now()) },
  };
}

/**
 * Writes everything in a file, or nothing: it is checked once more in the very transaction that writes.
 * @param input.sha256 of the file that was checked
 * @throws DomainError forbidden, invalid-input (everything that is wrong, `line.column`), conflict (another file than the
 * one checked, or a customer was added while this one was written)
 */
export async function importSales(
  deps: SalesDeps,
  input: About & { sha256: string },
): Promise<SalesImported> {
  const { principal, of, file, sha256 } = input;
  requireSales(principal);
  if (sumOf(file) !== sha256)
    throw new DomainError('conflict', 'This is not the file that was checked. Check it again.');
  const importId = randomUUID();
  try {
    const written = await deps.db.transaction(async (tx) => {
      const known = await readKnown(deps, tx, principal);
      const { items, problems } = check(of, file, known);
      if (problems.length > 0) throw refusedFile(problems);
      const by = { principal, importId, today: known.today };
      if (of === 'customers') await writeCustomers(tx, items as ImportedCustomer[], by);
      else await writeDeals(tx, items as ImportedDeal[], by);
      return items.length;
    });
    return { importId, written };
  } catch (error) {
    if (violatedConstraint(error) !== 'customer_name_once') throw error;
    throw new DomainError('conflict', 'A customer was added at this moment. Check the file again.');
  }
}

interface By {
  principal: Principal;
  importId: string;
  today: string;
}

async function writeCustomers(
  tx: Transaction,
  rows: ImportedCustomer[],
  { principal, importId }: By,
): Promise<void> {
  const made = await tx.query<{ id: string }>(
    `INSERT INTO customer (name, industry, city, website, tax_number, owner_id, department_id, created_by)
     SELECT r.name, r.industry, r.city, r.website, r."taxNumber", r."ownerId", r."departmentId", $2
     FROM jsonb_to_recordset($1::jsonb) AS r (name text, industry text, city text, website text, "taxNumber" text,
       "ownerId" uuid, "departmentId" uuid) RETURNING id`,
    [JSON.stringify(rows), principal.id],
  );
  for (const { id } of made)
    auditSales(tx, { principal, type: 'customer', id, action: 'added', details: { importId } });
}

/** Deals with their numbers, shares and first log; a won one with its credit, on its day. */
async function writeDeals(tx: Transaction, rows: ImportedDeal[], by: By): Promise<void> {
  const { principal, importId, today } = by;
  const numbered: Record<string, unknown>[] = [];
  for (const { amount, costMinor, ...row } of rows) {
    const number = await nextDealNumber(tx, Number(today.slice(0, 4)));
    const minor = { amountMinor: `${amount.minor}`, costMinor: `${costMinor}` };
    numbered.push({ ...row, ...minor, id: randomUUID(), number, currency: amount.currency });
  }
  const deals = JSON.stringify(numbered);
  tx.send(
    `INSERT INTO deal (id, number, name, customer_id, owner_id, department_id, stage, currency, amount_minor, cost_minor,
       expected_on, closed_on, close_reason, created_by)
     SELECT r.id, r.number, r.name, r."customerId", r."ownerId", r."departmentId", r.stage, r.currency, r."amountMinor",
       r."costMinor", r."expectedOn", r."closedOn", r.reason, $2
     FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, number text, name text, "customerId" uuid, "ownerId" uuid,
       "departmentId" uuid, stage text, currency text, "amountMinor" bigint, "costMinor" bigint, "expectedOn" date,
       "closedOn" date, reason text)`,
    [deals, principal.id],
  );
  const recordset = `jsonb_to_recordset($1::jsonb) AS r (id uuid, "ownerId" uuid, stage text, "amountMinor" bigint, "closedOn" date)`;
  tx.send(
    `INSERT INTO deal_split (deal_id, employee_id, bps) SELECT r.id, r."ownerId", ${WHOLE_BPS} FROM ${recordset}`,
    [deals],
  );
  tx.send(
    `INSERT INTO deal_stage_change (deal_id, to_stage, changed_by) SELECT r.id, r.stage, $2 FROM ${recordset}`,
    [deals, principal.id],
  );
  tx.send(
    `INSERT INTO deal_credit (deal_id, basis, amount_minor, credited_on, reference, recorded_by)
     SELECT r.id, 'won', r."amountMinor", r."closedOn", 'Win 1', $2 FROM ${recordset} WHERE r.stage = 'won'`,
    [deals, principal.id],
  );
  for (const { id } of numbered)
    auditSales(tx, {
      ...{ principal, type: 'deal', id: id as string, action: 'added', details: { importId } },
    });
}
