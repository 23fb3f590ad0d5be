import type { Principal } from '../../../domain/access/principal';
import { parseMoney } from '../../../domain/money/money';
import type { NewBonus, NewMember, SetQuota } from '../../../domain/wire/incentive-plans';
import type { Database, Transaction } from '../../../platform/database/database';
import { departmentOfSeller } from '../../sales/use-cases/sales-parts';
import { auditPlan, lockPlan, overlapping } from './keep-plan';

/**
 * Puts somebody on a plan between two days; if they are on it without an end, this ends it, so that somebody can be taken
 * off or moved.
 * @throws DomainError not-found, forbidden, invalid-input (nobody of a sales department), overlap (another plan on some of the days)
 */
export async function setMember(
  db: Database,
  principal: Principal,
  { planId, employeeId, from, to }: NewMember & { planId: string },
): Promise<void> {
  await db
    .transaction(async (tx) => {
      await lockPlan(tx, principal, planId);
      await requireSeller(tx, { planId, employeeId });
      await tx.query(
        `WITH own AS (
           UPDATE incentive_member SET to_on = $4, set_by = $5
           WHERE plan_id = $1 AND employee_id = $2 AND from_on = $3 RETURNING id
         )
         INSERT INTO incentive_member (plan_id, employee_id, from_on, to_on, set_by)
         SELECT $1, $2, $3, $4, $5 WHERE NOT EXISTS (SELECT 1 FROM own)`,
        [planId, employeeId, from, to, principal.id],
      );
      const details = { employeeId, from, to };
      auditPlan(tx, principal, { planId, action: 'incentive-plan.member-set', details });
    })
    .catch(overlapping);
}

/**
 * Says what a seller is to reach in each period from a day on. Statements that are out keep the quota they were worked
 * out with.
 * @throws DomainError not-found, forbidden, invalid-input (nobody of a sales department)
 */
export async function setQuota(
  db: Database,
  principal: Principal,
  { planId, employeeId, from, amount }: SetQuota & { planId: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockPlan(tx, principal, planId);
    await requireSeller(tx, { planId, employeeId });
    await tx.query(
      `INSERT INTO incentive_quota (plan_id, employee_id, from_on, amount_minor, set_by) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (plan_id, employee_id, from_on)
       DO UPDATE SET amount_minor = excluded.amount_minor, set_by = excluded.set_by, set_at = now()`,
      [planId, employeeId, from, parseMoney(amount).minor, principal.id],
    );
    const details = { employeeId, from, amount };
    auditPlan(tx, principal, { planId, action: 'incentive-plan.quota-set', details });
  });
}

/** Adds a fixed amount for each deal won between two days. @throws DomainError not-found, forbidden */
export async function addBonus(
  db: Database,
  principal: Principal,
  { planId, ...bonus }: NewBonus & { planId: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockPlan(tx, principal, planId);
    await tx.query(
      `INSERT INTO incentive_bonus (plan_id, name, from_on, to_on, least_minor, amount_minor, set_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        ...[planId, bonus.name, bonus.from, bonus.to],
        ...[bonus.least ? parseMoney(bonus.least).minor : 0n, parseMoney(bonus.amount).minor],
        principal.id,
      ],
    );
    auditPlan(tx, principal, { planId, action: 'incentive-plan.bonus-added', details: bonus });
  });
}

/** Whoever is on the plan stays somebody who can be taken off it; a new one is for those who sell. */
async function requireSeller(
  tx: Transaction,
  { planId, employeeId }: { planId: string; employeeId: string },
): Promise<void> {
  const [member] = await tx.query(
    'SELECT 1 FROM incentive_member WHERE plan_id = $1 AND employee_id = $2',
    [planId, employeeId],
  );
  if (!member) await departmentOfSeller(tx, employeeId, 'employeeId');
}
