import type { Transaction } from '../../../platform/database/database';

/**
 * The next number of a series in a year, "INV-2026-0001", in the caller's transaction: the counter's row stays locked until
 * the commit, so numbers have no gaps.
 */
export async function takeNumber(
  tx: Transaction,
  of: { series: string; year: number },
): Promise<string> {
  const [row] = await tx.query<{ number: string }>(
    `INSERT INTO document_number AS n (series, year, last) VALUES ($1, $2, 1)
     ON CONFLICT (series, year) DO UPDATE SET last = n.last + 1
     RETURNING series || '-' || year || '-' || lpad(last::text, greatest(4, length(last::text)), '0') AS number`,
    [of.series, of.year],
  );
  if (!row) throw new Error('a counter gave no number');
  return row.number;
}
