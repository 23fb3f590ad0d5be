import { dateIn } from '../../domain/dates/today';
import { toMoneyWire } from '../../domain/money/money';
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

/** The payment of a bill is released once. */
export const paymentReleaseEffects: KindEffects<PaymentReleaseRequest, PaymentReleaseDetails> = {
  async complete(context, request) {
    const bill = await check(context, request);
    return detailsOf(context.db, request, bill);
  },

  async submit(tx, { requester, details, now }) {
    const { id, amount } = await check({ db: tx, requester, now }, details);
    const bill = { id, number: details.bill, amount };
    const subjectId = await submitPayment(tx, { ...details, bill, employeeId: requester.id });
    return { subjectId, answer: { amount: details.amount } };
  },

  async revise(tx, { request, requester, subjectId, now }) {
    const bill = await check({ db: tx, requester, now, exceptId: subjectId }, request);
    await revisePayment(tx, { ...request, id: subjectId, billId: bill.id });
    return detailsOf(tx, request, bill);
  },

  close: (tx, { subjectId, outcome }) => closePayment(tx, { id: subjectId, outcome }),
};

function check(
  context: { db: Queryable; requester: Requester; now: Date; exceptId?: string },
  request: PaymentReleaseRequest,
): Promise<PayableBill> {
  const { db, requester, now, ...rest } = context;
  const today = dateIn(requester.zone, now);
  return checkPayment(db, {
    ...{ ...rest, requesterId: requester.id, billNumber: request.bill },
    ...{ payOn: request.payOn, today },
  });
}

async function detailsOf(
  db: Queryable,
  request: PaymentReleaseRequest,
  { id, vendor, billNumber, amount }: PayableBill,
): Promise<PaymentReleaseDetails> {
  const billApprovedBy = await signersOf(db, { kind: 'vendor-bill', subjectId: id });
  return { ...request, vendor, billNumber, amount: toMoneyWire(amount), billApprovedBy };
}
