import { withoutGrants } from '../../domain/access/grants';
import type { Principal } from '../../domain/access/principal';
import { addDays, dateParts, daysInMonth, type CalendarDate } from '../../domain/dates/calendar';
import { dateIn } from '../../domain/dates/today';
import { toMoneyWire } from '../../domain/money/money';
import { salesScope } from '../../domain/sales/access';
import { DEAL_STAGES, STAGE_WEIGHTS, type DealStage } from '../../domain/sales/stages';
import type { PersonRef } from '../../domain/wire/common';
import type { DealSum, ForecastWire, PipelineWire } from '../../domain/wire/deals';
import type { Queryable } from '../../platform/database/database';
import { DEAL_DAY, presentDeal, selectDeals, type DealDbRow } from './deal-queries';
import { visibleDeals } from './policy';

/** Cards of a stage: more than one looks through is what the list is for. */
const MOST_CARDS = 50;
const CLOSED_DAYS = 90;

interface SumRow {
  count: number;
  currency: string;
  amountMinor: string;
  weightedMinor: string;
}

// Rounded for each deal, halves up (amounts are not negative): the twin of `weighted` in domain/sales/quote.
const WEIGHTED = `div(d.amount_minor::numeric * (CASE d.stage ${DEAL_STAGES.map(
  (stage) => `WHEN '${stage}' THEN ${STAGE_WEIGHTS[stage]}`,
).join(' ')} END) + 50, 100)`;
const SUMS = `count(*)::integer AS count, d.currency, sum(d.amount_minor)::text AS "amountMinor",
  sum(${WEIGHTED})::text AS "weightedMinor"`;

function presentSum({ count, currency, amountMinor, weightedMinor }: SumRow): DealSum {
  const money = (minor: string) => toMoneyWire({ minor: BigInt(minor), currency });
  return { count, amount: money(amountMinor), weighted: money(weightedMinor) };
}

interface About {
  principal: Principal;
  now: Date;
  ownerId?: string;
}

/** Condition of the deals that figures are made of: without what is lent, whose use is noted deal by deal. */
function seen({ principal, ownerId }: About, parameters: unknown[]): string {
  const visible = visibleDeals(salesScope(withoutGrants(principal), 'deal'), parameters);
  return ownerId ? `${visible} AND d.owner_id = $${parameters.push(ownerId)}` : visible;
}

/** Every stage with its sums and its first deals: those that are open, and those closed in the last ninety days. */
export async function readPipeline(db: Queryable, about: About): Promise<PipelineWire> {
  const { principal } = about;
  const closedSince = addDays(dateIn(principal.zone, about.now), -CLOSED_DAYS);
  const parameters: unknown[] = [closedSince];
  const shown = `(d.closed_on IS NULL OR d.closed_on >= $1::date) AND ${seen(about, parameters)}`;
  const sums = await db.query<SumRow & { stage: DealStage }>(
    `SELECT d.stage, ${SUMS} FROM deal d WHERE ${shown} GROUP BY d.stage, d.currency ORDER BY d.currency`,
    parameters,
  );
  const select = selectDeals(
    principal,
    parameters,
    `, row_number() OVER (PARTITION BY d.stage ORDER BY ${DEAL_DAY}, d.id) AS place`,
  );
  const rows = await db.query<DealDbRow>(
    `SELECT * FROM (${select} WHERE ${shown}) AS cards WHERE place <= ${MOST_CARDS} ORDER BY place`,
    parameters,
  );
  const stages = DEAL_STAGES.map((stage) => {
    const ofStage = sums.filter((sum) => sum.stage === stage);
    const deals = rows
      .filter((row) => row.stage === stage)
      .map((row) => presentDeal(principal, row));
    const all = ofStage.reduce((count, sum) => count + sum.count, 0);
    return { stage, sums: ofStage.map(presentSum), deals, more: all - deals.length };
  });
  return { closedSince, stages };
}

/** The last day of the month that comes `months` after a day's own. */
function endOfMonth(day: CalendarDate, months: number): CalendarDate {
  const { year, month } = dateParts(day);
  const at = year * 12 + (month - 1) + months;
  const [y, m] = [Math.floor(at / 12), (at % 12) + 1];
  return `${y}-${String(m).padStart(2, '0')}-${String(daysInMonth(y, m)).padStart(2, '0')}`;
}

const startOfMonth = (day: CalendarDate): CalendarDate => `${day.slice(0, 7)}-01`;

/** What is open or won in the months from today's on, by month and owner; each sum is that of rows a list shows. */
export async function readForecast(
  db: Queryable,
  about: About & { months: number },
): Promise<ForecastWire> {
  const today = dateIn(about.principal.zone, about.now);
  const [from, to] = [startOfMonth(today), endOfMonth(today, about.months - 1)];
  const parameters: unknown[] = [from, to];
  const visible = seen(about, parameters);
  const rows = await db.query<SumRow & { month: CalendarDate; owner: PersonRef }>(
    `SELECT date_trunc('month', ${DEAL_DAY})::date AS month, json_build_object('id', o.id, 'name', o.name) AS owner, ${SUMS}
     FROM deal d JOIN employee o ON o.id = d.owner_id
     WHERE d.stage <> 'lost' AND ${DEAL_DAY} BETWEEN $1::date AND $2::date AND ${visible}
     GROUP BY 1, o.id, o.name, d.currency ORDER BY 1, o.name, o.id, d.currency`,
    parameters,
  );
  const late: unknown[] = [today];
  const overdue = await db.query<SumRow>(
    `SELECT ${SUMS} FROM deal d WHERE d.closed_on IS NULL AND d.expected_on < $1::date AND ${seen(about, late)}
     GROUP BY d.currency ORDER BY d.currency`,
    late,
  );
  return {
    ...{ from, to, today, overdue: overdue.map(presentSum) },
    rows: rows.map((row) => ({
      ...presentSum(row),
      ...{ month: row.month, monthEnd: endOfMonth(row.month, 0), owner: row.owner },
    })),
  };
}
