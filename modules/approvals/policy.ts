import type { Principal } from '../../domain/access/principal';
import { scope } from '../../domain/access/scope';
import { visibleEmployees } from '../people/policy';

/**
 * SQL condition that a person may see a request: it is in their scope by its requester, or they are or were asked.
 * @param alias of approval_request in the statement
 * @param parameters the statement's parameters so far; what the condition needs is appended
 */
export function visibleRequests(
  principal: Principal,
  alias: string,
  parameters: unknown[],
): string {
  const byRequester = visibleEmployees(
    scope(principal, 'approval'),
    `${alias}.requester_id`,
    parameters,
  );
  return `(${byRequester} OR ${askedOf(principal, alias, parameters)})`;
}

/** SQL condition that a person is or was asked to sign a request. A task taken away takes the sight with it. */
function askedOf(principal: Principal, alias: string, parameters: unknown[]): string {
  const self = parameters.push(principal.id);
  return `EXISTS (SELECT 1 FROM approval_task own WHERE own.request_id = ${alias}.id AND own.approver_id = $${self}
    AND own.status IN ('open', 'approved', 'rejected', 'superseded', 'revoked'))`;
}
