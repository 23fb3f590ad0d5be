import fc from 'fast-check';
import type { Condition, Policy, PolicyStep } from '../../domain/approvals/policy';
import { policySchema } from '../../domain/approvals/policy';
import { judgeCondition } from '../../domain/approvals/policy-conditions';
import { asksTheSame, diffPolicies } from '../../domain/approvals/policy-diff';
import { judgeSteps, planOf, unjudged } from '../../domain/approvals/policy-plan';
import { policyProblems } from '../../domain/approvals/policy-problems';
import type { RoutingFacts } from '../../domain/approvals/routing';
import { amountAbove, daysAbove, inSequence, roleStep } from '../../domain/approvals/steps';
import { policies } from '../support/arbitrary-policies';

const [DEPT, OTHER] = [
  '5a1f7a0e-6d0b-4f4b-8a52-6f1d2f4f9c20',
  '0b9d3f8e-54f1-4c0e-9a63-1f6f0a7c2d11',
];
const inr = (amount: string) => ({ amount, currency: 'INR' });
const amount = (is: 'at-least' | 'above' | 'at-most' | 'below', value: string): Condition => ({
  ...{ on: 'amount', is, value: inr(value) },
});
const days = (is: 'at-least' | 'above' | 'at-most' | 'below', value: string): Condition => ({
  ...{ on: 'days', is, value },
});
const manager = roleStep({ approver: { role: 'reporting-manager' }, due: '48 hours' });
const finance = roleStep({
  ...{ approver: { role: 'finance' as const }, due: '72 hours' as const },
  when: [amountAbove('25000.00', 'INR')],
});
const policyOf = (...steps: Partial<PolicyStep>[]): Policy =>
  inSequence(...steps.map((step, index) => ({ ...manager, key: `step-${index}`, ...step })));

describe('a condition', () => {
  test.each<[Condition, RoutingFacts, string]>([
    [amount('above', '25000.00'), { amount: inr('25000.00') }, 'fails'],
    [amount('above', '25000.00'), { amount: inr('25000.01') }, 'holds'],
    [amount('at-least', '25000.00'), { amount: inr('25000.00') }, 'holds'],
    [amount('at-least', '25000.00'), { amount: inr('24999.99') }, 'fails'],
    [amount('at-most', '25000'), { amount: inr('25000.00') }, 'holds'],
    [amount('at-most', '25000'), { amount: inr('25000.01') }, 'fails'],
    [amount('below', '25000'), { amount: inr('25000') }, 'fails'],
    [amount('below', '25000'), { amount: inr('24999.99') }, 'holds'],
    [amount('above', '25000'), { amount: { amount: '9', currency: 'USD' } }, 'unknown'],
    [amount('below', '25000'), { amount: { amount: '9', currency: 'USD' } }, 'unknown'],
    [amount('above', '25000'), {}, 'unknown'],
    [days('above', '5'), { days: '5.0' }, 'fails'],
    [days('above', '5'), { days: '5.5' }, 'holds'],
    [days('at-least', '0.5'), { days: '0.5' }, 'holds'],
    [days('below', '10'), { days: '9.99' }, 'holds'],
    [days('below', '10'), { days: '10' }, 'fails'],
    [days('above', '5'), {}, 'unknown'],
    [{ on: 'department', in: [DEPT] }, { departmentId: DEPT }, 'holds'],
    [{ on: 'department', in: [DEPT] }, { departmentId: OTHER }, 'fails'],
    [{ on: 'department', in: [DEPT] }, {}, 'fails'],
    [{ on: 'department-kind', in: ['sales', 'hr'] }, { departmentKind: 'hr' }, 'holds'],
    [{ on: 'department-kind', in: ['sales'] }, { departmentKind: 'hr' }, 'fails'],
    [{ on: 'project', in: [DEPT] }, { projectId: DEPT }, 'holds'],
    [{ on: 'project', in: [DEPT] }, {}, 'fails'],
    [{ on: 'grade', in: ['E1', 'E2'] }, { grade: 'E2' }, 'holds'],
    [{ on: 'grade', in: ['E1'] }, { grade: 'M1' }, 'fails'],
    [{ on: 'grade', in: ['E1'] }, {}, 'fails'],
  ])('%j of %j: %s', (condition, facts, outcome) => {
    expect(judgeCondition(condition, facts).outcome).toBe(outcome);
  });

  test('says what it found', () => {
    const dollars = { amount: { amount: '9', currency: 'USD' } };
    expect(judgeCondition(amount('above', '5'), dollars).found).toBe(
      '$9.00, which a limit in INR cannot judge',
    );
    expect(judgeCondition({ on: 'grade', in: ['E1'] }, {}).found).toBe('no grade');
  });
});

