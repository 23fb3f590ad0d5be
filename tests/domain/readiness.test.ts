import fc from 'fast-check';
import {
  judgeReadiness,
  riskScore,
  type Readiness,
  type ReadinessCheck,
  type ReadinessRisk,
} from '../../domain/projects/readiness';

const check = (over: Partial<ReadinessCheck> = {}): ReadinessCheck => ({
  ...{ gate: 'Data', label: 'Migrated', isMandatory: true, state: 'done' },
  ...{ evidence: 'Protocol 7', reason: '', ...over },
});
const risk = (over: Partial<ReadinessRisk> = {}): ReadinessRisk => ({
  ...{ title: 'Late courier', probability: 2, impact: 3, state: 'closed', mitigation: '' },
  ...over,
});
const drill = { drilledOn: '2026-11-20', minutes: 30, passed: true };
const ready: Readiness = {
  checks: [check()],
  risks: [],
  rollback: { trigger: 'Orders fail', steps: 'Switch the alias back', minutes: 30, drill },
};

test('is ready when all is done, nothing is open and the way back was drilled', () => {
  expect(judgeReadiness(ready)).toEqual({ verdict: 'ready', reasons: [] });
});

test.each<[string, Partial<Readiness>, string]>([
  ['an open mandatory check', { checks: [check({ state: 'open' })] }, 'is mandatory and open'],
  ['done without evidence', { checks: [check({ evidence: '' })] }, 'nothing shows it'],
  ['not applicable, unsaid', { checks: [check({ state: 'not-applicable' })] }, 'nobody says why'],
  ['nothing mandatory', { checks: [check({ isMandatory: false })] }, 'No check is mandatory'],
  ['no way back', { rollback: null }, 'no plan for the way back'],
  ['not drilled', { rollback: { ...ready.rollback!, drill: null } }, 'has not been drilled'],
  [
    'a failed drill',
    { rollback: { ...ready.rollback!, drill: { ...drill, passed: false } } },
    'failed on 20 Nov 2026',
  ],
  [
    'a drill that took too long',
    { rollback: { ...ready.rollback!, drill: { ...drill, minutes: 31 } } },
    'took 31 min on 20 Nov 2026; it may take 30 min',
  ],
  [
    'a high risk',
    { risks: [risk({ probability: 3, impact: 5, state: 'open' })] },
    'neither accepted',
  ],
  ['accepted, unsaid', { risks: [risk({ state: 'accepted' })] }, 'without a word'],
])('is not ready with %s', (_what, over, reason) => {
  const { verdict, reasons } = judgeReadiness({ ...ready, ...over });
  expect(verdict).toBe('not-ready');
  expect(reasons).toEqual([expect.stringContaining(reason)]);
});

test.each<[string, Partial<Readiness>]>([
  ['a small open risk', { risks: [risk({ state: 'open' })] }],
  [
    'an accepted high risk',
    {
      risks: [
        risk({ probability: 5, impact: 5, state: 'accepted', mitigation: 'Two people stay' }),
      ],
    },
  ],
  ['an open optional check', { checks: [check(), check({ isMandatory: false, state: 'open' })] }],
])('is ready with risks with %s', (_what, over) => {
  const { verdict, reasons } = judgeReadiness({ ...ready, ...over });
  expect(verdict).toBe('ready-with-risks');
  expect(reasons).toHaveLength(1);
});

const anyCheck = fc.record({
  ...{ gate: fc.constant('Data'), label: fc.string({ minLength: 1 }), isMandatory: fc.boolean() },
  state: fc.constantFrom('open' as const, 'done' as const, 'not-applicable' as const),
  ...{ evidence: fc.constantFrom('', 'seen'), reason: fc.constantFrom('', 'said') },
});
const anyRisk = fc.record({
  ...{ title: fc.string({ minLength: 1 }), mitigation: fc.constantFrom('', 'said') },
  ...{ probability: fc.integer({ min: 1, max: 5 }), impact: fc.integer({ min: 1, max: 5 }) },
  state: fc.constantFrom('open' as const, 'accepted' as const, 'closed' as const),
});

test('only what has everything mandatory, bearable risks and a passed drill is ever ready, and every other verdict says why', () => {
  fc.assert(
    fc.property(
      fc.array(anyCheck, { maxLength: 6 }),
      fc.array(anyRisk, { maxLength: 4 }),
      fc.constantFrom(null, true, false, undefined),
      (checks, risks, passed) => {
        const rollback =
          passed === undefined
            ? null
            : { ...ready.rollback!, drill: passed === null ? null : { ...drill, passed } };
        const { verdict, reasons } = judgeReadiness({ checks, risks, rollback });
        expect(reasons.length > 0).toBe(verdict !== 'ready');
        if (verdict === 'not-ready') return;
        const mandatory = checks.filter(({ isMandatory }) => isMandatory);
        expect(mandatory.length).toBeGreaterThan(0);
        expect(
          mandatory.every((one) =>
            one.state === 'done' ? one.evidence : one.state !== 'open' && one.reason,
          ),
        ).toBeTruthy();
        expect(risks.some((one) => one.state === 'open' && riskScore(one) >= 15)).toBe(false);
        expect(passed).toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
});
