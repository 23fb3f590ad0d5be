import { USUAL_CHECKS } from '../../../domain/projects/readiness';
import type { ReadinessPlan, ReadinessWire } from '../../../domain/wire/readiness';

/** A plan as it is typed: the way back may be left out. */
export interface PlanValues {
  checks: ReadinessPlan['checks'];
  risks: ReadinessPlan['risks'];
  hasRollback: boolean;
  rollback: NonNullable<ReadinessPlan['rollback']>;
}

/** What one adds to a plan. */
export const newCheck = (gate: string, ownerId: string): PlanValues['checks'][number] => ({
  ...{ gate, label: '', mandatory: true, ownerId, state: 'open', evidence: '', reason: '' },
});
export const newRisk = (ownerId: string): PlanValues['risks'][number] => ({
  ...{ title: '', probability: 3, impact: 3, ownerId, mitigation: '', state: 'open' },
});

/** The form of a plan as it is; of one that does not exist yet, the usual checks. */
export function valuesOf(readiness: ReadinessWire, me: string): PlanValues {
  const { people, revision, rollback } = readiness;
  const ownerId = people.some(({ id }) => id === me) ? me : (people[0]?.id ?? '');
  const usual = USUAL_CHECKS.map(({ isMandatory, ...check }) => ({
    ...newCheck(check.gate, ownerId),
    ...check,
    mandatory: isMandatory,
  }));
  return {
    checks:
      revision === 0
        ? usual
        : readiness.checks.map(({ owner, ...check }) => ({ ...check, ownerId: owner.id })),
    risks: readiness.risks.map(({ owner, score: _score, ...risk }) => ({
      ...risk,
      ownerId: owner.id,
    })),
    hasRollback: rollback !== null,
    rollback: rollback ? typed(rollback) : { trigger: '', steps: '', minutes: 60, ownerId },
  };
}

function typed({ owner, ...rollback }: NonNullable<ReadinessWire['rollback']>) {
  return { ...rollback, ownerId: owner.id };
}

/** What is sent. */
export function planOf(values: PlanValues, revision: number): ReadinessPlan {
  const { checks, risks, hasRollback, rollback } = values;
  return { revision, checks, risks, rollback: hasRollback ? rollback : null };
}
