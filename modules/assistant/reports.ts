import type { Principal } from '../../domain/access/principal';
import { composeAnswer } from '../../domain/assistant/compose';
import { movedAlong, speaksFromToday } from '../../domain/assistant/moving-periods';
import { phraseAnswer } from '../../domain/assistant/phrase';
import { dateIn } from '../../domain/dates/today';
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
  { messageId, title, movesAlong }: { messageId: string; title: string; movesAlong?: boolean },
): Promise<AssistantReport> {
  const [message] = await deps.db.query<{ text: string; answer: AssistantAnswer }>(
    `SELECT m.text, m.answer FROM assistant_message m JOIN assistant_thread t ON t.id = m.thread_id AND t.deleted_at IS NULL
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
    `INSERT INTO assistant_report (person_id, title, calls, moves_along, seen_from)
     VALUES ($1, $2, $3, $4, $5) RETURNING id`,
    [
      ...[principal.id, title, JSON.stringify(calls), movesAlong ?? speaksFromToday(message.text)],
      dateIn(principal.zone, new Date(message.answer.at)),
    ],
  );
  return findOwnReport(deps, principal, row!.id);
}

/**
 * Gives a report of one's own another name, or has its periods move along or stay; one that is mailed stays so.
 * @throws DomainError not-found, also for somebody else's
 */
export async function changeReport(
  deps: Pick<ReportDeps, 'db' | 'clock'>,
  principal: Principal,
  { id, title, movesAlong }: { id: string; title?: string; movesAlong?: boolean },
): Promise<AssistantReport> {
  await deps.db.query(
    `UPDATE assistant_report SET title = coalesce($3, title), moves_along = coalesce($4, moves_along)
     WHERE id = $1 AND person_id = $2 AND deleted_at IS NULL`,
    [id, principal.id, title ?? null, movesAlong ?? null],
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
    answer: await answerOfReport(deps, principal, row),
  };
}

/**
 * Makes the calls of a report anew as whoever asks, as seen from the day it is for them where its periods move along.
 * @throws DomainError unavailable (switched off)
 */
export async function answerOfReport(
  deps: LookupDeps,
  principal: Principal,
  { id, calls, movesAlong, seenFrom }: ReportRow,
): Promise<AssistantAnswer> {
  const today = dateIn(principal.zone, deps.clock.now());
  const seen = movesAlong ? calls.map((call) => movedAlong(call, seenFrom, today)) : calls;
  return answerOf(deps, principal, { id, calls: seen });
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
