import type { Principal } from '../../../domain/access/principal';
import { mailedReport, rowsOf } from '../../../domain/assistant/mailed-report';
import type { DueReport, ReportRunResult } from '../../../domain/assistant/report-contract';
import type { Bus } from '../../../platform/realtime/bus';
import { ownerNow } from '../report-bar';
import { SELECT_REPORTS, type ReportRow } from '../report-rows';
import { outcomeOf, settleRun, type Finding } from '../report-runs';
import { answerOfReport, type LookupDeps } from '../reports';
import { TOOK_TOO_LONG } from '../run-tool';

/** What reports are mailed with. */
export type MailReportDeps = LookupDeps & { bus: Bus };

/**
 * Looks a report that is due up as its owner, by the same door as its page, and mails it to them; drops it, and says so,
 * when something keeps it from them. The same time again finds what was done and does nothing.
 * @throws whatever keeps the lookups from being made: to be tried again
 */
export async function mailReport(deps: MailReportDeps, due: DueReport): Promise<ReportRunResult> {
  await haveToldAgain(deps, due);
  const done = await outcomeOf(deps.db, due);
  if (done) return { outcome: done };
  const report = await readReport(deps, due);
  if (!report) return { outcome: 'ended' };
  const { owner, barred } = await ownerNow(deps.db, report);
  // What bars it is looked at once more where it is written down.
  const finding = owner && !barred ? await lookUp(deps, owner, report) : null;
  return { outcome: await settleRun(deps, due, finding) };
}

/** Writes down that a report could not be looked up when it was due, and tells its owner; once. */
export async function noteFailedReport(
  deps: Pick<MailReportDeps, 'db' | 'bus'>,
  due: DueReport,
): Promise<ReportRunResult> {
  const done = await outcomeOf(deps.db, due);
  return { outcome: done ?? (await settleRun(deps, due, { kind: 'not-looked-up' })) };
}

/** Temporal still goes by an earlier state of the row, or by one that has ended: the relay tells it of the row as it is. */
async function haveToldAgain(
  { db }: Pick<MailReportDeps, 'db'>,
  { reportId, revision }: DueReport,
): Promise<void> {
  await db.query(
    `UPDATE assistant_report_schedule SET relayed_revision = 0
     WHERE report_id = $1 AND relayed_revision = revision AND (revision <> $2 OR ended_at IS NOT NULL)`,
    [reportId, revision],
  );
}

async function readReport(
  { db }: Pick<MailReportDeps, 'db'>,
  { reportId }: DueReport,
): Promise<ReportRow | undefined> {
  const [row] = await db.query<ReportRow>(
    `${SELECT_REPORTS} AND r.id = $1 AND s.report_id IS NOT NULL AND s.ended_at IS NULL`,
    [reportId],
  );
  return row;
}

async function lookUp(deps: MailReportDeps, owner: Principal, report: ReportRow): Promise<Finding> {
  const answer = await answerOfReport(deps, owner, report);
  const found = mailedReport(answer, owner.zone);
  if (found.refusals.includes(TOOK_TOO_LONG)) throw new Error('a lookup of a report took too long');
  if (found.tables.length + found.empty.length === 0)
    return { kind: 'refused', reason: found.refusals[0] ?? '' };
  return { kind: 'found', found, rowCount: rowsOf(found) };
}
