import { DomainError } from '../errors';
import type { RestrictionInForce } from '../wire/common';
import type { RestrictionEvent } from '../wire/restrictions';

/** What a person can be restricted from. */
export type Capability = 'chat' | 'assistant';

const SENTENCES: Record<Capability, string> = {
  chat: 'You may not use the chat for now.',
  assistant: 'You may not use the assistant for now.',
};

/** How somebody stands who is restricted from nothing. */
const FREE: RestrictionEvent = { chat: false, assistant: false, reason: null, until: null };

/** Of several restrictions that are in force, the one that lasts longest; the first of equals. */
function longest(restrictions: RestrictionInForce[]): RestrictionInForce | undefined {
  const end = ({ until }: RestrictionInForce) => (until === null ? Infinity : Date.parse(until));
  return restrictions.reduce<RestrictionInForce | undefined>(
    (found, next) => (found && end(found) >= end(next) ? found : next),
    undefined,
  );
}

/** All of a person's restrictions taken together: from what, and the reason and the end of the one that lasts longest. */
export function standingOf(restrictions: RestrictionInForce[]): RestrictionEvent {
  const last = longest(restrictions);
  if (!last) return FREE;
  return {
    chat: restrictions.some(({ chat }) => chat),
    assistant: restrictions.some(({ assistant }) => assistant),
    reason: last.reason,
    until: last.until,
  };
}

/** What keeps a person from something, and until when; undefined when nothing does. */
export function restrictionFrom(
  restrictions: RestrictionInForce[],
  capability: Capability,
): RestrictionInForce | undefined {
  return longest(restrictions.filter((restriction) => restriction[capability]));
}

/** The refusal with the reason and the end of what keeps the person from something; null when nothing does. */
export function restrictionProblem(
  restrictions: RestrictionInForce[],
  capability: Capability,
): DomainError | null {
  const restriction = restrictionFrom(restrictions, capability);
  if (!restriction) return null;
  const { reason, until } = restriction;
  return new DomainError('restricted', SENTENCES[capability], { reason, until });
}

/** @throws DomainError restricted, with the reason and the end, when something keeps the person from it */
export function requireUnrestricted(
  restrictions: RestrictionInForce[],
  capability: Capability,
): void {
  const problem = restrictionProblem(restrictions, capability);
  if (problem) throw problem;
}
