import {
  hiringRequisitionKind,
  type HiringRequisition,
} from '../../approvals/hiring-requisition/definition';
import { overtimeKind } from '../../approvals/overtime/definition';
import { masked, profileChangeKind } from '../../approvals/profile-change/definition';
import { travelRequestKind } from '../../approvals/travel-request/definition';
import { addDays, type CalendarDate } from '../../domain/dates/calendar';
import { parseMoney } from '../../domain/money/money';
import type { History, PastOutcome } from './history';
import type { NumberSeries } from './number-series';
import { officeTime } from './office-hours';
import { writePastRequest } from './past-request';
import { ACCOUNTS, HIRINGS, JOURNEYS, OVERTIME, type DemoAccount } from './people-request-texts';
import { isoInstant } from './rows';

/** Overtime, journeys, bank accounts and requisitions of two years. */
export function writePeopleRequests(history: History, numbers: NumberSeries): void {
  writeOvertime(history);
  for (const journey of JOURNEYS) fileJourney(history, journey);
  for (const account of ACCOUNTS) fileAccount(history, account);
  for (const hiring of HIRINGS) fileRequisition(history, numbers, hiring);
}

/** What the rows of every kind have in common. */
function begin(history: History, asked: { login: string; on: CalendarDate }) {
  const requester = history.staff.by(asked.login);
  const subjectId = history.random.uuid();
  const submittedAt = officeTime(asked.on, 12, history.random.between(0, 59));
  const owned = { employee_id: requester.id, created_at: isoInstant(submittedAt) };
  return { requester, subjectId, submittedAt, owned };
}

function writeOvertime(history: History): void {
  const months = new Map<string, number>();
  for (const { login, on, hours, compensation, reason, outcome = 'approved' } of OVERTIME) {
    const { subjectId, owned, ...request } = begin(history, { login, on: addDays(on, 1) });
    const minutes = hours * 60;
    const month = `${login} ${on.slice(0, 7)}`;
    const monthMinutes = (months.get(month) ?? 0) + minutes;
    if (outcome === 'approved') months.set(month, monthMinutes);
    const { closedAt } = writePastRequest(history, {
      kind: overtimeKind,
      ...{ ...request, subjectId, outcome, rejection: 'This was within your hours' },
      details: { date: on, hours, compensation, reason, monthMinutes },
    });
    const entry = { ...owned, worked_on: on, minutes, compensation, reason, status: outcome };
    history.rows.add('overtime_entry', { id: subjectId, ...entry });
    if (outcome === 'approved' && compensation === 'comp-off')
      history.rows.add('comp_off_credit', {
        ...{ entry_id: subjectId, employee_id: owned.employee_id, minutes, earned_on: on },
        created_at: isoInstant(closedAt),
      });
  }
}

function fileJourney(history: History, journey: (typeof JOURNEYS)[number]): void {
  const { rows } = history;
  const { subjectId, owned, ...request } = begin(history, journey);
  const { purpose, international, outcome = 'approved' } = journey;
  const legs = journey.legs.map(([date, from, to, mode]) => ({ date, from, to, mode }));
  const inr = (amount: string) => ({ amount, currency: 'INR' });
  const estimate = inr(journey.estimate);
  const advance = journey.advance === undefined ? undefined : inr(journey.advance);
  const { closedAt } = writePastRequest(history, {
    kind: travelRequestKind,
    ...{ ...request, subjectId, outcome, rejection: 'A call will do this time' },
    details: { purpose, international, legs, estimate, ...(advance ? { advance } : {}) },
  });
  const advanceMinor = advance ? parseMoney(advance).minor.toString() : null;
  rows.add('travel_request', {
    ...{ id: subjectId, ...owned, purpose, international, currency: 'INR', status: outcome },
    estimate_minor: parseMoney(estimate).minor.toString(),
    advance_minor: advanceMinor,
  });
  for (const [index, { date, from, to, mode }] of legs.entries())
    rows.add('travel_leg', {
      ...{ travel_id: subjectId, ordinal: index + 1, travels_on: date },
      ...{ from_place: from, to_place: to, mode },
    });
  if (outcome === 'approved' && advanceMinor)
    rows.add('travel_advance', {
      ...{ travel_id: subjectId, employee_id: owned.employee_id, currency: 'INR' },
      ...{ amount_minor: advanceMinor, created_at: isoInstant(closedAt) },
    });
}

function fileAccount(history: History, account: DemoAccount): void {
  const { login, on, ...content } = account;
  const { subjectId, owned, ...request } = begin(history, { login, on });
  const { accountHolder, bankName, ifsc, accountNumber } = content;
  const { closedAt } = writePastRequest(history, {
    kind: profileChangeKind,
    ...{ ...request, subjectId, outcome: 'approved', rejection: '' },
    details: masked(content, 1),
  });
  history.rows.add('employee_bank_account', {
    ...{ id: subjectId, ...owned, holder: accountHolder, bank: bankName, ifsc },
    ...{ account_number: accountNumber, status: 'approved' },
    effective_from: isoInstant(closedAt),
  });
}

function fileRequisition(
  history: History,
  numbers: NumberSeries,
  hiring: HiringRequisition & { login: string; on: CalendarDate; outcome?: PastOutcome },
): void {
  const { rows } = history;
  const { login, on, outcome = 'approved', ...details } = hiring;
  const { subjectId, owned, ...request } = begin(history, { login, on });
  const { closedAt } = writePastRequest(history, {
    kind: hiringRequisitionKind,
    ...{ ...request, subjectId, outcome, details, rejection: 'Not before the new year' },
  });
  const { role, positions, band, budget, startBy, reason } = details;
  const place = { department_id: request.requester.departmentId, role, band };
  rows.add('hiring_requisition', {
    ...{ id: subjectId, ...owned, ...place, positions, start_by: startBy, reason },
    number: outcome === 'approved' ? numbers.next('REQ', closedAt) : null,
    ...{ currency: budget.currency, budget_minor: parseMoney(budget).minor.toString() },
    status: outcome,
  });
  if (outcome !== 'approved') return;
  for (let ordinal = 1; ordinal <= positions; ordinal++)
    rows.add('open_position', {
      ...{ requisition_id: subjectId, ordinal, ...place, opened_at: isoInstant(closedAt) },
    });
}
