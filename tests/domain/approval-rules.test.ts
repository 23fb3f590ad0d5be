import fc from 'fast-check';
import { decidability, type DecisionFacts } from '../../domain/approvals/decidability';
import { isEligible } from '../../domain/approvals/eligibility';
import {
  deadlinesOf,
  nextAlarm,
  settledOutcome,
  stageOutcome,
  stagesOf,
  stepOutcome,
} from '../../domain/approvals/progress';
import { roleStep } from '../../domain/approvals/steps';
import { STEP_STATUSES, VERDICTS } from '../../domain/approvals/vocabulary';
import { toMilliseconds, type Duration } from '../../domain/durations';
import { createInbox } from '../../workflows/approval/inbox';
import { planInSequence } from '../support/plans';

const manager = roleStep({ approver: { role: 'reporting-manager' }, due: '48 hours' });
const hr = roleStep({ approver: { role: 'hr' }, due: '72 hours' });
const finance = roleStep({ approver: { role: 'finance' }, due: '72 hours' });

describe('a step', () => {
  test.each([
    ['any', [], 2, 'open'],
    ['any', ['approve'], 1, 'approved'],
    ['all', ['approve'], 1, 'open'],
    ['all', ['approve', 'approve'], 0, 'approved'],
    ['all', ['approve', 'reject'], 0, 'rejected'],
    ['any', ['reject'], 3, 'rejected'],
  ] as const)(
    'with quorum %s, verdicts %j and %d awaited is %s',
    (quorum, verdicts, awaited, is) => {
      expect(stepOutcome({ quorum, verdicts: [...verdicts], awaited })).toBe(is);
    },
  );

  test('is never approved without an approval, nor with a rejection', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('all' as const, 'any' as const),
        fc.array(fc.constantFrom(...VERDICTS), { maxLength: 6 }),
        fc.nat(5),
        (quorum, verdicts, awaited) => {
          const outcome = stepOutcome({ quorum, verdicts, awaited });
          if (outcome !== 'approved') return true;
          return verdicts.length > 0 && !verdicts.includes('reject');
        },
      ),
    );
  });
});

describe('a stage', () => {
  test('is approved only when every step is, whatever else the steps are', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...STEP_STATUSES), { minLength: 1 }), (statuses) => {
        const isApproved = stageOutcome(statuses) === 'approved';
        expect(isApproved).toBe(statuses.every((status) => status === 'approved'));
        expect(settledOutcome(statuses) === null).toBe(stageOutcome(statuses) === 'open');
      }),
    );
  });

  test('holds the steps that are open together, in the order of the plan', () => {
    const plan = planInSequence(manager, [hr, finance]);
    expect(stagesOf(plan).map((steps) => steps.map(({ key }) => key))).toEqual([
      ['reporting-manager'],
      ['hr', 'finance'],
    ]);
    expect(stagesOf({ steps: [] })).toEqual([]);
  });
});

describe('alarms', () => {
  const step = { key: 'a', remindAt: 10, escalateAt: 20, expiresAt: 30 };

  test('ring in their order, and fall silent one by one', () => {
    expect(nextAlarm([step])).toEqual({ at: 10, alarm: 'remind', stepKey: 'a' });
    expect(nextAlarm([{ ...step, remindAt: null }])?.alarm).toBe('escalate');
    expect(nextAlarm([{ ...step, remindAt: null, escalateAt: null }])?.alarm).toBe('expire');
    expect(nextAlarm([])).toBeNull();
  });

  test('expiry comes first among alarms of one moment', () => {
    expect(nextAlarm([{ key: 'a', remindAt: 5, escalateAt: 5, expiresAt: 5 }])?.alarm).toBe(
      'expire',
    );
  });

  test('the earliest of several steps rings', () => {
    expect(nextAlarm([step, { ...step, key: 'b', remindAt: 9 }])?.stepKey).toBe('b');
  });

  test('are counted from when the step opened', () => {
    const [planned] = planInSequence(manager).steps;
    expect(deadlinesOf(planned!, 1_000)).toEqual({
      remindAt: 1_000 + toMilliseconds('24 hours'),
      dueAt: 1_000 + toMilliseconds('48 hours'),
      expiresAt: 1_000 + toMilliseconds('30 days'),
    });
  });
});

