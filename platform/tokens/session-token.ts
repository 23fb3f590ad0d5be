import { createSecretKey, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { DomainError } from '../../domain/errors';

/** How long a sign-in lasts, in seconds. */
export const SESSION_SECONDS = 12 * 3600;

const ISSUER = 'netra';
const AUDIENCE = 'netra-app';
const TYPE = 'netra-session+jwt';
const CLOCK_TOLERANCE_SECONDS = 30;

/** What a session token says. Rights are never in it: they are read per request. */
export interface SessionClaims {
  employeeId: string;
  sessionId: string;
  tokenVersion: number;
}

const claimsSchema = z.object({
  sub: z.uuid(),
  sid: z.uuid(),
  ver: z.number().int(),
  iat: z.number().int(),
  exp: z.number().int(),
});

const keys = new Map<string, KeyObject>();

/** A key object verifies many times faster than the same key as a string. */
function keyOf(secret: string): KeyObject {
  const known = keys.get(secret) ?? createSecretKey(Buffer.from(secret));
  keys.set(secret, known);
  return known;
}

/** Signs a session token that ends `SESSION_SECONDS` after `now`. */
export function issueSessionToken(secret: string, claims: SessionClaims, now: Date): string {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return jwt.sign(
    {
      sub: claims.employeeId,
      sid: claims.sessionId,
      ver: claims.tokenVersion,
      iat: issuedAt,
      exp: issuedAt + SESSION_SECONDS,
    },
    keyOf(secret),
    { algorithm: 'HS256', issuer: ISSUER, audience: AUDIENCE, header: { alg: 'HS256', typ: TYPE } },
  );
}

/**
 * What a token says, once its signature, purpose and times hold. A library accepts a token without an end,
 * with an end years away or from the future: those are refused here.
 * @throws DomainError unauthenticated, the same for every flaw
 */
export function verifySessionToken(secret: string, token: string, now: Date): SessionClaims {
  const seconds = Math.floor(now.getTime() / 1000);
  const claims = claimsSchema.safeParse(readSigned(secret, token, seconds));
  if (!claims.success) throw notSignedIn();
  const { sub, sid, ver, iat, exp } = claims.data;
  const timesHold =
    exp > seconds && exp - iat <= SESSION_SECONDS && iat <= seconds + CLOCK_TOLERANCE_SECONDS;
  if (!timesHold) throw notSignedIn();
  return { employeeId: sub, sessionId: sid, tokenVersion: ver };
}

/** The refusal for whoever has no valid session. */
export function notSignedIn(): DomainError {
  return new DomainError('unauthenticated', 'Please sign in.');
}

function readSigned(secret: string, token: string, seconds: number): unknown {
  try {
    const { header, payload } = jwt.verify(token, keyOf(secret), {
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience: AUDIENCE,
      clockTimestamp: seconds,
      complete: true,
    });
    return header.typ === TYPE ? payload : undefined;
  } catch {
    return undefined;
  }
}
