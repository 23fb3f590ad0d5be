import fc from 'fast-check';
import { decidability } from '../../domain/approvals/decidability';
import { policySchema } from '../../domain/approvals/policy';
import { diffPolicies } from '../../domain/approvals/policy-diff';
import { planOf } from '../../domain/approvals/policy-plan';
import { stepOutcome } from '../../domain/approvals/progress';
import { inSequence, roleStep } from '../../domain/approvals/steps';
import {
  outcomeInEffect,
  returningTasks,
  undoability,
  type TimedDecision,
  type UndoFacts,
} from '../../domain/approvals/undo';

const quorums = fc.constantFrom('all' as const, 'any' as const, 'at-least-2' as const);
const verdicts = fc.constantFrom('approve' as const, 'reject' as const);
const decisions = fc.array(
  fc.record({
    verdict: verdicts,
    takesEffectAt: fc.option(fc.integer({ min: 1 })),
    override: fc.constant(false),
  }),
  { maxLength: 6 },
);
const steps = fc.record({ quorum: quorums, decisions, awaited: fc.nat({ max: 4 }) });

const asFinal = (one: TimedDecision): TimedDecision => ({ ...one, takesEffectAt: null });

test('with nothing left to take back a step comes to what its decisions say', () => {
  fc.assert(
    fc.property(steps, ({ quorum, decisions: some, awaited }) => {
      const all = some.map(asFinal);
      const verdictsOf = all.map(({ verdict }) => verdict);
      expect(outcomeInEffect({ quorum, decisions: all, awaited })).toBe(
        stepOutcome({ quorum, verdicts: verdictsOf, awaited }),
      );
    }),
  );
});

test('what can still be taken back settles nothing: without it, its approver is awaited', () => {
  fc.assert(
    fc.property(steps, ({ quorum, decisions: some, awaited }) => {
      const final = some.filter(({ takesEffectAt }) => takesEffectAt === null);
      const asIfUndone = outcomeInEffect({
        quorum,
        decisions: final,
        awaited: awaited + some.length - final.length,
      });
      expect(outcomeInEffect({ quorum, decisions: some, awaited })).toBe(asIfUndone);
    }),
  );
});

test('past an override nobody is awaited, whatever can still be taken back', () => {
  const override = { verdict: 'approve' as const, takesEffectAt: null, override: true };
  fc.assert(
    fc.property(
      fc.constantFrom('all' as const, 'any' as const),
      fc.nat({ max: 4 }),
      (quorum, n) => {
        const open = Array.from({ length: n }, () => ({
          ...{ verdict: 'approve' as const, takesEffectAt: 1, override: false },
        }));
        const step = { quorum, decisions: [...open, override], awaited: 0 };
        expect(outcomeInEffect(step)).toBe('approved');
      },
    ),
  );
});

const facts: UndoFacts = {
  actorId: 'me',
  status: 'pending',
  decision: { byId: 'me', isUndone: false, takesEffectAt: 1 },
  step: { status: 'open' },
  outcomeInEffect: 'open',
};

test('whoever decided takes it back, once, in time, and while it is about something', () => {
  const { decision } = facts;
  expect(undoability(facts)).toBe('allowed');
  expect(undoability({ ...facts, actorId: 'you' })).toBe('not-yours');
  expect(undoability({ ...facts, decision: { ...decision, isUndone: true } })).toBe(
    'already-undone',
  );
  expect(undoability({ ...facts, decision: { ...decision, takesEffectAt: null } })).toBe(
    'too-late',
  );
  expect(undoability({ ...facts, status: 'withdrawn' })).toBe('request-closed');
  expect(undoability({ ...facts, step: null })).toBe('no-longer-counts');
  expect(undoability({ ...facts, step: { status: 'skipped' } })).toBe('no-longer-counts');
  expect(undoability({ ...facts, outcomeInEffect: 'approved' })).toBe('no-longer-counts');
});

test('nothing but one set of facts allows it', () => {
  const any = fc.record({
    actorId: fc.constantFrom('me', 'you'),
    status: fc.constantFrom('pending' as const, 'approved' as const, 'withdrawn' as const),
    decision: fc.record({
      byId: fc.constant('me'),
      isUndone: fc.boolean(),
      takesEffectAt: fc.option(fc.constant(1)),
    }),
    step: fc.option(fc.record({ status: fc.constantFrom('open' as const, 'approved' as const) })),
    outcomeInEffect: fc.constantFrom('open' as const, 'approved' as const, 'rejected' as const),
  });
  fc.assert(
    fc.property(any, (some) => {
      const isAllowed = JSON.stringify(some) === JSON.stringify(facts);
      expect(undoability(some) === 'allowed').toBe(isAllowed);
    }),
  );
});

test('a refusal that can still be taken back keeps nobody of another step from deciding', () => {
  const about = (takesEffectAt: number | null) => ({
    ...{ requesterId: 'asker', approverId: 'me', status: 'pending' as const, receivedAt: 0 },
    task: { stepId: 'mine', status: 'open' },
    steps: ['mine', 'theirs'].map((id) => ({
      ...{ id, quorum: 'any' as const, status: 'open' as const, expiresAt: null },
    })),
    decisions: [{ stepId: 'theirs', verdict: 'reject' as const, takesEffectAt }],
    awaited: [{ stepId: 'mine' }],
  });
  expect(decidability(about(1))).toBe('allowed');
  expect(decidability(about(null))).toBe('already-decided');
  const sameStep = { ...about(1), task: { stepId: 'theirs', status: 'open' } };
  expect(decidability(sameStep)).toBe('already-decided');
});

test('those who were not needed return, but for given signatures and people asked elsewhere', () => {
  const task = (approverId: string, status = 'superseded') => ({ approverId, status });
  const tasks = [task('a'), task('b'), task('c'), task('d', 'approved'), task('e', 'reassigned')];
  const returning = returningTasks({
    tasks,
    isGiven: ({ approverId }) => approverId === 'b',
    asked: new Set(['c']),
  });
  expect(returning.map(({ approverId }) => approverId)).toEqual(['a']);
});

test('a policy sets the time: in the plan, in the words of its changes, and within bounds', () => {
  const atOnce = inSequence(roleStep({ approver: { role: 'finance' }, due: '48 hours' }));
  const later = { ...atOnce, undoSeconds: 120 };
  expect(planOf(atOnce, {})).not.toHaveProperty('undoSeconds');
  expect(planOf(later, {}).undoSeconds).toBe(120);
  expect(diffPolicies(atOnce, later, (id) => id)).toEqual([
    {
      ...{ key: null, change: 'changed' },
      text: 'Decisions can be taken back for 120 seconds, and take effect after that (was: take effect at once)',
    },
  ]);
  const isValid = (undoSeconds: unknown) =>
    policySchema.safeParse({ ...atOnce, undoSeconds }).success;
  expect([0, 600, undefined, 601, -1, 1.5].map(isValid)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});
