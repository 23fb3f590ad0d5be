import { withoutGrants } from '../access/grants';
import type { Principal } from '../access/principal';
import { scope, type Scope } from '../access/scope';

/** A scope over customers or deals. */
export interface SalesScope extends Scope {
  /** Whether records of those below in the reporting line are seen. */
  byLine: boolean;
}

/**
 * The scope of a person over the records of sales. Sales and consulting are apart: to whom somebody reports opens nothing
 * of the one to people of the other. What does is heading the department, a share in the deal, or a grant.
 */
export function salesScope(principal: Principal, resource: 'customer' | 'deal'): SalesScope {
  return { ...scope(principal, resource), byLine: principal.departmentKind !== 'consulting' };
}

/**
 * Both scopes; who sees a deal sees whom it is with. Deals that are seen by a grant alone open no customers: those are
 * lent by a grant of their own, whose use is written down.
 */
export function salesScopes(principal: Principal): Record<'customer' | 'deal', SalesScope> {
  return {
    customer: salesScope(principal, 'customer'),
    deal: salesScope(withoutGrants(principal), 'deal'),
  };
}
