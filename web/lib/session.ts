import { createContext, useContext } from 'react';
import { restrictionFrom, type Capability } from '../../domain/restrictions/standing';
import type { Role } from '../../domain/roles';
import type { Me, RestrictionInForce } from '../../domain/wire/common';

/** Who is signed in; there is always one below the guard in `features/auth`. */
export const SessionContext = createContext<Me | null>(null);

/** The signed-in person. */
export function useMe(): Me {
  const me = useContext(SessionContext);
  if (!me) throw new Error('useMe is used outside the signed-in part of the app');
  return me;
}

/** The zone times are shown in: the person's own, or the browser's before sign-in. */
export function useZone(): string {
  return useContext(SessionContext)?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Whether `me` holds one of `roles`. */
export function holdsAny(me: Me, ...roles: Role[]): boolean {
  return roles.some((role) => me.roles.includes(role));
}

/** What keeps the signed-in person from something now; undefined when nothing does. */
export function useRestriction(capability: Capability): RestrictionInForce | undefined {
  return restrictionFrom(useMe().restrictions, capability);
}
