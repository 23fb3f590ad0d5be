import { randomUUID, timingSafeEqual } from 'node:crypto';
import { DomainError } from '../../domain/errors';
import type { LinkPurpose } from '../../domain/wire/account';
import type { Clock } from '../../platform/clock/clock';
import type { Config } from '../../platform/config/config';
import type { Queryable, Transaction } from '../../platform/database/database';
import {
  createPasswordLinkTokens,
  hashPasswordToken,
  PASSWORD_LINK_SECONDS,
  readPasswordToken,
} from '../../platform/tokens/password-link';

/** What issuing and reading links needs. */
export interface LinkDeps {
  clock: Clock;
  config: Pick<Config, 'EMAIL_LINK_SECRET' | 'EMAIL_LINK_SECRET_PREVIOUS'>;
}

/** A link that works, and whose it is. */
interface FoundLink {
  id: string;
  purpose: LinkPurpose;
  employeeId: string;
  name: string;
  email: string;
  expiresAt: Date;
}

/**
 * Writes links to a password for people, whose earlier ones of the same purpose end.
 * @returns the ids of the links by person: what the mails are made from
 */
export async function issuePasswordLinks(
  deps: LinkDeps,
  tx: Transaction,
  wanted: { people: string[]; purpose: LinkPurpose; issuedBy: string | null },
): Promise<Map<string, string>> {
  await revokePasswordLinks(tx, wanted.people, wanted.purpose);
  const tokens = createPasswordLinkTokens(deps.config);
  const links = wanted.people.map((employeeId) => {
    const id = randomUUID();
    const token = tokens.tokenOf({ id, keyId: tokens.keyId }) ?? '';
    return { id, employee_id: employeeId, token_hash: hashPasswordToken(token).toString('hex') };
  });
  const now = deps.clock.now();
  const end = new Date(now.getTime() + PASSWORD_LINK_SECONDS[wanted.purpose] * 1000);
  await tx.query(
    `INSERT INTO password_link (id, employee_id, purpose, token_hash, key_id, token_version, issued_by, issued_at, expires_at)
     SELECT l.id, l.employee_id, $2, decode(l.token_hash, 'hex'), $3, e.token_version, $4, $5, $6
     FROM jsonb_to_recordset($1::jsonb) AS l (id uuid, employee_id uuid, token_hash text)
     JOIN employee e ON e.id = l.employee_id`,
    [JSON.stringify(links), wanted.purpose, tokens.keyId, wanted.issuedBy, now, end],
  );
  return new Map(links.map((link) => [link.employee_id, link.id]));
}

/** Ends the links of people that could still be used, of one purpose or of all. @returns how many */
export async function revokePasswordLinks(
  tx: Transaction,
  people: string[],
  purpose: LinkPurpose | null = null,
): Promise<number> {
  const rows = await tx.query<{ n: number }>(
    `WITH revoked AS (
       UPDATE password_link SET revoked_at = clock_timestamp()
       WHERE employee_id = ANY($1::uuid[]) AND ($2::text IS NULL OR purpose = $2)
         AND used_at IS NULL AND revoked_at IS NULL RETURNING 1)
     SELECT count(*)::int AS n FROM revoked`,
    [people, purpose],
  );
  return rows[0]?.n ?? 0;
}

interface LinkState extends FoundLink {
  tokenHash: Buffer;
  usedAt: Date | null;
  isRevoked: boolean;
  isActive: boolean;
}

/**
 * The link behind a token, if it works now.
 * @param options.lock keeps the link and its person as they are until the transaction ends
 * @throws DomainError not-found (no link of ours), conflict (used, revoked or replaced, or the account is closed),
 * deadline-passed
 */
export async function findPasswordLink(
  deps: { clock: Clock },
  db: Queryable,
  token: string,
  options: { lock?: boolean } = {},
): Promise<FoundLink> {
  const read = readPasswordToken(token);
  const rows = read
    ? await db.query<LinkState>(
        `SELECT l.id, l.purpose, l.employee_id AS "employeeId", e.name, e.email::text AS email, e.active AS "isActive",
           l.expires_at AS "expiresAt", l.used_at AS "usedAt", l.token_hash AS "tokenHash",
           (l.revoked_at IS NOT NULL OR l.token_version <> e.token_version) AS "isRevoked"
         FROM password_link l JOIN employee e ON e.id = l.employee_id WHERE l.id = $1
         ${options.lock ? 'FOR NO KEY UPDATE' : ''}`,
        [read.id],
      )
    : [];
  const link = rows[0];
  if (!read || !link || !timingSafeEqual(read.hash, link.tokenHash)) {
    throw new DomainError('not-found', 'This link is not one of ours. Use the one in the mail.');
  }
  refuseDead(link, deps.clock.now());
  const { id, purpose, employeeId, name, email, expiresAt } = link;
  return { id, purpose, employeeId, name, email, expiresAt };
}

const NEXT = {
  invitation: 'Ask HR to send you another one.',
  reset: 'Ask for another one where you sign in.',
};

function refuseDead(link: LinkState, now: Date): void {
  const refuse = (code: 'conflict' | 'deadline-passed', what: string) => {
    throw new DomainError(code, what, { purpose: link.purpose });
  };
  if (!link.isActive) refuse('conflict', 'This account is closed: nobody can sign in with it.');
  if (link.usedAt) refuse('conflict', 'This link has been used. Sign in with the password.');
  if (link.isRevoked) {
    refuse('conflict', `This link was taken back or replaced. ${NEXT[link.purpose]}`);
  }
  if (link.expiresAt <= now) refuse('deadline-passed', `This link is over. ${NEXT[link.purpose]}`);
}
