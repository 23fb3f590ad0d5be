import type { Principal } from '../../domain/access/principal';
import { DomainError } from '../../domain/errors';
import { restrictionProblem } from '../../domain/restrictions/standing';
import type { RestrictionInForce } from '../../domain/wire/common';
import type { Queryable } from '../../platform/database/database';
import { restrictionsOf } from '../restrictions/policy';

/** How soon an answer on its way heeds that it may not go on. */
const WATCH_MS = 200;
/** Of so many looks one notes that somebody still works on the answer: once a second. */
const LOOKS_PER_NOTE = 5;

/** Somebody has asked for the end of an answer, or nobody waits for it any more. */
export class Stopped extends Error {}

interface Standing {
  isOpen: boolean;
  stopAsked: boolean;
  isOn: boolean;
  isSignedIn: boolean;
  restrictions: RestrictionInForce[];
}

/** Whose answer it is, or who listens to it. */
interface Whose {
  principal: Pick<Principal, 'id' | 'sessionId'>;
  messageId: string;
}

/** How an answer on its way is watched. */
export interface Watch {
  /** Looks once more. @throws why it may not go on */
  look(): Promise<void>;
  end(): void;
}

/**
 * Ends an answer on its way, on whichever node it runs, when it is stopped, when whoever asks is restricted or signed out,
 * or when the assistant is switched off; and notes meanwhile that it is worked on.
 */
export function watchAnswer(db: Queryable, of: Whose & { controller: AbortController }): Watch {
  let looks = 0;
  let isLooking = false;
  const look = async () => {
    requireGoOn(await standingOf(db, of));
  };
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    const note = ++looks % LOOKS_PER_NOTE === 0 ? noteWork(db, of.messageId) : undefined;
    void Promise.all([look(), note])
      .catch((error: unknown) => of.controller.abort(error))
      .finally(() => (isLooking = false));
  }, WATCH_MS);
  return { look, end: () => clearInterval(timer) };
}

const noteWork = (db: Queryable, messageId: string) =>
  db.query(
    `UPDATE assistant_message SET worked_on_at = clock_timestamp() WHERE id = $1 AND state = 'answering'`,
    [messageId],
  );

/** What is known of an answer, as far as whoever listens may know it. */
export interface Hearing {
  isOver: boolean;
  /** Why no more of it may be told; null when it may. */
  barred: DomainError | null;
}

/** Whether an answer goes on, and whether somebody may hear more of it now. */
export async function hearingOf(db: Queryable, whose: Whose): Promise<Hearing> {
  const standing = await standingOf(db, whose);
  return { isOver: !standing.isOpen, barred: barredBy(standing) };
}

async function standingOf(db: Queryable, { principal, messageId }: Whose): Promise<Standing> {
  const [row] = await db.query<Standing>(
    `SELECT m.state = 'answering' AS "isOpen", m.stop_asked AS "stopAsked", s.is_on AS "isOn", e.active AND EXISTS (
         SELECT 1 FROM auth_session a WHERE a.id = $2 AND a.ended_at IS NULL AND a.token_version = e.token_version
       ) AS "isSignedIn", ${restrictionsOf('e.id')} AS restrictions
     FROM assistant_message m JOIN employee e ON e.id = m.person_id CROSS JOIN assistant_settings s WHERE m.id = $1`,
    [messageId, principal.sessionId],
  );
  return row!;
}

/** What was answered before the assistant was switched off may still be read. */
function barredBy({ isOpen, isOn, isSignedIn, restrictions }: Standing): DomainError | null {
  const problem = restrictionProblem(restrictions, 'assistant');
  if (problem) return problem;
  if (!isSignedIn) return new DomainError('unauthenticated', 'You are signed out.');
  return isOpen && !isOn ? switchedOff() : null;
}

function requireGoOn(standing: Standing): void {
  const barred = barredBy(standing);
  if (barred) throw barred;
  if (standing.stopAsked || !standing.isOpen) throw new Stopped('stopped');
}

/** What is said while admins have the assistant switched off. */
export const switchedOff = (): DomainError =>
  new DomainError('unavailable', 'An admin has switched the assistant off for now.');
