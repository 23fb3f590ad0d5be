import type { Principal } from '../../domain/access/principal';
import { scope } from '../../domain/access/scope';
import type { RequestStatus } from '../../domain/approvals/vocabulary';
import { DomainError } from '../../domain/errors';
import type { CalendarDate } from '../../domain/dates/calendar';
import type { ExpenseCategory } from '../../domain/expenses/claims';
import { distanceText, type Vehicle } from '../../domain/expenses/mileage';
import { LIST_SORTS, type SortColumn } from '../../domain/lists/sorting';
import { toMoneyWire } from '../../domain/money/money';
import type { MoneyWire, Page } from '../../domain/wire/common';
import type { ClaimListQuery, ExpenseClaimRow, ExpenseClaimWire } from '../../domain/wire/records';
import type { MileageWire } from '../../domain/wire/mileage';
import type { PerDiemWire } from '../../domain/wire/per-diem';
import type { Queryable } from '../../platform/database/database';
import type { OrderKey } from '../../platform/database/list-order';
import { readListPage } from '../../platform/database/list-page';
import { visibleEmployees } from '../people/policy';
import { batchNumber } from './reimbursement-queries';

interface Row {
  id: string;
  approvalId: string | null;
  employeeId: string;
  employeeName: string;
  title: string;
  currency: string;
  totalMinor: string;
  approvedMinor: string | null;
  payment: ExpenseClaimRow['payment'];
  payments: PaymentRow[] | null;
  settledMinor: string | null;
  status: RequestStatus;
  createdAt: Date;
}

interface PaymentRow {
  number: number;
  status: 'open' | 'paid';
  minor: string;
  payOn: CalendarDate;
  /** As JSON has an instant. */
  paidAt: string | null;
}

interface LineRow {
  date: string;
  category: ExpenseCategory;
  description: string;
  amountMinor: string;
  spentCurrency: string | null;
  spentMinor: string | null;
  rate: string | null;
  approvedMinor: string | null;
  receipts: { id: string; name: string }[];
  vehicle: Vehicle | null;
  distanceTenths: number | null;
  kmRate: string | null;
  beyondTenths: number | null;
  beyondRate: string | null;
  perDiem: PerDiemWire | null;
}

const FIELDS = `c.id, c.title, c.currency, c.total_minor AS "totalMinor", c.status,
    (SELECT sum(l.approved_minor)::text FROM expense_claim_line l WHERE l.claim_id = c.id) AS "approvedMinor",
    (SELECT CASE WHEN b.taken_back_on IS NULL THEN b.status ELSE 'taken-back' END
     FROM reimbursement_state b WHERE b.claim_id = c.id) AS payment,
    (SELECT b.settled_minor::text FROM reimbursement_state b WHERE b.claim_id = c.id) AS "settledMinor",
    (SELECT json_agg(json_build_object('number', b.number, 'status', b.status, 'minor', i.amount_minor::text,
       'payOn', b.pay_on, 'paidAt', b.closed_at) ORDER BY b.number)
     FROM reimbursement_batch_item i JOIN reimbursement_batch b ON b.id = i.batch_id
     WHERE i.claim_id = c.id AND b.status <> 'cancelled') AS payments,
    c.created_at AS "createdAt", e.id AS "employeeId", e.name AS "employeeName",
    (SELECT a.id FROM approval_request a WHERE a.subject_id = c.id AND a.kind = 'expense-claim'
     ORDER BY a.submitted_at DESC LIMIT 1) AS "approvalId"`;

const FROM = 'FROM expense_claim c JOIN employee e ON e.id = c.employee_id';

/** Amounts of different currencies have no order: the currency goes first. The index says the same. */
const ORDERS: Record<SortColumn<'expense-claims'>, OrderKey> = {
  title: ['left(c.title, 100)', 'text'],
  claimed: ["(c.currency::text || lpad(c.total_minor::text, 19, '0'))", 'text'],
  asked: ['c.created_at', 'instant'],
};

/** The claims a person may see, newest first unless sorted otherwise. */
export async function listExpenseClaims(
  db: Queryable,
  principal: Principal,
  query: ClaimListQuery,
): Promise<Page<ExpenseClaimRow>> {
  const parameters: unknown[] = [];
  const conditions = [visibleEmployees(scope(principal, 'expense'), 'c.employee_id', parameters)];
  if (query.status) conditions.push(`c.status = $${parameters.push(query.status)}`);
  if (query.employeeId) conditions.push(`c.employee_id = $${parameters.push(query.employeeId)}`);
  return readListPage(db, query, {
    ...{ orders: ORDERS, usual: LIST_SORTS['expense-claims'].usual, id: 'c.id' },
    ...{ fields: FIELDS, from: FROM, conditions, parameters },
    present,
  });
}

