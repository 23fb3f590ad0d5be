import type { Principal } from '../../domain/access/principal';
import { composeAnswer } from '../../domain/assistant/compose';
import { phraseAnswer } from '../../domain/assistant/phrase';
import type { ToolCall } from '../../domain/assistant/tool';
import { DomainError, invalidInput } from '../../domain/errors';
import type { AssistantAnswer } from '../../domain/wire/assistant';
import type { AssistantReport } from '../../domain/wire/assistant-threads';
import type { Clock } from '../../platform/clock/clock';
import type { Database } from '../../platform/database/database';
import type { Bus } from '../../platform/realtime/bus';
import type { AnsweringDeps } from './asking';
import { endSchedule } from './end-schedule';
import { noReport, presentReport, SELECT_REPORTS, type ReportRow } from './report-rows';
import { runTool } from './run-tool';
import { gatesFor, readSettings } from './settings';
import { switchedOff } from './watch';

/** What a report is looked up with. */
export type LookupDeps = Pick<AnsweringDeps, 'db' | 'clock' | 'reader'>;

/** What reports are kept with. */
export interface ReportDeps {
  db: Database;
  bus: Bus;
  clock: Clock;
}

/** One's own reports, the latest first. */
export async function reportsOf(
  { db, clock }: Pick<ReportDeps, 'db' | 'clock'>,
  { id }: Principal,
): Promise<AssistantReport[]> {
  const rows = await db.query<ReportRow>(
    `${SELECT_REPORTS} AND r.person_id = $1 ORDER BY r.created_at DESC`,
    [id],
  );
  const sight = { readerId: id, now: clock.now() };
  return rows.map((row) => presentReport(row, sight));
}

/** A report of one's own. @throws DomainError not-found, also for somebody else's */
export async function findOwnReport(
  { db, clock }: Pick<ReportDeps, 'db' | 'clock'>,
  principal: Principal,
  id: string,
): Promise<AssistantReport> {
  const [row] = await db.query<ReportRow>(`${SELECT_REPORTS} AND r.id = $1 AND r.person_id = $2`, [
    id,
    principal.id,
  ]);
  if (!row) throw noReport();
  return presentReport(row, { readerId: principal.id, now: clock.now() });
}

/**
 * Saves the lookups of an answer of one's own, not what they found.
 * @throws DomainError not-found (also for somebody else's answer), invalid-input (nothing was looked up)
 */
export async function saveReport(
  deps: Pick<ReportDeps, 'db' | 'clock'>,
  principal: Principal,
  { messageId, title }: { messageId: string; title: string },
): Promise<AssistantReport> {
  const [message] = await deps.db.query<{ answer: AssistantAnswer }>(
    `SELECT m.answer FROM assistant_message m JOIN assistant_thread t ON t.id = m.thread_id AND t.deleted_at IS NULL
     WHERE m.id = $1 AND m.person_id = $2 AND m.state = 'done'`,
    [messageId, principal.id],
  );
  if (!message) throw new DomainError('not-found', 'There is no such answer.');
  const calls = message.answer.toolCalls
    .filter(({ refused }) => refused === null)
    .map(({ name, args }) => ({ name, args }));
  if (calls.length === 0)
    throw invalidInput([{ path: 'messageId', message: 'Nothing was looked up for this answer' }]);
  const [row] = await deps.db.query<{ id: string }>(
    'INSERT INTO assistant_report (person_id, title, calls) VALUES ($1, $2, $3) RETURNING id',
    [principal.id, title, JSON.stringify(calls)],
  );
  return findOwnReport(deps, principal, row!.id);
}

/**
 * Gives a report of one's own another name; one that is mailed stays so.
 * @throws DomainError not-found, also for somebody else's
 */
export async function renameReport(
  deps: Pick<ReportDeps, 'db' | 'clock'>,
  principal: Principal,
  { id, title }: { id: string; title: string },
): Promise<AssistantReport> {
  await deps.db.query(
    'UPDATE assistant_report SET title = $3 WHERE id = $1 AND person_id = $2 AND deleted_at IS NULL',
    [id, principal.id, title],
  );
  return findOwnReport(deps, principal, id);
}

/**
 * Takes a report of one's own away; it is mailed no more.
 * @throws DomainError not-found, also for somebody else's
 */
export async function deleteReport(
  deps: ReportDeps,
  principal: Principal,
  id: string,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const rows = await tx.query(
      `UPDATE assistant_report SET deleted_at = clock_timestamp()
       WHERE id = $1 AND person_id = $2 AND deleted_at IS NULL RETURNING id`,
      [id, principal.id],
    );
    if (rows.length === 0) throw noReport();
    await endSchedule(deps, tx, { reportId: id, because: 'deleted', actorId: principal.id });
  });
}

/**
 * Does the lookups of a report again, as whoever opens it: its link may be passed on, what it shows is each reader's own.
 * @throws DomainError not-found, unavailable (switched off)
 */
export async function openReport(
  deps: LookupDeps,
  principal: Principal,
  id: string,
): Promise<{ report: AssistantReport; answer: AssistantAnswer }> {
  const [row] = await deps.db.query<ReportRow>(`${SELECT_REPORTS} AND r.id = $1`, [id]);
  if (!row) throw noReport();
  return {
    report: presentReport(row, { readerId: principal.id, now: deps.clock.now() }),
    answer: await answerOf(deps, principal, row),
  };
}

/** Makes calls anew as whoever asks. @throws DomainError unavailable (switched off) */
export async function answerOf(
  deps: LookupDeps,
  principal: Principal,
  { id, calls }: { id: string; calls: ToolCall[] },
): Promise<AssistantAnswer> {
  const settings = await readSettings(deps.db);
  if (!settings.isOn) throw switchedOff();
  const gates = gatesFor(settings, principal);
  const made = [];
  for (const call of calls) {
    made.push({ ...call, ...(await runTool({ ...deps, ...gates }, principal, call)) });
  }
  return composeAnswer({
    ...{ id, at: deps.clock.now(), calls: made, roles: principal.roles, enabled: gates.enabled },
    words: phraseAnswer(made.map(({ outcome }) => outcome)),
    parts: { proposals: [], question: null, refusals: [], answeredBy: 'planner' },
  });
}
