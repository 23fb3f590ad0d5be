import type { Principal } from '../../../domain/access/principal';
import { addDays, type CalendarDate } from '../../../domain/dates/calendar';
import { formatDate } from '../../../domain/dates/format';
import { DomainError, invalidInput } from '../../../domain/errors';
import { readPercent } from '../../../domain/incentives/plan';
import { parseMoney } from '../../../domain/money/money';
import {
  readTierStart,
  type NewPlan,
  type NewPlanVersion,
} from '../../../domain/wire/incentive-plans';
import {
  violatedConstraint,
  type Database,
  type Transaction,
} from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { requireKeeper } from '../policy';
import { requirePlan, type Plan } from '../plan-store';

/** Makes a plan without rules yet. @throws DomainError forbidden, invalid-input (no such department), conflict (its name) */
export async function makePlan(
  db: Database,
  principal: Principal,
  { name, departmentId, period }: NewPlan,
): Promise<string> {
  requireKeeper(principal, departmentId);
  return db
    .transaction(async (tx) => {
      const [row] = await tx.query<{ id: string }>(
        `INSERT INTO incentive_plan (name, department_id, period, created_by)
         SELECT $1, d.id, $3, $4 FROM department d WHERE d.id = $2 RETURNING id`,
        [name, departmentId, period, principal.id],
      );
      if (!row)
        throw invalidInput([{ path: 'departmentId', message: 'There is no such department' }]);
      auditPlan(tx, principal, {
        planId: row.id,
        action: 'incentive-plan.made',
        details: { name },
      });
      return row.id;
    })
    .catch((error: unknown) => {
      if (violatedConstraint(error) !== 'incentive_plan_name_once') throw error;
      throw invalidInput([{ path: 'name', message: 'The department has a plan of this name' }]);
    });
}

/**
 * Says how a plan pays from a day on; the version before it ends the day before. What is published stays as it is, so a
 * version begins after the last published period.
 * @throws DomainError not-found, forbidden, invalid-input (its first day)
 */
export async function addVersion(
  db: Database,
  principal: Principal,
  { planId, ...wanted }: NewPlanVersion & { planId: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockPlan(tx, principal, planId);
    const last = await lastVersion(tx, planId);
    await checkStart(tx, { planId, from: wanted.from, after: last?.from });
    if (last) {
      await tx.query('UPDATE incentive_plan_version SET to_on = $2 WHERE id = $1', [
        ...[last.id, addDays(wanted.from, -1)],
      ]);
    }
    await insertVersion(tx, principal, { ...wanted, planId, number: (last?.number ?? 0) + 1 });
    const details = { from: wanted.from, basis: wanted.basis, tiers: wanted.tiers };
    auditPlan(tx, principal, { planId, action: 'incentive-plan.version-added', details });
  });
}

/** A plan, locked until the transaction ends, for who keeps it. @throws DomainError not-found, forbidden */
export async function lockPlan(tx: Transaction, principal: Principal, id: string): Promise<Plan> {
  await tx.query('SELECT 1 FROM incentive_plan WHERE id = $1 FOR UPDATE', [id]);
  const plan = await requirePlan(tx, id);
  requireKeeper(principal, plan.departmentId);
  return plan;
}

/** Writes down what was changed of a plan, and by whom. */
export function auditPlan(
  tx: Transaction,
  principal: Principal,
  { planId, ...entry }: { planId: string; action: string; details: object },
): void {
  const who = { actorId: principal.id, channel: 'app', subjectType: 'incentive-plan' };
  recordAudit(tx, [{ ...who, ...entry, subjectId: planId, details: { ...entry.details } }]);
}

async function lastVersion(tx: Transaction, planId: string) {
  const [row] = await tx.query<{ id: string; number: number; from: CalendarDate }>(
    `SELECT id, number, from_on AS "from" FROM incentive_plan_version WHERE plan_id = $1 ORDER BY from_on DESC LIMIT 1`,
    [planId],
  );
  return row;
}

async function checkStart(
  tx: Transaction,
  of: { planId: string; from: CalendarDate; after: CalendarDate | undefined },
): Promise<void> {
  if (of.after !== undefined && of.from <= of.after) {
    const message = `The version before it begins on ${formatDate(of.after)}: choose a later day`;
    throw invalidInput([{ path: 'from', message }]);
  }
  const [run] = await tx.query<{ to: CalendarDate }>(
    `SELECT to_on AS "to" FROM incentive_run WHERE plan_id = $1 AND status IN ('pending', 'approved', 'published')
       AND to_on >= $2 ORDER BY to_on DESC LIMIT 1`,
    [of.planId, of.from],
  );
  if (!run) return;
  const message = `Statements are out, or asked for, until ${formatDate(run.to)}: choose a later day`;
  throw invalidInput([{ path: 'from', message }]);
}

async function insertVersion(
  tx: Transaction,
  principal: Principal,
  version: NewPlanVersion & { planId: string; number: number },
): Promise<void> {
  const { planId, number, from, basis, measure, scale, tiers, cap } = version;
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO incentive_plan_version (plan_id, number, from_on, basis, measure, scale, cap_minor, set_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
    [planId, number, from, basis, measure, scale, cap && parseMoney(cap).minor, principal.id],
  );
  const starts = tiers.map((tier) => String(readTierStart(scale, tier.from)));
  await tx.query(
    `INSERT INTO incentive_tier (version_id, ordinal, band, rate_bps)
     SELECT $1, t.ordinal, int8range(t.start, lead(t.start) OVER (ORDER BY t.ordinal)), t.rate
     FROM unnest($2::bigint[], $3::integer[]) WITH ORDINALITY AS t (start, rate, ordinal)`,
    [row?.id, starts, tiers.map(({ rate }) => Number(readPercent(rate)))],
  );
}

/** A conflict of an overlap that the database refused. */
export function overlapping(error: unknown): never {
  if (violatedConstraint(error) !== 'incentive_member_apart') throw error;
  throw new DomainError('overlap', 'They are on a plan on some of these days already');
}
