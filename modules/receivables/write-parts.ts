import type { Transaction } from '../../platform/database/database';
import type { Reckoned } from './reckon-invoice';

/**
 * Writes the lines and taxes of a draft in place of those it has, in the caller's transaction.
 * @param inBooks what an amount is worth in the company's currency, once that is known
 */
export function writeParts(
  tx: Transaction,
  invoiceId: string,
  { lines, taxes }: Pick<Reckoned, 'lines' | 'taxes'>,
  inBooks?: (minor: bigint) => bigint,
): void {
  const base = (minor: bigint) => inBooks?.(minor).toString() ?? null;
  for (const table of ['customer_invoice_line', 'customer_invoice_tax'])
    tx.send(`DELETE FROM ${table} WHERE invoice_id = $1`, [invoiceId]);
  const lineRows = lines.map(
    ({ description, quantityMilli, unitPriceMinor, net, ...line }, at) => ({
      ...{ ordinal: at + 1, description, tax_id: line.taxId, account_id: line.accountId },
      ...{ quantity_milli: quantityMilli.toString(), unit_price_minor: unitPriceMinor.toString() },
      ...{ net_minor: net.toString(), base_minor: base(net) },
    }),
  );
  tx.send(
    `INSERT INTO customer_invoice_line (invoice_id, ordinal, description, quantity_milli, unit_price_minor, tax_id,
       account_id, net_minor, base_minor)
     SELECT $1, l.ordinal, l.description, l.quantity_milli, l.unit_price_minor, l.tax_id, l.account_id, l.net_minor,
       l.base_minor
     FROM jsonb_to_recordset($2::jsonb) AS l (ordinal integer, description text, quantity_milli bigint,
       unit_price_minor bigint, tax_id uuid, account_id uuid, net_minor bigint, base_minor bigint)`,
    [invoiceId, JSON.stringify(lineRows)],
  );
  const taxRows = taxes.map(({ name, bps, taxable, tax }, at) => ({
    ...{ ordinal: at + 1, name, bps, taxable_minor: taxable.toString() },
    ...{ tax_minor: tax.toString(), base_minor: base(tax) },
  }));
  tx.send(
    `INSERT INTO customer_invoice_tax (invoice_id, ordinal, name, bps, taxable_minor, tax_minor, base_minor)
     SELECT $1, t.ordinal, t.name, t.bps, t.taxable_minor, t.tax_minor, t.base_minor
     FROM jsonb_to_recordset($2::jsonb) AS t (ordinal integer, name text, bps integer, taxable_minor bigint,
       tax_minor bigint, base_minor bigint)`,
    [invoiceId, JSON.stringify(taxRows)],
  );
}
