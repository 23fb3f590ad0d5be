/** What a person may be in the company. `manager` and `department-head` follow from the organisation, too. */
export const ROLES = [
  'employee',
  'manager',
  'project-manager',
  'department-head',
  'hr',
  'finance',
  'admin',
] as const;
/** @see ROLES */
export type Role = (typeof ROLES)[number];

/** What a department is for; report domains follow from it. */
export const DEPARTMENT_KINDS = ['sales', 'consulting', 'hr', 'finance', 'other'] as const;
/** @see DEPARTMENT_KINDS */
export type DepartmentKind = (typeof DEPARTMENT_KINDS)[number];
