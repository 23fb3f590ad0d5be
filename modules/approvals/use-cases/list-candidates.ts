import { isEligible } from '../../../domain/approvals/eligibility';
import type { Principal } from '../../../domain/access/principal';
import { DomainError } from '../../../domain/errors';
import type { CandidateWire } from '../../../domain/wire/approvals';
import { activePeople } from '../../people/queries';
import type { ApprovalDeps } from '../deps';
import { readVisibleRequest } from '../queries';
import { readProgress, takenBy } from '../store';

/**
 * Whom an open task can be handed to, by name: colleagues beyond those the approver otherwise sees, for a task may go
 * up or sideways.
 * @throws DomainError not-found, not-an-approver (neither asked now nor an admin)
 */
export async function listCandidates(
  deps: ApprovalDeps,
  input: { approvalId: string; principal: Principal },
): Promise<CandidateWire[]> {
  const { principal } = input;
  const request = await readVisibleRequest(deps.db, principal, input.approvalId);
  const progress = await readProgress(deps.db, request.id);
  const isAsked = progress.tasks.some(
    (task) => task.status === 'open' && task.approverId === principal.id,
  );
  if (!isAsked && !principal.roles.includes('admin')) {
    throw new DomainError('not-an-approver', 'This request does not wait for your decision');
  }
  const context = { requesterId: request.requesterId, taken: takenBy(progress) };
  const people = await activePeople(deps.db);
  return people
    .filter((person) => isEligible(person, context))
    .map(({ id, name, department }) => ({ id, name, department }));
}
