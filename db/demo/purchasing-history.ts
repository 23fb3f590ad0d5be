import { paymentReleaseKind } from '../../approvals/payment-release/definition';
import { purchaseOrderKind } from '../../approvals/purchase-order/definition';
import { vendorBillKind } from '../../approvals/vendor-bill/definition';
import { addDays, type CalendarDate } from '../../domain/dates/calendar';
import { parseMoney, toMoneyWire } from '../../domain/money/money';
import { orderTotal } from '../../domain/purchasing/orders';
import type { History } from './history';
import type { NumberSeries } from './number-series';
import { HISTORY_ENDS_ON, officeDate, officeTime } from './office-hours';
import { writePastRequest } from './past-request';
import type { Colleague } from './people-rows';
import { PURCHASES, type DemoPurchase } from './purchasing-texts';
import { isoInstant } from './rows';

const REJECTION = 'The landlord provides these';

/** An approved order, as its bill is written from it. */
interface Ordered {
  id: string;
  number: string;
  totalMinor: string;
  approvedOn: CalendarDate;
}

/** Orders with the bills that came for them and the payments of those. */
export function writePurchasingHistory(history: History, numbers: NumberSeries): void {
  for (const purchase of PURCHASES) {
    const order = fileOrder(history, numbers, purchase);
    if (order && purchase.bill) fileBill(history, numbers, { purchase, order });
  }
}

function fileOrder(history: History, numbers: NumberSeries, purchase: DemoPurchase) {
  const { rows, random, staff } = history;
  const lines = purchase.lines.map(([description, quantity, amount]) => ({
    ...{ description, quantity },
    unitPrice: { amount, currency: 'INR' },
  }));
  const total = orderTotal(lines);
  const id = random.uuid();
  const { vendor, purpose, outcome = 'approved' } = purchase;
  const submittedAt = officeTime(purchase.on, 11, random.between(0, 59));
  const { closedAt } = writePastRequest(history, {
    kind: purchaseOrderKind,
    requester: staff.by(purchase.login),
    subjectId: id,
    details: { vendor, purpose, lines, total: toMoneyWire(total) },
    ...{ submittedAt, outcome, rejection: REJECTION },
  });
  const number = outcome === 'approved' ? numbers.next('PO', closedAt) : null;
  const totalMinor = total.minor.toString();
  rows.add('purchase_order', {
    ...{ id, employee_id: staff.by(purchase.login).id, number, vendor, purpose, needed_by: null },
    ...{ currency: total.currency, total_minor: totalMinor, status: outcome },
    billed_minor: purchase.bill ? totalMinor : '0',
    created_at: isoInstant(submittedAt),
  });
  for (const [index, line] of lines.entries())
    rows.add('purchase_order_line', {
      ...{ order_id: id, ordinal: index + 1, description: line.description },
      quantity: line.quantity,
      unit_price_minor: parseMoney(line.unitPrice).minor.toString(),
    });
  return number === null ? null : { id, number, totalMinor, approvedOn: officeDate(closedAt) };
}

/** The bill of a whole order, a few days after it was approved. */
function fileBill(
  history: History,
  numbers: NumberSeries,
  { purchase, order }: { purchase: DemoPurchase; order: Ordered },
): void {
  const { rows, random, staff } = history;
  const requester = staff.by(purchase.login);
  const { vendor, bill: billNumber = '' } = purchase;
  const billedOn = addDays(order.approvedOn, 5);
  const amount = { minor: BigInt(order.totalMinor), currency: 'INR' };
  const content = { vendor, billNumber, billedOn, dueOn: addDays(billedOn, 30) };
  const id = random.uuid();
  const submittedAt = officeTime(addDays(billedOn, 2), 10, random.between(0, 59));
  const description = purchase.purpose;
  const { closedAt, asked } = writePastRequest(history, {
    kind: vendorBillKind,
    ...{ requester, subjectId: id, submittedAt, outcome: 'approved', rejection: '' },
    details: { ...content, amount: toMoneyWire(amount), purchaseOrder: order.number, description },
  });
  const number = numbers.next('BILL', closedAt);
  rows.add('vendor_bill', {
    ...{ id, employee_id: requester.id, number, vendor, bill_number: billNumber },
    ...{ billed_on: billedOn, due_on: content.dueOn, description },
    ...{ currency: amount.currency, amount_minor: order.totalMinor },
    ...{ purchase_order_id: order.id, status: 'approved', created_at: isoInstant(submittedAt) },
  });
  const approvedOn = officeDate(closedAt);
  if (addDays(approvedOn, 3) > HISTORY_ENDS_ON) return;
  filePayment(history, { ...{ id, number, vendor, billNumber, amount, approvedOn }, asked });
}

/** Finance asks for the payment of a bill. */
function filePayment(
  history: History,
  bill: {
    id: string;
    number: string;
    vendor: string;
    billNumber: string;
    amount: { minor: bigint; currency: string };
    approvedOn: CalendarDate;
    asked: Colleague[];
  },
): void {
  const { rows, random, staff } = history;
  const { vendor, billNumber, amount } = bill;
  const id = random.uuid();
  const submittedAt = officeTime(addDays(bill.approvedOn, 3), 15, random.between(0, 59));
  const payOn = addDays(bill.approvedOn, 10);
  const billApprovedBy = bill.asked
    .map((person) => ({ id: person.id, name: person.name }))
    .sort((a, b) => a.name.localeCompare(b.name));
  const requester = staff.by('finance');
  writePastRequest(history, {
    kind: paymentReleaseKind,
    ...{ requester, subjectId: id, submittedAt, outcome: 'approved', rejection: '' },
    details: {
      ...{ bill: bill.number, payOn, method: 'bank-transfer', vendor, billNumber },
      ...{ amount: toMoneyWire(amount), billApprovedBy },
    },
  });
  rows.add('payment_release', {
    ...{ id, employee_id: requester.id, bill_id: bill.id, pay_on: payOn, method: 'bank-transfer' },
    ...{ currency: amount.currency, amount_minor: amount.minor.toString() },
    ...{ status: 'approved', created_at: isoInstant(submittedAt) },
  });
}