describe('who may decide', () => {
  const facts: DecisionFacts = {
    requesterId: 'requester',
    approverId: 'approver',
    status: 'pending',
    receivedAt: 1_000,
    task: { stepId: 's', status: 'open' },
    steps: [{ id: 's', quorum: 'any', status: 'open', expiresAt: 1_000 }],
    decisions: [],
    awaited: [{ stepId: 's' }],
  };

  test.each([
    ['the approver of an open task, in time to the millisecond', {}, 'allowed'],
    ['the requester, task or not', { approverId: 'requester' }, 'own-request'],
    ['somebody who was never asked', { task: null }, 'not-an-approver'],
    ['one millisecond late', { receivedAt: 1_001 }, 'deadline-passed'],
    ['after a colleague', { decisions: [{ stepId: 's', verdict: 'approve' }] }, 'already-decided'],
    [
      'after a rejection elsewhere',
      { decisions: [{ stepId: 't', verdict: 'reject' }] },
      'already-decided',
    ],
    ['a closed request', { status: 'withdrawn' }, 'request-closed'],
    ['a task handed on', { task: { stepId: 's', status: 'reassigned' } }, 'not-an-approver'],
    ['a task gone up', { task: { stepId: 's', status: 'escalated' } }, 'not-an-approver'],
    ['a task of their own, done', { task: { stepId: 's', status: 'approved' } }, 'already-decided'],
  ] as [string, Partial<DecisionFacts>, string][])('%s', (_who, over, is) => {
    expect(decidability({ ...facts, ...over })).toBe(is);
  });

  test('the requester is refused whatever the other facts are', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('open', 'approved', 'superseded', 'revoked'),
        fc.integer(),
        (status, receivedAt) => {
          const own = { ...facts, approverId: 'requester', receivedAt };
          expect(decidability({ ...own, task: { stepId: 's', status } })).toBe('own-request');
        },
      ),
    );
  });
});

test('the requester, inactive people and those who have signed are not eligible', () => {
  const context = { requesterId: 'r', taken: new Set(['t']) };
  expect(isEligible({ id: 'a', active: true }, context)).toBe(true);
  expect(isEligible({ id: 'a', active: false }, context)).toBe(false);
  expect(isEligible({ id: 'r', active: true }, context)).toBe(false);
  expect(isEligible({ id: 't', active: true }, context)).toBe(false);
});

describe('a duration', () => {
  test.each([
    ['1 second', 1_000],
    ['90 minutes', 5_400_000],
    ['48 hours', 172_800_000],
    ['30 days', 2_592_000_000],
  ] as [Duration, number][])('%s is %d ms', (duration, ms) => {
    expect(toMilliseconds(duration)).toBe(ms);
  });

  test.each(['', '5', 'five days', '-1 day', '1 week', '1 day '])('%j is none', (text) => {
    expect(() => toMilliseconds(text as Duration)).toThrow('not a duration');
  });
});

describe('the inbox of a run', () => {
  const id = '6f1c1a52-2d55-4c1e-9f0a-0c6f2f7f4a01';

  test('takes an id once, however often it comes', () => {
    const inbox = createInbox();
    inbox.addDecision(id);
    inbox.addDecision(id);
    expect(inbox.take()).toEqual({ decisionIds: [id], changed: false });
    inbox.addDecision(id);
    expect(inbox.hasNews()).toBe(false);
  });

  test('never throws and never keeps what is no id', () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        const inbox = createInbox();
        inbox.addDecision(anything);
        expect(inbox.hasNews()).toBe(false);
      }),
    );
  });
});
