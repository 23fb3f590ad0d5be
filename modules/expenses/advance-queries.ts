import type { Principal } from '../../domain/access/principal';
import { scope } from '../../domain/access/scope';
import type { CalendarDate } from '../../domain/dates/calendar';
import { DomainError } from '../../domain/errors';
import { toMoneyWire } from '../../domain/money/money';
import type { PersonRef } from '../../domain/wire/common';
import type { AdvanceWire } from '../../domain/wire/expenses';
import type { Queryable } from '../../platform/database/database';
import { visibleEmployees } from '../people/policy';

/** A list of advances is not longer than this: the newest. */
const MOST_SHOWN = 500;

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
  claims: { id: string; title: string; minor: string }[];
}

/** The advances one may see: one's own, those of people below, and for finance everybody's; the newest first. */
export async function listAdvances(
  db: Queryable,
  principal: Principal,
  only: { id?: string } = {},
): Promise<AdvanceWire[]> {
  const parameters: unknown[] = [only.id ?? null];
  const visible = visibleEmployees(scope(principal, 'expense'), 'a.employee_id', parameters);
  const rows = await db.query<AdvanceRow>(
    `SELECT a.id, e.id AS "employeeId", e.name AS "employeeName", a.currency, a.amount_minor AS amount,
       a.settled_minor AS settled, a.returned_minor AS returned,
       a.amount_minor - a.settled_minor - a.returned_minor AS open, a.paid_on AS "paidOn", a.note,
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
  const { id, employeeId, employeeName, currency, paidOn, note } = row;
  const money = (minor: string) => toMoneyWire({ minor: BigInt(minor), currency });
  return {
    ...{ id, paidOn, note, employee: { id: employeeId, name: employeeName } },
    ...{ amount: money(row.amount), settled: money(row.settled) },
    ...{ returned: money(row.returned), open: money(row.open) },
    claims: row.claims.map(({ minor, ...claim }) => ({ ...claim, amount: money(minor) })),
  };
}
