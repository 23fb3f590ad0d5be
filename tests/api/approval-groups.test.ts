import type { PolicyStep } from '../../domain/approvals/policy';
import { inSequence, roleStep } from '../../domain/approvals/steps';
import type { Approval } from '../../domain/wire/approvals';
import { startTestApi, type TestApi, type TestClient } from '../support/api';
import { claimPolicy, type ClaimPolicy } from '../support/claim-policy';
import type { Persona } from '../support/company';
import { applyAll, openedStage, stepsOf } from '../support/stages';

let api: TestApi;
let admin: TestClient;
let policy: ClaimPolicy;

beforeAll(async () => {
  api = await startTestApi();
  admin = await api.as('admin');
  policy = await claimPolicy(api);
});
afterAll(() => api?.stop());

const manager = roleStep({ approver: { role: 'reporting-manager' }, due: '48 hours' });
const step = (change: Partial<PolicyStep>) => ({ ...manager, ...change });
const keysOf = ({ steps }: Approval) => steps.map(({ key }) => key);

describe('groups', () => {
  const byGroups = (groups: { id: string; name: string }[], quorum: PolicyStep['quorum']) =>
    inSequence(step({ key: 'board', name: 'Board', approver: { role: 'group', groups }, quorum }));
  const sign = async (persona: Persona, approval: Approval) => {
    const path = `/approvals/${approval.id}/decisions`;
    expect((await (await api.as(persona)).post(path, { verdict: 'approve' })).status).toBe(200);
    await applyAll(api, approval.id, 0);
    return (await stepsOf(api, approval.id, 0)).map(({ status }) => status);
  };

  test('of three, two must sign; the third is let go', async () => {
    const trio = await policy.group('Trio', 'hr', 'sales.head', 'consulting.head');
    await policy.publish(byGroups([trio], 'at-least-2'));
    const approval = await policy.claim('10.00');
    const [opened] = await openedStage(api, approval.id, 0);
    expect(opened).toMatchObject({ quorum: 'at-least-2', reason: 'rule' });
    expect(opened!.approverIds).toHaveLength(3);
    expect(await sign('hr', approval)).toEqual(['open']);
    expect(await sign('sales.head', approval)).toEqual(['approved']);
    expect((await stepsOf(api, approval.id, 0))[0]!.approverIds).toEqual([]);
    const late = await (
      await api.as('consulting.head')
    ).post(`/approvals/${approval.id}/decisions`, { verdict: 'reject', comment: 'x' });
    expect(late.status).toBe(409);
  });

  test('a quorum above the people there are comes down to them, and the trail says so', async () => {
    const pair = await policy.group('Pair', 'hr', 'sales.rep', 'consultant');
    await policy.publish(byGroups([pair], 'at-least-3'));
    const approval = await policy.claim('10.00');
    const [opened] = await openedStage(api, approval.id, 0);
    // The requester is in the group, and never asked.
    expect(opened).toMatchObject({ quorum: 'at-least-2' });
    expect(opened!.approverIds.sort()).toEqual(
      [api.company.people.hr, api.company.people.consultant].sort(),
    );
    const [audited] = await api.db.query<{ details: object }>(
      `SELECT details FROM audit_event WHERE subject_id = $1 AND action = 'approval.step-opened'`,
      [approval.id],
    );
    expect(audited!.details).toMatchObject({ quorum: 'at-least-2', plannedQuorum: 'at-least-3' });
    expect(await sign('hr', approval)).toEqual(['open']);
    expect(await sign('consultant', approval)).toEqual(['approved']);
  });

  test('one of each signs, and who is in both signs for the one that has nobody else', async () => {
    const legal = await policy.group('Legal', 'hr', 'consultant');
    const risk = await policy.group('Risk', 'hr');
    await policy.publish(byGroups([legal, risk], 'one-per-group'));
    const approval = await policy.claim('10.00');
    const opened = await openedStage(api, approval.id, 0);
    expect(opened.map(({ name, approverIds }) => [name, approverIds])).toEqual([
      ['Board: Legal', [api.company.people.consultant]],
      ['Board: Risk', [api.company.people.hr]],
    ]);
    expect(await sign('hr', approval)).toEqual(['open', 'approved']);
    expect(await sign('consultant', approval)).toEqual(['approved', 'approved']);
  });

  test('have names of their own, and members that exist', async () => {
    const legal = { name: 'LEGAL', memberIds: [] };
    const taken = await admin.post('/approval-groups', legal);
    expect(taken).toMatchObject({ status: 422, body: { errors: [{ path: 'name' }] } });
    const { id } = await policy.group('To rename', 'hr');
    const { hr, finance } = api.company.people;
    const edited = await admin.patch(`/approval-groups/${id}`, {
      ...{ name: 'Renamed', memberIds: [hr, finance] },
    });
    expect(edited.body).toMatchObject({
      name: 'Renamed',
      members: [{ name: 'finance' }, { name: 'hr' }],
    });
    const without = await admin.patch(`/approval-groups/${id}`, { memberIds: [finance] });
    expect(without.body).toMatchObject({ name: 'Renamed', members: [{ name: 'finance' }] });
    const wrong = await admin.patch(`/approval-groups/${id}`, { memberIds: [hr, id] });
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ path: 'memberIds.1' }] } });
  });
});

test('grades, departments and levels up the line decide whom a claim goes to', async () => {
  const { people, departments } = api.company;
  const graded = await admin.patch(`/people/${people.consultant}`, { grade: 'E3' });
  expect(graded.body).toMatchObject({ grade: 'E3' });
  await policy.publish(
    inSequence(
      step({ key: 'senior', when: [{ on: 'grade', in: ['E3'] }] }),
      step({ key: 'sales', when: [{ on: 'department', in: [departments.Sales] }] }),
      step({ key: 'staff', when: [{ on: 'department-kind', in: ['hr', 'finance'] }] }),
      step({ key: 'top', approver: { role: 'line-manager', level: 2 } }),
    ),
  );
  expect(keysOf(await policy.claim('1.00', 'consultant'))).toEqual(['senior', 'top']);
  expect(keysOf(await policy.claim('1.00', 'hr'))).toEqual(['staff', 'top']);
  const approval = await policy.claim('1.00', 'sales.rep');
  expect(keysOf(approval)).toEqual(['sales', 'top']);
  const [sales] = await openedStage(api, approval.id, 0);
  expect(sales!.approverIds).toEqual([people['sales.manager']]);
  const [top] = await openedStage(api, approval.id, 1);
  expect(top!.approverIds).toEqual([people['sales.head']]);
});
