import type { Principal } from '../../../domain/access/principal';
import { dateParts, type CalendarDate } from '../../../domain/dates/calendar';
import { dateIn } from '../../../domain/dates/today';
import { DomainError, invalidInput } from '../../../domain/errors';
import { fiscalYearStart } from '../../../domain/finance/fiscal-year';
import { belowCeiling } from '../../../domain/money/ceiling';
import { COMPANY_CURRENCY } from '../../../domain/money/company-currency';
import { rateText, readRate, type Rate } from '../../../domain/money/exchange';
import { inBooks } from '../../../domain/receivables/invoices';
import type { InvoiceWire } from '../../../domain/wire/receivables';
import type { Clock } from '../../../platform/clock/clock';
import {
  violatedConstraint,
  type Database,
  type Transaction,
} from '../../../platform/database/database';
import { takeNumber } from '../../document-numbers/use-cases/take-number';
import { rateOfDay } from '../../expenses/use-cases/rate-of-day';
import { fiscalYear } from '../../finance/use-cases/fiscal-year';
import { findInvoice } from '../invoice-queries';
import { reckon, type Reckoned } from '../reckon-invoice';
import { writeParts } from '../write-parts';
import { audit, changedMeanwhile, contentOf, taxDay } from './draft-invoice';
import { creditInvoice } from './settle-invoices';

interface Deps {
  db: Database;
  clock: Clock;
}

const SERIES: Record<InvoiceWire['kind'], string> = { invoice: 'INV', 'credit-note': 'CN' };

/**
 * Issues a draft: it is reckoned anew with the taxes of its day, takes the next number of its fiscal year, is posted, and
 * stays as it is. Numbers are consecutive and have sixteen characters at most (Central Goods and Services Tax Rules 2017,
 * rule 46 (b)). A credit note settles what is open of its invoice at once; what is left of it can settle another one.
 * What it is of a deal is credited to that deal in the same transaction, by the database.
 * @throws DomainError not-found, conflict (issued already, changed since it was read, more than its invoice, its deal is
 *   open again or in another currency), invalid-input
 *   (a day ahead, no exchange rate, it comes to nothing, or to more than can be kept)
 */
export async function issueInvoice(
  deps: Deps,
  input: { principal: Principal; id: string; revision: number },
): Promise<InvoiceWire> {
  const { principal, id, revision } = input;
  const draft = await findInvoice(deps, principal, id);
  if (draft.state !== 'draft') throw changedMeanwhile(draft);
  if (draft.invoicedOn > dateIn(principal.zone, deps.clock.now()))
    throw invalidInput([{ path: 'invoicedOn', message: 'This date is in the future' }]);
  await deps.db.transaction(async (tx) => {
    const [locked] = await tx.query(
      `SELECT id FROM customer_invoice WHERE id = $1 AND status = 'draft' AND revision = $2 FOR UPDATE`,
      [id, revision],
    );
    if (!locked) throw changedMeanwhile(draft);
    const number = await issue(tx, { principal, draft });
    if (draft.credits) await creditInvoice(tx, { principal, creditNoteId: id });
    audit(tx, { principal, id, action: 'issued', details: { number } });
  });
  return findInvoice(deps, principal, id);
}

async function issue(
  tx: Transaction,
  { principal, draft }: { principal: Principal; draft: InvoiceWire },
): Promise<string> {
  const { id, kind, credits, currency, invoicedOn } = draft;
  const taxedOn = await taxDay(tx, { creditsId: credits?.id, invoicedOn });
  const reckoned = await reckon(tx, contentOf(draft), taxedOn);
  const { net, tax } = reckoned;
  if (net + tax === 0n) throw invalidInput([{ path: 'lines', message: 'It comes to nothing' }]);
  const rate = await rateOf(tx, draft);
  const worth = (minor: bigint) => inBooks({ minor, currency }, rate, 'lines');
  const base = baseOf(reckoned, worth);
  writeParts(tx, id, reckoned, worth);
  const number = await takeNumber(tx, { series: SERIES[kind], year: await yearOf(tx, invoicedOn) });
  await tx
    .query(
      `UPDATE customer_invoice SET status = 'issued', number = $2, rate = $3, net_minor = $4, tax_minor = $5,
         total_minor = $6, base_minor = $7, issued_by = $8, issued_at = now() WHERE id = $1`,
      [...[id, number, rateText(rate)], ...[net, tax, net + tax, base].map(String), principal.id],
    )
    .catch((error: unknown) => {
      throw refusalOf(draft, violatedConstraint(error)) ?? error;
    });
  return number;
}

/** What was posted of an invoice is taken back with its rate. */
async function rateOf(tx: Transaction, draft: InvoiceWire): Promise<Rate> {
  if (!draft.credits) return rateOfDay(tx, { ...draft, on: draft.invoicedOn, path: 'currency' });
  const [credited] = await tx.query<{ rate: string }>(
    'SELECT trim_scale(rate)::text AS rate FROM customer_invoice WHERE id = $1',
    [draft.credits.id],
  );
  const rate = credited && readRate(credited.rate);
  if (rate === undefined) throw new Error('an issued invoice has a rate');
  return rate;
}

function baseOf({ lines, taxes }: Reckoned, worth: (minor: bigint) => bigint): bigint {
  const parts = [...lines.map(({ net }) => net), ...taxes.map(({ tax }) => tax)];
  const minor = parts.reduce((sum, part) => sum + worth(part), 0n);
  return belowCeiling({ minor, currency: COMPANY_CURRENCY }, 'lines').minor;
}

/** The year a number is of: the one its fiscal year begins in. */
export async function yearOf(tx: Transaction, on: CalendarDate): Promise<number> {
  const { startsInMonth } = await fiscalYear(tx);
  return dateParts(fiscalYearStart(on, startsInMonth)).year;
}

/** What the database refuses of a draft, as it is said. */
function refusalOf({ credits }: InvoiceWire, constraint?: string): DomainError | undefined {
  const number = credits?.number ?? 'its invoice';
  const said: Partial<Record<string, string>> = {
    credit_note_fits: `With this, the credit notes would be more than ${number}`,
    customer_invoice_deal_won: 'Its deal is open again: win it, or choose another one',
    customer_invoice_deal_currency: 'Its deal is in another currency: invoice it in that one',
  };
  const message = said[constraint ?? ''];
  return message === undefined ? undefined : new DomainError('conflict', message);
}
