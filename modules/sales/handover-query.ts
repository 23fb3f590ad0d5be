import { toMoneyWire } from '../../domain/money/money';
import type { PersonRef } from '../../domain/wire/common';
import type { ProjectWire } from '../../domain/wire/records';
import type { Queryable } from '../../platform/database/database';

interface HandoverRow {
  deal: string;
  currency: string;
  budgetMinor: string;
  notes: string;
  by: PersonRef | null;
  at: Date;
}

/** What a project was made of, for whoever may see the project; null where it was not sold here. Of the deal its number. */
export async function handoverOf(
  db: Queryable,
  projectId: string,
): Promise<ProjectWire['handover']> {
  const [row] = await db.query<HandoverRow>(
    `SELECT d.number AS deal, h.currency, h.budget_minor AS "budgetMinor", h.notes, h.handed_at AS at,
       (SELECT json_build_object('id', e.id, 'name', e.name) FROM employee e WHERE e.id = h.handed_by) AS by
     FROM deal_handover h JOIN deal d ON d.id = h.deal_id WHERE h.project_id = $1`,
    [projectId],
  );
  if (!row) return null;
  const { currency, budgetMinor, at, ...rest } = row;
  const budget = toMoneyWire({ minor: BigInt(budgetMinor), currency });
  return { ...rest, budget, at: at.toISOString() };
}
