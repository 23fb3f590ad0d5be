import { dateIn } from '../../domain/dates/today';
import { invalidInput, type FieldProblem } from '../../domain/errors';
import { claimTotal } from '../../domain/expenses/claims';
import { refusalsOf } from '../../domain/expenses/policy';
import { stopProblems } from '../../domain/finance/budgets';
import { rateText, readRate } from '../../domain/money/exchange';
import { parseMoney, toMoneyWire } from '../../domain/money/money';
import type { MoneyWire } from '../../domain/wire/common';
import { toMileageWire } from '../../domain/wire/mileage';
import { toPerDiemWire } from '../../domain/wire/per-diem';
import type { KindEffects, Requester } from '../../modules/approvals/kind-effects';
import { budgetsOfClaim, claimedOf, judgeClaim } from '../../modules/budgets/use-cases/judge-claim';
import { assessClaim, type Assessment } from '../../modules/expenses/use-cases/assess-claim';
import { closeClaim } from '../../modules/expenses/use-cases/close-claim';
import {
  reviseClaim,
  submitClaim,
  type NewClaim,
} from '../../modules/expenses/use-cases/submit-claim';
import { chargeByCode, projectToCharge } from '../../modules/projects/use-cases/charge-project';
import type { Queryable, Transaction } from '../../platform/database/database';
import type { ExpenseClaimDetails, ExpenseClaimRequest } from './definition';

/** An approved claim becomes payable, once. */
export const expenseClaimEffects: KindEffects<ExpenseClaimRequest, ExpenseClaimDetails> = {
  complete: (context, request) => complete(context, request),

  async submit(tx, { requester, details }) {
    const subjectId = await submitClaim(tx, toWrite(details, requester));
    await charge(tx, { id: subjectId, details, requester });
    return { subjectId, answer: { total: details.total } };
  },

  async revise(tx, { request, requester, subjectId, now }) {
    const details = await complete({ db: tx, requester, now, claimId: subjectId }, request);
    await reviseClaim(tx, { ...toWrite(details, requester), id: subjectId });
    await charge(tx, { id: subjectId, details, requester });
    return details;
  },

  close: (tx, { subjectId, outcome, approvedLines }) =>
    closeClaim(tx, { claimId: subjectId, outcome, approvedLines }),
};

const charge = (
  tx: Transaction,
  of: { id: string; details: ExpenseClaimDetails; requester: Requester },
) =>
  chargeByCode(tx, {
    ...{ kind: 'expense-claim', id: of.id, code: of.details.project, requesterId: of.requester.id },
  });

async function complete(
  context: { db: Queryable; requester: Requester; now: Date; claimId?: string },
  request: ExpenseClaimRequest,
): Promise<ExpenseClaimDetails> {
  const { db, requester, now, claimId } = context;
  const { id: employeeId, departmentId } = requester;
  const today = dateIn(requester.zone, now);
  const of = { employeeId, departmentId, claimId, today, lines: request.lines };
  const [assessment, known] = await Promise.all([assessClaim(db, of), budgetsOfClaim(db, of)]);
  insist([...assessment.problems, ...refusalsOf(assessment.violations)]);
  const lines = claimedOf(request.lines, assessment.priced);
  const budgets = await judgeClaim(db, of, { budgets: known, lines });
  insist(stopProblems(budgets, request.overBudgetReason));
  if (request.project !== undefined)
    await projectToCharge(db, { code: request.project, requesterId: employeeId });
  return { ...request, ...findingsOf(assessment), ...(budgets.length > 0 ? { budgets } : {}) };
}

function insist(problems: FieldProblem[]): void {
  if (problems.length > 0) throw invalidInput(problems);
}

/** What was found, as it is kept with the request: nothing of what there is none of. */
function findingsOf({ priced, violations, duplicates, receipts, mileage, perDiem }: Assessment) {
  const converted = priced.flatMap(({ base, rate }, index) =>
    rate === null ? [] : [{ line: index + 1, base: toMoneyWire(base), rate: rateText(rate) }],
  );
  const drives = [...mileage].map(([index, drive]) => ({
    ...{ line: index + 1, amount: toMoneyWire(drive.amount), reckoning: toMileageWire(drive) },
  }));
  const journeys = [...perDiem].map(([index, journey]) => ({
    ...{ line: index + 1, amount: toMoneyWire(journey.amount), reckoning: toPerDiemWire(journey) },
  }));
  const soft = violations.map(({ line, rule, message }) => ({ line, rule, message }));
  const receiptNames = [...receipts.values()].map(({ id, name }) => ({ id, name }));
  return {
    total: toMoneyWire(claimTotal(priced.map(({ base }) => base))),
    ...(converted.length > 0 ? { converted } : {}),
    ...(drives.length > 0 ? { mileage: drives } : {}),
    ...(journeys.length > 0 ? { perDiem: journeys } : {}),
    ...(soft.length > 0 ? { violations: soft } : {}),
    ...(duplicates.length > 0 ? { duplicates } : {}),
    ...(receiptNames.length > 0 ? { receiptNames } : {}),
  };
}

function toWrite(details: ExpenseClaimDetails, requester: Requester): NewClaim {
  const { title, converted = [], mileage = [], perDiem = [] } = details;
  const lines = details.lines.map((line, index) => {
    const conversion = converted.find((one) => one.line === index + 1);
    const drive = mileage.find((one) => one.line === index + 1);
    const journey = perDiem.find((one) => one.line === index + 1);
    const { date, category, description, receipts } = line;
    const amount = 'amount' in line ? line.amount : reckoned(drive ?? journey);
    return {
      ...{ date, category, description, receipts, amount },
      ...{ mileage: drive?.reckoning, perDiem: journey?.reckoning },
      base: parseMoney(conversion?.base ?? amount),
      rate: conversion ? (readRate(conversion.rate) ?? null) : null,
    };
  });
  return { employeeId: requester.id, title, lines };
}

function reckoned(line: { amount: MoneyWire } | undefined): MoneyWire {
  if (!line) throw new RangeError('a line that was not reckoned');
  return line.amount;
}
