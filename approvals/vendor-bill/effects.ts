import { dateIn } from '../../domain/dates/today';
import type { BudgetFinding } from '../../domain/finance/budgets';
import { requireCompanyCurrency } from '../../domain/money/company-currency';
import { parseMoney } from '../../domain/money/money';
import type { KindEffects, Requester } from '../../modules/approvals/kind-effects';
import {
  insistOnBudget,
  judgeSpending,
  type Spending,
} from '../../modules/budgets/use-cases/judge-spending';
import { numberOf, type BillableOrder } from '../../modules/purchasing/queries';
import { checkBill } from '../../modules/purchasing/use-cases/check-bill';
import {
  closeBill,
  handInBill,
  releaseClaim,
  reviseBill,
} from '../../modules/purchasing/use-cases/hand-in-bill';
import { chargeByCode, projectToCharge } from '../../modules/projects/use-cases/charge-project';
import type { Queryable, Transaction } from '../../platform/database/database';
import type { VendorBillDetails, VendorBillRequest } from './definition';

/** A bill claims its amount from its order; approved, it has a number of our own and may be paid. */
export const vendorBillEffects: KindEffects<VendorBillRequest, VendorBillDetails> = {
  async complete(context, request) {
    await check(context, request);
    if (request.project !== undefined)
      await projectToCharge(context.db, {
        ...{ code: request.project, requesterId: context.requester.id },
      });
    return withBudget(request, await judgeSpending(context.db, spendingOf(request, context)));
  },

  async submit(tx, { requester, details, now }) {
    const order = await check({ db: tx, requester, now }, details);
    await insistOnBudget(tx, spendingOf(details, { requester }), details.budget);
    const content = contentOf(details, order);
    const subjectId = await handInBill(tx, { ...content, employeeId: requester.id });
    await charge(tx, { id: subjectId, request: details, requester });
    return { subjectId, answer: {} };
  },

  async revise(tx, { request, requester, subjectId, now }) {
    await releaseClaim(tx, subjectId);
    const order = await check({ db: tx, requester, now, exceptId: subjectId }, request);
    const spending = { ...spendingOf(request, { requester }), exceptId: subjectId };
    const budget = await judgeSpending(tx, spending);
    await insistOnBudget(tx, spending, budget);
    await reviseBill(tx, { ...contentOf(request, order), id: subjectId });
    await charge(tx, { id: subjectId, request, requester });
    return withBudget(request, budget);
  },

  close: (tx, { subjectId, outcome }) => closeBill(tx, { billId: subjectId, outcome }),

  async recordFacts(db, id) {
    const number = await numberOf(db, { table: 'vendor_bill', id });
    return number ? [{ label: 'Our number', value: number }] : [];
  },
};

const charge = (
  tx: Transaction,
  of: { id: string; request: VendorBillRequest; requester: Requester },
) =>
  chargeByCode(tx, {
    ...{ kind: 'vendor-bill', id: of.id, code: of.request.project, requesterId: of.requester.id },
  });

function check(
  context: { db: Queryable; requester: Requester; now: Date; exceptId?: string },
  request: VendorBillRequest,
): Promise<BillableOrder | null> {
  const { db, requester, now, ...rest } = context;
  requireCompanyCurrency({ amount: request.amount });
  return checkBill(db, {
    ...{ ...request, ...rest, requesterId: requester.id, today: dateIn(requester.zone, now) },
    ...{ amount: parseMoney(request.amount), orderNumber: request.purchaseOrder },
  });
}

function withBudget(
  request: VendorBillRequest,
  budget: BudgetFinding | undefined,
): VendorBillDetails {
  return budget ? { ...request, budget } : request;
}

/** A bill of an order takes nothing of a budget: its order did. */
function spendingOf(
  { amount, tax, billedOn, purchaseOrder, overBudgetReason }: VendorBillRequest,
  { requester }: { requester: Requester },
): Spending {
  const net = parseMoney(amount).minor - (tax ? parseMoney(tax).minor : 0n);
  return {
    ...{ departmentId: requester.departmentId, on: billedOn, reason: overBudgetReason },
    minor: purchaseOrder === undefined ? net : 0n,
  };
}

function contentOf(request: VendorBillRequest, order: BillableOrder | null) {
  const { tax } = request;
  return {
    ...{ ...request, amount: parseMoney(request.amount), order },
    taxMinor: tax ? parseMoney(tax).minor : 0n,
  };
}
