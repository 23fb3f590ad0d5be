import { formatMoney } from '../../../domain/money/money';
import type { Database } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { notifyPeople } from '../../notifications/use-cases/notify-people';
import { OLD_AND_OPEN } from '../advance-queries';

interface OldAdvance {
  id: string;
  employeeId: string;
  currency: string;
  open: string;
  note: string;
}

/**
 * Rings the bell of everybody of whose advance something is open so many days after it was paid, once for each.
 * @returns how many advances were warned of
 */
export async function warnOfOldAdvances(
  deps: { db: Database; bus: Bus },
  days: number,
): Promise<number> {
  return deps.db.transaction(async (tx) => {
    const old = await tx.query<OldAdvance>(
      `SELECT a.id, a.employee_id AS "employeeId", a.currency, a.note,
         a.amount_minor - a.settled_minor - a.returned_minor AS open
       FROM expense_advance a JOIN employee e ON e.id = a.employee_id
       WHERE e.active AND ${OLD_AND_OPEN('$1::integer')} AND NOT EXISTS (SELECT FROM notification n
         WHERE n.user_id = a.employee_id AND n.dedupe_key = 'advance.' || a.id || '.old')
       ORDER BY a.id`,
      [days],
    );
    notifyPeople(
      deps,
      tx,
      old.map(({ id, employeeId, currency, open, note }) => ({
        ...{ userId: employeeId, type: 'advance-open', link: '/expenses/advances' },
        title: `${formatMoney({ minor: BigInt(open), currency })} of an advance is still open`,
        body: `${note} · Claim what you spent, or give the rest back.`,
        dedupeKey: `advance.${id}.old`,
      })),
    );
    return old.length;
  });
}
