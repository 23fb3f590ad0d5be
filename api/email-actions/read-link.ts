import type { Queryable } from '../../platform/database/database';
import type { EmailLinkClaims, EmailLinkTokens } from '../../platform/tokens/email-link';
import { linkState, type LinkState, type LinkView } from '../../modules/mail/link-state';
import { findEmailLink } from '../../modules/mail/queries';

/** What a token in an address stands for now. */
export type ReadLink =
  { state: 'forged' } | { state: LinkState; link: LinkView; claims: EmailLinkClaims };

/** Checks a token, compares all it claims with the database and judges the link. Reads only. */
export async function readLink(
  deps: { db: Queryable; tokens: EmailLinkTokens },
  token: string,
  now: Date,
): Promise<ReadLink> {
  const verified = deps.tokens.verify(token, now);
  if (verified.state === 'forged') return { state: 'forged' };
  const { claims } = verified;
  const link = await findEmailLink(deps.db, claims.link);
  if (!link || !deps.tokens.belongs(claims, link)) return { state: 'forged' };
  return { state: linkState(link, now, verified.state === 'expired'), link, claims };
}
