import { dateIn } from '../../domain/dates/today';
import { COMPANY_CURRENCY } from '../../domain/money/company-currency';
import { divideRounded, parseMoney, toMoneyWire, type Money } from '../../domain/money/money';
import type { KindEffects, Requester } from '../../modules/approvals/kind-effects';
import { signersOf } from '../../modules/approvals/queries';
import type { PayableBill } from '../../modules/purchasing/queries';
import {
  checkPayment,
  closePayment,
  revisePayment,
  submitPayment,
} from '../../modules/purchasing/use-cases/release-payment';
import type { Queryable } from '../../platform/database/database';
import type { PaymentReleaseDetails, PaymentReleaseRequest } from './definition';

/** A bill with what of it is to be paid. */
type AskedBill = PayableBill & { asked: Money };

/** What of a bill is paid is released once; its parts never come to more than the bill. */
export const paymentReleaseEffects: KindEffects<PaymentReleaseRequest, PaymentReleaseDetails> = {
  async complete(context, request) {
    const bill = await check(context, request);
    return detailsOf(context.db, request, bill);
  },

  async submit(tx, { requester, details, now }) {
    const { id, asked } = await check({ db: tx, requester, now }, details);
    const bill = { id, number: details.bill };
    const subjectId = await submitPayment(tx, {
      ...{ ...details, bill, asked, employeeId: requester.id },
    });
    return { subjectId, answer: { amount: details.amount } };
  },

  async revise(tx, { request, requester, subjectId, now }) {
    const bill = await check({ db: tx, requester, now, exceptId: subjectId }, request);
    const { id: billId, asked } = bill;
    await revisePayment(tx, { ...request, id: subjectId, billId, asked });
    return detailsOf(tx, request, bill);
  },

  close: (tx, { subjectId, outcome }) => closePayment(tx, { id: subjectId, outcome }),
};

function check(
  context: { db: Queryable; requester: Requester; now: Date; exceptId?: string },
  request: PaymentReleaseRequest,
): Promise<AskedBill> {
  const { db, requester, now, ...rest } = context;
  const today = dateIn(requester.zone, now);
  return checkPayment(db, {
    ...{ ...rest, requesterId: requester.id, billNumber: request.bill },
    ...{ payOn: request.payOn, today, amount: request.amount && parseMoney(request.amount) },
  });
}

async function detailsOf(
  db: Queryable,
  request: PaymentReleaseRequest,
  bill: AskedBill,
): Promise<PaymentReleaseDetails> {
  const { id, vendor, billNumber, asked } = bill;
  const billApprovedBy = await signersOf(db, { kind: 'vendor-bill', subjectId: id });
  const details = { ...request, vendor, billNumber, amount: toMoneyWire(asked), billApprovedBy };
  return bill.books ? { ...details, books: partInBooks({ ...bill, books: bill.books }) } : details;
}

/** What a part of a bill is worth by the bill's rate: what its payment will close, but for the last unit. */
function partInBooks(of: AskedBill & { books: NonNullable<PayableBill['books']> }) {
  const { amount, asked, books } = of;
  const minor = divideRounded(books.base * asked.minor, amount.minor);
  return { amount: toMoneyWire({ minor, currency: COMPANY_CURRENCY }), rate: books.rate };
}
