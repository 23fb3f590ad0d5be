import type { Verdict } from '../../domain/approvals/vocabulary';
import { readFetches, type LinkFetch } from '../../domain/mail/link-fetches';
import type { LinkFetchRow } from '../../domain/wire/mail';
import type { Queryable } from '../../platform/database/database';

interface FetchRow extends LinkFetch {
  id: string;
  taskId: string;
  verdict: Verdict;
  agent: string;
  network: string | null;
  recipientId: string;
  recipientName: string;
}

/**
 * Who or what fetched the mailed links of a request, oldest first; nothing to its requester, whoever that is: when
 * somebody looked at their mail is not the requester's business.
 * @param filter.mailId only the links of this mail
 */
export async function listLinkFetches(
  db: Queryable,
  filter: { approvalId?: string; mailId?: string; readerId: string },
): Promise<LinkFetchRow[]> {
  const rows = await db.query<FetchRow>(
    `SELECT f.id::text AS id, f.link_id AS "linkId", f.at, f.method, f.agent, f.agent_class AS "agentClass", f.network,
       l.task_id AS "taskId", l.verdict, e.id AS "recipientId", e.name AS "recipientName"
     FROM email_link_fetch f JOIN email_link l ON l.id = f.link_id JOIN employee e ON e.id = l.approver_id
     JOIN approval_request r ON r.id = l.request_id
     WHERE r.requester_id <> $1 AND ($2::uuid IS NULL OR l.request_id = $2)
       AND ($3::uuid IS NULL OR l.id::text IN (
         SELECT link.value FROM mail m, jsonb_each_text(m.props->'links') AS link WHERE m.id = $3
           AND jsonb_typeof(m.props->'links') = 'object'))
     ORDER BY f.at, f.id LIMIT 500`,
    [filter.readerId, filter.approvalId ?? null, filter.mailId ?? null],
  );
  const tasks = [...new Set(rows.map(({ taskId }) => taskId))];
  const read = tasks.flatMap((task) => readFetches(rows.filter(({ taskId }) => taskId === task)));
  return read
    .sort((a, b) => a.at.getTime() - b.at.getTime() || Number(a.id) - Number(b.id))
    .map((row) => ({
      at: row.at.toISOString(),
      method: row.method,
      verdict: row.verdict,
      recipient: { id: row.recipientId, name: row.recipientName },
      agent: row.agent,
      network: row.network,
      reading: row.reading,
    }));
}
