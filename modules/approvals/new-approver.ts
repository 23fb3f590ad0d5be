import { isEligible } from '../../domain/approvals/eligibility';
import { invalidInput } from '../../domain/errors';
import type { KnownPerson } from '../people/queries';
import { takenBy, type Progress, type RequestRow } from './store';

/** The person if they may be asked to sign. @throws DomainError invalid-input on `to`, which says why not */
export function newApprover(
  person: KnownPerson | undefined,
  { request, progress }: { request: RequestRow; progress: Progress },
): KnownPerson {
  const refuse = (message: string) => invalidInput([{ path: 'to', message }]);
  if (!person) throw refuse('There is no such person');
  const context = { requesterId: request.requesterId, taken: takenBy(progress) };
  if (isEligible(person, context)) return person;
  if (person.id === request.requesterId)
    throw refuse('The requester cannot sign their own request');
  if (progress.barred.includes(person.id))
    throw refuse(`${person.name} may not sign this: it builds on what they signed`);
  throw refuse(
    person.active
      ? `${person.name} has signed or is asked already`
      : `${person.name} is not active`,
  );
}
