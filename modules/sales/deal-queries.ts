import { z } from 'zod';
import type { Principal } from '../../domain/access/principal';
import type { CalendarDate } from '../../domain/dates/calendar';
import { toMoneyWire } from '../../domain/money/money';
import { salesScope } from '../../domain/sales/access';
import { weighted } from '../../domain/sales/quote';
import { worksInSales } from '../../domain/sales/rights';
import type { DealStage } from '../../domain/sales/stages';
import type { Page } from '../../domain/wire/common';
import type { DealListQuery, DealRow } from '../../domain/wire/deals';
import { containing } from '../../platform/database/containing';
import { decodeCursor, toPage } from '../../platform/database/cursor';
import type { Queryable } from '../../platform/database/database';
import { isTheirs, visibleDeals } from './policy';

/** A deal as its row is. */
export interface DealDbRow extends Omit<DealRow, 'amount' | 'weighted' | 'mayChange'> {
  currency: string;
  amountMinor: string;
  isTheirs: boolean;
  /** What it is sorted by: when it was closed, or is expected to be. */
  day: CalendarDate;
}

/** When a deal counts: the day it was closed, or is expected to be. */
export const DEAL_DAY = 'coalesce(d.closed_on, d.expected_on)';

/** The SELECT and FROM of deals, without a WHERE; `more` are further columns, each after a comma. */
export function selectDeals(principal: Principal, parameters: unknown[], more = ''): string {
  return `SELECT d.id, d.number, d.name, json_build_object('id', c.id, 'name', c.name) AS customer,
      json_build_object('id', o.id, 'name', o.name) AS owner, json_build_object('id', p.id, 'name', p.name) AS department,
      d.stage, d.currency, d.amount_minor AS "amountMinor", d.expected_on AS "expectedOn", d.closed_on AS "closedOn",
      d.revision, ${DEAL_DAY} AS day, ${isTheirs(principal, 'd', parameters)} AS "isTheirs"${more}
    FROM deal d JOIN customer c ON c.id = d.customer_id JOIN employee o ON o.id = d.owner_id
    JOIN department p ON p.id = d.department_id`;
}

/** A row as it is shown. */
export function presentDeal(principal: Principal, row: DealDbRow): DealRow {
  const { currency, amountMinor, isTheirs: theirs, stage } = row;
  const minor = BigInt(amountMinor);
  return {
    ...{ id: row.id, number: row.number, name: row.name, customer: row.customer },
    ...{ owner: row.owner, department: row.department, stage },
    amount: toMoneyWire({ minor, currency }),
    weighted: toMoneyWire({ minor: weighted(minor, stage), currency }),
    ...{ expectedOn: row.expectedOn, closedOn: row.closedOn, revision: row.revision },
    mayChange: theirs && worksInSales(principal),
  };
}

/** The deals a person may see, the latest day first. */
export async function listDeals(
  db: Queryable,
  principal: Principal,
  query: DealListQuery,
): Promise<Page<DealRow>> {
  const after = decodeCursor(query.cursor, { sortKey: z.iso.date() });
  const parameters: unknown[] = [];
  const select = selectDeals(principal, parameters);
  const conditions = [
    visibleDeals(salesScope(principal, 'deal'), parameters),
    ...filtersOf(query, parameters),
  ];
  if (after) {
    const [day, id] = [parameters.push(after.sortKey), parameters.push(after.id)];
    conditions.push(`(${DEAL_DAY}, d.id) < ($${day}::date, $${id}::uuid)`);
  }
  const rows = await db.query<DealDbRow>(
    `${select} WHERE ${conditions.join(' AND ')}
     ORDER BY ${DEAL_DAY} DESC, d.id DESC LIMIT $${parameters.push(query.limit + 1)}`,
    parameters,
  );
  return toPage(rows, query.limit, {
    position: ({ day, id }) => ({ sortKey: day, id }),
    present: (row) => presentDeal(principal, row),
  });
}

const STAGES: Record<Exclude<NonNullable<DealListQuery['stage']>, DealStage>, string> = {
  open: 'd.closed_on IS NULL',
  counted: `d.stage <> 'lost'`,
};

type Filters = Omit<DealListQuery, 'limit' | 'cursor'>;

/** Conditions of what a list is narrowed to. */
function filtersOf(query: Filters, parameters: unknown[]): string[] {
  const { stage, q } = query;
  const conditions: string[] = [];
  const where = (value: string | undefined, condition: (place: string) => string) => {
    if (value !== undefined) conditions.push(condition(`$${parameters.push(value)}`));
  };
  if (stage === 'open' || stage === 'counted') conditions.push(STAGES[stage]);
  else where(stage, (place) => `d.stage = ${place}`);
  where(query.ownerId, (place) => `d.owner_id = ${place}`);
  where(query.customerId, (place) => `d.customer_id = ${place}`);
  where(query.currency, (place) => `d.currency = ${place}`);
  where(query.from, (place) => `${DEAL_DAY} >= ${place}::date`);
  where(query.to, (place) => `${DEAL_DAY} <= ${place}::date`);
  where(
    q && containing(q),
    (place) => `(d.number ILIKE ${place} OR d.name ILIKE ${place} OR c.name ILIKE ${place})`,
  );
  return conditions;
}
