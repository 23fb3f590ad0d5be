import fc from 'fast-check';
import type { Condition, Policy, PolicyStep } from '../../domain/approvals/policy';
import { COMPARISONS, PLAIN_ROLES } from '../../domain/approvals/policy';

/** Ids that generated policies may name. */
export interface Cast {
  people: string[];
  departments: string[];
  groups: { id: string; name: string }[];
  grades: string[];
}

const NOBODY: Cast = { people: [], departments: [], groups: [], grades: ['E1', 'M1'] };

function conditions(cast: Cast): fc.Arbitrary<Condition> {
  const is = fc.constantFrom(...COMPARISONS);
  const size = fc.nat(1_000).map(String);
  const some = <One>(from: One[]) => fc.subarray(from, { minLength: 1 });
  return fc.oneof(
    fc.record({
      on: fc.constant('amount' as const),
      is,
      value: fc.record({ amount: size, currency: fc.constant('INR') }),
    }),
    fc.record({
      on: fc.constant('days' as const),
      is,
      value: fc.nat(12).map((days) => String(days)),
    }),
    fc.record({ on: fc.constant('grade' as const), in: some(cast.grades) }),
    fc.record({
      on: fc.constant('category' as const),
      in: some(['domestic', 'international', 'B3']),
    }),
    fc.record({
      on: fc.constant('department-kind' as const),
      in: some(['sales', 'consulting', 'hr', 'finance', 'other'] as const).map((kinds) => [
        ...kinds,
      ]),
    }),
    ...(cast.departments.length > 0
      ? [fc.record({ on: fc.constant('department' as const), in: some(cast.departments) })]
      : []),
  );
}

function signers(cast: Cast): fc.Arbitrary<Pick<PolicyStep, 'approver' | 'quorum'>> {
  const roles = fc.record({
    approver: fc.record({ role: fc.constantFrom(...PLAIN_ROLES) }),
    quorum: fc.constantFrom('any' as const, 'all' as const),
  });
  const line = fc.record({
    approver: fc.record({
      role: fc.constant('line-manager' as const),
      level: fc.integer({ min: 1, max: 4 }),
    }),
    quorum: fc.constant('any' as const),
  });
  if (cast.groups.length === 0) return fc.oneof(roles, line);
  const groups = fc.record({
    approver: fc.record({
      role: fc.constant('group' as const),
      groups: fc.subarray(cast.groups, { minLength: 1 }),
    }),
    quorum: fc.constantFrom(
      ...(['any', 'all', 'at-least-2', 'at-least-3', 'one-per-group'] as const),
    ),
  });
  const person = fc.record({
    approver: fc.record({
      role: fc.constant('person' as const),
      personId: fc.constantFrom(...cast.people),
    }),
    quorum: fc.constant('any' as const),
  });
  return fc.oneof(roles, line, groups, person);
}

/**
 * Policies of up to five steps in up to three stages, conditions included, over the people and groups there are. Keys
 * and stages are sound; that somebody signs every request is not.
 */
export function policies(cast: Cast = NOBODY): fc.Arbitrary<Policy> {
  const step = fc.record({
    signer: signers(cast),
    when: fc.array(conditions(cast), { maxLength: 2 }),
    together: fc.boolean(),
    hours: fc.integer({ min: 2, max: 96 }),
  });
  return fc.array(step, { minLength: 1, maxLength: 5 }).map((drafts) => {
    let stage = -1;
    return {
      steps: drafts.map(({ signer, when, together, hours }, index): PolicyStep => {
        if (!together || stage < 0) stage += 1;
        return {
          ...{ key: `step${index}`, name: `Step ${index}`, stage, when, ...signer },
          ...{ remindAfter: '1 hour', escalateAfter: `${hours} hours`, expireAfter: '30 days' },
        };
      }),
      onManagerChange: 'follow',
      undoSeconds: 0,
    };
  });
}
