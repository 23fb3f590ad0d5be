import { setTimeout as sleep } from 'node:timers/promises';
import { expenseClaimKind } from '../../approvals/expense-claim/definition';
import type { PolicyStep } from '../../domain/approvals/policy';
import { amountAbove, inSequence, roleStep } from '../../domain/approvals/steps';
import type { PolicyDifference, PolicyPage, Simulation } from '../../domain/wire/policies';
import type { Approval } from '../../domain/wire/approvals';
import { startTestApi, type TestApi, type TestClient } from '../support/api';
import { CLAIM_POLICY, claimPolicy, type ClaimPolicy } from '../support/claim-policy';

const manager = roleStep({ approver: { role: 'reporting-manager' }, due: '48 hours' });
const finance = roleStep({ approver: { role: 'finance' }, due: '72 hours' });

let api: TestApi;
let admin: TestClient;
let policy: ClaimPolicy;

beforeAll(async () => {
  api = await startTestApi();
  admin = await api.as('admin');
  policy = await claimPolicy(api);
});
afterAll(() => api?.stop());

const step = (change: Partial<PolicyStep>) => ({ ...manager, ...change });
const keysOf = ({ steps }: Approval) => steps.map(({ key }) => key);
const actions = async () =>
  (
    await api.db.query<{ action: string; details: Record<string, unknown> }>(
      `SELECT action, details FROM audit_event WHERE subject_type = 'policy' ORDER BY id`,
    )
  ).map(({ action, details }) => [action, details.version ?? details.revision]);

describe('versions', () => {
  test('the built-in one is version 1, and published ones route what comes after them', async () => {
    expect(await policy.page()).toMatchObject({
      ...{ inForce: 1, routedBy: ['amount', 'department'], draft: null },
      versions: [{ version: 1, state: 'in-force', policy: expenseClaimKind.policy }],
    });
    const before = await policy.claim('100.00');
    expect(before).toMatchObject({ policyVersion: 1 });
    const published = await policy.publish(inSequence(manager, finance));
    expect(published).toMatchObject({ inForce: 2, draft: null });
    const after = await policy.claim('100.00');
    expect([after.policyVersion, keysOf(after)]).toEqual([2, ['reporting-manager', 'finance']]);
    // What runs keeps its plan.
    const running = (await admin.get(`/approvals/${before.id}`)).body as Approval;
    expect([running.policyVersion, keysOf(running)]).toEqual([1, ['reporting-manager']]);
    expect(await actions()).toEqual([
      ['policy.draft-saved', 1],
      ['policy.published', 2],
    ]);
  });

  test('one that is scheduled waits for its time, and the simulator looks ahead', async () => {
    const effectiveFrom = new Date(Date.now() + 2_000).toISOString();
    const { versions } = await policy.publish(inSequence(finance), { effectiveFrom });
    expect(versions.map(({ version, state }) => `${version} ${state}`)).toEqual([
      ...['3 scheduled', '2 in-force', '1 built-in'],
    ]);
    expect((await policy.claim('100.00')).policyVersion).toBe(2);
    const listed = (await admin.get('/approval-policies')).body as { items: unknown[] };
    expect(listed.items).toContainEqual(
      expect.objectContaining({
        ...{ kind: 'expense-claim', inForce: expect.objectContaining({ version: 2 }) as object },
        scheduled: [{ version: 3, effectiveFrom }],
      }),
    );
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    const simulated = await simulate({ at: tomorrow });
    expect(simulated).toMatchObject({ version: 3, steps: [{ key: 'finance' }] });
    await sleep(2_200);
    expect((await policy.claim('100.00')).policyVersion).toBe(3);
  });

  test('never change, whoever tries', async () => {
    const refused = (sql: string) => expect(api.db.query(sql)).rejects.toThrow('does not change');
    await refused(`UPDATE approval_policy SET body = '{}'`);
    await refused('DELETE FROM approval_policy');
  });

  async function simulate(more: object) {
    const { body } = await admin.post(`${CLAIM_POLICY}/simulations`, {
      ...{ requesterId: api.company.people['sales.rep'] },
      ...{ facts: { amount: { amount: '30000.00', currency: 'INR' } }, ...more },
    });
    return body as Simulation;
  }

  test('the simulator says who, why, by when, and what decided', async () => {
    const { people } = api.company;
    const at = '2026-12-24';
    expect(await simulate({ policy: 1, at })).toMatchObject({
      ...{ version: 1, at: '2026-12-24T03:30:00.000Z' },
      steps: [
        {
          ...{ key: 'reporting-manager', reason: 'rule', signatures: 1, quorum: 'any' },
          approvers: [{ id: people['sales.manager'], name: 'sales.manager' }],
          dueAt: '2026-12-26T03:30:00.000Z',
        },
        { key: 'finance', stage: 1, dueAt: '2026-12-29T03:30:00.000Z' },
      ],
      judged: [
        { key: 'reporting-manager', applies: true, conditions: [] },
        {
          ...{ key: 'finance', applies: true },
          conditions: [{ text: 'the amount is above ₹25,000.00: yes, it is ₹30,000.00' }],
        },
      ],
    });
    const dollars = { amount: { amount: '10', currency: 'USD' } };
    const { steps, judged } = await simulate({ policy: 1, facts: dollars });
    expect(steps).toHaveLength(2);
    expect(judged[1]!.conditions[0]!.text).toMatch(
      /limit in INR cannot judge, so the step is kept/,
    );
    const own = await simulate({ policy: 1, requesterId: people.finance });
    expect(own.steps.map(({ reason }) => reason)).toEqual(['rule', 'last-resort']);
  });
});

