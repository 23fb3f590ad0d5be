import type { ScheduleEnd } from '../../domain/wire/report-schedules';
import type { Transaction } from '../../platform/database/database';
import type { Bus } from '../../platform/realtime/bus';
import { recordAudit } from '../audit/use-cases/record-audit';

/**
 * Has a report mailed no more, and Temporal told of it; in the caller's transaction.
 * @param ending.actorId null when a rule ended it
 * @returns whether it was mailed until now
 */
export async function endSchedule(
  { bus }: { bus: Bus },
  tx: Transaction,
  ending: { reportId: string; because: ScheduleEnd; actorId: string | null },
): Promise<boolean> {
  const { reportId, because, actorId } = ending;
  const ended = await tx.query(
    `UPDATE assistant_report_schedule SET ended_at = clock_timestamp(), ended_because = $2, revision = revision + 1
     WHERE report_id = $1 AND ended_at IS NULL RETURNING report_id`,
    [reportId, because],
  );
  if (ended.length === 0) return false;
  recordAudit(tx, [
    {
      ...{ actorId, action: 'assistant.report-schedule-ended' },
      ...{ subjectType: 'assistant-report', subjectId: reportId, details: { because } },
      ...(actorId === null ? {} : { channel: 'app' }),
    },
  ]);
  tx.afterCommit(() => bus.publish({ topic: 'outbox' }));
  return true;
}
