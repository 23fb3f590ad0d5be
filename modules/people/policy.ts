import type { Scope } from '../../domain/access/scope';

/**
 * SQL condition that an employee column lies in a scope: the twin of `scope` in domain/access.
 *
 * Most people lead few or nobody: for them it is a set, from which the planner can begin. Who heads departments sees much
 * of every list, so there each row is asked about instead: to gather fifty thousand people for a page of fifty took
 * longer than the page.
 * @param column qualified by its table: a bare one would be that of the table inside
 * @param parameters the statement's parameters so far; what the condition needs is appended
 */
export function visibleEmployees(scope: Scope, column: string, parameters: unknown[]): string {
  if (scope.everyone) return 'true';
  if (!column.includes('.')) throw new Error(`${column}: name its table too`);
  const self = parameters.push(scope.self);
  if (scope.departmentIds.length === 0)
    return `${column} IN (SELECT below FROM reporting_line WHERE above = $${self})`;
  const departments = parameters.push(scope.departmentIds);
  return `coalesce(
    (SELECT true FROM reporting_line WHERE above = $${self} AND below = ${column}),
    (SELECT seen.department_id = ANY($${departments}::uuid[]) FROM employee seen WHERE seen.id = ${column}), false)`;
}
