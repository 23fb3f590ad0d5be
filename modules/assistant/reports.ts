import type { Principal } from '../../domain/access/principal';
import { composeAnswer } from '../../domain/assistant/compose';
import { phraseAnswer } from '../../domain/assistant/phrase';
import type { ToolCall } from '../../domain/assistant/tool';
import { DomainError, invalidInput } from '../../domain/errors';
import type { AssistantAnswer } from '../../domain/wire/assistant';
import type { AssistantReport } from '../../domain/wire/assistant-threads';
import type { Queryable } from '../../platform/database/database';
import type { AnsweringDeps } from './asking';
import { runTool } from './run-tool';
import { gatesFor, readSettings } from './settings';
import { switchedOff } from './watch';

interface ReportRow {
  id: string;
  title: string;
  createdAt: Date;
  calls: ToolCall[];
}

const SELECT = `SELECT r.id, r.title, r.created_at AS "createdAt", r.calls
  FROM assistant_report r WHERE r.deleted_at IS NULL`;

const present = ({ id, title, createdAt }: ReportRow): AssistantReport => ({
  ...{ id, title, createdAt: createdAt.toISOString(), schedule: null, endedBecause: null },
});

const none = () => new DomainError('not-found', 'There is no such report.');

/** One's own reports, the latest first. */
export async function reportsOf(db: Queryable, { id }: Principal): Promise<AssistantReport[]> {
  const rows = await db.query<ReportRow>(
    `${SELECT} AND r.person_id = $1 ORDER BY r.created_at DESC`,
    [id],
  );
  return rows.map(present);
}

/**
 * Saves the lookups of an answer of one's own, not what they found.
 * @throws DomainError not-found (also for somebody else's answer), invalid-input (nothing was looked up)
 */
export async function saveReport(
  db: Queryable,
  principal: Principal,
  { messageId, title }: { messageId: string; title: string },
): Promise<AssistantReport> {
  const [message] = await db.query<{ answer: AssistantAnswer }>(
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
  const [row] = await db.query<ReportRow>(
    `INSERT INTO assistant_report (person_id, title, calls) VALUES ($1, $2, $3)
     RETURNING id, title, created_at AS "createdAt", calls`,
    [principal.id, title, JSON.stringify(calls)],
  );
  return present(row!);
}

/** Gives a report of one's own another name. @throws DomainError not-found, also for somebody else's */
export async function renameReport(
  db: Queryable,
  principal: Principal,
  { id, title }: { id: string; title: string },
): Promise<AssistantReport> {
  const [row] = await db.query<ReportRow>(
    `WITH renamed AS (
       UPDATE assistant_report SET title = $3 WHERE id = $1 AND person_id = $2 AND deleted_at IS NULL RETURNING *)
     SELECT id, title, created_at AS "createdAt", calls FROM renamed`,
    [id, principal.id, title],
  );
  if (!row) throw none();
  return present(row);
}

/** Takes a report of one's own away. @throws DomainError not-found, also for somebody else's */
export async function deleteReport(db: Queryable, principal: Principal, id: string): Promise<void> {
  const rows = await db.query(
    `WITH gone AS (
       UPDATE assistant_report SET deleted_at = clock_timestamp()
       WHERE id = $1 AND person_id = $2 AND deleted_at IS NULL RETURNING id)
     SELECT id FROM gone`,
    [id, principal.id],
  );
  if (rows.length === 0) throw none();
}

/**
 * Does the lookups of a report again, as whoever opens it: its link may be passed on, what it shows is each reader's own.
 * @throws DomainError not-found, unavailable (switched off)
 */
export async function openReport(
  deps: AnsweringDeps,
  principal: Principal,
  id: string,
): Promise<{ report: AssistantReport; answer: AssistantAnswer }> {
  const [row] = await deps.db.query<ReportRow>(`${SELECT} AND r.id = $1`, [id]);
  if (!row) throw none();
  return { report: present(row), answer: await answerOf(deps, principal, row) };
}

/** Makes calls anew as whoever asks. @throws DomainError unavailable (switched off) */
export async function answerOf(
  deps: AnsweringDeps,
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
