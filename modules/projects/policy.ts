import type { Scope } from '../../domain/access/scope';

/**
 * SQL condition that being on a project (alias `m`) opens it: to somebody of sales on one of consulting, for as long as the
 * grant runs that let them onto it.
 */
export const OPENS = '(m.sees_until IS NULL OR m.sees_until > clock_timestamp())';

/**
 * SQL condition that a project (alias `p`) may be seen: by its members and manager, by the head of its department,
 * and by those whose scope is everyone (finance, admins). Reporting lines open no projects.
 * @param parameters the statement's parameters so far; what the condition needs is appended
 */
export function visibleProjects(scope: Scope, parameters: unknown[]): string {
  if (scope.everyone) return 'true';
  const self = parameters.push(scope.self);
  const departments = parameters.push(scope.departmentIds);
  return `(p.manager_id = $${self}
    OR p.department_id = ANY($${departments}::uuid[])
    OR EXISTS (SELECT 1 FROM project_member m WHERE m.project_id = p.id AND m.employee_id = $${self} AND ${OPENS}))`;
}
