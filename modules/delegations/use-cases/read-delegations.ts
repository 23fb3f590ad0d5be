import type { Principal } from '../../../domain/access/principal';
import { DomainError } from '../../../domain/errors';
import type { CandidateWire } from '../../../domain/wire/approvals';
import type { DelegationQuery, DelegationWire } from '../../../domain/wire/delegations';
import { activePeople } from '../../people/queries';
import { listDelegations } from '../queries';
import type { DelegationDeps } from './revoke-delegation';

/**
 * Who acts for a person, or for whom they act: one's own, and for admins anybody's.
 * @throws DomainError forbidden (somebody else's, by no admin)
 */
export async function readDelegations(
  deps: Pick<DelegationDeps, 'db' | 'clock'>,
  principal: Principal,
  query: DelegationQuery,
): Promise<DelegationWire[]> {
  const personId = query.personId ?? principal.id;
  if (personId !== principal.id && !principal.roles.includes('admin')) {
    throw new DomainError('forbidden', 'Only admins see who acts for somebody else.');
  }
  return listDelegations(deps.db, { personId, side: query.side, at: deps.clock.now() });
}

/** Whom one can name: every active colleague by name and department, as a substitute may stand anywhere in the company. */
export async function listSubstituteCandidates(
  deps: Pick<DelegationDeps, 'db'>,
): Promise<CandidateWire[]> {
  const people = await activePeople(deps.db);
  return people.map(({ id, name, department }) => ({ id, name, department }));
}