/** One claim with its lines. @throws DomainError not-found, also when it is not theirs to see */
export async function findExpenseClaim(
  db: Queryable,
  principal: Principal,
  id: string,
): Promise<ExpenseClaimWire> {
  const parameters: unknown[] = [id];
  const visible = visibleEmployees(scope(principal, 'expense'), 'c.employee_id', parameters);
  const [row] = await db.query<Row>(
    `SELECT ${FIELDS} ${FROM} WHERE c.id = $1 AND ${visible}`,
    parameters,
  );
  if (!row) throw new DomainError('not-found', 'There is no such claim');
  const lines = await db.query<LineRow>(
    `SELECT l.spent_on AS "date", l.category, l.description, l.amount_minor AS "amountMinor",
       l.spent_currency AS "spentCurrency", l.spent_minor AS "spentMinor", trim_scale(l.rate)::text AS rate,
       l.approved_minor AS "approvedMinor", l.vehicle, l.distance_tenths AS "distanceTenths",
       trim_scale(l.km_rate)::text AS "kmRate", l.beyond_tenths AS "beyondTenths", trim_scale(l.beyond_rate)::text AS "beyondRate",
       CASE WHEN l.per_diem_until IS NOT NULL THEN json_build_object('place', l.per_diem_place, 'until', l.per_diem_until,
         'days', l.per_diem_days) END AS "perDiem",
       (SELECT coalesce(json_agg(json_build_object('id', r.id, 'name', r.name) ORDER BY r.created_at, r.id), '[]')
        FROM expense_receipt r WHERE r.claim_id = l.claim_id AND r.line = l.ordinal) AS receipts
     FROM expense_claim_line l WHERE l.claim_id = $1 ORDER BY l.ordinal`,
    [id],
  );
  return {
    ...present(row),
    lines: lines.map((line) => presentLine(line, row.currency)),
  };
}

function paidOf({ payments, settledMinor, currency }: Row) {
  const isSettled = settledMinor !== null && BigInt(settledMinor) > 0n;
  return {
    ...(payments ? { payments: payments.map((one) => presentPayment(one, currency)) } : {}),
    ...(isSettled ? { fromAdvances: money(settledMinor, currency) } : {}),
  };
}

function presentPayment({ number, status, minor, payOn, paidAt }: PaymentRow, currency: string) {
  return {
    ...{ batch: batchNumber(number), status, payOn, amount: money(minor, currency) },
    paidAt: paidAt && new Date(paidAt).toISOString(),
  };
}

function presentLine(line: LineRow, currency: string): ExpenseClaimWire['lines'][number] {
  const { date, category, description, rate, receipts } = line;
  const { amountMinor, spentMinor, spentCurrency, approvedMinor } = line;
  return {
    ...{ date, category, description, rate, receipts },
    amount: money(spentMinor ?? amountMinor, spentCurrency ?? currency),
    base: money(amountMinor, currency),
    approved: approvedMinor === null ? null : money(approvedMinor, currency),
    ...mileageOf(line),
    ...(line.perDiem ? { perDiem: line.perDiem } : {}),
  };
}

function mileageOf(line: LineRow): { mileage?: MileageWire } {
  const { vehicle, distanceTenths, kmRate, beyondTenths, beyondRate } = line;
  if (vehicle === null || distanceTenths === null || kmRate === null) return {};
  const beyond =
    beyondTenths === null || beyondRate === null
      ? null
      : { distance: distanceText(beyondTenths), rate: beyondRate };
  return { mileage: { vehicle, distance: distanceText(distanceTenths), rate: kmRate, beyond } };
}

function present(row: Row): ExpenseClaimRow {
  return {
    id: row.id,
    approvalId: row.approvalId,
    employee: { id: row.employeeId, name: row.employeeName },
    title: row.title,
    total: money(row.totalMinor, row.currency),
    approved: row.approvedMinor === null ? null : money(row.approvedMinor, row.currency),
    payment: row.payment,
    ...paidOf(row),
    status: row.status,
    createdAt: row.createdAt.toISOString(),
  };
}

function money(minor: string, currency: string): MoneyWire {
  return toMoneyWire({ minor: BigInt(minor), currency });
}
