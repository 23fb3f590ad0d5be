import type { CalendarDate } from '../../domain/dates/calendar';
import { dateIn } from '../../domain/dates/today';
import { invalidInput } from '../../domain/errors';
import type { BudgetFinding } from '../../domain/finance/budgets';
import { requireCompanyCurrency } from '../../domain/money/company-currency';
import { parseMoney, toMoneyWire } from '../../domain/money/money';
import { orderTotal } from '../../domain/purchasing/orders';
import type { KindEffects, Requester } from '../../modules/approvals/kind-effects';
import {
  insistOnBudget,
  judgeSpending,
  type Spending,
} from '../../modules/budgets/use-cases/judge-spending';
import { numberOf } from '../../modules/purchasing/queries';
import {
  closeOrder,
  reviseOrder,
  submitOrder,
} from '../../modules/purchasing/use-cases/order-goods';
import type { PurchaseOrderDetails, PurchaseOrderRequest } from './definition';

/** An approved order has a number, and bills may be handed in for it. */
export const purchaseOrderEffects: KindEffects<PurchaseOrderRequest, PurchaseOrderDetails> = {
  async complete({ db, requester, now }, request) {
    refuseLate(request, dateIn(requester.zone, now));
    const details = withTotal(request);
    return withBudget(details, await judgeSpending(db, spendingOf(details, { requester, now })));
  },

  async submit(tx, { requester, details, now }) {
    await insistOnBudget(tx, spendingOf(details, { requester, now }), details.budget);
    const subjectId = submitOrder(tx, { ...contentOf(details), employeeId: requester.id });
    return { subjectId, answer: { total: details.total } };
  },

  async revise(tx, { request, requester, subjectId, now }) {
    refuseLate(request, dateIn(requester.zone, now));
    const details = withTotal(request);
    const spending = { ...spendingOf(details, { requester, now }), exceptId: subjectId };
    const budget = await judgeSpending(tx, spending);
    await insistOnBudget(tx, spending, budget);
    reviseOrder(tx, { ...contentOf(details), id: subjectId });
    return withBudget(details, budget);
  },

  close: (tx, { subjectId, outcome }) => closeOrder(tx, { orderId: subjectId, outcome }),

  async recordFacts(db, id) {
    const number = await numberOf(db, { table: 'purchase_order', id });
    return number ? [{ label: 'Order number', value: number }] : [];
  },
};

function refuseLate({ neededBy }: PurchaseOrderRequest, today: CalendarDate): void {
  if (neededBy !== undefined && neededBy < today)
    throw invalidInput([{ path: 'neededBy', message: 'This date is in the past' }]);
}

function withTotal(request: PurchaseOrderRequest): PurchaseOrderDetails {
  requireCompanyCurrency(
    Object.fromEntries(
      request.lines.map(({ unitPrice }, index) => [`lines.${index}.unitPrice`, unitPrice]),
    ),
  );
  return { ...request, total: toMoneyWire(orderTotal(request.lines)) };
}

function withBudget(
  details: PurchaseOrderDetails,
  budget: BudgetFinding | undefined,
): PurchaseOrderDetails {
  return budget ? { ...details, budget } : details;
}

function spendingOf(
  { total, overBudgetReason }: PurchaseOrderDetails,
  { requester, now }: { requester: Requester; now: Date },
): Spending {
  return {
    ...{ departmentId: requester.departmentId, on: dateIn(requester.zone, now) },
    ...{ minor: parseMoney(total).minor, reason: overBudgetReason },
  };
}

function contentOf(details: PurchaseOrderDetails) {
  return { ...details, total: parseMoney(details.total) };
}
