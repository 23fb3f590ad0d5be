import type { Principal } from '../../domain/access/principal';
import { scope } from '../../domain/access/scope';
import type { CalendarDate } from '../../domain/dates/calendar';
import { DomainError } from '../../domain/errors';
import { toMoneyWire } from '../../domain/money/money';
import { salesScope } from '../../domain/sales/access';
import { quantityText } from '../../domain/sales/quote';
import { dealRights } from '../../domain/sales/rights';
import { shareOut } from '../../domain/sales/shares';
import type { CreditBasis } from '../../domain/sales/stages';
import type { PersonRef } from '../../domain/wire/common';
import type { DealWire } from '../../domain/wire/deals';
import type { Queryable } from '../../platform/database/database';
import { visibleProjects } from '../projects/policy';
import { presentDeal, selectDeals, type DealDbRow } from './deal-queries';
import { visibleDeals } from './policy';

/** Of a long history so many are shown. */
const MOST_ACTIVITIES = 200;

interface PageRow extends DealDbRow {
  contact: DealWire['contact'];
  costMinor: string;
  closeReason: string | null;
  closeNote: string;
  splits: { employee: PersonRef; bps: number }[];
  lines: {
    description: string;
    quantityMilli: string;
    unitPriceMinor: string;
    unitCostMinor: string;
    discountBps: number;
    amountMinor: string;
  }[];
  stageLog: DealWire['stageLog'];
  activities: DealWire['activities'];
  credits: {
    id: string;
    basis: CreditBasis;
    amountMinor: string;
    on: CalendarDate;
    reference: string;
    recordedBy: PersonRef | null;
  }[];
  handover:
    | (Omit<NonNullable<DealWire['handover']>, 'budget'> & {
        budgetMinor: string;
      })
    | null;
}

const person = (id: string) =>
  `(SELECT json_build_object('id', e.id, 'name', e.name) FROM employee e WHERE e.id = ${id})`;
// An instant as the wire holds it, whatever zone the database speaks in.
const instant = (column: string) =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

// Amounts leave as text: JSON numbers of other programs are not exact beyond 2^53.
const PARTS = `, d.cost_minor AS "costMinor", d.close_reason AS "closeReason", d.close_note AS "closeNote",
  (SELECT json_build_object('id', t.id, 'name', t.name) FROM contact t WHERE t.id = d.contact_id) AS contact,
  (SELECT json_agg(json_build_object('employee', ${person('s.employee_id')}, 'bps', s.bps) ORDER BY s.bps DESC, s.employee_id)
   FROM deal_split s WHERE s.deal_id = d.id) AS splits,
  (SELECT coalesce(json_agg(json_build_object('description', l.description, 'quantityMilli', l.quantity_milli::text,
     'unitPriceMinor', l.unit_price_minor::text, 'unitCostMinor', l.unit_cost_minor::text, 'discountBps', l.discount_bps,
     'amountMinor', l.amount_minor::text) ORDER BY l.ordinal), '[]') FROM deal_line l WHERE l.deal_id = d.id) AS lines,
  (SELECT json_agg(json_build_object('from', m.from_stage, 'to', m.to_stage, 'note', m.note,
     'by', ${person('m.changed_by')}, 'at', ${instant('m.changed_at')}) ORDER BY m.id)
   FROM deal_stage_change m WHERE m.deal_id = d.id) AS "stageLog",
  (SELECT coalesce(json_agg(json_build_object('id', a.id, 'kind', a.kind, 'text', a.text, 'dueOn', a.due_on,
     'doneAt', ${instant('a.done_at')}, 'author', ${person('a.author_id')}, 'createdAt', ${instant('a.created_at')})
     ORDER BY a.created_at DESC, a.id), '[]')
   FROM (SELECT * FROM deal_activity WHERE deal_id = d.id ORDER BY created_at DESC, id LIMIT ${MOST_ACTIVITIES}) a) AS activities,
  (SELECT coalesce(json_agg(json_build_object('id', k.id, 'basis', k.basis, 'amountMinor', k.amount_minor::text,
     'on', k.credited_on, 'reference', k.reference, 'recordedBy', ${person('k.recorded_by')})
     ORDER BY k.credited_on, k.recorded_at, k.id), '[]') FROM deal_credit k WHERE k.deal_id = d.id) AS credits`;

const handoverOf = (opens: string) => `,
  (SELECT json_build_object('project', json_build_object('id', p.id, 'code', p.code), 'budgetMinor', h.budget_minor::text,
     'notes', h.notes, 'by', ${person('h.handed_by')}, 'at', ${instant('h.handed_at')}, 'opens', ${opens})
   FROM deal_handover h JOIN project p ON p.id = h.project_id WHERE h.deal_id = d.id) AS handover`;

/** One deal with all that belongs to it. @throws DomainError not-found, also when it is not theirs to see */
export async function findDeal(db: Queryable, principal: Principal, id: string): Promise<DealWire> {
  const parameters: unknown[] = [id];
  const opens = visibleProjects(scope(principal, 'project'), parameters);
  const select = selectDeals(principal, parameters, PARTS + handoverOf(opens));
  const visible = visibleDeals(salesScope(principal, 'deal'), parameters);
  const [row] = await db.query<PageRow>(`${select} WHERE d.id = $1 AND ${visible}`, parameters);
  if (!row) throw noSuchDeal();
  return presentPage(principal, row);
}

/** What somebody is told of a deal there is not, or that is not theirs to see. */
export const noSuchDeal = () => new DomainError('not-found', 'There is no such deal');

function presentPage(principal: Principal, row: PageRow): DealWire {
  const money = (minor: string | bigint) =>
    toMoneyWire({ minor: BigInt(minor), currency: row.currency });
  const [amount, cost] = [BigInt(row.amountMinor), BigInt(row.costMinor)];
  const shares = row.splits.map(({ employee, bps }) => ({ employeeId: employee.id, bps }));
  const parts = shareOut(amount, shares);
  return {
    ...presentDeal(principal, row),
    ...{ contact: row.contact, cost: money(cost), margin: money(amount - cost) },
    ...{ closeReason: row.closeReason, closeNote: row.closeNote },
    splits: row.splits.map((split, at) => ({ ...split, amount: money(parts[at] ?? 0n) })),
    lines: row.lines.map((line) => presentLine(line, money)),
    ...{ stageLog: row.stageLog, activities: row.activities },
    credits: row.credits.map(({ amountMinor, ...credit }) => ({
      ...credit,
      amount: money(amountMinor),
    })),
    handover: presentHandover(row.handover, money),
    may: dealRights(principal, {
      ...{ stage: row.stage, departmentId: row.department.id },
      ...{ isTheirs: row.isTheirs, isHandedOver: row.handover !== null },
    }),
  };
}

type AsMoney = (minor: string) => DealWire['amount'];

function presentLine(line: PageRow['lines'][number], money: AsMoney): DealWire['lines'][number] {
  const { description, discountBps } = line;
  return {
    ...{ description, discountBps, quantity: quantityText(BigInt(line.quantityMilli)) },
    ...{ unitPrice: money(line.unitPriceMinor), unitCost: money(line.unitCostMinor) },
    amount: money(line.amountMinor),
  };
}

function presentHandover(handover: PageRow['handover'], money: AsMoney): DealWire['handover'] {
  if (handover === null) return null;
  const { budgetMinor, ...rest } = handover;
  return { ...rest, budget: money(budgetMinor) };
}
