import type { Principal } from '../../../domain/access/principal';
import { formatDate } from '../../../domain/dates/format';
import { DomainError, invalidInput } from '../../../domain/errors';
import { lastDayOfYear } from '../../../domain/leave/year-end';
import { planYearEnd } from '../../../domain/leave/year-run';
import type {
  DrawLeaveYearRun,
  LeaveYearRunWire,
  LeaveYearWire,
  SetLeaveYear,
} from '../../../domain/wire/leave-years';
import type { Clock } from '../../../platform/clock/clock';
import {
  violatedConstraint,
  type Database,
  type Queryable,
  type Transaction,
} from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { policyVersions, versionOn } from '../policy-versions';
import { readYearAccounts, type YearAccount } from '../year-accounts';
import { findLeaveYear, findLeaveYearRun } from '../year-queries';

/** Rows written by one statement. */
const CHUNK = 5_000;

/**
 * Says how a year ends: whether what would be lost is paid out, and until when it waits for a run.
 * @throws DomainError invalid-input (a day that is not in the year after), conflict (a run is under way)
 */
export async function setLeaveYear(
  { db, clock }: { db: Database; clock: Clock },
  principal: Principal,
  { year, ...wanted }: SetLeaveYear & { year: number },
): Promise<LeaveYearWire> {
  const { paysOut, keptUntil } = wanted;
  if (keptUntil !== null && !keptUntil.startsWith(`${year + 1}-`)) {
    const message = `Choose a day of ${year + 1}: the year ends on ${formatDate(lastDayOfYear(year))}`;
    throw invalidInput([{ path: 'keptUntil', message }]);
  }
  await db.transaction(async (tx) => {
    await refuseWhileUnderWay(tx, year);
    await tx.query(
      `INSERT INTO leave_year (year, pays_out, kept_until, set_by) VALUES ($1, $2, $3, $4)
       ON CONFLICT (year) DO UPDATE SET pays_out = excluded.pays_out, kept_until = excluded.kept_until,
         set_by = excluded.set_by, set_at = now()`,
      [year, paysOut, keptUntil, principal.id],
    );
    audit(tx, principal, { action: 'leave-year.set', details: { year, ...wanted } });
  });
  return findLeaveYear(db, { year, now: clock.now() });
}

/**
 * Draws up what a run of a year's end would do, person by person, by the arithmetic of the run itself. It is what the
 * run is compared with; the draft before it is discarded.
 * @throws DomainError invalid-input (no such department), conflict (a run is under way)
 */
export async function drawLeaveYear(
  { db }: { db: Database },
  principal: Principal,
  { year, departmentId }: DrawLeaveYearRun,
): Promise<LeaveYearRunWire> {
  const id = await db
    .transaction(async (tx) => {
      await requireDepartment(tx, departmentId);
      await refuseWhileUnderWay(tx, year);
      await tx.query(
        `UPDATE leave_year_run SET status = 'discarded' WHERE year = $1 AND status IN ('draft', 'stopped')`,
        [year],
      );
      const [run] = await tx.query<{ id: string }>(
        'INSERT INTO leave_year_run (year, department_id, drawn_by) VALUES ($1, $2, $3) RETURNING id',
        [year, departmentId ?? null, principal.id],
      );
      if (!run) throw new Error('the run was not written');
      await drawRows(tx, { runId: run.id, year, departmentId: departmentId ?? null });
      audit(tx, principal, { action: 'leave-year.drawn', details: { year, runId: run.id } });
      return run.id;
    })
    .catch((error: unknown) => {
      if (violatedConstraint(error) === 'leave_year_run_one_live') throw underWay(year);
      throw error;
    });
  return findLeaveYearRun(db, id);
}

async function requireDepartment(db: Queryable, id: string | undefined): Promise<void> {
  if (id === undefined) return;
  const [found] = await db.query('SELECT 1 FROM department WHERE id = $1', [id]);
  if (!found)
    throw invalidInput([{ path: 'departmentId', message: 'There is no such department' }]);
}

async function refuseWhileUnderWay(tx: Transaction, year: number): Promise<void> {
  const [running] = await tx.query(
    `SELECT 1 FROM leave_year_run WHERE year = $1 AND status IN ('running', 'stopping')`,
    [year],
  );
  if (running) throw underWay(year);
}

async function drawRows(
  tx: Transaction,
  of: { runId: string; year: number; departmentId: string | null },
): Promise<void> {
  const [accounts, versions, [settings]] = await Promise.all([
    readYearAccounts(tx, of),
    policyVersions(tx, null),
    tx.query<{ paysOut: boolean }>('SELECT pays_out AS "paysOut" FROM leave_year WHERE year = $1', [
      of.year,
    ]),
  ]);
  const rows = accounts.map((account) => {
    const { type, encashed } = account;
    const paidOut = new Map(settings?.paysOut ? [[of.year, encashed]] : []);
    const ruleOn = (on: string) => versionOn(versions, { type, on });
    return rowOf(account, planYearEnd(account, { ruleOn, paidOut }, of.year));
  });
  for (let from = 0; from < rows.length; from += CHUNK) {
    await tx.query(
      `INSERT INTO leave_year_run_row (run_id, employee_id, type, state, carry, expire, encash, lacks_rate, why)
       SELECT $1, r.* FROM jsonb_to_recordset($2::jsonb) AS r (employee_id uuid, type text, state text, carry integer,
         expire integer, encash integer, lacks_rate boolean, why text)`,
      [of.runId, JSON.stringify(rows.slice(from, from + CHUNK))],
    );
  }
}

function rowOf(
  { employeeId, type, hasRate }: YearAccount,
  { leftOut, ...figures }: ReturnType<typeof planYearEnd>,
) {
  return {
    ...{ employee_id: employeeId, type, ...figures },
    state: leftOut === null ? 'due' : 'excluded',
    lacks_rate: figures.encash > 0 && !hasRate,
    why: leftOut,
  };
}

function underWay(year: number): DomainError {
  return new DomainError('conflict', `A run of ${year} is under way: wait for it, or stop it`);
}

function audit(
  tx: Transaction,
  principal: Principal,
  { action, details }: { action: string; details: object },
): void {
  const entry = { actorId: principal.id, action, channel: 'app', subjectType: 'leave-year' };
  recordAudit(tx, [{ ...entry, subjectId: principal.id, details: { ...details } }]);
}
