import type { CookieOptions, Request, Response } from 'express';
import type { Principal } from '../../domain/access/principal';
import type { Role } from '../../domain/roles';
import { DomainError } from '../../domain/errors';
import { authenticate } from '../../modules/auth/use-cases/authenticate';
import type { Client } from '../../modules/auth/use-cases/open-session';
import type { Config } from '../../platform/config/config';
import { notSignedIn, SESSION_SECONDS } from '../../platform/tokens/session-token';
import type { ApiDeps } from '../deps';

/** The cookie that carries the session token of a browser. */
const SESSION_COOKIE = 'netra_session';

type SessionDeps = Pick<ApiDeps, 'db' | 'config'>;

/**
 * The signed-in person of a request.
 * @throws DomainError unauthenticated
 */
export async function requirePrincipal(deps: SessionDeps, request: Request): Promise<Principal> {
  const token = tokenOf(request);
  if (token === undefined) throw notSignedIn();
  return authenticate(deps, token);
}

/** The signed-in person, or null. Whatever is wrong with the session, an open door stays open. */
export async function principalOrNull(
  deps: SessionDeps,
  request: Request,
): Promise<Principal | null> {
  return tokenOf(request) === undefined ? null : requirePrincipal(deps, request).catch(() => null);
}

/** Refuses whoever holds none of the roles. */
export function requireRole(principal: Principal, roles: Role[]): void {
  if (!roles.some((role) => principal.roles.includes(role))) {
    throw new DomainError('forbidden', 'Your roles do not allow this.');
  }
}

/** Where a request comes from. */
export function clientOf(request: Request): Client {
  return { address: request.ip ?? '', userAgent: request.get('user-agent') };
}

/** Gives the browser the session. */
export function setSessionCookie(
  config: Pick<Config, 'PUBLIC_URL'>,
  response: Response,
  token: string,
): void {
  response.cookie(SESSION_COOKIE, token, {
    ...cookieOptions(config),
    maxAge: SESSION_SECONDS * 1000,
  });
}

/** Takes the session from the browser. */
export function clearSessionCookie(config: Pick<Config, 'PUBLIC_URL'>, response: Response): void {
  response.clearCookie(SESSION_COOKIE, cookieOptions(config));
}

function cookieOptions(config: Pick<Config, 'PUBLIC_URL'>): CookieOptions {
  return {
    httpOnly: true,
    sameSite: 'lax',
    secure: config.PUBLIC_URL.startsWith('https:'),
    path: '/',
  };
}

/** The bearer token, or the cookie's: who sends a header means it. */
function tokenOf(request: Request): string | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
  if (bearer !== undefined) return bearer;
  return new RegExp(`(?:^|;\\s*)${SESSION_COOKIE}=([^;\\s]+)`).exec(
    request.headers.cookie ?? '',
  )?.[1];
}
