import type { Principal } from '../../domain/access/principal';
import { requireUnrestricted, type Capability } from '../../domain/restrictions/standing';
import type { Route } from '../route';

/** What routes under a tag are part of: whoever is restricted from it gets 403 on every one of them, to come included. */
const CAPABILITIES: Record<string, Capability | undefined> = {
  Chat: 'chat',
  Assistant: 'assistant',
};

/** What a route is part of, if people can be restricted from it. */
export function capabilityOf(route: Pick<Route, 'tag'>): Capability | undefined {
  return CAPABILITIES[route.tag];
}

/** @throws DomainError restricted, with the reason and the end, when the person is restricted from what the route is of */
export function requireOpenTo(
  route: Pick<Route, 'tag'>,
  { restrictions }: Pick<Principal, 'restrictions'>,
): void {
  const capability = capabilityOf(route);
  if (capability) requireUnrestricted(restrictions, capability);
}
