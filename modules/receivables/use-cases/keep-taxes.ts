import type { Principal } from '../../../domain/access/principal';
import { DomainError } from '../../../domain/errors';
import type { NewTax, NewTaxRate, TaxWire } from '../../../domain/wire/receivables';
import type { Database, Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { listTaxes } from '../tax-queries';

/**
 * Adds a tax and what it consists of from a day on.
 * @throws DomainError conflict when the code is taken
 */
export async function addTax(
  deps: { db: Database },
  input: { principal: Principal; tax: NewTax },
): Promise<TaxWire> {
  const { principal, tax } = input;
  const id = await deps.db.transaction(async (tx) => {
    const [row] = await tx.query<{ id: string }>(
      'INSERT INTO tax (code, name) VALUES ($1, $2) ON CONFLICT (code) DO NOTHING RETURNING id',
      [tax.code, tax.name],
    );
    if (!row) throw new DomainError('conflict', `There is a tax ${tax.code} already`);
    writeRate(tx, { principal, taxId: row.id, rate: tax });
    return row.id;
  });
  return found(deps.db, id);
}

/**
 * Sets what a tax consists of from a day on, in place of what may begin that day. Invoices that were issued keep what they
 * came to; drafts take it when they are issued.
 * @throws DomainError not-found
 */
export async function setTaxRate(
  deps: { db: Database },
  input: { principal: Principal; id: string; rate: NewTaxRate },
): Promise<TaxWire> {
  const { principal, id, rate } = input;
  await found(deps.db, id);
  await deps.db.transaction((tx) => writeRate(tx, { principal, taxId: id, rate }));
  return found(deps.db, id);
}

function writeRate(
  tx: Transaction,
  of: { principal: Principal; taxId: string; rate: NewTaxRate },
): void {
  const { principal, taxId, rate } = of;
  tx.send('DELETE FROM tax_rate WHERE tax_id = $1 AND valid_from = $2', [taxId, rate.validFrom]);
  tx.send(
    `INSERT INTO tax_rate (tax_id, valid_from, ordinal, name, bps)
     SELECT $1, $2, p.at, p.value ->> 'name', (p.value ->> 'bps')::integer
     FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS p (value, at)`,
    [taxId, rate.validFrom, JSON.stringify(rate.parts)],
  );
  recordAudit(tx, [
    {
      ...{ actorId: principal.id, action: 'tax.rate-set', channel: 'app' },
      ...{ subjectType: 'tax', subjectId: taxId, details: { ...rate } },
    },
  ]);
}

async function found(db: Database, id: string): Promise<TaxWire> {
  const [tax] = await listTaxes(db, { id });
  if (!tax) throw new DomainError('not-found', 'There is no such tax');
  return tax;
}
