import { mailedReportSchema, type MailedReport } from '../../domain/assistant/mailed-report';
import type { ToolCall } from '../../domain/assistant/tool';
import type { Queryable } from '../../platform/database/database';
import { ownerNow } from './report-bar';

/**
 * What a report found when it was due, for the mail of that run; null once it may not be mailed any more: its owner has lost
 * the right since, or the report is gone.
 */
export async function foundByRun(db: Queryable, runId: string): Promise<MailedReport | null> {
  const [row] = await db.query<{ found: unknown; ownerId: string; calls: ToolCall[] }>(
    `SELECT f.found, r.person_id AS "ownerId", r.calls FROM assistant_report_mail f
     JOIN assistant_report_run u ON u.id = f.run_id JOIN assistant_report r ON r.id = u.report_id
     WHERE f.run_id = $1 AND r.deleted_at IS NULL`,
    [runId],
  );
  if (!row) return null;
  const { barred } = await ownerNow(db, row);
  return barred ? null : mailedReportSchema.parse(row.found);
}
