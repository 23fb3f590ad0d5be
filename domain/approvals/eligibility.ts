/** A person as far as signing goes. */
interface Candidate {
  id: string;
  active: boolean;
}

/**
 * Whether a person may sign: active, not the requester, and not somebody who has signed or is being asked already
 * (so that three signatures are three people).
 */
export function isEligible(
  person: Candidate,
  context: { requesterId: string; taken: ReadonlySet<string> },
): boolean {
  return person.active && person.id !== context.requesterId && !context.taken.has(person.id);
}
