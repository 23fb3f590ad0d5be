import type { Principal } from '../../../domain/access/principal';
import type { CalendarDate } from '../../../domain/dates/calendar';
import { dateIn } from '../../../domain/dates/today';
import { DomainError, invalidInput } from '../../../domain/errors';
import { COMPANY_CURRENCY } from '../../../domain/money/company-currency';
import { rateText } from '../../../domain/money/exchange';
import { parseMoney } from '../../../domain/money/money';
import { inBooks } from '../../../domain/receivables/invoices';
import { baseShare } from '../../../domain/receivables/settlement';
import type { BillWire, MadePayment, PaymentReversal } from '../../../domain/wire/payables';
import type { Clock } from '../../../platform/clock/clock';
import type { Database, Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { rateOfDay } from '../../expenses/use-cases/rate-of-day';
import { requireBooks } from '../../finance/policy';
import { findBill } from '../bill-queries';

interface Deps {
  db: Database;
  clock: Clock;
}

/**
 * Records that the released payment of a bill in another currency was made, and posts it: the bill is closed with its share
 * of what it was posted with, the bank with what it took, and what is between them is gained or lost by the exchange.
 * @throws DomainError forbidden, not-found, conflict (not released, made already, taken back), invalid-input (a day ahead or
 *   before the bill, no exchange rate, an amount in another currency than the company's)
 */
export async function makePayment(
  deps: Deps,
  input: { principal: Principal; id: string; payment: MadePayment },
): Promise<BillWire> {
  const { principal, id, payment } = input;
  requireBooks(principal);
  if (payment.on > dateIn(principal.zone, deps.clock.now()))
    throw invalidInput([{ path: 'on', message: 'This date is in the future' }]);
  const billId = await deps.db.transaction(async (tx) => {
    const release = await lockRelease(tx, id);
    requireToBeMade(release);
    if (payment.on < release.billedOn) {
      const message = `The bill is of ${release.billedOn} only`;
      throw invalidInput([{ path: 'on', message }]);
    }
    const { rate, base } = await tookOfBank(tx, { release, payment });
    const billBase = baseShare(release.bill, release.minor);
    await tx.query(
      `INSERT INTO vendor_payment (release_id, paid_on, rate, base_minor, bill_base_minor, recorded_by)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [id, payment.on, rate, base.toString(), billBase.toString(), principal.id],
    );
    audit(tx, { principal, id, action: 'made' });
    return release.billId;
  });
  return findBill(deps, principal, billId);
}

/**
 * Takes a payment back that came to nothing, or releases nothing any more that will not be made: its entry is mirrored with
 * its difference, and its part of the bill is open again, for another release.
 * @throws DomainError forbidden, not-found, conflict (not released, taken back already), invalid-input (before it was made,
 *   a day ahead)
 */
export async function reversePayment(
  deps: Deps,
  input: { principal: Principal; id: string; reversal: PaymentReversal },
): Promise<BillWire> {
  const { principal, id, reversal } = input;
  requireBooks(principal);
  const today = dateIn(principal.zone, deps.clock.now());
  const billId = await deps.db.transaction(async (tx) => {
    const release = await lockRelease(tx, id);
    requireStanding(release);
    const earliest = release.madeOn ?? release.billedOn;
    const refuse = (message: string) => invalidInput([{ path: 'on', message }]);
    if (reversal.on < earliest) throw refuse(`The earliest day for this is ${earliest}`);
    // What is to be paid on a day to come can be taken back with that day.
    if (reversal.on > today && reversal.on > earliest) throw refuse('This date is in the future');
    await tx.query(
      `INSERT INTO vendor_payment_reversal (release_id, reversed_on, reason, reversed_by) VALUES ($1, $2, $3, $4)`,
      [id, reversal.on, reversal.reason, principal.id],
    );
    audit(tx, { principal, id, action: 'reversed' });
    return release.billId;
  });
  return findBill(deps, principal, billId);
}

interface LockedRelease {
  billId: string;
  billNumber: string;
  billedOn: CalendarDate;
  status: string;
  currency: string;
  minor: bigint;
  madeOn: CalendarDate | null;
  reversedOn: CalendarDate | null;
  /** The bill with what stands of its payments. */
  bill: { total: bigint; base: bigint; settled: bigint; settledBase: bigint };
}

/** A release with its bill, which no other payment of the bill gets past until the transaction ends. */
async function lockRelease(tx: Transaction, id: string): Promise<LockedRelease> {
  tx.send(
    `SELECT 1 FROM vendor_bill b WHERE b.id = (SELECT bill_id FROM payment_release WHERE id = $1) FOR UPDATE`,
    [id],
  );
  const [row] = await tx.query<
    Omit<LockedRelease, 'minor' | 'bill'> &
      Record<'minor' | 'total' | 'base' | 'settled' | 'settledBase', string>
  >(
    `SELECT b.id AS "billId", b.number AS "billNumber", b.billed_on AS "billedOn", p.status, p.currency,
       p.amount_minor::text AS minor, m.paid_on AS "madeOn",
       (SELECT r.reversed_on FROM vendor_payment_reversal r WHERE r.release_id = p.id) AS "reversedOn",
       b.amount_minor::text AS total, coalesce(b.base_minor, b.amount_minor)::text AS base, s.settled, s."settledBase"
     FROM payment_release p JOIN vendor_bill b ON b.id = p.bill_id LEFT JOIN payment_made m ON m.release_id = p.id,
       LATERAL (SELECT coalesce(sum(o.amount_minor), 0)::text AS settled,
           coalesce(sum(o.bill_base_minor), 0)::text AS "settledBase"
         FROM payment_made o WHERE o.bill_id = b.id AND o.reversed_on IS NULL) AS s
     WHERE p.id = $1`,
    [id],
  );
  if (!row) throw new DomainError('not-found', 'There is no such payment');
  const { minor, total, base, settled, settledBase, ...release } = row;
  const bill = {
    ...{ total: BigInt(total), base: BigInt(base) },
    ...{ settled: BigInt(settled), settledBase: BigInt(settledBase) },
  };
  return { ...release, minor: BigInt(minor), bill };
}

function requireStanding({ status, reversedOn, billNumber }: LockedRelease): void {
  const conflict = (what: string) =>
    new DomainError('conflict', `This payment of ${billNumber} ${what}`);
  if (status !== 'approved') throw conflict('is not released');
  if (reversedOn !== null) throw conflict('was taken back already');
}

function requireToBeMade(release: LockedRelease): void {
  requireStanding(release);
  const { currency, madeOn, billNumber } = release;
  const conflict = (what: string) => new DomainError('conflict', what);
  if (currency === COMPANY_CURRENCY)
    throw conflict(
      `${billNumber} is in ${currency}: its payment is in the books since its release`,
    );
  if (madeOn !== null) throw conflict(`This payment of ${billNumber} was recorded already`);
}

/** What left the bank: what it said, or what the amount was worth by the rate of the day. */
async function tookOfBank(
  tx: Transaction,
  { release, payment }: { release: LockedRelease; payment: MadePayment },
): Promise<{ rate: string | null; base: bigint }> {
  if (payment.bankAmount) {
    const said = parseMoney(payment.bankAmount);
    if (said.currency === COMPANY_CURRENCY) return { rate: null, base: said.minor };
    const message = `Say what the bank took in ${COMPANY_CURRENCY}`;
    throw invalidInput([{ path: 'bankAmount.currency', message }]);
  }
  const { currency, minor } = release;
  const rate = await rateOfDay(tx, { currency, on: payment.on, path: 'on' });
  const base = inBooks({ minor, currency }, rate, 'bankAmount');
  if (base === 0n)
    throw invalidInput([{ path: 'bankAmount', message: 'It is worth nothing in the books' }]);
  return { rate: rateText(rate), base };
}

function audit(tx: Transaction, of: { principal: Principal; id: string; action: string }): void {
  recordAudit(tx, [
    {
      ...{ actorId: of.principal.id, action: `vendor-payment.${of.action}`, channel: 'app' },
      ...{ subjectType: 'payment-release', subjectId: of.id },
    },
  ]);
}
