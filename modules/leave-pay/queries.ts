import type { Principal } from '../../domain/access/principal';
import type { CalendarDate } from '../../domain/dates/calendar';
import { formatDate } from '../../domain/dates/format';
import { invalidInput } from '../../domain/errors';
import type { LeaveType } from '../../domain/leave/leave-types';
import { formatUnits } from '../../domain/leave/working-days';
import { toMoneyWire } from '../../domain/money/money';
import { dateSchema, type Page, type PersonRef } from '../../domain/wire/common';
import type {
  DailyRateQuery,
  DailyRateWire,
  LeavePayableQuery,
  LeavePayableWire,
} from '../../domain/wire/leave-pay';
import { containing } from '../../platform/database/containing';
import { decodeCursor, toPage } from '../../platform/database/cursor';
import type { Queryable } from '../../platform/database/database';
import { instantKey, instantKeySchema, instantOfKey } from '../../platform/database/instant-key';
import { visiblePay } from './policy';

/** What a day is worth, in the currency's smallest unit. */
interface DailyRate {
  currency: string;
  rateMinor: bigint;
}

/** The rate of a person that holds on a day, or null. */
export async function dailyRateOn(
  db: Queryable,
  employeeId: string,
  on: CalendarDate,
): Promise<DailyRate | null> {
  const [row] = await db.query<{ currency: string; minor: string }>(
    `SELECT currency, rate_minor AS minor FROM daily_rate WHERE employee_id = $1 AND valid_from <= $2
     ORDER BY valid_from DESC LIMIT 1`,
    [employeeId, on],
  );
  return row ? { currency: row.currency, rateMinor: BigInt(row.minor) } : null;
}

/** @throws DomainError invalid-input that says whose rate is missing, and of which day */
export async function requireDailyRate(
  db: Queryable,
  employeeId: string,
  on: CalendarDate,
): Promise<void> {
  if (await dailyRateOn(db, employeeId, on)) return;
  const [person] = await db.query<{ name: string }>('SELECT name FROM employee WHERE id = $1', [
    employeeId,
  ]);
  throw invalidInput([{ path: 'employeeId', message: missingRate(person?.name ?? '', on) }]);
}

function missingRate(name: string, on: CalendarDate): string {
  return `${name} has no daily rate that holds on ${formatDate(on)}: enter one that begins then or before`;
}

interface RateRow {
  employee: PersonRef;
  validFrom: CalendarDate;
  currency: string;
  minor: string;
  setBy: PersonRef;
}

/** Daily rates one may see, the newest first. */
export async function listDailyRates(
  db: Queryable,
  principal: Principal,
  query: DailyRateQuery,
): Promise<Page<DailyRateWire>> {
  const parameters: unknown[] = [];
  const conditions = [visiblePay(principal, 'r.employee_id', parameters)];
  if (query.employeeId) conditions.push(`r.employee_id = $${parameters.push(query.employeeId)}`);
  const after = decodeCursor(query.cursor, { sortKey: dateSchema });
  if (after)
    conditions.push(
      `(r.valid_from, r.employee_id) < ($${parameters.push(after.sortKey)}::date, $${parameters.push(after.id)}::uuid)`,
    );
  const rows = await db.query<RateRow>(
    `SELECT json_build_object('id', e.id, 'name', e.name) AS employee, r.valid_from AS "validFrom", r.currency,
       r.rate_minor AS minor, json_build_object('id', w.id, 'name', w.name) AS "setBy"
     FROM daily_rate r JOIN employee e ON e.id = r.employee_id JOIN employee w ON w.id = r.set_by
     WHERE ${conditions.join(' AND ')}
     ORDER BY r.valid_from DESC, r.employee_id DESC LIMIT $${parameters.push(query.limit + 1)}`,
    parameters,
  );
  return toPage(rows, query.limit, {
    position: ({ validFrom, employee }) => ({ sortKey: validFrom, id: employee.id }),
    present: ({ currency, minor, ...row }) => ({
      ...row,
      rate: toMoneyWire({ minor: BigInt(minor), currency }),
    }),
  });
}

interface PayableRow {
  id: string;
  employee: PersonRef;
  type: LeaveType;
  units: number;
  on: CalendarDate;
  currency: string | null;
  rate: string | null;
  amount: string | null;
  status: LeavePayableWire['status'];
  paidOn: CalendarDate | null;
  sortKey: string;
}

/** How a payable stands, in SQL. */
const STATUS = `CASE WHEN p.paid_on IS NOT NULL THEN 'paid' WHEN p.amount_minor IS NULL THEN 'no-rate' ELSE 'due' END`;

/** What is owed for leave that was paid out, as far as one may see it; the newest first. */
export async function listLeavePayables(
  db: Queryable,
  principal: Principal,
  query: LeavePayableQuery,
): Promise<Page<LeavePayableWire>> {
  const parameters: unknown[] = [];
  const conditions = [visiblePay(principal, 'p.employee_id', parameters)];
  if (query.status) conditions.push(`${STATUS} = $${parameters.push(query.status)}`);
  if (query.q) conditions.push(`e.name ILIKE $${parameters.push(containing(query.q))}`);
  const after = decodeCursor(query.cursor, { sortKey: instantKeySchema });
  if (after)
    conditions.push(
      `(p.created_at, p.id) < (${instantOfKey(`$${parameters.push(after.sortKey)}`)}, $${parameters.push(after.id)}::uuid)`,
    );
  const rows = await db.query<PayableRow>(
    `SELECT p.id, json_build_object('id', e.id, 'name', e.name) AS employee, p.type, p.units, p.on_date AS "on",
       p.currency, p.rate_minor AS rate, p.amount_minor AS amount, ${STATUS} AS status, p.paid_on AS "paidOn",
       ${instantKey('p.created_at')} AS "sortKey"
     FROM leave_payable p JOIN employee e ON e.id = p.employee_id
     WHERE ${conditions.join(' AND ')}
     ORDER BY p.created_at DESC, p.id DESC LIMIT $${parameters.push(query.limit + 1)}`,
    parameters,
  );
  return toPage(rows, query.limit, {
    position: ({ sortKey, id }) => ({ sortKey, id }),
    present: presentPayable,
  });
}

function presentPayable(row: PayableRow): LeavePayableWire {
  const { id, employee, type, units, on, currency, status, paidOn } = row;
  const money = (minor: string | null) =>
    minor !== null && currency !== null ? toMoneyWire({ minor: BigInt(minor), currency }) : null;
  return {
    ...{ id, employee, type, days: formatUnits(units), on, status, paidOn },
    ...{ rate: money(row.rate), amount: money(row.amount) },
    problem: status === 'no-rate' ? missingRate(employee.name, on) : null,
  };
}
