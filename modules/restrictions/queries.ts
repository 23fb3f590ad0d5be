import { DomainError } from '../../domain/errors';
import { requireUnrestricted, type Capability } from '../../domain/restrictions/standing';
import type { RestrictionView } from '../../domain/restrictions/workflow-contract';
import type { RestrictionInForce } from '../../domain/wire/common';
import type { RestrictionWire } from '../../domain/wire/restrictions';
import type { Queryable } from '../../platform/database/database';
import { inForce, restrictionsOf } from './policy';

/** A list of one person's, or of all that are in force, is not longer than this. */
const MOST_SHOWN = 500;

interface RestrictionRow {
  id: string;
  personId: string;
  personName: string;
  chat: boolean;
  assistant: boolean;
  reason: string;
  until: Date | null;
  setById: string;
  setByName: string;
  setAt: Date;
  inForce: boolean;
  endedAt: Date | null;
  liftedById: string | null;
  liftedByName: string | null;
  liftReason: string | null;
}

/**
 * Restrictions, the newest first: those in force, those of one person, or one. For admins: who may read them is the
 * caller's to check. One whose time has come is over from then on, whenever its row was ended.
 */
export async function listRestrictions(
  db: Queryable,
  wanted: { inForce?: boolean; personId?: string; id?: string },
): Promise<RestrictionWire[]> {
  const rows = await db.query<RestrictionRow>(
    `SELECT r.id, p.id AS "personId", p.name AS "personName", r.chat, r.assistant, r.reason, r.until,
       s.id AS "setById", s.name AS "setByName", r.set_at AS "setAt", ${inForce('r')} AS "inForce",
       CASE WHEN NOT (${inForce('r')}) THEN least(r.lifted_at, r.until) END AS "endedAt",
       l.id AS "liftedById", l.name AS "liftedByName", r.lift_reason AS "liftReason"
     FROM restriction r JOIN employee p ON p.id = r.person_id JOIN employee s ON s.id = r.set_by
     LEFT JOIN employee l ON l.id = r.lifted_by
     WHERE ($1::boolean IS NULL OR ${inForce('r')}) AND ($2::uuid IS NULL OR r.person_id = $2)
       AND ($3::uuid IS NULL OR r.id = $3)
     ORDER BY r.set_at DESC, r.id LIMIT ${MOST_SHOWN}`,
    [wanted.inForce ?? null, wanted.personId ?? null, wanted.id ?? null],
  );
  return rows.map(presentRestriction);
}

function presentRestriction(row: RestrictionRow): RestrictionWire {
  const { liftedById, endedAt } = row;
  return {
    id: row.id,
    person: { id: row.personId, name: row.personName },
    chat: row.chat,
    assistant: row.assistant,
    reason: row.reason,
    until: row.until?.toISOString() ?? null,
    setBy: { id: row.setById, name: row.setByName },
    setAt: row.setAt.toISOString(),
    inForce: row.inForce,
    ended: endedAt && {
      at: endedAt.toISOString(),
      by: liftedById === null ? null : { id: liftedById, name: row.liftedByName ?? '' },
      reason: row.liftReason,
    },
  };
}

/** One of a person's restrictions. @throws DomainError not-found, also when it is somebody else's */
export async function findRestriction(
  db: Queryable,
  wanted: { id: string; personId?: string },
): Promise<RestrictionWire> {
  const [found] = await listRestrictions(db, wanted);
  if (!found) throw noSuchRestriction();
  return found;
}

/** What is answered where there is no such restriction. */
export function noSuchRestriction(): DomainError {
  return new DomainError('not-found', 'There is no such restriction.');
}

/** What a person has been restricted by, the newest first. @throws DomainError not-found when there is no such person */
export async function restrictionHistory(
  db: Queryable,
  personId: string,
): Promise<RestrictionWire[]> {
  const [person] = await db.query('SELECT 1 FROM employee WHERE id = $1', [personId]);
  if (!person) throw new DomainError('not-found', 'There is no such person.');
  return listRestrictions(db, { personId });
}

/** What is in force now for some people; who is restricted from nothing is not in the answer. */
export async function restrictionsAmong(
  db: Queryable,
  userIds: string[],
): Promise<Map<string, RestrictionInForce[]>> {
  const rows = await db.query<{ id: string; restrictions: RestrictionInForce[] }>(
    `SELECT e.id, ${restrictionsOf('e.id')} AS restrictions
     FROM (SELECT DISTINCT r.person_id AS id FROM restriction r
       WHERE r.person_id = ANY($1::uuid[]) AND ${inForce('r')}) AS e`,
    [userIds],
  );
  return new Map(rows.map(({ id, restrictions }) => [id, restrictions]));
}

/** @throws DomainError restricted, with the reason and the end, when something keeps the person from it now */
export async function requireUnrestrictedPerson(
  db: Queryable,
  capability: Capability,
  userId: string,
): Promise<void> {
  const found = await restrictionsAmong(db, [userId]);
  requireUnrestricted(found.get(userId) ?? [], capability);
}

/** How a restriction stands, for its workflow. @throws DomainError not-found */
export async function readRestriction(
  db: Queryable,
  input: { restrictionId: string },
): Promise<RestrictionView> {
  const [row] = await db.query<{ until: Date | null; isOver: boolean }>(
    'SELECT until, lifted_at IS NOT NULL OR until IS NULL AS "isOver" FROM restriction WHERE id = $1',
    [input.restrictionId],
  );
  if (!row) throw noSuchRestriction();
  return row.isOver || !row.until
    ? { isOver: true }
    : { isOver: false, until: row.until.getTime() };
}
