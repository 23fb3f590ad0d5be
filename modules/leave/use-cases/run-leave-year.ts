import type { Principal } from '../../../domain/access/principal';
import { formatDate } from '../../../domain/dates/format';
import { DomainError } from '../../../domain/errors';
import { lastDayOfYear } from '../../../domain/leave/year-end';
import type { LeaveYearRunWire } from '../../../domain/wire/leave-years';
import type { Clock } from '../../../platform/clock/clock';
import type { Database, Transaction } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { findLeaveYearRun, isYearOver } from '../year-queries';

interface Deps {
  db: Database;
  clock: Clock;
  bus: Bus;
}

/**
 * Starts a run as it was drawn up, or lets one go on that was stopped. Temporal is told by a relay.
 * @throws DomainError not-found, conflict (its year is not over, or it is neither a draft nor stopped)
 */
export async function startLeaveYear(
  deps: Deps,
  principal: Principal,
  id: string,
): Promise<LeaveYearRunWire> {
  await deps.db.transaction(async (tx) => {
    const { year, status } = await lockRun(tx, id);
    if (status !== 'draft' && status !== 'stopped')
      throw new DomainError('conflict', 'This run has begun, or a newer one is drawn up');
    if (!isYearOver(year, deps.clock.now())) {
      const message = `${year} ends on ${formatDate(lastDayOfYear(year))}: a run can begin once that is over everywhere`;
      throw new DomainError('conflict', message);
    }
    await tx.query(
      `UPDATE leave_year_run SET status = 'running', started_by = $2, started_at = coalesce(started_at, now()),
         ended_at = NULL, relayed_at = NULL WHERE id = $1`,
      [id, principal.id],
    );
    audit(tx, { by: principal.id, action: 'leave-year.started', year, runId: id });
    tx.afterCommit(() => deps.bus.publish({ topic: 'outbox' }));
  });
  return findLeaveYearRun(deps.db, id);
}

/**
 * Asks a run to stop: what is done stays done, the batch at hand is finished.
 * @throws DomainError not-found, conflict (it is not under way)
 */
export async function stopLeaveYear(
  { db }: Deps,
  principal: Principal,
  id: string,
): Promise<LeaveYearRunWire> {
  await db.transaction(async (tx) => {
    const { year, status } = await lockRun(tx, id);
    if (status !== 'running') throw new DomainError('conflict', 'This run is not under way');
    await tx.query(`UPDATE leave_year_run SET status = 'stopping' WHERE id = $1`, [id]);
    audit(tx, { by: principal.id, action: 'leave-year.stopped', year, runId: id });
  });
  return findLeaveYearRun(db, id);
}

async function lockRun(
  tx: Transaction,
  id: string,
): Promise<{ year: number; status: LeaveYearRunWire['status'] }> {
  const [run] = await tx.query<{ year: number; status: LeaveYearRunWire['status'] }>(
    'SELECT year, status FROM leave_year_run WHERE id = $1 FOR UPDATE',
    [id],
  );
  if (!run) throw new DomainError('not-found', 'There is no such run');
  return run;
}

function audit(
  tx: Transaction,
  { by, action, ...details }: { by: string; action: string; year: number; runId: string },
): void {
  const entry = { actorId: by, action, channel: 'app', subjectType: 'leave-year' };
  recordAudit(tx, [{ ...entry, subjectId: details.runId, details }]);
}
