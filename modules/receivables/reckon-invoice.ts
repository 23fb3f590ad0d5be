import type { CalendarDate } from '../../domain/dates/calendar';
import { invalidInput, type FieldProblem } from '../../domain/errors';
import { belowCeiling, ceilingProblems } from '../../domain/money/ceiling';
import { parseMoney } from '../../domain/money/money';
import { lineNet, readQuantity, taxesOf, type TaxSum } from '../../domain/receivables/invoices';
import type { InvoiceContent } from '../../domain/wire/receivables';
import type { Queryable } from '../../platform/database/database';
import { taxPartsOn } from './tax-queries';

/** A line as it is written, in minor units of the invoice's currency. */
interface ReckonedLine {
  description: string;
  quantityMilli: bigint;
  unitPriceMinor: bigint;
  taxId: string | null;
  accountId: string;
  net: bigint;
}

/** What a draft comes to. */
export interface Reckoned {
  lines: ReckonedLine[];
  taxes: TaxSum[];
  net: bigint;
  tax: bigint;
}

/**
 * Reckons what an invoice comes to, with the taxes of a day; reads only.
 * @param taxedOn the day of the invoice; of a credit note that of the invoice it credits
 * @throws DomainError invalid-input naming each line whose tax has no rate that day, whose account earns nothing or
 *   which comes to more than can be kept, and `lines` when all of them do
 */
export async function reckon(
  db: Queryable,
  content: InvoiceContent,
  taxedOn: CalendarDate,
): Promise<Reckoned> {
  const taxIds = content.lines.flatMap(({ taxId }) => taxId ?? []);
  const parts = await taxPartsOn(db, { taxIds, on: taxedOn });
  const accounts = await earningAccounts(db);
  const { currency } = content;
  const problems: FieldProblem[] = [];
  const refuse = (at: number, member: string, message: string) =>
    problems.push({ path: `lines.${at}.${member}`, message });
  const lines = content.lines.map((line, at): ReckonedLine => {
    const { taxId = null, accountId, description } = line;
    if (taxId !== null && !parts.has(taxId))
      refuse(at, 'taxId', `This tax has no rate on ${taxedOn}: set it under Finance, Taxes`);
    if (accountId && !accounts.ids.has(accountId))
      refuse(at, 'accountId', 'Choose an account of income that is in use');
    const amounts = {
      quantityMilli: readQuantity(line.quantity) ?? 0n,
      unitPriceMinor: parseMoney(line.unitPrice).minor,
    };
    const net = lineNet(amounts);
    problems.push(...ceilingProblems({ minor: net, currency }, `lines.${at}.unitPrice.amount`));
    return { description, ...amounts, taxId, accountId: accountId ?? accounts.usual, net };
  });
  if (problems.length > 0) throw invalidInput(problems);
  const taxable = lines.map(({ net, taxId }) => ({
    ...{ net, parts: (taxId !== null && parts.get(taxId)) || [] },
  }));
  const taxes = taxesOf(taxable, content.taxRounding);
  const net = lines.reduce((sum, line) => sum + line.net, 0n);
  const tax = taxes.reduce((sum, one) => sum + one.tax, 0n);
  belowCeiling({ minor: net + tax, currency }, 'lines');
  return { lines, taxes, net, tax };
}

async function earningAccounts(db: Queryable): Promise<{ ids: Set<string>; usual: string }> {
  const rows = await db.query<{ id: string; isUsual: boolean }>(
    `SELECT a.id, EXISTS (SELECT 1 FROM account_use u WHERE u.use = 'services' AND u.account_id = a.id) AS "isUsual"
     FROM account a WHERE a.kind = 'income' AND a.active AND a.control IS NULL`,
  );
  const usual = rows.find(({ isUsual }) => isUsual);
  if (!usual)
    throw invalidInput([
      { path: 'lines.0.accountId', message: 'No account is set for "services"' },
    ]);
  return { ids: new Set(rows.map(({ id }) => id)), usual: usual.id };
}
