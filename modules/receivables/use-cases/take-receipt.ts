import { randomUUID } from 'node:crypto';
import type { Principal } from '../../../domain/access/principal';
import { DomainError, invalidInput } from '../../../domain/errors';
import { COMPANY_CURRENCY } from '../../../domain/money/company-currency';
import { impliedRate, isRate, rateText, type Rate } from '../../../domain/money/exchange';
import { parseMoney } from '../../../domain/money/money';
import { inBooks } from '../../../domain/receivables/invoices';
import type {
  NewAllocations,
  NewReceipt,
  ReceiptReversal,
  ReceiptWire,
} from '../../../domain/wire/receivables';
import type { Clock } from '../../../platform/clock/clock';
import {
  violatedConstraint,
  type Database,
  type Transaction,
} from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { takeNumber } from '../../document-numbers/use-cases/take-number';
import { rateOfDay } from '../../expenses/use-cases/rate-of-day';
import { findReceipt } from '../receipt-queries';
import { yearOf } from './issue-invoice';
import { lockSource, mirror, refuseAhead, settle } from './settle-invoices';

interface Deps {
  db: Database;
  clock: Clock;
}

/**
 * Records money that came in, posts it, and settles what it is said to settle; the rest stays with the customer.
 * @throws DomainError invalid-input (no such customer, a day ahead, no exchange rate, more than is open)
 */
export async function takeReceipt(
  deps: Deps,
  input: { principal: Principal; receipt: NewReceipt },
): Promise<ReceiptWire> {
  const { principal, receipt } = input;
  refuseAhead(deps, { principal, on: receipt.receivedOn, path: 'receivedOn' });
  const id = await deps.db.transaction((tx) => recordReceipt(tx, { principal, receipt }));
  return findReceipt(deps.db, principal, id);
}

/**
 * The same in the caller's transaction, of a day that is not ahead; it is posted when the transaction ends.
 * @returns its id
 * @throws DomainError invalid-input
 */
export async function recordReceipt(
  tx: Transaction,
  { principal, receipt }: { principal: Principal; receipt: NewReceipt },
): Promise<string> {
  const receiptId = await insertReceipt(tx, { principal, receipt });
  const { allocations } = receipt;
  await settle(tx, { principal, source: { receiptId }, allocations });
  audit(tx, { principal, id: receiptId, action: 'taken' });
  return receiptId;
}

async function insertReceipt(
  tx: Transaction,
  { principal, receipt }: { principal: Principal; receipt: NewReceipt },
): Promise<string> {
  const { customerId, receivedOn, method, reference } = receipt;
  const { minor, currency } = parseMoney(receipt.amount);
  const { rate, base } = await worthOf(tx, receipt);
  const id = randomUUID();
  const number = await takeNumber(tx, { series: 'RCPT', year: await yearOf(tx, receivedOn) });
  const rows = await tx.query(
    `INSERT INTO customer_receipt (id, number, customer_id, received_on, method, reference, currency, amount_minor, rate,
       base_minor, created_by)
     SELECT $1, $2, c.id, $4, $5, $6, $7, $8, $9, $10, $11 FROM customer c WHERE c.id = $3 RETURNING id`,
    [
      ...[id, number, customerId, receivedOn, method, reference, currency],
      ...[minor.toString(), rateText(rate), base.toString(), principal.id],
    ],
  );
  if (rows.length === 0)
    throw invalidInput([{ path: 'customerId', message: 'There is no such customer' }]);
  return id;
}

