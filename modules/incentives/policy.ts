import type { Principal } from '../../domain/access/principal';
import type { Scope } from '../../domain/access/scope';
import { DomainError } from '../../domain/errors';
import { visibleEmployees } from '../people/policy';

type Asking = Pick<Principal, 'id' | 'roles' | 'headsDepartmentIds'>;

/** Whether somebody says how a department's plans pay: admins, HR and whoever heads it. */
export function keepsPlansOf(principal: Asking, departmentId: string): boolean {
  return holds(principal, 'admin', 'hr') || principal.headsDepartmentIds.includes(departmentId);
}

/** Whether somebody draws up a department's runs: admins, finance and whoever heads it. HR sees no earnings. */
export function runsPlansOf(principal: Asking, departmentId: string): boolean {
  return (
    holds(principal, 'admin', 'finance') || principal.headsDepartmentIds.includes(departmentId)
  );
}

/**
 * Whose earnings somebody may see: one's own, those of everybody below in line, those of a department one heads, and for
 * finance and admins everybody's. No grant lends them.
 */
export function earningsScope(principal: Asking): Scope {
  return {
    everyone: holds(principal, 'admin', 'finance'),
    self: principal.id,
    departmentIds: principal.headsDepartmentIds,
  };
}

/**
 * SQL condition that a statement (alias `s`, of run `r` and plan `p`) may be seen: by those who see the seller's
 * earnings, and before it is published by those alone who run the plan.
 * @param parameters the statement's parameters so far; what the condition needs is appended
 */
export function visibleStatements(principal: Asking, parameters: unknown[]): string {
  const seller = visibleEmployees(earningsScope(principal), 's.employee_id', parameters);
  return `(${seller} AND (r.status = 'published' OR ${visibleRuns(principal, parameters)}))`;
}

/** SQL condition that a run of a plan (alias `p`) may be seen. */
export function visibleRuns(principal: Asking, parameters: unknown[]): string {
  if (holds(principal, 'admin', 'finance')) return 'true';
  return `p.department_id = ANY($${parameters.push(principal.headsDepartmentIds)}::uuid[])`;
}

/** SQL condition that a plan (alias `p`) may be seen: by those who keep or run it, and by whoever is or was on it. */
export function visiblePlans(principal: Asking, parameters: unknown[]): string {
  if (holds(principal, 'admin', 'hr', 'finance')) return 'true';
  const departments = parameters.push(principal.headsDepartmentIds);
  const self = parameters.push(principal.id);
  return `(p.department_id = ANY($${departments}::uuid[]) OR EXISTS (
    SELECT 1 FROM incentive_member mine JOIN reporting_line l ON l.below = mine.employee_id
    WHERE mine.plan_id = p.id AND l.above = $${self}))`;
}

/** @throws DomainError forbidden for who does not keep a department's plans */
export function requireKeeper(principal: Asking, departmentId: string): void {
  if (!keepsPlansOf(principal, departmentId))
    throw new DomainError('forbidden', 'Plans are kept by HR, admins and the department’s head');
}

function holds({ roles }: Asking, ...wanted: Principal['roles']): boolean {
  return wanted.some((role) => roles.includes(role));
}
