import { definitions } from '../../approvals/definitions';
import { effects } from '../../approvals/effects';
import type { ApprovalKind } from '../../domain/approvals/kind';
import { policySchema } from '../../domain/approvals/policy';
import { planOf } from '../../domain/approvals/policy-plan';
import { toMilliseconds } from '../../domain/durations';

const kinds: [string, ApprovalKind][] = Object.entries(definitions);

test('every kind has effects and the other way round', () => {
  expect(Object.keys(effects).sort()).toEqual(Object.keys(definitions).sort());
});

test('no two kinds are posted to the same place', () => {
  expect(new Set(kinds.map(([, kind]) => kind.path)).size).toBe(kinds.length);
});

describe.each(kinds)('%s', (key, kind) => {
  const planFor = (details: unknown) => planOf(kind.policy, kind.routing(details));
  const plan = planFor(kind.exampleDetails);

  test('is registered under its id, which fits into a workflow ID', () => {
    expect(kind.id).toBe(key);
    expect(kind.id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(kind.label).toMatch(/^[A-Z]/);
    expect(kind.path).toMatch(/^(\/:?[A-Za-z-]+)+$/);
  });

  test('its example is a request', () => {
    expect(kind.request.parse(kind.example)).toEqual(kind.example);
  });

  test('refuses members it does not know', () => {
    const result = kind.request.safeParse({ ...(kind.example as object), surprise: 1 });
    expect(result.error?.issues.map(({ code }) => code)).toContain('unrecognized_keys');
  });

  test.each([[null], ['text'], [[]], [{}], [42]])('refuses %j', (garbage) => {
    expect(kind.request.safeParse(garbage).success).toBe(false);
  });

  test('its policy is what an admin could publish', () => {
    expect(policySchema.parse(kind.policy)).toEqual(kind.policy);
  });

  test('asks for signatures, stage after stage, each step with a key of its own', () => {
    expect(plan.steps.length).toBeGreaterThan(0);
    const stages = [...new Set(plan.steps.map(({ stage }) => stage))];
    expect(stages).toEqual(stages.map((_, index) => index));
    expect(new Set(plan.steps.map((step) => step.key)).size).toBe(plan.steps.length);
    for (const step of plan.steps) expect(step.key).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  test('reminds before it escalates and escalates before it expires', () => {
    for (const step of plan.steps) {
      const [remind, escalate, expire] = [
        step.remindAfter,
        step.escalateAfter,
        step.expireAfter,
      ].map(toMilliseconds);
      expect(remind).toBeLessThan(escalate!);
      expect(escalate).toBeLessThan(expire!);
    }
  });

  test('its plan and details survive JSON, as they travel and are stored', () => {
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
    const stored = JSON.parse(JSON.stringify(kind.exampleDetails)) as unknown;
    expect(stored).toEqual(kind.exampleDetails);
    expect(planFor(stored)).toEqual(plan);
  });

  test('reads as a line and a few rows', () => {
    const summary = kind.summary(kind.exampleDetails);
    expect(summary.length).toBeGreaterThan(5);
    expect(summary.length).toBeLessThan(300);
    const facts = kind.facts(kind.exampleDetails);
    expect(facts.length).toBeGreaterThan(1);
    expect(facts.length).toBeLessThanOrEqual(60);
    for (const { label, value } of facts) {
      expect(label).not.toBe('');
      expect(value).not.toMatch(/undefined|NaN|\[object|^$/);
    }
  });
});
