import type { Principal } from '../../domain/access/principal';
import type { CalendarDate } from '../../domain/dates/calendar';
import { COMPANY_CURRENCY } from '../../domain/money/company-currency';
import { toMoneyWire } from '../../domain/money/money';
import {
  ACCOUNT_FIGURES,
  marginOf,
  percentText,
  type AccountFigure,
} from '../../domain/project-accounts/figures';
import { missingRate, type RateKind } from '../../domain/timesheets/rates';
import type { PersonRef } from '../../domain/wire/common';
import type { ProjectAccountQuery, ProjectAccountWire } from '../../domain/wire/project-accounts';
import type { Queryable } from '../../platform/database/database';
import { requireAccount } from './policy';

const money = (minor: bigint | null) =>
  minor === null ? null : toMoneyWire({ minor, currency: COMPANY_CURRENCY });

/** The kind of document of entries that recognise revenue. */
export const RECOGNITION = 'project-recognition';

/** What an entry is of; one that takes another back is of what that one is of. */
const SOURCE = `coalesce((SELECT o.source_kind FROM journal_entry o WHERE o.id = j.reverses_id), j.source_kind)`;

/** What a line of the journal adds to its figure, which stands in it: revenue by credit, costs by debit. */
export const JOURNAL_AMOUNT = `CASE WHEN l.figure = 'revenue' THEN l.credit_minor - l.debit_minor
  ELSE l.debit_minor - l.credit_minor END`;

/**
 * What a project earned and cost: the journal's lines that name it, and approved time at its frozen cost. Without dates,
 * of its whole life.
 * @throws DomainError not-found, also when it is not theirs to see
 */
export async function readProjectAccount(
  db: Queryable,
  input: { principal: Principal; projectId: string; query: ProjectAccountQuery },
): Promise<ProjectAccountWire> {
  const { principal, projectId, query } = input;
  const project = await requireAccount(db, principal, projectId);
  const of: Stretch = [projectId, query.from ?? null, query.to ?? null];
  const [posted, work, missingRates] = await Promise.all([
    postedOn(db, of),
    workOn(db, of),
    ratesMissingOn(db, of),
  ]);
  const { bill, billable, other, ...cost } = work;
  const { revenue, expenses, bills } = posted;
  const all = { revenue, expenses, bills, work: cost };
  const minors = Object.fromEntries(
    ACCOUNT_FIGURES.map((figure) => [figure, all[figure].minor]),
  ) as Record<AccountFigure, bigint | null>;
  const margin = marginOf(minors);
  return {
    ...{ project, from: query.from ?? null, to: query.to ?? null },
    figures: ACCOUNT_FIGURES.map((figure) => ({
      ...{ figure, amount: money(minors[figure]), lines: all[figure].lines },
    })),
    margin: {
      amount: money(margin.minor),
      percent: margin.basisPoints === null ? null : percentText(margin.basisPoints),
    },
    minutes: { billable, other },
    workAtBillRates: money(bill),
    missingRates,
  };
}

/** A project, the first and the last day; null for no limit. */
export type Stretch = [projectId: string, from: CalendarDate | null, to: CalendarDate | null];

interface Figure {
  minor: bigint | null;
  lines: number;
}

/** What the journal's lines come to, and what of the revenue was invoiced rather than recognised ahead. */
export async function postedOn(
  db: Queryable,
  of: Stretch,
): Promise<Record<Exclude<AccountFigure, 'work'>, Figure> & { invoiced: bigint }> {
  const rows = await db.query<{
    figure: AccountFigure;
    minor: string;
    ahead: string;
    lines: number;
  }>(
    `SELECT l.figure, sum(${JOURNAL_AMOUNT})::text AS minor, count(*)::integer AS lines,
       coalesce(sum(${JOURNAL_AMOUNT}) FILTER (WHERE ${SOURCE} = '${RECOGNITION}'), 0)::text AS ahead
     FROM journal_line l JOIN journal_entry j ON j.id = l.entry_id
     WHERE l.project_id = $1 AND l.figure IS NOT NULL
       AND ($2::date IS NULL OR l.entry_on >= $2) AND ($3::date IS NULL OR l.entry_on <= $3)
     GROUP BY l.figure`,
    of,
  );
  const figure = (wanted: AccountFigure): Figure => {
    const row = rows.find((one) => one.figure === wanted);
    return { minor: BigInt(row?.minor ?? 0), lines: row?.lines ?? 0 };
  };
  const revenue = figure('revenue');
  const ahead = BigInt(rows.find((row) => row.figure === 'revenue')?.ahead ?? 0);
  const invoiced = (revenue.minor ?? 0n) - ahead;
  return { revenue, expenses: figure('expenses'), bills: figure('bills'), invoiced };
}

/** Approved time and what it comes to; a sum with a line that has no price is not known. */
export async function workOn(db: Queryable, of: Stretch) {
  const [row] = await db.query<{
    lines: number;
    billable: number;
    other: number;
    cost: string | null;
    bill: string | null;
  }>(
    `SELECT count(*)::integer AS lines,
       coalesce(sum(l.minutes) FILTER (WHERE l.billable), 0)::integer AS billable,
       coalesce(sum(l.minutes) FILTER (WHERE NOT l.billable), 0)::integer AS other,
       CASE WHEN count(*) = count(l.cost_minor) THEN coalesce(sum(l.cost_minor), 0)::text END AS cost,
       CASE WHEN count(*) = count(l.bill_minor) THEN coalesce(sum(l.bill_minor), 0)::text END AS bill
     FROM timesheet_line l
     WHERE l.project_id = $1 AND l.approved_at IS NOT NULL
       AND ($2::date IS NULL OR l.worked_on >= $2) AND ($3::date IS NULL OR l.worked_on <= $3)`,
    of,
  );
  if (!row) throw new Error('an aggregate has a row');
  const minor = (text: string | null) => (text === null ? null : BigInt(text));
  return { ...row, minor: minor(row.cost), bill: minor(row.bill) };
}

/** Whose time has no price, and where one is set. */
async function ratesMissingOn(
  db: Queryable,
  of: Stretch,
): Promise<ProjectAccountWire['missingRates']> {
  const rows = await db.query<{
    kind: RateKind;
    person: PersonRef;
    from: CalendarDate;
    to: CalendarDate;
    minutes: number;
  }>(
    `SELECT m.kind, json_build_object('id', e.id, 'name', e.name) AS person, min(l.worked_on) AS "from",
       max(l.worked_on) AS "to", sum(l.minutes)::integer AS minutes
     FROM timesheet_line l JOIN employee e ON e.id = l.employee_id,
       LATERAL (VALUES ('cost', l.cost_minor), ('bill', l.bill_minor)) AS m (kind, minor)
     WHERE l.project_id = $1 AND l.approved_at IS NOT NULL AND (l.cost_minor IS NULL OR l.bill_minor IS NULL)
       AND m.minor IS NULL AND ($2::date IS NULL OR l.worked_on >= $2) AND ($3::date IS NULL OR l.worked_on <= $3)
     GROUP BY m.kind, e.id ORDER BY m.kind DESC, e.name, e.id`,
    of,
  );
  return rows.map((row) => ({
    ...row,
    message: missingRate({ ...row, person: row.person.name }),
    where: `/work-rates?kind=${row.kind}&employeeId=${row.person.id}&from=${row.from}`,
  }));
}