/** What came in is worth in the books: what the bank gave for it, or by the rate of its day. */
async function worthOf(
  tx: Transaction,
  { amount, bankAmount, receivedOn }: NewReceipt,
): Promise<{ rate: Rate; base: bigint }> {
  const money = parseMoney(amount);
  const refuse = (path: string, message: string) => invalidInput([{ path, message }]);
  if (bankAmount) {
    const given = parseMoney(bankAmount);
    if (given.currency !== COMPANY_CURRENCY)
      throw refuse('bankAmount.currency', `Say what the bank gave in ${COMPANY_CURRENCY}`);
    if (money.currency === COMPANY_CURRENCY)
      throw refuse('bankAmount', `Only for what came in another currency than ${COMPANY_CURRENCY}`);
    const rate = impliedRate(money, given);
    if (!isRate(rate)) throw refuse('bankAmount.amount', 'This is no rate of exchange');
    return { rate, base: given.minor };
  }
  const { currency } = money;
  const rate = await rateOfDay(tx, { currency, on: receivedOn, path: 'amount.currency' });
  const base = inBooks(money, rate, 'amount.amount');
  if (base === 0n) throw refuse('amount.amount', 'It is worth nothing in the books');
  return { rate, base };
}

/**
 * Settles invoices with what is left of a receipt, on a day that is not ahead.
 * @throws DomainError not-found, conflict (it was taken back), invalid-input
 */
export async function allocateReceipt(
  deps: Deps,
  input: { principal: Principal; id: string; wanted: NewAllocations },
): Promise<ReceiptWire> {
  const { principal, id, wanted } = input;
  refuseAhead(deps, { principal, on: wanted.on });
  await findReceipt(deps.db, principal, id);
  await deps.db.transaction(async (tx) => {
    await settle(tx, { principal, source: { receiptId: id }, ...wanted });
    audit(tx, { principal, id, action: 'allocated' });
  });
  return findReceipt(deps.db, principal, id);
}

/**
 * Takes a receipt back that came to nothing, a cheque that bounced: what it settled is open again, and its entry is mirrored.
 * @throws DomainError not-found, conflict (taken back already), invalid-input (before it came in, before it settled, or a day
 *   ahead)
 */
export async function reverseReceipt(
  deps: Deps,
  input: { principal: Principal; id: string; reversal: ReceiptReversal },
): Promise<ReceiptWire> {
  const { principal, id, reversal } = input;
  refuseAhead(deps, { principal, on: reversal.on });
  const receipt = await findReceipt(deps.db, principal, id);
  if (receipt.reversed) throw alreadyReversed(receipt);
  const standing = receipt.allocations.filter(({ reversed }) => !reversed);
  const latest = [receipt.receivedOn, ...standing.map(({ on }) => on)].sort().at(-1) ?? '';
  if (reversal.on < latest)
    throw invalidInput([{ path: 'on', message: `The earliest day for this is ${latest}` }]);
  await deps.db.transaction(async (tx) => {
    await lockSource(tx, { receiptId: id }).catch((error: unknown) => {
      // Somebody was faster.
      throw error instanceof DomainError ? alreadyReversed(receipt) : error;
    });
    const where = `a.receipt_id = $1 AND NOT EXISTS (SELECT 1 FROM customer_allocation m WHERE m.reverses_id = a.id)`;
    await mirror(tx, { principal, where, id, on: reversal.on });
    await tx
      .query(
        `INSERT INTO customer_receipt_reversal (receipt_id, reversed_on, reason, reversed_by) VALUES ($1, $2, $3, $4)`,
        [id, reversal.on, reversal.reason, principal.id],
      )
      .catch((error: unknown) => {
        throw violatedConstraint(error) === 'customer_receipt_reversal_pkey'
          ? alreadyReversed(receipt)
          : error;
      });
    audit(tx, { principal, id, action: 'reversed' });
  });
  return findReceipt(deps.db, principal, id);
}

function alreadyReversed({ number }: ReceiptWire): DomainError {
  return new DomainError('conflict', `${number} was taken back already`);
}

function audit(tx: Transaction, of: { principal: Principal; id: string; action: string }): void {
  recordAudit(tx, [
    {
      ...{ actorId: of.principal.id, action: `customer-receipt.${of.action}`, channel: 'app' },
      ...{ subjectType: 'customer-receipt', subjectId: of.id },
    },
  ]);
}
