import type { IncomingMessage } from 'node:http';
import { z } from 'zod';

/** The name of the session cookie. */
const SESSION_COOKIE = 'netra_session';

const authSchema = z.object({
  token: z.string().max(4096).optional().catch(undefined),
  lastSeq: z.number().int().min(0).optional().catch(undefined),
});

/** What a client says of itself when it connects: a session token, and the last notification it has. */
interface Handshake {
  token: string | undefined;
  lastSeq: number | undefined;
}

/** Reads `auth` and the cookie header of a handshake; what is malformed counts as absent. A token goes before the cookie. */
export function readHandshake(handshake: {
  auth: unknown;
  headers: IncomingMessage['headers'];
}): Handshake {
  const { token, lastSeq } = authSchema.safeParse(handshake.auth).data ?? {};
  return { token: token ?? sessionCookie(handshake.headers.cookie), lastSeq };
}

/**
 * Whether a page of this origin may connect: PUBLIC_URL's, or the host it connects to.
 * A browser always names its origin on a WebSocket; a request without one comes from no foreign page.
 */
export function isAllowedOrigin(request: IncomingMessage, publicUrl: string): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  return origin === new URL(publicUrl).origin || new URL(origin).host === host;
}

function sessionCookie(header: string | undefined): string | undefined {
  const pair = header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${SESSION_COOKIE}=`));
  const value = pair?.slice(SESSION_COOKIE.length + 1);
  return value && /^[\w.~-]+$/.test(value) ? value : undefined;
}
