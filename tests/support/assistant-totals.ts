import type { Database } from '../../platform/database/database';
import type { Organisation } from './organisation';

/** Sums of what somebody may see. */
export interface Totals {
  /** Who is active. */
  people: number;
  /** Leaves that were approved. */
  leaves: number;
  /** Minor units of all that was claimed; null where there is none, or where it is in several currencies. */
  spent: string | null;
}

/** Sums, recounted for each person by the walk of the organisation from rows as they are. */
export async function readTotals(
  db: Database,
  organisation: Organisation,
): Promise<(id: string) => Totals> {
  const claims = await db.query<{ employee: string; minor: string; currency: string }>(
    `SELECT c.employee_id AS employee, l.amount_minor AS minor, c.currency
     FROM expense_claim c JOIN expense_claim_line l ON l.claim_id = c.id`,
  );
  const leaves = await db.query<{ employee: string }>(
    `SELECT employee_id AS employee FROM leave_request WHERE status = 'approved'`,
  );
  return (id) => {
    const people = organisation.people(id, 'admin', 'hr');
    const claimants = organisation.people(id, 'admin', 'finance');
    const theirs = claims.filter(({ employee }) => claimants.has(employee));
    const currencies = new Set(theirs.map(({ currency }) => currency));
    const minor = theirs.reduce((sum, line) => sum + BigInt(line.minor), 0n);
    return {
      people: organisation.members.filter((one) => one.active && people.has(one.id)).length,
      leaves: leaves.filter(({ employee }) => people.has(employee)).length,
      // Of several currencies there is no sum.
      spent: currencies.size === 1 ? String(minor) : null,
    };
  };
}
