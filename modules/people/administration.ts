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
