import type { Principal } from '../../domain/access/principal';
import { DomainError } from '../../domain/errors';
import { requireUnrestricted } from '../../domain/restrictions/standing';
import type { RestrictionInForce } from '../../domain/wire/common';
import type { Queryable } from '../../platform/database/database';
import { restrictionsOf } from '../restrictions/policy';

/** How soon an answer on its way heeds that it may not go on. */
const WATCH_MS = 200;

/** Somebody has asked for the end of an answer. */
export class Stopped extends Error {}

interface Standing {
  stopAsked: boolean;
  isOn: boolean;
  isSignedIn: boolean;
  restrictions: RestrictionInForce[];
}

/**
 * Ends an answer on its way, on whichever node it runs, when it is stopped, when whoever asks is restricted or signed out,
 * or when the assistant is switched off.
 * @returns what ends the watching
 */
export function watchAnswer(
  db: Queryable,
  of: { principal: Principal; messageId: string; controller: AbortController },
): () => void {
  const look = async () => {
    try {
      requireGoOn(await standingOf(db, of));
    } catch (error) {
      of.controller.abort(error);
    }
  };
  const timer = setInterval(() => void look(), WATCH_MS);
  return () => clearInterval(timer);
}

async function standingOf(
  db: Queryable,
  { principal, messageId }: { principal: Principal; messageId: string },
): Promise<Standing> {
  const [row] = await db.query<Standing>(
    `SELECT m.stop_asked AS "stopAsked", s.is_on AS "isOn", e.active AND EXISTS (
         SELECT 1 FROM auth_session a WHERE a.id = $2 AND a.ended_at IS NULL AND a.token_version = e.token_version
       ) AS "isSignedIn", ${restrictionsOf('e.id')} AS restrictions
     FROM assistant_message m JOIN employee e ON e.id = m.person_id CROSS JOIN assistant_settings s WHERE m.id = $1`,
    [messageId, principal.sessionId],
  );
  return row!;
}

function requireGoOn({ stopAsked, isOn, isSignedIn, restrictions }: Standing): void {
  requireUnrestricted(restrictions, 'assistant');
  if (!isSignedIn) throw new DomainError('unauthenticated', 'You are signed out.');
  if (!isOn) throw switchedOff();
  if (stopAsked) throw new Stopped('stopped');
}

/** What is said while admins have the assistant switched off. */
export const switchedOff = (): DomainError =>
  new DomainError('unavailable', 'An admin has switched the assistant off for now.');
