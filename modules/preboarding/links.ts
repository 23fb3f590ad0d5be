import { randomUUID, timingSafeEqual } from 'node:crypto';
import { DomainError } from '../../domain/errors';
import type { Clock } from '../../platform/clock/clock';
import type { Config } from '../../platform/config/config';
import type { Queryable, Transaction } from '../../platform/database/database';
import { hashPasswordToken, readPasswordToken } from '../../platform/tokens/password-link';
import {
  createPreboardingTokens,
  PREBOARDING_LINK_SECONDS,
} from '../../platform/tokens/preboarding-link';

/** What issuing and reading links needs. */
export interface FormLinkDeps {
  clock: Clock;
  config: Pick<Config, 'EMAIL_LINK_SECRET' | 'EMAIL_LINK_SECRET_PREVIOUS'>;
}

/** A link that works: which form it opens, and whose. */
export interface FoundForm {
  linkId: string;
  preboardingId: string;
  onboardingId: string;
  personId: string;
  expiresAt: Date;
}

/** Writes a link to a form, whose earlier one ends; in the caller's transaction. @returns its id: what the mail is made from */
export async function issueFormLink(
  deps: FormLinkDeps,
  tx: Transaction,
  wanted: { preboardingId: string; issuedBy: string },
): Promise<string> {
  await revokeFormLinks(tx, wanted.preboardingId);
  const tokens = createPreboardingTokens(deps.config);
  const id = randomUUID();
  const token = tokens.tokenOf({ id, keyId: tokens.keyId }) ?? '';
  const now = deps.clock.now();
  await tx.query(
    `INSERT INTO preboarding_link (id, preboarding_id, token_hash, key_id, issued_by, issued_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[id, wanted.preboardingId, hashPasswordToken(token), tokens.keyId, wanted.issuedBy, now],
      new Date(now.getTime() + PREBOARDING_LINK_SECONDS * 1000),
    ],
  );
  return id;
}

/** Ends the link of a form that could still be used. @returns whether there was one */
export async function revokeFormLinks(tx: Transaction, preboardingId: string): Promise<boolean> {
  const rows = await tx.query<{ n: number }>(
    `WITH revoked AS (
       UPDATE preboarding_link SET revoked_at = clock_timestamp()
       WHERE preboarding_id = $1 AND used_at IS NULL AND revoked_at IS NULL RETURNING 1)
     SELECT count(*)::int AS n FROM revoked`,
    [preboardingId],
  );
  return (rows[0]?.n ?? 0) > 0;
}

interface LinkState extends FoundForm {
  tokenHash: Buffer;
  usedAt: Date | null;
  isRevoked: boolean;
  isWanted: boolean;
}

const NEXT = 'Ask HR to send you another one.';

/**
 * The form behind a token, if its link works now.
 * @param options.lock keeps the form as it is until the transaction ends
 * @throws DomainError not-found (no link of ours), conflict (handed in, revoked or replaced, or the onboarding is over),
 * deadline-passed
 */
export async function findForm(
  { clock }: { clock: Clock },
  db: Queryable,
  token: string,
  options: { lock?: boolean } = {},
): Promise<FoundForm> {
  const read = readPasswordToken(token);
  const rows = read
    ? await db.query<LinkState>(
        `SELECT l.id AS "linkId", f.id AS "preboardingId", o.id AS "onboardingId", p.id AS "personId",
           l.expires_at AS "expiresAt", l.used_at AS "usedAt", l.token_hash AS "tokenHash",
           l.revoked_at IS NOT NULL AS "isRevoked", o.status = 'running' AND p.active AS "isWanted"
         FROM preboarding_link l JOIN preboarding f ON f.id = l.preboarding_id
         JOIN onboarding o ON o.id = f.onboarding_id JOIN employee p ON p.id = o.person_id
         WHERE l.id = $1 ${options.lock ? 'FOR NO KEY UPDATE OF l, f' : ''}`,
        [read.id],
      )
    : [];
  const link = rows[0];
  if (!read || !link || !timingSafeEqual(read.hash, link.tokenHash)) {
    throw new DomainError('not-found', 'This link is not one of ours. Use the one in the mail.');
  }
  refuseDead(link, clock.now());
  const { linkId, preboardingId, onboardingId, personId, expiresAt } = link;
  return { linkId, preboardingId, onboardingId, personId, expiresAt };
}

function refuseDead(link: LinkState, now: Date): void {
  if (link.usedAt) {
    const next = 'If something is missing, HR writes to you.';
    throw new DomainError('conflict', `The form was handed in by this link. ${next}`);
  }
  if (link.isRevoked) {
    throw new DomainError('conflict', `This link was taken back or replaced. ${NEXT}`);
  }
  if (!link.isWanted) throw new DomainError('conflict', 'This form is no longer wanted.');
  if (link.expiresAt <= now) {
    throw new DomainError('deadline-passed', `This link is over. ${NEXT}`);
  }
}
