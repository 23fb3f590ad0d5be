import {
  expenseClaimKind,
  type ExpenseClaimDetails,
  type PaidClaimLine,
} from '../../approvals/expense-claim/definition';
import { addDays } from '../../domain/dates/calendar';
import { claimTotal, type ExpenseCategory } from '../../domain/expenses/claims';
import { parseMoney, toMoneyWire } from '../../domain/money/money';
import { CLAIM_TRIPS, LINE_TEXTS } from './claim-texts';
import { HISTORY_ENDS_ON, officeTime } from './office-hours';
import type { History, PastOutcome } from './history';
import { writePastRequest } from './past-request';
import type { Colleague } from './people-rows';
import { isoInstant } from './rows';

/** How often somebody claims something, per month. */
const APPETITE: Record<string, number> = {
  'sales.rep': 0.8,
  'sales.rep2': 0.7,
  'sales.manager': 0.5,
  'sales.head': 0.4,
  consultant: 0.7,
  consultant2: 0.7,
  'consulting.manager': 0.5,
  'consulting.head': 0.35,
};
const APPETITE_AT_A_DESK = 0.15;

/** What a line of a category costs, in paise. */
const PRICES: Record<ExpenseCategory, [low: number, high: number]> = {
  travel: [45_000, 1_450_000],
  meals: [25_000, 320_000],
  lodging: [280_000, 980_000],
  supplies: [15_000, 450_000],
  training: [250_000, 1_800_000],
  other: [10_000, 150_000],
};

const REJECTIONS = [
  'The hotel bill is missing',
  'Please claim the training through the learning budget',
  'The taxi and the mileage are the same trip',
];

/** Two years of claims with what became payable. */
export function writeClaimHistory(history: History): void {
  for (let month = 10; month < 10 + 25; month++)
    for (const person of history.staff.all)
      if (history.random.chance(APPETITE[person.login] ?? APPETITE_AT_A_DESK))
        fileClaim(history, person, monthStart(month));
}

function monthStart(count: number): string {
  return `${2024 + Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}-01`;
}

function fileClaim(history: History, person: Colleague, month: string): void {
  const { rows, random } = history;
  const details = inventClaim(history, month);
  const lastSpent = details.lines.reduce((last, { date }) => (date > last ? date : last), month);
  const submittedOn = addDays(lastSpent, random.between(1, 6));
  if (submittedOn > HISTORY_ENDS_ON) return;
  const submittedAt = officeTime(submittedOn, random.between(9, 18), random.between(0, 59));
  const outcome: PastOutcome = random.chance(0.08)
    ? 'rejected'
    : random.chance(0.03)
      ? 'withdrawn'
      : 'approved';
  const subjectId = random.uuid();
  const { closedAt } = writePastRequest(history, {
    kind: expenseClaimKind,
    requester: person,
    subjectId,
    details,
    submittedAt,
    outcome,
    rejection: random.pick(REJECTIONS),
  });
  const amount = parseMoney(details.total);
  const owed = { employee_id: person.id, currency: amount.currency };
  rows.add('expense_claim', {
    id: subjectId,
    ...owed,
    title: details.title,
    total_minor: amount.minor.toString(),
    status: outcome,
    created_at: isoInstant(submittedAt),
  });
  for (const [index, line] of details.lines.entries())
    rows.add('expense_claim_line', {
      claim_id: subjectId,
      ordinal: index + 1,
      spent_on: line.date,
      category: line.category,
      description: line.description,
      amount_minor: parseMoney(line.amount).minor.toString(),
      approved_minor: outcome === 'approved' ? parseMoney(line.amount).minor.toString() : null,
    });
  if (outcome === 'approved')
    rows.add('reimbursement', {
      claim_id: subjectId,
      ...owed,
      amount_minor: amount.minor.toString(),
      created_at: isoInstant(closedAt),
    });
}

function inventClaim(
  { random }: History,
  month: string,
): Omit<ExpenseClaimDetails, 'lines'> & { lines: PaidClaimLine[] } {
  const trip = random.pick(CLAIM_TRIPS);
  const firstDay = addDays(month, random.between(0, 20));
  const lines = Array.from({ length: random.between(1, 5) }, () => {
    const category = random.pick(trip.categories);
    const [low, high] = PRICES[category];
    const minor = BigInt(Math.round(random.between(low, high) / 50) * 50);
    return {
      date: addDays(firstDay, random.between(0, 3)),
      category,
      amount: toMoneyWire({ minor, currency: 'INR' }),
      description: random.pick(LINE_TEXTS[category]),
    };
  }).sort((a, b) => (a.date < b.date ? -1 : 1));
  return {
    title: trip.title,
    lines,
    total: toMoneyWire(claimTotal(lines.map(({ amount }) => parseMoney(amount)))),
  };
}
