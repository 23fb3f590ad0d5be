import type { Principal } from '../../../domain/access/principal';
import { DomainError } from '../../../domain/errors';
import type { ApprovalDeps } from '../deps';
import { readVisibleRequest } from '../queries';
import type { DecideInput } from '../record-decision';
import { decideApproval, type Decided } from './decide-approval';

/**
 * The app's door to `decideApproval`. Somebody who may not even see the request is told that there is none.
 * @throws DomainError as `decideApproval`
 */
export async function decideInApp(
  deps: ApprovalDeps,
  input: Omit<DecideInput, 'door'> & { approvalId: string; principal: Principal },
): Promise<Decided> {
  const { approvalId, principal, ...decision } = input;
  try {
    const door = { channel: 'app', approvalId, approverId: principal.id } as const;
    return await decideApproval(deps, { door, ...decision });
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not-an-approver') {
      await readVisibleRequest(deps.db, principal, approvalId);
    }
    throw error;
  }
}
