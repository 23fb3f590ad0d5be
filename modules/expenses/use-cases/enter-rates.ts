import { invalidInput } from '../../../domain/errors';
import { readRateFile, type RateRow } from '../../../domain/expenses/rate-file';
import { COMPANY_CURRENCY } from '../../../domain/money/company-currency';
import type { ImportedRates, NewExchangeRate } from '../../../domain/wire/expenses';
import type { Database, Queryable, Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';

/** Enters the rate of a day, in place of the one that may be there. Lines that were claimed keep theirs. */
export async function enterRate(
  deps: { db: Database },
  input: { by: string; rate: NewExchangeRate },
): Promise<ImportedRates> {
  return deps.db.transaction((tx) => write(tx, { by: input.by, rates: [input.rate] }));
}

/**
 * Enters the rates of a file: all, or none. A dry run says what would come of it and writes nothing.
 * @throws DomainError invalid-input naming each line that cannot be read
 */
export async function importRates(
  deps: { db: Database },
  input: { by: string; csv: string; dryRun: boolean },
): Promise<ImportedRates> {
  const read = readRateFile(input.csv);
  if ('problems' in read) throw invalidInput(read.problems);
  const { rates } = read;
  if (input.dryRun) return { ...(await compare(deps.db, rates)), dryRun: true };
  return deps.db.transaction((tx) => write(tx, { by: input.by, rates }));
}

async function write(
  tx: Transaction,
  { by, rates }: { by: string; rates: RateRow[] },
): Promise<ImportedRates> {
  tx.send('LOCK TABLE exchange_rate IN SHARE ROW EXCLUSIVE MODE');
  const found = await compare(tx, rates);
  tx.send(
    `INSERT INTO exchange_rate (currency, base, on_date, rate, entered_by)
     SELECT n.currency, $1, n."on", n.rate, $3 FROM ${NEW_RATES('$2')}
     ON CONFLICT (currency, base, on_date) DO UPDATE
       SET rate = excluded.rate, entered_by = excluded.entered_by, entered_at = now()
       WHERE exchange_rate.rate <> excluded.rate`,
    [COMPANY_CURRENCY, JSON.stringify(rates), by],
  );
  recordAudit(tx, [
    {
      actorId: by,
      action: 'exchange-rates.entered',
      subjectType: 'person',
      subjectId: by,
      channel: 'app',
      details: { added: found.added, changed: found.changed },
    },
  ]);
  return { ...found, dryRun: false };
}

const NEW_RATES = (parameter: string) =>
  `jsonb_to_recordset(${parameter}::jsonb) AS n (currency text, "on" date, rate numeric)`;

async function compare(db: Queryable, rates: RateRow[]): Promise<Omit<ImportedRates, 'dryRun'>> {
  const [row] = await db.query<Omit<ImportedRates, 'dryRun'>>(
    `SELECT (count(*) FILTER (WHERE r.rate IS NULL))::integer AS added,
       (count(*) FILTER (WHERE r.rate <> n.rate))::integer AS changed,
       (count(*) FILTER (WHERE r.rate = n.rate))::integer AS unchanged
     FROM ${NEW_RATES('$2')}
     LEFT JOIN exchange_rate r ON r.currency = n.currency AND r.base = $1 AND r.on_date = n."on"`,
    [COMPANY_CURRENCY, JSON.stringify(rates)],
  );
  return row ?? { added: 0, changed: 0, unchanged: 0 };
}
