import type { CalendarDate } from '../../domain/dates/calendar';
import type { ClaimLine, ExpenseCategory } from '../../domain/expenses/claims';
import type { EarlierLine } from '../../domain/expenses/duplicates';
import type { SpentElsewhere } from '../../domain/expenses/policy';
import { parseMoney } from '../../domain/money/money';
import type { Queryable } from '../../platform/database/database';
import { jsonRows } from '../../platform/database/json-rows';

/** Whose claims are looked through, and what for. */
interface Looked {
  employeeId: string;
  /** Not in this claim: the one that is being changed. */
  claimId?: string;
}

interface EarlierRow {
  date: CalendarDate;
  category: ExpenseCategory;
  currency: string;
  minor: string;
  title: string;
  status: string;
  hashes: string[];
}

const OF_OTHER_CLAIMS = 'c.employee_id = $1 AND c.id IS DISTINCT FROM $2::uuid';

/**
 * Lines of a person's other claims that could be one of `lines` once more: of its date, category and amount, or with a
 * receipt of the same content. In the order they were claimed in.
 */
export async function linesLike(
  db: Queryable,
  of: Looked & { lines: (ClaimLine & { category: ExpenseCategory; receipts?: string[] })[] },
): Promise<EarlierLine[]> {
  const alike = of.lines.map(({ date, category, amount }) => ({
    ...{ date, category },
    minor: parseMoney(amount).minor.toString(),
  }));
  const receipts = of.lines.flatMap(({ receipts: ids = [] }) => ids);
  const rows = await db.query<EarlierRow>(LIKE, [
    ...[of.employeeId, of.claimId ?? null, JSON.stringify(alike)],
    ...(receipts.length > 0 ? [receipts] : [null]),
  ]);
  return rows.map(({ date, category, currency, minor, hashes, title, status }) => ({
    ...{ date, category, hashes, claim: { title, status } },
    amount: { minor: BigInt(minor), currency },
  }));
}

const LIKE = `
  WITH found AS (
    SELECT l.claim_id, l.ordinal
    FROM ${jsonRows('$3', 'date date, category text, minor bigint')} AS a
    JOIN expense_claim_line l ON l.spent_on = a.date AND l.category = a.category
      AND coalesce(l.spent_minor, l.amount_minor) = a.minor
    UNION
    SELECT r.claim_id, r.line FROM expense_receipt r
    WHERE $4::uuid[] IS NOT NULL AND r.employee_id = $1 AND r.claim_id IS NOT NULL AND r.sha256 IN (
      SELECT sha256 FROM expense_receipt WHERE id = ANY($4::uuid[]) AND employee_id = $1)
  )
  SELECT l.spent_on AS date, l.category, coalesce(l.spent_currency, c.currency) AS currency,
    coalesce(l.spent_minor, l.amount_minor) AS minor, c.title, c.status,
    ARRAY(SELECT r.sha256 FROM expense_receipt r WHERE r.claim_id = c.id AND r.line = l.ordinal) AS hashes
  FROM found JOIN expense_claim c ON c.id = found.claim_id
  JOIN expense_claim_line l ON l.claim_id = c.id AND l.ordinal = found.ordinal
  WHERE ${OF_OTHER_CLAIMS}
  ORDER BY c.created_at, c.id, l.ordinal`;

/**
 * What counts against caps of a day and a month: day by day and category by category, what the person's other claims of
 * the months of `dates` come to, of those that wait or were approved, of the latter what was left of it. Nothing is read
 * where no policy for these dates has such a cap.
 */
export async function spentElsewhere(
  db: Queryable,
  of: Looked & { dates: { first: CalendarDate; last: CalendarDate } },
): Promise<SpentElsewhere[]> {
  const rows = await db.query<{ date: CalendarDate; category: ExpenseCategory; minor: string }>(
    SPENT,
    [of.employeeId, of.claimId ?? null, of.dates.first, of.dates.last],
  );
  return rows.map((row) => ({ ...row, minor: BigInt(row.minor) }));
}

const SPENT = `
  SELECT l.spent_on AS date, l.category, sum(coalesce(l.approved_minor, l.amount_minor))::text AS minor
  FROM expense_claim c JOIN expense_claim_line l ON l.claim_id = c.id
  WHERE ${OF_OTHER_CLAIMS} AND c.status IN ('pending', 'approved')
    AND l.spent_on >= date_trunc('month', $3::date) AND l.spent_on < date_trunc('month', $4::date) + interval '1 month'
    AND (SELECT EXISTS (SELECT FROM expense_policy_version v JOIN expense_policy_rule r ON r.version_id = v.id
      WHERE v.valid && daterange($3::date, $4::date, '[]') AND r.rule IN ('day-cap', 'month-cap')))
  GROUP BY l.spent_on, l.category`;
