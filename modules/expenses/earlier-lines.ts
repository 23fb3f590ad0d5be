import type { CalendarDate } from '../../domain/dates/calendar';
import type { ExpenseCategory } from '../../domain/expenses/claims';
import type { EarlierLine } from '../../domain/expenses/duplicates';
import type { SpentElsewhere } from '../../domain/expenses/policy';
import type { Queryable } from '../../platform/database/database';

interface EarlierRow {
  date: CalendarDate;
  category: ExpenseCategory;
  currency: string;
  minor: string;
  claimedMinor: string;
  title: string;
  status: string;
  hashes: string[];
}

/**
 * Lines of a person's other claims: those of the months of `dates`, and those with one of `hashes`, whenever. What counts
 * against caps is what waits or was approved, of the latter what was left of it.
 */
export async function earlierLines(
  db: Queryable,
  of: {
    employeeId: string;
    /** Not of this claim: the one that is being changed. */
    claimId?: string;
    dates: { first: CalendarDate; last: CalendarDate };
    hashes: string[];
  },
): Promise<{ earlier: EarlierLine[]; elsewhere: SpentElsewhere[] }> {
  const rows = await db.query<EarlierRow>(
    `SELECT l.spent_on AS date, l.category, coalesce(l.spent_currency, c.currency) AS currency,
       coalesce(l.spent_minor, l.amount_minor) AS minor, coalesce(l.approved_minor, l.amount_minor) AS "claimedMinor",
       c.title, c.status,
       ARRAY(SELECT r.sha256 FROM expense_receipt r WHERE r.claim_id = c.id AND r.line = l.ordinal) AS hashes
     FROM expense_claim c JOIN expense_claim_line l ON l.claim_id = c.id
     WHERE c.employee_id = $1 AND c.id IS DISTINCT FROM $2::uuid AND (
       (l.spent_on >= date_trunc('month', $3::date) AND l.spent_on < date_trunc('month', $4::date) + interval '1 month')
       OR EXISTS (SELECT FROM expense_receipt r WHERE r.employee_id = $1 AND r.claim_id = c.id AND r.line = l.ordinal
         AND r.sha256 = ANY($5::text[])))
     ORDER BY c.created_at, c.id, l.ordinal`,
    [of.employeeId, of.claimId ?? null, of.dates.first, of.dates.last, of.hashes],
  );
  const counting = rows.filter(({ status }) => status === 'pending' || status === 'approved');
  return {
    earlier: rows.map(({ date, category, currency, minor, hashes, title, status }) => ({
      ...{ date, category, hashes, claim: { title, status } },
      amount: { minor: BigInt(minor), currency },
    })),
    elsewhere: counting.map(({ date, category, claimedMinor }) => ({
      ...{ date, category, minor: BigInt(claimedMinor) },
    })),
  };
}
