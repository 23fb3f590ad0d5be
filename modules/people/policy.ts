import type { Scope } from '../../domain/access/scope';

/**
 * SQL condition that an employee column lies in a scope: the twin of `scope` in domain/access.
 * @param parameters the statement's parameters so far; what the condition needs is appended
 */
export function visibleEmployees(scope: Scope, column: string, parameters: unknown[]): string {
  if (scope.everyone) return 'true';
  const self = parameters.push(scope.self);
  const departments = parameters.push(scope.departmentIds);
  return `(${column} = $${self}
    OR ${column} IN (SELECT reports_of($${self}))
    OR ${column} IN (SELECT id FROM employee WHERE department_id = ANY($${departments}::uuid[])))`;
}
