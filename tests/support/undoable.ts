import type { BulkDecided, DecisionWire } from '../../domain/wire/approvals';
import { findEmailLink } from '../../modules/mail/queries';
import type { TestApi } from './api';
import type { Persona } from './company';
import { claim } from './personas';
import { workOn } from './worker-by-hand';

/** A claim that waits for its owner's manager, whose decisions can be taken back for so many seconds. */
export async function undoable(
  api: TestApi,
  options: { owner?: Persona; seconds?: number } = {},
): Promise<string> {
  const { owner = 'sales.rep', seconds = 60 } = options;
  const { approvalId } = await claim(await api.as(owner), '10.00');
  await api.db.query(`UPDATE approval_request SET plan = plan || $2::jsonb WHERE id = $1`, [
    approvalId,
    JSON.stringify({ undoSeconds: seconds }),
  ]);
  await workOn(api, approvalId);
  return approvalId;
}

/** Decides, and answers the decision. */
export async function decide(
  api: TestApi,
  persona: Persona,
  id: string,
  verdict: 'approve' | 'reject' = 'approve',
): Promise<DecisionWire> {
  const answer = await (await api.as(persona)).post(`/approvals/${id}/decisions`, { verdict });
  if (answer.status !== 200) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
  return (answer.body as { decision: DecisionWire }).decision;
}

/** Decides many in one call. */
export async function decideAll(
  api: TestApi,
  persona: Persona,
  ids: string[],
): Promise<BulkDecided['items']> {
  const items = ids.map((id) => ({ id, verdict: 'approve' }));
  const answer = await (await api.as(persona)).post('/approvals/decisions', { items });
  return (answer.body as BulkDecided).items;
}

/** Asks for a decision to be taken back. */
export async function undo(api: TestApi, persona: Persona, id: string, decisionId: string) {
  const { status, body } = await (
    await api.as(persona)
  ).post(`/approvals/${id}/decisions/${decisionId}/undo`);
  return { status, code: (body as { code?: string }).code };
}

/** Lets the window of a decision pass. */
export async function letItPass(api: TestApi, decisionId: string): Promise<void> {
  await rewriteDecisions(
    api,
    'UPDATE approval_decision SET effective_at = clock_timestamp() WHERE id = $1',
    [decisionId],
  );
}

/** Changes decisions, which are append-only: only for the owner of the database, and only by this. */
export async function rewriteDecisions(
  api: TestApi,
  statement: string,
  values: unknown[],
): Promise<void> {
  await api.db.transaction(async (tx) => {
    await tx.query("SET LOCAL session_replication_role = 'replica'");
    await tx.query(statement, values);
  });
}

/** The tokens of the newest mailed links of somebody who is asked. */
export async function tokensOf(
  api: TestApi,
  requestId: string,
  persona: Persona,
): Promise<{ approve: string; reject: string }> {
  const rows = await api.db.query<{ id: string; verdict: 'approve' | 'reject' }>(
    `SELECT DISTINCT ON (l.verdict) l.id, l.verdict FROM email_link l JOIN approval_task t ON t.id = l.task_id
     WHERE l.request_id = $1 AND l.approver_id = $2 ORDER BY l.verdict, t.created_at DESC`,
    [requestId, api.company.people[persona]],
  );
  const tokens = { approve: '', reject: '' };
  for (const { id, verdict } of rows) {
    const link = await findEmailLink(api.db, id);
    tokens[verdict] = (link && api.deps.approvals.links.sign(link)) ?? '';
  }
  return tokens;
}