describe('a plan', () => {
  const keys = (policy: Policy, facts: RoutingFacts) =>
    planOf(policy, facts).steps.map(({ stage, key }) => `${stage} ${key}`);

  test.each<[RoutingFacts, string[]]>([
    [{ amount: inr('25000.00') }, ['0 reporting-manager']],
    [{ amount: inr('25000.01') }, ['0 reporting-manager', '1 finance']],
    // Not judged, hence kept: a signature too many is the smaller evil.
    [{ amount: { amount: '1', currency: 'USD' } }, ['0 reporting-manager', '1 finance']],
    [{}, ['0 reporting-manager', '1 finance']],
  ])('for %j asks %j', (facts, wanted) => {
    expect(keys(inSequence(manager, finance), facts)).toEqual(wanted);
  });

  test('closes the gap of a stage that is left out, and keeps parallel steps together', () => {
    const hr = roleStep({ approver: { role: 'hr' }, due: '72 hours' });
    const policy = inSequence(manager, finance, [hr, { ...hr, key: 'hr-2' }]);
    expect(keys(policy, { amount: inr('1') })).toEqual(['0 reporting-manager', '1 hr', '1 hr-2']);
  });

  test('takes the department and the project from the request, or goes up the line', () => {
    const policy = policyOf(
      { approver: { role: 'department-head' } },
      { approver: { role: 'project-manager' } },
    );
    const rules = (facts: RoutingFacts) => planOf(policy, facts).steps.map((one) => one.approver);
    expect(rules({ departmentId: DEPT, projectId: OTHER })).toEqual([
      { role: 'department-head', departmentId: DEPT },
      { role: 'project-manager', projectId: OTHER },
    ]);
    expect(rules({})).toEqual([{ role: 'reporting-manager' }, { role: 'reporting-manager' }]);
  });

  test('has a step for each group that one of each must sign for', () => {
    const groups = [
      { id: DEPT, name: 'Legal' },
      { id: OTHER, name: 'Risk' },
    ];
    const policy = policyOf(
      {},
      { name: 'Board', approver: { role: 'group', groups }, quorum: 'one-per-group' },
    );
    expect(planOf(policy, {}).steps.slice(1)).toMatchObject([
      { key: 'step-1-1', stage: 1, name: 'Board: Legal', quorum: 'any' },
      { key: 'step-1-2', stage: 1, approver: { role: 'group', groupIds: [OTHER] } },
    ]);
  });

  test('is refused rather than empty', () => {
    const policy = policyOf({ when: [daysAbove('5')] });
    expect(() => planOf(policy, { days: '5.0' })).toThrow('names nobody');
  });

  test('never has gaps, keys that repeat, or a step whose condition fails', () => {
    fc.assert(
      fc.property(policies(), fc.nat(2000), (policy, size) => {
        const facts = { amount: inr(String(size)), days: String(size / 100) };
        const judged = judgeSteps(policy, facts);
        if (judged.every(({ applies }) => !applies)) return;
        const plan = planOf(policy, facts);
        const stages = [...new Set(plan.steps.map(({ stage }) => stage))];
        expect(stages).toEqual(stages.map((_stage, index) => index));
        expect(new Set(plan.steps.map(({ key }) => key)).size).toBe(plan.steps.length);
        const failing = judged.filter(({ applies }) => !applies).map(({ step }) => step.key);
        expect(plan.steps.filter(({ key }) => failing.includes(key))).toEqual([]);
        expect(unjudged(judged)).toEqual([]);
      }),
    );
  });
});

