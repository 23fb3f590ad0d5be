import { createHash } from 'node:crypto';

/** The columns of an audited fact as they are sealed, over alias `a`: texts that spell each value in exactly one way. */
export const SEALED_COLUMNS = `a.id::text AS id, ${canonicalInstant('a.at')} AS at, a.actor_id::text AS "actorId", a.action,
  a.subject_type AS "subjectType", a.subject_id AS "subjectId", a.channel, a.details::text AS details`;

/** What `SEALED_COLUMNS` reads. */
export interface SealedContent {
  id: string;
  /** ISO 8601 in UTC with microseconds. */
  at: string;
  actorId: string | null;
  action: string;
  subjectType: string;
  subjectId: string;
  channel: string | null;
  /** jsonb as PostgreSQL prints it: keys sorted, one spelling. */
  details: string;
}

/** Where a row stands in the chain. */
interface Link {
  position: number;
  previousHash: Buffer;
  /** As `canonicalInstant` spells it. */
  sealedAt: string;
}

/** What the first row of the chain follows. */
export const GENESIS = Buffer.alloc(32);

/** Names the encoding: a column that is sealed one day makes it another one, and old rows keep theirs. */
const ENCODING = 'netra-audit-1';

/** SQL for an instant as the chain spells it. */
export function canonicalInstant(expression: string): string {
  return `to_char(${expression} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/**
 * The hash of a row at its place: SHA-256 over a JSON array of texts and nulls without white space, which whoever holds
 * the rows can repeat with any tool.
 */
export function sealHash(content: SealedContent, link: Link): Buffer {
  const canonical = JSON.stringify([
    ENCODING,
    String(link.position),
    link.previousHash.toString('hex'),
    link.sealedAt,
    content.id,
    content.at,
    content.actorId,
    content.action,
    content.subjectType,
    content.subjectId,
    content.channel,
    content.details,
  ]);
  return createHash('sha256').update(canonical, 'utf8').digest();
}
