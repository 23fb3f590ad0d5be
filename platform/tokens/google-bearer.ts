import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import type { Config } from '../config/config';
import { domainOf } from './reply-address';

/** Checks the bearer token that Gmail sends along when somebody presses an action in a mailbox. */
export interface GoogleBearer {
  /** Whether the `Authorization` header is Google's own, for mails of our domain, now. Never throws. */
  isGenuine(header: string | undefined, now: Date): Promise<boolean>;
}

// Who sends, and whom the token must be for: developers.google.com/workspace/gmail/markup/actions/verifying-bearer-tokens
const AUTHORISED_PARTY = 'gmail@system.gserviceaccount.com';
const ISSUERS: [string, ...string[]] = ['https://accounts.google.com', 'accounts.google.com'];

const KEYS_LIVE_MS = 3_600_000;
const FETCH_MS = 4000;

const keysSchema = z.object({
  keys: z.array(z.looseObject({ kid: z.string(), kty: z.literal('RSA') })),
});

/** Reads Google's public keys when first needed, and again each hour or when a token names one that is not known. */
export function createGoogleBearer(
  config: Pick<Config, 'GMAIL_KEYS_URL' | 'MAIL_FROM'>,
): GoogleBearer {
  const audience = `https://${domainOf(config.MAIL_FROM) ?? ''}`;
  let keys = new Map<string, KeyObject>();
  let readAt = 0;
  const keyOf = async (kid: string, now: number) => {
    const age = now - readAt;
    // A token can name any key: asking Google for each of them would be its sender's lever.
    const mayRead = age > KEYS_LIVE_MS || (!keys.has(kid) && age > KEYS_LIVE_MS / 60);
    if (mayRead) {
      readAt = now;
      keys = await readKeys(config.GMAIL_KEYS_URL);
    }
    return keys.get(kid);
  };
  return {
    async isGenuine(header, now) {
      const token = /^Bearer +(\S{1,4000})$/i.exec(header ?? '')?.[1];
      if (token === undefined) return false;
      try {
        const kid = jwt.decode(token, { complete: true })?.header.kid;
        const key = kid === undefined ? undefined : await keyOf(kid, now.getTime());
        return key !== undefined && holds(token, key, { audience, now });
      } catch {
        return false;
      }
    },
  };
}

function holds(
  token: string,
  key: KeyObject,
  { audience, now }: { audience: string; now: Date },
): boolean {
  const claims = jwt.verify(token, key, {
    algorithms: ['RS256'],
    audience,
    issuer: ISSUERS,
    clockTimestamp: Math.floor(now.getTime() / 1000),
  });
  // The library takes a token without an end.
  return typeof claims === 'object' && claims.exp !== undefined && claims.azp === AUTHORISED_PARTY;
}

async function readKeys(url: string): Promise<Map<string, KeyObject>> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(FETCH_MS) });
  const { keys } = keysSchema.parse(await answer.json());
  return new Map(
    keys.map((key) => [key.kid, createPublicKey({ key: key as JsonWebKey, format: 'jwk' })]),
  );
}
