import { dateIn } from '../../../domain/dates/today';
import type { LeaveType } from '../../../domain/leave/leave-types';
import { lastDayOfYear } from '../../../domain/leave/year-end';
import type { LeaveYearBatch, LeaveYearRunInput } from '../../../domain/leave/year-run-contract';
import { sayDifference, yearEndOf, type YearEndFigures } from '../../../domain/leave/year-run';
import type { Clock } from '../../../platform/clock/clock';
import type { Database, Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { lockAccount } from '../account';

/** Accounts ended in one go; a run that is asked to stop finishes these. */
const BATCH = 50;

interface Deps {
  db: Database;
  clock: Clock;
}

interface DueRow extends YearEndFigures {
  runId: string;
  year: number;
  employeeId: string;
  type: LeaveType;
  zone: string;
}

/**
 * Ends the year for the next people of a run, each in a transaction of their own; what is done is not done again, however
 * often this runs and by how many at once. With nobody left, or asked to stop, it ends the run.
 */
export async function endLeaveYearBatch(
  deps: Deps,
  { runId }: LeaveYearRunInput,
): Promise<LeaveYearBatch> {
  const [run] = await deps.db.query<{ status: string }>(
    'SELECT status FROM leave_year_run WHERE id = $1',
    [runId],
  );
  const due = run?.status === 'running' ? await readDue(deps.db, runId) : [];
  for (const row of due) await deps.db.transaction((tx) => endOne(deps, tx, row));
  if (due.length === BATCH) return { goesOn: true };
  await endRun(deps.db, runId);
  return { goesOn: false };
}

function readDue(db: Database, runId: string): Promise<DueRow[]> {
  return db.query<DueRow>(
    `SELECT o.run_id AS "runId", r.year, o.employee_id AS "employeeId", o.type, o.carry, o.expire, o.encash, e.zone
     FROM leave_year_run_row o JOIN leave_year_run r ON r.id = o.run_id JOIN employee e ON e.id = o.employee_id
     WHERE o.run_id = $1 AND o.state = 'due' ORDER BY o.employee_id, o.type LIMIT ${BATCH}`,
    [runId],
  );
}

async function endOne({ clock }: Deps, tx: Transaction, row: DueRow): Promise<void> {
  const { runId, year, employeeId, type } = row;
  const [mine] = await tx.query(
    `SELECT 1 FROM leave_year_run_row WHERE run_id = $1 AND employee_id = $2 AND type = $3 AND state = 'due' FOR UPDATE`,
    [runId, employeeId, type],
  );
  if (!mine) return;
  const { endings } = await lockAccount(tx, {
    ...{ employeeId, type, today: dateIn(row.zone, clock.now()) },
  });
  const ended = yearEndOf(endings, year);
  const done = ended ?? (await readEnd(tx, row));
  const why = sayDifference(row, { ...done, before: ended === null });
  await tx.query(
    `UPDATE leave_year_run_row SET state = $4, carried = $5, expired = $6, encashed = $7, why = $8,
       done_at = clock_timestamp() WHERE run_id = $1 AND employee_id = $2 AND type = $3`,
    [
      ...[runId, employeeId, type, why === null ? 'done' : 'changed'],
      ...[done.carry, done.expire, done.encash, why],
    ],
  );
}

/** What the ledger says of a year's end that was written before; what goes on is what is still there of it. */
async function readEnd(tx: Transaction, { year, employeeId, type }: DueRow) {
  const [end] = await tx.query<YearEndFigures>(
    `SELECT greatest(0, CASE WHEN b.carried THEN b.granted - b.used - b.removed ELSE 0 END) AS carry,
       coalesce(sum(l.units) FILTER (WHERE l.entry = 'expire'), 0)::integer AS expire,
       coalesce(sum(l.units) FILTER (WHERE l.entry = 'encash'), 0)::integer AS encash
     FROM leave_bucket b LEFT JOIN leave_ledger l ON l.bucket_id = b.id AND l.source LIKE $4
     WHERE b.employee_id = $1 AND b.type = $2 AND b.year = $3 GROUP BY b.id`,
    [employeeId, type, year, `end ${lastDayOfYear(year)}/%`],
  );
  return end ?? { carry: 0, expire: 0, encash: 0 };
}

async function endRun(db: Database, runId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [ended] = await tx.query<{ status: string; year: number }>(
      `UPDATE leave_year_run SET ended_at = clock_timestamp(),
         status = CASE WHEN EXISTS (SELECT 1 FROM leave_year_run_row WHERE run_id = $1 AND state = 'due')
           THEN 'stopped' ELSE 'done' END
       WHERE id = $1 AND status IN ('running', 'stopping') RETURNING status, year`,
      [runId],
    );
    if (!ended) return;
    const entry = { actorId: null, action: 'leave-year.ended', subjectType: 'leave-year' };
    recordAudit(tx, [{ ...entry, subjectId: runId, details: { ...ended } }]);
  });
}
