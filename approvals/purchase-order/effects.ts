import { requireCompanyCurrency } from '../../domain/money/company-currency';
import { parseMoney, toMoneyWire } from '../../domain/money/money';
import { orderTotal } from '../../domain/purchasing/orders';
import type { KindEffects } from '../../modules/approvals/kind-effects';
import { numberOf } from '../../modules/purchasing/queries';
import {
  closeOrder,
  reviseOrder,
  submitOrder,
} from '../../modules/purchasing/use-cases/order-goods';
import type { PurchaseOrderDetails, PurchaseOrderRequest } from './definition';

/** An approved order has a number, and bills may be handed in for it. */
export const purchaseOrderEffects: KindEffects<PurchaseOrderRequest, PurchaseOrderDetails> = {
  complete: (_context, request) => withTotal(request),

  submit(tx, { requester, details }) {
    const subjectId = submitOrder(tx, { ...contentOf(details), employeeId: requester.id });
    return { subjectId, answer: { total: details.total } };
  },

  revise(tx, { request, subjectId }) {
    const details = withTotal(request);
    reviseOrder(tx, { ...contentOf(details), id: subjectId });
    return details;
  },

  close: (tx, { subjectId, outcome }) => closeOrder(tx, { orderId: subjectId, outcome }),

  async recordFacts(db, id) {
    const number = await numberOf(db, { table: 'purchase_order', id });
    return number ? [{ label: 'Order number', value: number }] : [];
  },
};

function withTotal(request: PurchaseOrderRequest): PurchaseOrderDetails {
  requireCompanyCurrency(
    Object.fromEntries(
      request.lines.map(({ unitPrice }, index) => [`lines.${index}.unitPrice`, unitPrice]),
    ),
  );
  return { ...request, total: toMoneyWire(orderTotal(request.lines)) };
}

function contentOf(details: PurchaseOrderDetails) {
  return { ...details, total: parseMoney(details.total) };
}
