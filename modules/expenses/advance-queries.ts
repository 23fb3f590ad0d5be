import type { Principal } from '../../domain/access/principal';
import { scope } from '../../domain/access/scope';
import type { CalendarDate } from '../../domain/dates/calendar';
import { DomainError } from '../../domain/errors';
import { toMoneyWire } from '../../domain/money/money';
import type { PersonRef } from '../../domain/wire/common';
import type { AdvanceWire, PayableAdvance } from '../../domain/wire/expenses';
import type { Queryable } from '../../platform/database/database';
import { visibleEmployees } from '../people/policy';

/** A list of advances is not longer than this: the newest. */
const MOST_SHOWN = 500;

/**
 * SQL condition that something of an advance `a` of an employee `e` is open longer than it may be.
 * @param days SQL of the number of days
 */
export const OLD_AND_OPEN = (days: string) =>
  `(a.amount_minor > a.settled_minor + a.returned_minor AND a.paid_on < (now() AT TIME ZONE e.zone)::date - ${days})`;

interface AdvanceRow {
  id: string;
  employeeId: string;
  employeeName: string;
  currency: string;
  amount: string;
  settled: string;
  returned: string;
  open: string;
  paidOn: CalendarDate;
  note: string;
  isOld: boolean;
  claims: { id: string; title: string; minor: string }[];
}

/**
 * The advances one may see: one's own, those of people below, and for finance everybody's; the newest first.
 * @param only.days after how many days one that is open counts as old; without it none does
 */
export async function listAdvances(
  db: Queryable,
  principal: Principal,
  only: { id?: string; days?: number } = {},
): Promise<AdvanceWire[]> {
  const parameters: unknown[] = [only.id ?? null, only.days ?? null];
  const visible = visibleEmployees(scope(principal, 'expense'), 'a.employee_id', parameters);
  const rows = await db.query<AdvanceRow>(
    `SELECT a.id, e.id AS "employeeId", e.name AS "employeeName", a.currency, a.amount_minor AS amount,
       a.settled_minor AS settled, a.returned_minor AS returned,
       a.amount_minor - a.settled_minor - a.returned_minor AS open, a.paid_on AS "paidOn", a.note,
       coalesce(${OLD_AND_OPEN('$2::integer')}, false) AS "isOld",
       (SELECT coalesce(json_agg(json_build_object('id', c.id, 'title', c.title, 'minor', u.amount_minor::text)
          ORDER BY u.created_at, c.id), '[]')
        FROM advance_allocation u JOIN expense_claim c ON c.id = u.claim_id WHERE u.advance_id = a.id) AS claims
     FROM expense_advance a JOIN employee e ON e.id = a.employee_id
     WHERE ($1::uuid IS NULL OR a.id = $1) AND ${visible}
     ORDER BY a.paid_on DESC, a.recorded_at DESC, a.id LIMIT ${MOST_SHOWN}`,
    parameters,
  );
  return rows.map(present);
}

/** One advance. @throws DomainError not-found, also when it is not theirs to see */
export async function findAdvance(
  db: Queryable,
  principal: Principal,
  id: string,
): Promise<AdvanceWire> {
  const [found] = await listAdvances(db, principal, { id });
  if (!found) throw noSuchAdvance();
  return found;
}

/** What is answered where there is no such advance. */
export function noSuchAdvance(): DomainError {
  return new DomainError('not-found', 'There is no such advance');
}

/** Whom an advance can be recorded for: everybody who is active but whoever records it. By name. */
export function advanceCandidates(db: Queryable, principal: Principal): Promise<PersonRef[]> {
  return db.query<PersonRef>(
    'SELECT id, name FROM employee WHERE active AND id <> $1 ORDER BY name, id',
    [principal.id],
  );
}

function present(row: AdvanceRow): AdvanceWire {
  const { id, employeeId, employeeName, currency, paidOn, note, isOld } = row;
  const money = (minor: string) => toMoneyWire({ minor: BigInt(minor), currency });
  return {
    ...{ id, paidOn, note, isOld, employee: { id: employeeId, name: employeeName } },
    ...{ amount: money(row.amount), settled: money(row.settled) },
    ...{ returned: money(row.returned), open: money(row.open) },
    claims: row.claims.map(({ minor, ...claim }) => ({ ...claim, amount: money(minor) })),
  };
}

/** Approved advances that were not paid, the most urgent first: for finance everybody's, else those one may see. */
export async function payableAdvances(
  db: Queryable,
  principal: Principal,
): Promise<PayableAdvance[]> {
  const parameters: unknown[] = [];
  const visible = visibleEmployees(scope(principal, 'expense'), 'r.employee_id', parameters);
  const rows = await db.query<{
    id: string;
    employee: PersonRef;
    currency: string;
    minor: string;
    purpose: string;
    neededBy: CalendarDate;
    approvalId: string;
  }>(
    `SELECT r.id, json_build_object('id', e.id, 'name', e.name) AS employee, r.currency, r.amount_minor::text AS minor,
       r.purpose, r.needed_by AS "neededBy", r.approval_id AS "approvalId"
     FROM advance_request r JOIN employee e ON e.id = r.employee_id
     WHERE r.status = 'approved' AND r.advance_id IS NULL AND ${visible}
     ORDER BY r.needed_by, r.id LIMIT ${MOST_SHOWN}`,
    parameters,
  );
  return rows.map(({ currency, minor, ...row }) => ({
    ...row,
    amount: toMoneyWire({ minor: BigInt(minor), currency }),
  }));
}
