import type { Role } from '../roles';

/** What a checklist is for: somebody joins, or leaves. */
export const PURPOSES = ['onboarding', 'offboarding'] as const;
/** @see PURPOSES */
export type Purpose = (typeof PURPOSES)[number];

/** Who a task is for. `it` are the admins, `manager` is who the person reports to, `employee` the person. */
export const OWNER_ROLES = ['hr', 'it', 'manager', 'employee'] as const;
/** @see OWNER_ROLES */
export type OwnerRole = (typeof OWNER_ROLES)[number];

/** How a checklist of a person stands. */
export const ONBOARDING_STATUSES = ['running', 'finished', 'cancelled'] as const;
/** How a task stands: `waiting` until its day has come. */
export const TASK_STATUSES = ['waiting', 'open', 'done', 'not-applicable'] as const;
/** @see TASK_STATUSES */
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** Roles from the most particular to the one everybody holds: whose default checklist is taken first. */
const FROM_THE_TOP: Role[] = [
  'admin',
  'hr',
  'finance',
  'department-head',
  'project-manager',
  'manager',
  'employee',
];

/** Roles that lead people use the managers' checklist where they have none of their own. */
const LEADS: Role[] = ['department-head', 'project-manager'];

/** The roles whose default checklist fits somebody, the best one first. */
export function templateRoles(roles: readonly Role[]): Role[] {
  const held = new Set<Role>(roles).add('employee');
  if (LEADS.some((role) => held.has(role))) held.add('manager');
  return FROM_THE_TOP.filter((role) => held.has(role));
}
