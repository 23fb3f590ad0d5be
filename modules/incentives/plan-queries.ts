import type { Principal } from '../../domain/access/principal';
import type { CalendarDate } from '../../domain/dates/calendar';
import { dateIn } from '../../domain/dates/today';
import { DomainError } from '../../domain/errors';
import { versionOn } from '../../domain/incentives/plan';
import type { PersonRef } from '../../domain/wire/common';
import type { PlanRowWire, PlanWire } from '../../domain/wire/incentive-plans';
import type { Clock } from '../../platform/clock/clock';
import type { Queryable } from '../../platform/database/database';
import { visibleEmployees } from '../people/policy';
import { earningsScope, keepsPlansOf, visiblePlans } from './policy';
import { companyMoney, presentVersion, readVersions, type Plan } from './plan-store';

interface Deps {
  db: Queryable;
  clock: Clock;
}

type PlanRow = Plan & { department: PlanRowWire['department'] };

/** The plans one may see, by name. */
export async function listPlans(deps: Deps, principal: Principal): Promise<PlanRowWire[]> {
  const parameters: unknown[] = [];
  const rows = await readPlans(deps.db, visiblePlans(principal, parameters), parameters);
  const ids = rows.map(({ id }) => id);
  const versions = await readVersions(deps.db, ids);
  const today = dateIn(principal.zone, deps.clock.now());
  return rows.map(({ departmentId, ...row }) => {
    const own = versions.filter(({ planId }) => planId === row.id);
    const current = versionOn(own, today);
    return {
      ...row,
      current: current ? presentVersion(current) : null,
      mayChange: keepsPlansOf(principal, departmentId),
    };
  });
}

/** A plan with its versions, and of its people those whose earnings one may see. @throws DomainError not-found */
export async function findPlan(deps: Deps, principal: Principal, id: string): Promise<PlanWire> {
  const row = (await listPlans(deps, principal)).find((plan) => plan.id === id);
  if (!row) throw new DomainError('not-found', 'There is no such plan');
  const { db } = deps;
  const [versions, members, quotas, bonuses] = await Promise.all([
    readVersions(db, [id]),
    readMembers(db, principal, { planId: id, all: row.mayChange }),
    readQuotas(db, principal, { planId: id, all: row.mayChange }),
    readBonuses(db, id),
  ]);
  return { ...row, versions: versions.map(presentVersion).reverse(), members, quotas, bonuses };
}

function readPlans(db: Queryable, condition: string, parameters: unknown[]): Promise<PlanRow[]> {
  return db.query<PlanRow>(
    `SELECT p.id, p.name, p.department_id AS "departmentId", p.period,
       json_build_object('id', d.id, 'name', d.name) AS department
     FROM incentive_plan p JOIN department d ON d.id = p.department_id
     WHERE ${condition} ORDER BY p.name, p.id`,
    parameters,
  );
}

interface OfPlan {
  planId: string;
  /** For those who keep the plan: everybody on it. */
  all: boolean;
}

function readMembers(db: Queryable, principal: Principal, { planId, all }: OfPlan) {
  const parameters: unknown[] = [planId];
  return db.query<{
    id: string;
    employee: PersonRef;
    from: CalendarDate;
    to: CalendarDate | null;
  }>(
    `SELECT m.id, json_build_object('id', e.id, 'name', e.name) AS employee, m.from_on AS "from", m.to_on AS "to"
     FROM incentive_member m JOIN employee e ON e.id = m.employee_id
     WHERE m.plan_id = $1 AND ${seen(principal, all, parameters)} ORDER BY e.name, m.from_on`,
    parameters,
  );
}

async function readQuotas(db: Queryable, principal: Principal, { planId, all }: OfPlan) {
  const parameters: unknown[] = [planId];
  const rows = await db.query<{ employee: PersonRef; from: CalendarDate; minor: string }>(
    `SELECT json_build_object('id', e.id, 'name', e.name) AS employee, m.from_on AS "from", m.amount_minor AS minor
     FROM incentive_quota m JOIN employee e ON e.id = m.employee_id
     WHERE m.plan_id = $1 AND ${seen(principal, all, parameters)} ORDER BY e.name, m.from_on`,
    parameters,
  );
  return rows.map(({ minor, ...row }) => ({ ...row, amount: companyMoney(minor) }));
}

async function readBonuses(db: Queryable, planId: string): Promise<PlanWire['bonuses']> {
  const rows = await db.query<{
    id: string;
    name: string;
    from: CalendarDate;
    to: CalendarDate;
    least: string;
    minor: string;
  }>(
    `SELECT id, name, from_on AS "from", to_on AS "to", least_minor AS least, amount_minor AS minor
     FROM incentive_bonus WHERE plan_id = $1 ORDER BY from_on DESC, id`,
    [planId],
  );
  return rows.map(({ least, minor, ...row }) => ({
    ...row,
    least: least === '0' ? null : companyMoney(least),
    amount: companyMoney(minor),
  }));
}

function seen(principal: Principal, all: boolean, parameters: unknown[]): string {
  return all ? 'true' : visibleEmployees(earningsScope(principal), 'm.employee_id', parameters);
}
