import type { Principal } from '../../domain/access/principal';
import { DomainError } from '../../domain/errors';
import type { Transaction } from '../../platform/database/database';

/** Refuses everybody but admins. */
export function requireAdmin(principal: Principal): void {
  if (!principal.roles.includes('admin')) {
    throw new DomainError('forbidden', 'Only admins may change people.');
  }
}

/**
 * Runs a change of the organisation, and refuses it if whoever makes it would head more by it, or have more people below
 * them: HR shape the organisation, what they themselves may see is an admin's to say.
 * @throws DomainError forbidden, and whatever `change` throws
 */
export async function requireNoWiderSight<Result>(
  tx: Transaction,
  principal: Principal,
  change: () => Promise<Result>,
): Promise<Result> {
  if (principal.roles.includes('admin')) return change();
  const before = await sightOf(tx, principal.id);
  const result = await change();
  const after = await sightOf(tx, principal.id);
  if (after.some((id) => !before.includes(id))) {
    throw new DomainError(
      'forbidden',
      'You would see more people by this: an admin has to make this change.',
    );
  }
  return result;
}

/** The departments somebody heads and the people below them. */
async function sightOf(tx: Transaction, personId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    'SELECT departments_headed_by($1) AS id UNION ALL SELECT reports_of($1)',
    [personId],
  );
  return rows.map(({ id }) => id);
}

/**
 * Locks a person for the transaction.
 * @throws DomainError not-found
 */
export async function lockPerson(tx: Transaction, id: string): Promise<{ active: boolean }> {
  const rows = await tx.query<{ active: boolean }>(
    'SELECT active FROM employee WHERE id = $1 FOR NO KEY UPDATE',
    [id],
  );
  if (!rows[0]) throw new DomainError('not-found', 'There is no such person.');
  return rows[0];
}

/**
 * Makes sure that an active admin remains when this one goes. Two admins who would remove each other at once
 * wait for one another here.
 * @throws DomainError conflict
 */
export async function requireAnotherAdmin(tx: Transaction, leavingId: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('employee_admins'))`);
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM employee WHERE active AND 'admin' = ANY(roles)`,
  );
  const admins = rows.map((row) => row.id);
  if (admins.includes(leavingId) && admins.length === 1) {
    throw new DomainError(
      'conflict',
      'This is the last active admin: make somebody else admin first.',
    );
  }
}
