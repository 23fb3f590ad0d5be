import type { Principal } from '../../domain/access/principal';
import { PROMPT_OUTCOMES, type AssistantAudit } from '../../domain/wire/assistant-threads';
import type { Page } from '../../domain/wire/common';
import { decodeCursor, toPage } from '../../platform/database/cursor';
import type { Database } from '../../platform/database/database';
import { noteReading } from './audit-readings';
import { giveUpLost } from './message-store';

/** By what the log is narrowed. */
export interface AuditFilter {
  personId?: string;
  q?: string;
  from?: string;
  to?: string;
  outcome?: (typeof PROMPT_OUTCOMES)[number];
}

interface AuditRow {
  id: string;
  at: Date;
  key: string;
  personId: string;
  name: string;
  prompt: string;
  state: string;
  answeredBy: string | null;
  milliseconds: number | null;
  calls: AssistantAudit['calls'];
  said: AssistantAudit['refusals'] | null;
  verdict: 'up' | 'down' | null;
  reason: string | null;
}

/**
 * What was asked and looked up, by whom, the newest first. That it was read, by whom and by which filters, is itself
 * written down before it is shown.
 * @throws DomainError invalid-input (cursor)
 */
export async function readPromptAudit(
  db: Database,
  reader: Principal,
  query: AuditFilter & { limit: number; cursor?: string },
): Promise<Page<AssistantAudit>> {
  const { limit, cursor, ...filters } = query;
  const end = decodeCursor(cursor);
  await giveUpLost(db, null);
  const rows = await db.query<AuditRow>(STATEMENT, [
    ...[filters.personId ?? null, filters.q ?? null, filters.from ?? null, filters.to ?? null],
    ...[filters.outcome ?? null, end?.sortKey ?? null, end?.id ?? null, limit + 1],
  ]);
  const page = toPage(rows, limit, {
    position: ({ key, id }) => ({ sortKey: key, id }),
    present,
  });
  await noteReading(db, reader, { list: 'prompts', filters, shown: page.items.length });
  return page;
}

/** What came of a call, as it is kept: a refusal has its reason, a question back has neither reason nor rows. */
const OUTCOME = `CASE WHEN c.refused IS NOT NULL THEN 'refused' WHEN c.row_count IS NULL THEN 'unclear'
  WHEN c.row_count = 0 THEN 'empty' ELSE 'rows' END`;
const called = (outcome: string) =>
  `EXISTS (SELECT 1 FROM assistant_call c WHERE c.message_id = m.id AND ${OUTCOME} = '${outcome}')`;
const WITH_OUTCOME: Record<(typeof PROMPT_OUTCOMES)[number], string> = {
  answered: called('rows'),
  empty: called('empty'),
  unclear: `(${called('unclear')} OR jsonb_typeof(m.answer->'question') = 'object')`,
  refused: `(${called('refused')} OR jsonb_array_length(coalesce(m.answer->'refusals', '[]')) > 0)`,
  disliked: `coalesce(f.verdict = 'down', false)`,
  stopped: `m.state = 'stopped'`,
  failed: `m.state = 'failed'`,
};
const CASES = PROMPT_OUTCOMES.map((outcome) => `WHEN '${outcome}' THEN ${WITH_OUTCOME[outcome]}`);

const STATEMENT = `
  SELECT m.id, m.asked_at AS at, to_char(m.asked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') AS key,
    m.person_id AS "personId", e.name, m.text AS prompt, m.state, m.answered_by AS "answeredBy", m.milliseconds,
    (SELECT coalesce(json_agg(json_build_object('name', c.name, 'args', c.args, 'rowCount', c.row_count,
       'milliseconds', c.milliseconds, 'refused', c.refused, 'outcome', ${OUTCOME}) ORDER BY c.seq), '[]')
     FROM assistant_call c WHERE c.message_id = m.id) AS calls,
    m.answer->'refusals' AS said, f.verdict, f.reason
  FROM assistant_message m JOIN employee e ON e.id = m.person_id LEFT JOIN assistant_feedback f ON f.message_id = m.id
  WHERE ($1::uuid IS NULL OR m.person_id = $1)
    AND ($2::text IS NULL OR position(lower($2) in lower(m.text)) > 0)
    AND ($3::date IS NULL OR m.asked_at >= $3) AND ($4::date IS NULL OR m.asked_at < $4::date + 1)
    AND ($5::text IS NULL OR CASE $5 ${CASES.join(' ')} END)
    AND ($6::text IS NULL OR (m.asked_at, m.id) < ($6::timestamp AT TIME ZONE 'UTC', $7::uuid))
  ORDER BY m.asked_at DESC, m.id DESC LIMIT $8`;

const present = ({ id, at, personId, name, prompt, calls, ...row }: AuditRow): AssistantAudit => ({
  ...{ id, at: at.toISOString(), person: { id: personId, name }, prompt, calls },
  refusals:
    row.said ?? calls.flatMap(({ refused }) => (refused === null ? [] : [{ reason: refused }])),
  ...{ answeredBy: row.answeredBy ?? '', milliseconds: row.milliseconds, state: row.state },
  feedback: row.verdict && {
    verdict: row.verdict,
    ...(row.reason === null ? {} : { reason: row.reason }),
  },
});
