import type { Queryable } from '../../platform/database/database';

/**
 * Lets those who take from the budgets of a department queue up until the transaction ends: whoever looks after this sees
 * what everybody before has taken.
 */
export async function holdBudgets(db: Queryable, departmentId: string | null): Promise<void> {
  await db.query(`SELECT pg_advisory_xact_lock(hashtextextended('budget ' || $1::text, 0))`, [
    departmentId ?? 'none',
  ]);
}
