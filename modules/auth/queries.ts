import type { Principal } from '../../domain/access/principal';
import type { Queryable } from '../../platform/database/database';
import { PRINCIPAL_COLUMNS, PRINCIPAL_TABLES } from './principal-columns';

/**
 * A person as the database knows them now, without a session: for what is done in their name while they are away.
 * @returns null for one who is deactivated
 */
export async function principalOf(db: Queryable, personId: string): Promise<Principal | null> {
  const [row] = await db.query<Principal>(
    `SELECT ${PRINCIPAL_COLUMNS}, '' AS "sessionId" FROM employee e ${PRINCIPAL_TABLES} WHERE e.id = $1 AND e.active`,
    [personId],
  );
  return row ?? null;
}
