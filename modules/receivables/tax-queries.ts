import type { CalendarDate } from '../../domain/dates/calendar';
import type { TaxPart } from '../../domain/receivables/invoices';
import type { BillableCustomer, TaxWire } from '../../domain/wire/receivables';
import type { Queryable } from '../../platform/database/database';

/** The taxes there are, by code, each with its parts of every day, the newest first. */
export async function listTaxes(db: Queryable, only: { id?: string } = {}): Promise<TaxWire[]> {
  return db.query<TaxWire>(
    `SELECT t.id, t.code, t.name, t.active, coalesce((
       SELECT json_agg(json_build_object('validFrom', d.valid_from, 'parts', d.parts) ORDER BY d.valid_from DESC)
       FROM (SELECT r.valid_from, json_agg(json_build_object('name', r.name, 'bps', r.bps) ORDER BY r.ordinal) AS parts
         FROM tax_rate r WHERE r.tax_id = t.id GROUP BY r.valid_from) AS d), '[]') AS rates
     FROM tax t WHERE ($1::uuid IS NULL OR t.id = $1) ORDER BY t.code`,
    [only.id ?? null],
  );
}

/** What taxes consist of on a day, by tax; one that has no parts then is missing. */
export async function taxPartsOn(
  db: Queryable,
  of: { taxIds: string[]; on: CalendarDate },
): Promise<Map<string, TaxPart[]>> {
  const rows = await db.query<{ id: string; parts: TaxPart[] }>(
    `SELECT t.id, json_agg(json_build_object('name', r.name, 'bps', r.bps) ORDER BY r.ordinal) AS parts
     FROM tax t JOIN tax_rate r ON r.tax_id = t.id
     WHERE t.id = ANY($1::uuid[]) AND r.valid_from = (
       SELECT max(v.valid_from) FROM tax_rate v WHERE v.tax_id = t.id AND v.valid_from <= $2)
     GROUP BY t.id`,
    [of.taxIds, of.on],
  );
  return new Map(rows.map(({ id, parts }) => [id, parts]));
}

/** The customers that invoices can be made out to, by name. */
export async function listBillableCustomers(db: Queryable): Promise<BillableCustomer[]> {
  return db.query<BillableCustomer>(
    `SELECT c.id, c.name, concat_ws(E'\\n', c.name, c.city, 'Tax number ' || c.tax_number) AS "billTo",
       coalesce((SELECT json_agg(json_build_object('id', d.id, 'number', d.number, 'name', d.name) ORDER BY d.closed_on DESC, d.id)
         FROM deal d WHERE d.customer_id = c.id AND d.stage = 'won'), '[]') AS deals
     FROM customer c WHERE c.archived_at IS NULL ORDER BY lower(c.name), c.id`,
  );
}
