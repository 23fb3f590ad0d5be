import type { Principal } from '../../domain/access/principal';
import { scope } from '../../domain/access/scope';
import { DomainError } from '../../domain/errors';
import type { ProjectAccountWire } from '../../domain/wire/project-accounts';
import type { Queryable } from '../../platform/database/database';

/**
 * SQL condition that somebody may see what a project (alias `p`) earns and costs: its manager, the head of its department,
 * finance and admins. Members do not, and no grant opens it: what is lent to look at is projects, not money.
 * @param parameters the statement's parameters so far; what the condition needs is appended
 */
export function visibleAccounts(principal: Principal, parameters: unknown[]): string {
  if (scope(principal, 'project').everyone) return 'true';
  const self = parameters.push(principal.id);
  const departments = parameters.push(principal.headsDepartmentIds);
  return `(p.manager_id = $${self} OR p.department_id = ANY($${departments}::uuid[]))`;
}

/** The project if its account may be seen. @throws DomainError not-found, for everybody else as for no project */
export async function requireAccount(
  db: Queryable,
  principal: Principal,
  projectId: string,
): Promise<ProjectAccountWire['project']> {
  const parameters: unknown[] = [projectId];
  const isVisible = visibleAccounts(principal, parameters);
  const [project] = await db.query<ProjectAccountWire['project']>(
    `SELECT p.id, p.code, p.name, p.customer FROM project p WHERE p.id = $1 AND ${isVisible}`,
    parameters,
  );
  if (!project) throw new DomainError('not-found', 'There is no such project');
  return project;
}
