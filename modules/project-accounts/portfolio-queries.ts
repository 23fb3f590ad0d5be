import { z } from 'zod';
import type { Principal } from '../../domain/access/principal';
import { COMPANY_CURRENCY } from '../../domain/money/company-currency';
import { divideRounded, toMoneyWire } from '../../domain/money/money';
import { percentText } from '../../domain/project-accounts/figures';
import type { MoneyWire, Page } from '../../domain/wire/common';
import type { PortfolioQuery, PortfolioRow } from '../../domain/wire/project-terms';
import { containing } from '../../platform/database/containing';
import { decodeCursor, toPage } from '../../platform/database/cursor';
import type { Queryable } from '../../platform/database/database';
import { visibleAccounts } from './policy';

interface Row extends Omit<
  PortfolioRow,
  'revenue' | 'cost' | 'margin' | 'budget' | 'burn' | 'billableShare'
> {
  revenue: string;
  cost: string | null;
  budget: string | null;
  billable: number;
  minutes: number;
}

// Each project's sums by its own index: a page adds up what its fifty rows are of, and nothing else.
const FIGURES = `
  LEFT JOIN LATERAL (SELECT coalesce(sum(l.credit_minor - l.debit_minor) FILTER (WHERE a.kind = 'income'), 0) AS revenue,
      coalesce(sum(l.debit_minor - l.credit_minor) FILTER (WHERE a.kind = 'expense'), 0) AS expense
    FROM journal_line l JOIN account a ON a.id = l.account_id WHERE l.project_id = p.id) AS posted ON true
  LEFT JOIN LATERAL (SELECT CASE WHEN count(*) = count(l.cost_minor) THEN coalesce(sum(l.cost_minor), 0) END AS cost,
      coalesce(sum(l.minutes), 0)::integer AS minutes,
      coalesce(sum(l.minutes) FILTER (WHERE l.billable), 0)::integer AS billable
    FROM timesheet_line l WHERE l.project_id = p.id AND l.approved_at IS NOT NULL) AS work ON true`;

/** The projects whose account one may see, by code, each over its whole life. */
export async function listPortfolio(
  db: Queryable,
  principal: Principal,
  query: PortfolioQuery,
): Promise<Page<PortfolioRow>> {
  const after = decodeCursor(query.cursor, { sortKey: z.string().max(100) });
  const parameters: unknown[] = [
    ...[query.status ?? null, query.departmentId ?? null],
    ...[query.q ? containing(query.q) : null, after?.sortKey ?? null],
  ];
  const isVisible = visibleAccounts(principal, parameters);
  const rows = await db.query<Row>(
    `SELECT p.id, p.code, p.name, p.customer, d.name AS department, m.name AS manager, p.status, t.method,
       posted.revenue::text AS revenue, (posted.expense + work.cost)::text AS cost, t.budget_minor AS budget,
       work.minutes, work.billable
     FROM project p JOIN department d ON d.id = p.department_id JOIN employee m ON m.id = p.manager_id
     LEFT JOIN project_terms t ON t.project_id = p.id ${FIGURES}
     WHERE ($1::text IS NULL OR p.status = $1) AND ($2::uuid IS NULL OR p.department_id = $2)
       AND ($3::text IS NULL OR p.code ILIKE $3 OR p.name ILIKE $3 OR p.customer ILIKE $3)
       AND ($4::text IS NULL OR p.code > $4) AND ${isVisible}
     ORDER BY p.code LIMIT $${parameters.push(query.limit + 1)}`,
    parameters,
  );
  return toPage(rows, query.limit, {
    position: ({ code, id }) => ({ sortKey: code, id }),
    present,
  });
}

const money = (minor: bigint): MoneyWire => toMoneyWire({ minor, currency: COMPANY_CURRENCY });
const share = (part: bigint, whole: bigint) =>
  whole > 0n ? percentText(divideRounded(part * 10_000n, whole)) : null;

function present({ billable, minutes, ...row }: Row): PortfolioRow {
  const revenue = BigInt(row.revenue);
  const cost = row.cost === null ? null : BigInt(row.cost);
  const budget = row.budget === null ? null : BigInt(row.budget);
  return {
    ...{ ...row, revenue: money(revenue), cost: cost === null ? null : money(cost) },
    margin: cost === null ? null : money(revenue - cost),
    budget: budget === null ? null : money(budget),
    burn: budget === null || cost === null ? null : share(cost, budget),
    billableShare: share(BigInt(billable), BigInt(minutes)),
  };
}