describe('problems', () => {
  const everything = new Set(['amount', 'days', 'departmentId', 'projectId'] as const);
  const told = (policy: Policy, given: Parameters<typeof policyProblems>[1] = everything) =>
    policyProblems(policy, given).map(({ path }) => path);

  test.each<[string, Policy, string[]]>([
    ['nothing', inSequence(manager, finance), []],
    ['a key twice', inSequence(manager, manager), ['steps.1.key']],
    [
      'a gap in stages',
      { ...inSequence(manager), steps: [{ ...manager, stage: 1 }] },
      ['steps.0.stage'],
    ],
    ['due before it is reminded of', policyOf({ remindAfter: '3 days' }), ['steps.0.remindAfter']],
    ['expiry before it is due', policyOf({ expireAfter: '1 hour' }), ['steps.0.expireAfter']],
    [
      'a band that can never hold',
      policyOf({}, { when: [amount('above', '10'), amount('at-most', '10')] }),
      ['steps.1.when'],
    ],
    ['days below nothing', policyOf({}, { when: [days('below', '0')] }), ['steps.1.when']],
    [
      'lists without a common member',
      policyOf(
        {},
        {
          when: [
            { on: 'grade', in: ['E1'] },
            { on: 'grade', in: ['M1'] },
          ],
        },
      ),
      ['steps.1.when'],
    ],
    [
      'limits in two currencies',
      policyOf({}, { when: [amount('above', '10'), amountAbove('10', 'USD')] }),
      ['steps.1.when'],
    ],
    ['one per group of no groups', policyOf({ quorum: 'one-per-group' }), ['steps.0.quorum']],
    ['two signatures of one person', policyOf({ quorum: 'at-least-2' }), ['steps.0.quorum']],
    [
      'an amount that is none',
      policyOf({}, { when: [amount('above', '10.001')] }),
      ['steps.1.when.0.value.amount'],
    ],
    [
      'an amount nobody signs',
      policyOf({ when: [amount('below', '10')] }, { when: [amount('above', '10')] }),
      ['steps'],
    ],
    [
      'two bands that meet',
      policyOf({ when: [amount('at-most', '10')] }, { when: [amount('above', '10')] }),
      [],
    ],
    ['a grade nobody signs for', policyOf({ when: [{ on: 'grade', in: ['E1'] }] }), ['steps']],
  ])('%s', (_name, policy, paths) => {
    expect(told(policy)).toEqual(paths);
  });

  test('what the kind does not say cannot be asked for', () => {
    const policy = policyOf(
      {},
      { when: [amount('above', '1'), { on: 'project', in: [DEPT] }] },
      { approver: { role: 'project-manager' }, when: [days('above', '1')] },
    );
    expect(told(policy, new Set())).toEqual([
      'steps.1.when.0.on',
      'steps.1.when.1.on',
      'steps.2.approver',
      'steps.2.when.0.on',
    ]);
  });

  test('a policy without problems names somebody for every request', () => {
    const anywhere = fc.record({
      amount: fc.nat(2_000).map((size) => inr(String(size))),
      days: fc.nat(2_000).map((size) => String(size / 100)),
    });
    let checked = 0;
    fc.assert(
      fc.property(policies(), anywhere, (policy, facts) => {
        if (policyProblems(policy, everything).length > 0) return;
        checked += 1;
        expect(planOf(policy, facts).steps.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
    expect(checked).toBeGreaterThan(50);
  });
});

describe('the schema', () => {
  test('takes what the helpers write, and nothing more', () => {
    const policy = inSequence(manager, finance);
    expect(policySchema.parse(JSON.parse(JSON.stringify(policy)))).toEqual(policy);
    const refused = (change: object) =>
      policySchema.safeParse({ ...policy, ...change }).error?.issues.map(({ path }) => path[0]);
    expect(refused({ surprise: 1 })).toBeDefined();
    expect(refused({ onManagerChange: 'ask' })).toEqual(['onManagerChange']);
    expect(refused({ steps: [] })).toEqual(['steps']);
    expect(policySchema.safeParse(policyOf({ quorum: 'at-least-0' })).success).toBe(false);
    expect(policySchema.safeParse(policyOf({ remindAfter: '0 hours' })).success).toBe(false);
  });
});

describe('a difference', () => {
  const naming = (id: string) => (id === DEPT ? 'Sales' : id);

  test('is told step by step, in words', () => {
    const from = inSequence(manager, finance);
    const to: Policy = {
      ...policyOf(
        { ...manager, escalateAfter: '24 hours', remindAfter: '4 hours' },
        { key: 'legal', name: 'Legal', when: [{ on: 'department', in: [DEPT] }] },
      ),
      onManagerChange: 'keep',
    };
    expect(diffPolicies(from, to, naming).map(({ change, text }) => `${change}: ${text}`)).toEqual([
      'changed: Reporting manager: reminded after 4 hours (was 24 hours); due after 24 hours (was 48 hours)',
      'removed: Finance no longer signs',
      'added: Legal signs in stage 2: Reporting manager within 48 hours, one of them signs, when the department is Sales',
      'changed: When the reporting line changes, open tasks stay with whoever has them (was: go to the new manager)',
    ]);
    expect(diffPolicies(from, from, naming)).toEqual([]);
  });

  test('of names and times asks the same people', () => {
    const facts = { amount: inr('30000') };
    const plan = planOf(inSequence(manager, finance), facts);
    const renamed = planOf(inSequence({ ...manager, name: 'Boss' }, finance), facts);
    expect(asksTheSame(plan, renamed)).toBe(true);
    expect(asksTheSame(plan, planOf(inSequence([manager, finance]), facts))).toBe(false);
    expect(asksTheSame(plan, planOf(inSequence(manager), facts))).toBe(false);
  });
});
