import type { Principal } from '../../../domain/access/principal';
import type { Rhythm } from '../../../domain/assistant/rhythm';
import { DomainError } from '../../../domain/errors';
import type { AssistantReport } from '../../../domain/wire/assistant-threads';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { endSchedule } from '../end-schedule';
import { noReport } from '../report-rows';
import { findOwnReport, type ReportDeps } from '../reports';

/** A schedule that ended begins anew; one that is there is changed. */
const SET_SCHEDULE = `
  INSERT INTO assistant_report_schedule (report_id, every, weekday, day, hour, zone) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (report_id) DO UPDATE SET every = excluded.every, weekday = excluded.weekday, day = excluded.day,
    hour = excluded.hour, zone = excluded.zone, set_at = clock_timestamp(), ended_at = NULL, ended_because = NULL,
    revision = assistant_report_schedule.revision + 1`;

/**
 * Has a report of one's own mailed to oneself in a rhythm, by the clock of one's zone as it is now. The row is what
 * counts; Temporal hears of it by the relay, however long it is away.
 * @throws DomainError not-found, also for somebody else's report
 */
export async function scheduleReport(
  deps: ReportDeps,
  principal: Principal,
  { id, rhythm }: { id: string; rhythm: Rhythm },
): Promise<AssistantReport> {
  await deps.db.transaction(async (tx) => {
    const own = await tx.query(
      'SELECT 1 FROM assistant_report WHERE id = $1 AND person_id = $2 AND deleted_at IS NULL FOR UPDATE',
      [id, principal.id],
    );
    if (own.length === 0) throw noReport();
    const { every, hour } = rhythm;
    const weekday = rhythm.every === 'week' ? rhythm.weekday : null;
    const day = rhythm.every === 'month' ? rhythm.day : null;
    tx.send(SET_SCHEDULE, [id, every, weekday, day, hour, principal.zone]);
    recordAudit(tx, [
      {
        ...{ actorId: principal.id, action: 'assistant.report-scheduled', channel: 'app' },
        ...{ subjectType: 'assistant-report', subjectId: id },
        details: { ...rhythm, zone: principal.zone },
      },
    ]);
    tx.afterCommit(() => deps.bus.publish({ topic: 'outbox' }));
  });
  return findOwnReport(deps, principal, id);
}

/**
 * Has a report of one's own mailed no more.
 * @throws DomainError not-found, also for somebody else's report and for one that is not mailed
 */
export async function stopReport(
  deps: ReportDeps,
  principal: Principal,
  id: string,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const own = await tx.query(
      'SELECT 1 FROM assistant_report WHERE id = $1 AND person_id = $2 AND deleted_at IS NULL FOR UPDATE',
      [id, principal.id],
    );
    if (own.length === 0) throw noReport();
    const ending = { reportId: id, because: 'stopped' as const, actorId: principal.id };
    if (!(await endSchedule(deps, tx, ending)))
      throw new DomainError('not-found', 'This report is not mailed.');
  });
}
