import { createHash } from 'node:crypto';
import { networkOf, readAgent, type FetchMethod } from '../../../domain/mail/link-fetches';
import type { Queryable } from '../../../platform/database/database';
import { auditInsert } from '../../audit/use-cases/record-audit';

/** Who fetched a mailed link, and how. */
interface FetchToRecord {
  linkId: string;
  at: Date;
  method: FetchMethod;
  userAgent: string | undefined;
  address: string | undefined;
  /** The nonce of a form that was refused: it opens nothing any more. */
  spentNonce?: string;
}

/** More of one link tell nothing new, and could fill a disk. */
const MOST_OF_A_LINK = 200;

/**
 * Logs a fetch as a fetch, in the audit trail too: it is no decision and no opening by anybody in particular. Neither
 * token nor address is kept. Beyond 200 of a link only refused forms are.
 */
export async function recordFetch(db: Queryable, fetch: FetchToRecord): Promise<void> {
  const { agent, agentClass } = readAgent(fetch.userAgent);
  const parameters: unknown[] = [
    fetch.linkId,
    fetch.at,
    fetch.method,
    agent,
    agentClass,
    networkOf(fetch.address),
    fetch.spentNonce === undefined ? null : hashOf(fetch.spentNonce),
  ];
  const audit = auditInsert(
    [
      {
        actorId: null,
        action: 'email-link.fetched',
        subjectType: 'email-link',
        subjectId: fetch.linkId,
        channel: 'email',
        details: { method: fetch.method, agentClass },
      },
    ],
    parameters,
  );
  await db.query(
    `WITH fetched AS (
       INSERT INTO email_link_fetch (link_id, at, method, agent, agent_class, network, nonce_hash)
       SELECT $1, $2, $3, $4, $5, $6, $7
       WHERE $7::bytea IS NOT NULL OR (SELECT count(*) FROM email_link_fetch WHERE link_id = $1) < ${MOST_OF_A_LINK}
       ON CONFLICT (nonce_hash) DO NOTHING RETURNING id
     ) ${audit} WHERE EXISTS (SELECT 1 FROM fetched)`,
    parameters,
  );
}

/** Whether a form with this nonce was refused before. */
export async function isSpent(db: Queryable, nonce: string): Promise<boolean> {
  const rows = await db.query('SELECT 1 FROM email_link_fetch WHERE nonce_hash = $1', [
    hashOf(nonce),
  ]);
  return rows.length > 0;
}

function hashOf(nonce: string): Buffer {
  return createHash('sha256').update(nonce).digest();
}
