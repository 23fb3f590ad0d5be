import {
  createHash,
  createHmac,
  createSecretKey,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { VERDICTS, type Verdict } from '../../domain/approvals/vocabulary';
import type { Config } from '../config/config';

/** How long a mailed link acts: exactly this many seconds after it was issued. */
export const LINK_LIFETIME_SECONDS = 86_400;

const ISSUER = 'netra';
const AUDIENCE = 'netra:email-action';
const TYPE = 'netra-email-action+jwt';
const FUTURE_TOLERANCE_SECONDS = 30;
const FORM_LIFETIME_SECONDS = 3600;
const LONGEST_TOKEN = 2000;

/** The row of a mailed link as its token needs it. */
export interface EmailLink {
  id: string;
  requestId: string;
  stepId: string;
  approverId: string;
  round: number;
  version: number;
  verdict: Verdict;
  /** Which secret signs it; see {@link EmailLinkTokens.keyId}. */
  keyId: string;
  /** Whole seconds. */
  issuedAt: Date;
}

const claimsSchema = z.strictObject({
  jti: z.string().regex(/^[\w-]{43}$/),
  link: z.uuid(),
  request: z.uuid(),
  step: z.uuid(),
  round: z.int(),
  version: z.int(),
  approver: z.uuid(),
  verdict: z.enum(VERDICTS),
  iss: z.literal(ISSUER),
  aud: z.literal(AUDIENCE),
  iat: z.int(),
  exp: z.int(),
});
const headerSchema = z.strictObject({
  alg: z.literal('HS256'),
  typ: z.literal(TYPE),
  kid: z.string(),
});

/** What a genuine token says. Still to be compared with the database row. */
export type EmailLinkClaims = z.infer<typeof claimsSchema>;

/** What a string in a link turned out to be. An expired token is a genuine one: its claims may be trusted. */
type VerifiedLink = { state: 'valid' | 'expired'; claims: EmailLinkClaims } | { state: 'forged' };

/** Signs and checks the tokens of mailed links, and the nonces of the pages behind them. */
export interface EmailLinkTokens {
  /** The key new links are signed with: 8 hex digits that say nothing about the secret. */
  keyId: string;
  /** SHA-256 of the link's `jti`: all the database keeps of it. Throws when the link's key is retired. */
  hashJti(link: Pick<EmailLink, 'id' | 'keyId'>): Buffer;
  /** The token of a link, the same one however often it is asked for; null when its key is retired. */
  sign(link: EmailLink): string | null;
  /** Never throws, whatever the string is. */
  verify(token: string, now: Date): VerifiedLink;
  /** Whether the claims belong to this row: every bound claim and the hash of `jti`. */
  belongs(claims: EmailLinkClaims, link: EmailLink & { jtiHash: Buffer | null }): boolean;
  /** A one-hour nonce for the form that is rendered now for this token, with the code to type where one is asked. */
  renderForm(claims: EmailLinkClaims, now: Date): RenderedForm;
  /** The form that a nonce was made for, if that was for this token and within the last hour; else null. */
  openForm(claims: EmailLinkClaims, nonce: unknown, now: Date): RenderedForm | null;
}

/** One rendering of a link's page. */
interface RenderedForm {
  nonce: string;
  /** When it was rendered, to the millisecond. */
  at: Date;
  /** What a person types to show that they read the page: five letters and digits that are hard to confuse. */
  code: string;
}

interface LinkKey {
  id: string;
  signature: KeyObject;
  jti: KeyObject;
  nonce: KeyObject;
}

// A KeyObject is made once: handing the secret itself to every call is some 50 times slower.
function linkKey(secret: string): LinkKey {
  const derive = (purpose: string) =>
    createHmac('sha256', secret).update(`netra email link: ${purpose}`).digest();
  return {
    id: createHash('sha256').update(derive('key id')).digest('hex').slice(0, 8),
    signature: createSecretKey(Buffer.from(secret, 'utf8')),
    jti: createSecretKey(derive('jti')),
    nonce: createSecretKey(derive('nonce')),
  };
}

const seconds = (at: Date) => Math.floor(at.getTime() / 1000);
const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** One signature has several spellings in base64url; only the one we write is ours. */
function isCanonical(token: string): boolean {
  const parts = token.split('.');
  return (
    parts.length === 3 &&
    parts.every(
      (part) => part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part,
    )
  );
}

function genuineClaims(token: string, keys: LinkKey[], now: number): EmailLinkClaims | null {
  if (token.length > LONGEST_TOKEN || !isCanonical(token)) return null;
  try {
    const header = headerSchema.parse(jwt.decode(token, { complete: true })?.header);
    const key = keys.find(({ id }) => id === header.kid);
    if (!key) return null;
    const payload = jwt.verify(token, key.signature, {
      algorithms: ['HS256'],
      audience: AUDIENCE,
      issuer: ISSUER,
      ignoreExpiration: true,
      clockTimestamp: now,
    });
    const claims = claimsSchema.parse(payload);
    const sound =
      claims.exp - claims.iat <= LINK_LIFETIME_SECONDS &&
      claims.exp > claims.iat &&
      claims.iat <= now + FUTURE_TOLERANCE_SECONDS;
    return sound ? claims : null;
  } catch {
    return null;
  }
}

function belongs(claims: EmailLinkClaims, link: EmailLink & { jtiHash: Buffer | null }): boolean {
  return (
    link.jtiHash !== null &&
    timingSafeEqual(sha256(claims.jti), link.jtiHash) &&
    claims.link === link.id &&
    claims.request === link.requestId &&
    claims.step === link.stepId &&
    claims.approver === link.approverId &&
    claims.round === link.round &&
    claims.version === link.version &&
    claims.verdict === link.verdict
  );
}

// No 0 or O, no 1, I or L, no vowels: it spells nothing, and reads aloud without doubt.
const CODE_LETTERS = 'BCDFGHJKMNPQRSTVWXYZ23456789';
const CODE_LENGTH = 5;

function forms(key: KeyObject): Pick<EmailLinkTokens, 'renderForm' | 'openForm'> {
  const digest = (text: string) => createHmac('sha256', key).update(text).digest();
  const formOf = (claims: EmailLinkClaims, at: number): RenderedForm => {
    const code = [...digest(`code ${claims.jti}.${at}`).subarray(0, CODE_LENGTH)];
    return {
      nonce: `${at}.${digest(`${claims.jti}.${at}`).toString('base64url')}`,
      at: new Date(at),
      code: code.map((byte) => CODE_LETTERS[byte % CODE_LETTERS.length]).join(''),
    };
  };
  return {
    renderForm: (claims, now) => formOf(claims, now.getTime()),
    openForm(claims, nonce, now) {
      const match = typeof nonce === 'string' && /^(\d{1,15})\.[\w-]{43}$/.exec(nonce);
      if (!match) return null;
      const age = (now.getTime() - Number(match[1])) / 1000;
      if (age < -FUTURE_TOLERANCE_SECONDS || age > FORM_LIFETIME_SECONDS) return null;
      const form = formOf(claims, Number(match[1]));
      return timingSafeEqual(sha256(match[0]), sha256(form.nonce)) ? form : null;
    },
  };
}

/**
 * The tokens of mailed links: HS256 JWTs with everything pinned that can be pinned.
 * `EMAIL_LINK_SECRET` signs; `EMAIL_LINK_SECRET_PREVIOUS`, while it is set, still verifies and re-signs its own links.
 */
export function createEmailLinkTokens(
  config: Pick<Config, 'EMAIL_LINK_SECRET' | 'EMAIL_LINK_SECRET_PREVIOUS'>,
): EmailLinkTokens {
  const current = linkKey(config.EMAIL_LINK_SECRET);
  const previous = config.EMAIL_LINK_SECRET_PREVIOUS;
  const keys = previous ? [current, linkKey(previous)] : [current];
  const keyOf = (keyId: string) => keys.find(({ id }) => id === keyId);

  // Derived from the row, so that a mail sent twice carries the same token and nobody has to store it.
  const jtiOf = (key: LinkKey, linkId: string) =>
    createHmac('sha256', key.jti).update(linkId).digest('base64url');

  return {
    keyId: current.id,
    hashJti(link) {
      const key = keyOf(link.keyId);
      if (!key) throw new Error('the key of this link is retired');
      return sha256(jtiOf(key, link.id));
    },
    sign(link) {
      const key = keyOf(link.keyId);
      if (!key) return null;
      const iat = seconds(link.issuedAt);
      const claims: EmailLinkClaims = {
        jti: jtiOf(key, link.id),
        link: link.id,
        request: link.requestId,
        step: link.stepId,
        round: link.round,
        version: link.version,
        approver: link.approverId,
        verdict: link.verdict,
        iss: ISSUER,
        aud: AUDIENCE,
        iat,
        exp: iat + LINK_LIFETIME_SECONDS,
      };
      const header = { alg: 'HS256', typ: TYPE, kid: key.id };
      return jwt.sign(claims, key.signature, { algorithm: 'HS256', header });
    },
    verify(token, now) {
      const claims = genuineClaims(token, keys, seconds(now));
      if (!claims) return { state: 'forged' };
      return { state: seconds(now) < claims.exp ? 'valid' : 'expired', claims };
    },
    belongs,
    ...forms(current.nonce),
  };
}