describe('a draft', () => {
  test('is refused with the path of every problem, and stays', async () => {
    const { people } = api.company;
    await admin.post(`/people/${people.consultant2}/deactivate`);
    const empty = await policy.group('Nobody yet');
    const nobody = '0b9d3f8e-54f1-4c0e-9a63-1f6f0a7c2d11';
    const saved = await policy.draft(
      inSequence(
        step({ approver: { role: 'person', personId: people.consultant2 } }),
        step({ key: 'b', approver: { role: 'group', groups: [empty, { id: nobody, name: 'x' }] } }),
        step({ key: 'c', when: [{ on: 'department', in: [nobody] }] }),
        step({ key: 'd', when: [{ on: 'days', is: 'above', value: '5' }] }),
      ),
    );
    const problems = [
      { path: 'steps.3.when.0.on', message: 'Requests of this kind are not counted in days' },
      { path: 'steps.0.approver.personId', message: 'consultant2 is not active' },
      { path: 'steps.1.approver.groups.1', message: 'There is no such group' },
      { path: 'steps.2.when.0.in', message: 'There is no such department' },
      { path: 'steps.1.approver.groups.0', message: 'Nobody active is in this group' },
    ];
    expect(saved.draft!.problems).toEqual(expect.arrayContaining(problems));
    const revision = saved.draft!.revision;
    const refused = await admin.post(`${CLAIM_POLICY}/publish`, { revision, note: 'x' });
    expect(refused).toMatchObject({ status: 422 });
    expect((refused.body as { errors: unknown[] }).errors).toEqual(
      expect.arrayContaining(problems),
    );
    expect((await policy.page()).draft?.revision).toBe(revision);
  });

  test('of somebody else is not overwritten unseen', async () => {
    const { draft: saved } = await policy.draft(inSequence(manager));
    expect((await policy.put(inSequence(finance), saved!.revision - 1)).status).toBe(409);
    expect((await policy.put(inSequence(finance))).status).toBe(409);
    const stale = { revision: saved!.revision - 1, note: 'x' };
    expect((await admin.post(`${CLAIM_POLICY}/publish`, stale)).status).toBe(409);
    expect((await policy.page()).draft!.policy.steps[0]!.key).toBe('reporting-manager');
  });

  test('thrown away and made anew is not the one that was read', async () => {
    const { draft: gone } = await policy.draft(inSequence(manager));
    await admin.call('DELETE', `${CLAIM_POLICY}/draft`);
    await policy.draft(inSequence(finance));
    expect((await policy.put(inSequence(manager), gone!.revision)).status).toBe(409);
  });

  test('is strict about what it is sent', async () => {
    const { status, body } = await policy.put({ ...inSequence(manager), surprise: 1 });
    expect([status, body]).toMatchObject([422, { errors: [{ path: 'policy.surprise' }] }]);
    const past = { revision: 1, note: 'x', effectiveFrom: '2020-01-01T00:00:00Z' };
    expect((await admin.post(`${CLAIM_POLICY}/publish`, past)).status).toBe(422);
    expect((await admin.get('/approval-policies/nothing')).status).toBe(404);
  });

  test('is compared with what is in force, and with the requests there were', async () => {
    await policy.publish(inSequence(manager));
    await policy.claim('100.00');
    await policy.claim('70000.00');
    await policy.draft(inSequence(manager, { ...finance, when: [amountAbove('50000.00', 'INR')] }));
    const { changes, requests } = (await admin.post(`${CLAIM_POLICY}/diff`, {}))
      .body as PolicyDifference;
    expect(changes).toEqual([
      {
        ...{ key: 'finance', change: 'added' },
        text: 'Finance signs in stage 2: Finance within 72 hours, one of them signs, when the amount is above ₹50,000.00',
      },
    ]);
    expect(requests).toMatchObject({
      ...{ days: 90, different: 1 },
      examples: [{ was: 'Reporting manager', would: 'Reporting manager, Finance' }],
    });
    expect(requests.looked).toBeGreaterThanOrEqual(2);
  });

  test('is thrown away when nobody wants it', async () => {
    const { body } = await admin.call('DELETE', `${CLAIM_POLICY}/draft`);
    expect((body as PolicyPage).draft).toBeNull();
  });
});
