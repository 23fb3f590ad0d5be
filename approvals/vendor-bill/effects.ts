import { dateIn } from '../../domain/dates/today';
import { invalidInput } from '../../domain/errors';
import type { BudgetFinding } from '../../domain/finance/budgets';
import { COMPANY_CURRENCY } from '../../domain/money/company-currency';
import { parseMoney } from '../../domain/money/money';
import { bookBill, keptRate, toBooksWire } from '../../domain/purchasing/bills';
import type { KindEffects, Requester } from '../../modules/approvals/kind-effects';
import {
  insistOnBudget,
  judgeSpending,
  type Spending,
} from '../../modules/budgets/use-cases/judge-spending';
import { rateOfDay } from '../../modules/expenses/use-cases/rate-of-day';
import { numberOf, type BillableOrder } from '../../modules/purchasing/queries';
import { checkBill } from '../../modules/purchasing/use-cases/check-bill';
import {
  closeBill,
  handInBill,
  releaseClaim,
  reviseBill,
  type BillContent,
} from '../../modules/purchasing/use-cases/hand-in-bill';
import { chargeByCode, projectToCharge } from '../../modules/projects/use-cases/charge-project';
import type { Queryable, Transaction } from '../../platform/database/database';
import type { VendorBillDetails, VendorBillRequest } from './definition';

/** A bill claims its amount from its order; approved, it has a number of our own and may be paid. */
export const vendorBillEffects: KindEffects<VendorBillRequest, VendorBillDetails> = {
  async complete(context, request) {
    const details = await withBooks(context.db, request);
    await check(context, details);
    if (request.project !== undefined)
      await projectToCharge(context.db, {
        ...{ code: request.project, requesterId: context.requester.id },
      });
    return withBudget(details, await judgeSpending(context.db, spendingOf(details, context)));
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
    const details = await withBooks(tx, request);
    const order = await check({ db: tx, requester, now, exceptId: subjectId }, details);
    const spending = { ...spendingOf(details, { requester }), exceptId: subjectId };
    const budget = await judgeSpending(tx, spending);
    await insistOnBudget(tx, spending, budget);
    await reviseBill(tx, { ...contentOf(details, order), id: subjectId });
    await charge(tx, { id: subjectId, request, requester });
    return withBudget(details, budget);
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

/** A bill in another currency with its worth by the rate of its date. @throws DomainError invalid-input without a rate */
async function withBooks(db: Queryable, request: VendorBillRequest): Promise<VendorBillDetails> {
  const { currency } = request.amount;
  if (currency === COMPANY_CURRENCY) return request;
  const rate = await rateOfDay(db, { currency, on: request.billedOn, path: 'amount.currency' });
  const booked = bookBill(amountsOf(request), rate);
  if (booked.base === 0n)
    throw invalidInput([{ path: 'amount.amount', message: 'It is worth nothing in the books' }]);
  return { ...request, books: toBooksWire(booked) };
}

function amountsOf({ amount, tax }: VendorBillRequest) {
  return { amount: parseMoney(amount), taxMinor: tax ? parseMoney(tax).minor : 0n };
}

/** What it comes to in the company's currency. */
function inCompanyCurrency(details: VendorBillDetails) {
  return amountsOf({ ...details, ...details.books });
}

function check(
  context: { db: Queryable; requester: Requester; now: Date; exceptId?: string },
  details: VendorBillDetails,
): Promise<BillableOrder | null> {
  const { db, requester, now, ...rest } = context;
  return checkBill(db, {
    ...{ ...details, ...rest, requesterId: requester.id, today: dateIn(requester.zone, now) },
    ...{ amount: inCompanyCurrency(details).amount, orderNumber: details.purchaseOrder },
  });
}

function withBudget(
  details: VendorBillDetails,
  budget: BudgetFinding | undefined,
): VendorBillDetails {
  return budget ? { ...details, budget } : details;
}

/** A bill of an order takes nothing of a budget: its order did. */
function spendingOf(details: VendorBillDetails, { requester }: { requester: Requester }): Spending {
  const { billedOn, purchaseOrder, overBudgetReason } = details;
  const { amount, taxMinor } = inCompanyCurrency(details);
  return {
    ...{ departmentId: requester.departmentId, on: billedOn, reason: overBudgetReason },
    minor: purchaseOrder === undefined ? amount.minor - taxMinor : 0n,
  };
}

function contentOf(details: VendorBillDetails, order: BillableOrder | null): BillContent {
  const { books } = details;
  const { amount, taxMinor } = amountsOf(details);
  const booked = books ? bookBill({ amount, taxMinor }, keptRate(books.rate)) : null;
  return { ...details, amount, taxMinor, order, booked };
}
