import type { Principal } from '../../domain/access/principal';
import type { MailedReport } from '../../domain/assistant/mailed-report';
import type { DueReport, ReportRunResult } from '../../domain/assistant/report-contract';
import type { Barred } from '../../domain/assistant/report-right';
import type { ToolCall } from '../../domain/assistant/tool';
import type { RunOutcome } from '../../domain/wire/report-schedules';
import type { Database, Queryable, Transaction } from '../../platform/database/database';
import type { Bus } from '../../platform/realtime/bus';
import { queueMail } from '../mail/use-cases/queue-mail';
import { notifyPeople } from '../notifications/use-cases/notify-people';
import { endSchedule } from './end-schedule';
import { ownerNow } from './report-bar';
import { bellOf, keyOf, type Told } from './report-bells';

interface RunDeps {
  db: Database;
  bus: Bus;
}

/** What the lookups of a report came to: rows, refusals alone, or nothing after several tries. */
export type Finding =
  | { kind: 'found'; found: MailedReport; rowCount: number }
  | { kind: 'refused'; reason: string }
  | { kind: 'not-looked-up' };

interface Scheduled {
  id: string;
  title: string;
  ownerId: string;
  calls: ToolCall[];
}

/** Longer than a mail is tried. */
const KEPT = '7 days';

/** What became of a report at a time it was due; undefined while that is open. */
export async function outcomeOf(
  db: Queryable,
  { reportId, dueAt }: DueReport,
): Promise<RunOutcome | undefined> {
  const [run] = await db.query<{ outcome: RunOutcome }>(
    'SELECT outcome FROM assistant_report_run WHERE report_id = $1 AND due_at = $2',
    [reportId, dueAt],
  );
  return run?.outcome;
}

/**
 * Writes down what became of a report when it was due, once for each time: with its mail, the bell of its owner, and the
 * end of its schedule where the right is lost. What bars it is judged here, so that nothing is mailed that was barred while
 * it was looked up.
 * @param finding null when it was barred before any lookup
 * @throws Error when that is not so any more: it is to be looked up after all
 */
export async function settleRun(
  deps: RunDeps,
  due: DueReport,
  finding: Finding | null,
): Promise<ReportRunResult['outcome']> {
  return deps.db.transaction(async (tx) => {
    const report = await lockScheduled(tx, due.reportId);
    if (!report) return 'ended';
    const { owner, barred } = await ownerNow(tx, report);
    const told = toldOf(finding, barred);
    const runId = await insertRun(tx, due, told);
    if (!runId) return (await outcomeOf(tx, due))!;
    if (barred?.isForGood) {
      const ending = { reportId: report.id, because: barred.because, actorId: null };
      await endSchedule(deps, tx, ending);
    }
    if (!owner) return told.outcome;
    if (told.outcome === 'sent' && finding?.kind === 'found')
      mailFound(deps, tx, { due, runId, report, owner, found: finding.found });
    notifyPeople(deps, tx, [bellOf(due, { owner, title: report.title, told })]);
    return told.outcome;
  });
}

/** The report of a schedule that goes on; nobody changes or ends it meanwhile, and no second run of it is written. */
async function lockScheduled(tx: Transaction, reportId: string): Promise<Scheduled | undefined> {
  const [report] = await tx.query<Scheduled>(
    `SELECT r.id, r.title, r.person_id AS "ownerId", r.calls
     FROM assistant_report_schedule s JOIN assistant_report r ON r.id = s.report_id
     WHERE s.report_id = $1 AND s.ended_at IS NULL FOR UPDATE OF s`,
    [reportId],
  );
  return report;
}

function toldOf(finding: Finding | null, barred: Barred | null): Told {
  if (barred) return { outcome: 'dropped', ...barred };
  if (!finding) throw new Error('what barred a report is over');
  if (finding.kind === 'found') return { outcome: 'sent', rowCount: finding.rowCount };
  const isForGood = false;
  return finding.kind === 'refused'
    ? { outcome: 'dropped', because: 'refused', detail: finding.reason, isForGood }
    : { outcome: 'failed', because: 'not-looked-up', isForGood };
}

async function insertRun(
  tx: Transaction,
  { reportId, dueAt }: DueReport,
  told: Told,
): Promise<string | undefined> {
  const [because, rowCount] =
    told.outcome === 'sent' ? [null, told.rowCount] : [told.because, null];
  const [run] = await tx.query<{ id: string }>(
    `INSERT INTO assistant_report_run (report_id, due_at, outcome, because, row_count) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (report_id, due_at) DO NOTHING RETURNING id`,
    [reportId, dueAt, told.outcome, because, rowCount],
  );
  return run?.id;
}

/** Queues the mail, keeps what was found for it, and lets go of what no mail brings any more. */
function mailFound(
  deps: RunDeps,
  tx: Transaction,
  of: { due: DueReport; runId: string; report: Scheduled; owner: Principal; found: MailedReport },
): void {
  const { due, runId, report, owner, found } = of;
  tx.send('INSERT INTO assistant_report_mail (run_id, found) VALUES ($1, $2)', [
    runId,
    JSON.stringify(found),
  ]);
  tx.send(
    `DELETE FROM assistant_report_mail WHERE made_at < clock_timestamp() - interval '${KEPT}'`,
  );
  queueMail(deps, tx, [
    {
      template: 'assistant-report',
      to: { userId: owner.id, address: owner.email },
      props: { reportId: report.id, runId, title: report.title },
      messageKey: keyOf(due),
      rings: keyOf(due),
    },
  ]);
}
