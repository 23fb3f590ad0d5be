import type { Principal } from '../../domain/access/principal';
import { scope } from '../../domain/access/scope';
import { visibleRequests } from '../approvals/policy';

/**
 * SQL condition that a request counts for somebody's figures: they may see it, and it is of a department they head.
 * Who sees everybody's requests counts all. Whoever merely was asked sees a request, but it is no figure of theirs.
 * @param alias of approval_request in the statement
 * @param parameters the statement's parameters so far; what the condition needs is appended
 */
export function measuredRequests(
  principal: Principal,
  alias: string,
  parameters: unknown[],
): string {
  const visible = visibleRequests(principal, alias, parameters);
  if (scope(principal, 'approval').everyone) return visible;
  const headed = parameters.push(principal.headsDepartmentIds);
  return `${alias}.department_id = ANY($${headed}::uuid[]) AND ${visible}`;
}
