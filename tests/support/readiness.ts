import { USUAL_CHECKS } from '../../domain/projects/readiness';
import type { ReadinessPlan, ReadinessWire } from '../../domain/wire/readiness';

/** A plan with everything done and a way back that nobody has tried yet; one person owns it all. */
export function donePlan(ownerId: string, over: Partial<ReadinessPlan> = {}): ReadinessPlan {
  return {
    revision: 0,
    checks: USUAL_CHECKS.map(({ isMandatory, ...check }) => ({
      ...{ ...check, mandatory: isMandatory, ownerId },
      ...{ state: 'done' as const, evidence: 'Minutes of 20 Nov', reason: '' },
    })),
    risks: [],
    rollback: {
      ...{
        trigger: 'One in ten orders fails',
        steps: 'Switch the alias back',
        minutes: 30,
        ownerId,
      },
    },
    ...over,
  };
}

/** A plan as it is read, to be written again with a change. */
export function asPlan(read: ReadinessWire): ReadinessPlan {
  const { revision, checks, risks, rollback } = read;
  return {
    revision,
    checks: checks.map(({ owner, ...check }) => ({ ...check, ownerId: owner.id })),
    risks: risks.map(({ owner, score: _score, ...risk }) => ({ ...risk, ownerId: owner.id })),
    rollback: rollback && ownedBy(rollback),
  };
}

function ownedBy({ owner, ...rollback }: NonNullable<ReadinessWire['rollback']>) {
  return { ...rollback, ownerId: owner.id };
}
