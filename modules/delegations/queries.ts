import type { ActiveDelegation } from '../../domain/approvals/substitution';
import { dateIn } from '../../domain/dates/today';
import type { DelegationApplies, DelegationWire } from '../../domain/wire/delegations';
import type { Queryable } from '../../platform/database/database';

/**
 * Every delegation in force at an instant, between active people, in one statement: dated ones before standing ones.
 * Nothing has to be known of the people first, so that it can travel with the statement that finds them.
 */
export function delegationsAt(db: Queryable, at: Date): Promise<ActiveDelegation[]> {
  return db.query<ActiveDelegation>(
    `SELECT from_id AS "fromId", to_id AS "toId", kinds FROM delegations_at($1)
     ORDER BY applies = 'away', id`,
    [at],
  );
}

interface DelegationRow {
  id: string;
  fromId: string;
  fromName: string;
  fromZone: string;
  toId: string;
  toName: string;
  applies: DelegationApplies;
  kinds: string[] | null;
  startsOn: string | null;
  endsOn: string | null;
  reason: string | null;
  createdById: string;
  createdByName: string;
  createdAt: Date;
  revokedAt: Date | null;
  inForce: boolean;
}

const DELEGATION = `SELECT d.id, d.from_id AS "fromId", f.name AS "fromName", f.zone AS "fromZone", d.to_id AS "toId",
    t.name AS "toName", d.applies, d.kinds, d.starts_on AS "startsOn", d.ends_on AS "endsOn", d.reason,
    d.created_by AS "createdById", c.name AS "createdByName", d.created_at AS "createdAt", d.revoked_at AS "revokedAt",
    d.id IN (SELECT id FROM delegations_at($1)) AS "inForce"
  FROM delegation d JOIN employee f ON f.id = d.from_id JOIN employee t ON t.id = d.to_id
  JOIN employee c ON c.id = d.created_by`;

/** The most a list shows: what is over longest falls off its end. */
const MOST = 200;

const SIDES = { from: 'd.from_id', to: 'd.to_id' } as const;

/** Who acts for a person (`from`), or for whom a person acts (`to`); newest first. Whose may be read is the caller's to check. */
export async function listDelegations(
  db: Queryable,
  input: { personId: string; side: keyof typeof SIDES; at: Date },
): Promise<DelegationWire[]> {
  const rows = await db.query<DelegationRow>(
    `${DELEGATION} WHERE ${SIDES[input.side]} = $2 ORDER BY d.revoked_at IS NOT NULL, d.created_at DESC LIMIT ${MOST}`,
    [input.at, input.personId],
  );
  return rows.map((row) => presentDelegation(row, input.at));
}

/** One delegation, or null. Who may read it is the caller's to check. */
export async function findDelegation(
  db: Queryable,
  input: { id: string; at: Date },
): Promise<DelegationWire | null> {
  const [row] = await db.query<DelegationRow>(`${DELEGATION} WHERE d.id = $2`, [
    input.at,
    input.id,
  ]);
  return row ? presentDelegation(row, input.at) : null;
}

function presentDelegation(row: DelegationRow, at: Date): DelegationWire {
  return {
    id: row.id,
    from: { id: row.fromId, name: row.fromName },
    to: { id: row.toId, name: row.toName },
    when: row.applies,
    kinds: row.kinds,
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    reason: row.reason,
    createdBy: { id: row.createdById, name: row.createdByName },
    createdAt: row.createdAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
    inForce: row.inForce,
    state: stateOf(row, at),
  };
}

function stateOf(row: DelegationRow, at: Date): DelegationWire['state'] {
  if (row.revokedAt) return 'revoked';
  if (row.inForce) return 'in-force';
  return row.endsOn !== null && row.endsOn < dateIn(row.fromZone, at) ? 'over' : 'waiting';
}
