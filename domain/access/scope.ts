import type { Principal } from './principal';
import type { Resource } from './resources';

/**
 * Whose records a person may see: their own, those of everybody below them in the reporting line,
 * those of departments they head or may look into for a time, or everyone's. The SQL twin is `visibleEmployees` in modules/people/policy.ts.
 */
export interface Scope {
  everyone: boolean;
  self: string;
  departmentIds: string[];
}

const SEES_EVERYONE: Record<Resource, Principal['roles']> = {
  person: ['admin', 'hr'],
  leave: ['admin', 'hr'],
  expense: ['admin', 'finance'],
  project: ['admin', 'finance'],
  approval: ['admin'],
  customer: ['admin', 'finance'],
  deal: ['admin', 'finance'],
};

/** The scope of a person over a resource. Default deny: a role that is not named here adds nothing. */
export function scope(
  principal: Pick<Principal, 'id' | 'roles' | 'headsDepartmentIds' | 'granted'>,
  resource: Resource,
): Scope {
  return {
    everyone: SEES_EVERYONE[resource].some((role) => principal.roles.includes(role)),
    self: principal.id,
    departmentIds: [...principal.headsDepartmentIds, ...(principal.granted[resource] ?? [])],
  };
}
