import { takeChanges } from '../../modules/approvals/people-relay';
import { followCalendar } from '../../modules/approvals/use-cases/follow-people';
import { openStage } from '../../modules/approvals/use-cases/open-stage';
import { reconcileApprovals } from '../../modules/approvals/use-cases/reconcile-approvals';
import { waitingOnInactive } from '../../modules/approvals/waiting-on-inactive';
import { startTestApi, type TestApi } from '../support/api';
import { byHand, type ByHand } from '../support/by-hand';
import type { Persona } from '../support/company';

jest.setTimeout(60_000);

let api: TestApi;
let hand: ByHand;

beforeAll(async () => {
  api = await startTestApi();
  hand = byHand(api);
});
afterAll(async () => {
  expect(await waitingOnInactive(api.db)).toEqual([]);
  await api.stop();
});
afterEach(async () => {
  await api.db.query('UPDATE employee SET active = true');
  await api.db.query('UPDATE employee SET manager_id = $2 WHERE id = $1', [
    ...[id('sales.rep'), id('sales.manager')],
  ]);
  await api.db.query(
    `UPDATE approval_request SET status = 'cancelled', closed_at = now() WHERE status = 'pending'`,
  );
  await api.db.query('TRUNCATE people_change');
});

const id = (persona: Persona) => api.company.people[persona];
const admin = () => api.as('admin');
const deactivate = async (persona: Persona) =>
  (await admin()).post(`/people/${id(persona)}/deactivate`);
const follow = () => takeChanges(hand.deps);

describe('somebody who leaves', () => {
  test('loses their links in the same transaction, and their tasks right after, up the line', async () => {
    const requestId = await hand.leaveOf('sales.rep');
    expect(await hand.liveLinks(requestId, 'sales.manager')).toBe(2);
    const answer = await deactivate('sales.manager');
    // The people relay does not run here: what is gone now is gone with the deactivation.
    expect(await hand.liveLinks(requestId, 'sales.manager')).toBe(0);
    expect(answer).toMatchObject({
      status: 200,
      body: { active: false, leftBehind: { directReports: 2, departments: 0, openTasks: 1 } },
    });
    expect(await waitingOnInactive(api.db)).toMatchObject([{ requestId }]);
    await follow();
    expect(await waitingOnInactive(api.db)).toEqual([]);
    expect(await hand.tasksOf(requestId)).toEqual(['sales.manager reassigned', 'sales.head open']);
    expect(await hand.mailsOf(requestId)).toEqual([
      'approval-request to sales.manager',
      'approval-request to sales.head',
    ]);
    expect(await hand.auditOf(requestId, 'approval.rerouted')).toEqual([
      {
        ...{ step: 'reporting-manager', why: 'inactive' },
        ...{ from: id('sales.manager'), to: id('sales.head') },
      },
    ]);
    await follow();
    expect(await hand.tasksOf(requestId)).toHaveLength(2);
  });

  test('and heads a department is counted', async () => {
    expect(await deactivate('consulting.head')).toMatchObject({
      body: { leftBehind: { directReports: 1, departments: 1 } },
    });
    const audit = await (
      await admin()
    ).get(`/admin/audit?subjectId=${id('consulting.head')}&action=person.deactivated`);
    expect(audit.body).toMatchObject({
      items: [{ details: { leftBehind: { directReports: 1, departments: 1 } } }],
    });
  });

  test('goes from a task that was handed to them, to whom the rule names', async () => {
    const requestId = await hand.leaveOf('sales.rep');
    const manager = await api.signIn('sales.manager');
    await manager.post(`/approvals/${requestId}/reassign`, { to: id('consulting.head') });
    await deactivate('consulting.head');
    await follow();
    expect(await hand.tasksOf(requestId)).toEqual([
      'sales.manager reassigned',
      'consulting.head reassigned',
      'sales.manager open',
    ]);
  });

  test('as a substitute is taken off, and the one they acted for is asked again', async () => {
    const manager = await api.signIn('sales.manager');
    const dates = { startsOn: '2026-01-01', endsOn: '2030-01-01' };
    const made = await manager.post('/delegations', {
      ...{ to: id('consultant'), when: 'dates', ...dates },
    });
    expect(made.status).toBe(201);
    const requestId = await hand.leaveOf('sales.rep');
    await deactivate('consultant');
    await follow();
    expect(await hand.tasksOf(requestId)).toEqual([
      'sales.manager open',
      'consultant for sales.manager reassigned',
    ]);
    await manager.post(`/delegations/${(made.body as { id: string }).id}/revoke`);
  });

  test('is found by the sweep when the note of it was lost', async () => {
    const requestId = await hand.leaveOf('sales.rep');
    await api.db.query('UPDATE employee SET active = false WHERE id = $1', [id('sales.manager')]);
    await api.db.query('TRUNCATE people_change');
    const temporal = { openApprovalIds: () => Promise.resolve(new Set<string>()) };
    expect(await reconcileApprovals(hand.deps, temporal)).toMatchObject({
      ...{ rerouted: 1, waitingOnInactive: 0 },
    });
    expect(await hand.tasksOf(requestId)).toContain('sales.head open');
    // Nobody at all is left but the requester: the task goes, admins hear that nobody can sign.
    await api.db.query('UPDATE employee SET active = false WHERE id <> $1', [id('sales.rep')]);
    await followCalendar(hand.deps);
    expect((await hand.tasksOf(requestId)).filter((task) => task.endsWith('open'))).toEqual([]);
  });
});

describe('a new manager', () => {
  const moveRep = async () =>
    (await admin()).patch(`/people/${id('sales.rep')}`, { managerId: id('consulting.head') });

  test('gets what is open, and the old one loses task, links and sight', async () => {
    const requestId = await hand.leaveOf('sales.rep');
    expect((await moveRep()).status).toBe(200);
    await follow();
    expect(await hand.tasksOf(requestId)).toEqual([
      'sales.manager reassigned',
      'consulting.head open',
    ]);
    expect(await hand.liveLinks(requestId, 'sales.manager')).toBe(0);
    expect(await hand.liveLinks(requestId, 'consulting.head')).toBe(2);
    expect(await hand.auditOf(requestId, 'approval.rerouted')).toMatchObject([{ why: 'rule' }]);
    expect(await hand.bellOf('sales.manager', requestId)).toContain(
      'No decision needed: sales.rep',
    );
    expect(await (await api.signIn('sales.manager')).get(`/approvals/${requestId}`)).toMatchObject({
      status: 404,
    });
  });

  test('gets nothing where the policy says keep', async () => {
    const requestId = await hand.leaveOf('sales.rep');
    await api.db.query(
      `UPDATE approval_request SET plan = plan || '{"onManagerChange":"keep"}' WHERE id = $1`,
      [requestId],
    );
    await moveRep();
    await follow();
    expect(await hand.tasksOf(requestId)).toEqual(['sales.manager open']);
    // Somebody who has left is not kept.
    await deactivate('sales.manager');
    await follow();
    expect(await hand.tasksOf(requestId)).toEqual([
      'sales.manager reassigned',
      'consulting.head open',
    ]);
  });

  test('gets nothing that a person has handed to somebody', async () => {
    const requestId = await hand.leaveOf('sales.rep');
    const manager = await api.signIn('sales.manager');
    await manager.post(`/approvals/${requestId}/reassign`, { to: id('hr') });
    await moveRep();
    await follow();
    expect(await hand.tasksOf(requestId)).toEqual(['sales.manager reassigned', 'hr open']);
  });
});

describe('a role that is taken away', () => {
  test('takes the tasks it gave along', async () => {
    const consultant = await api.as('consultant');
    await api.db.query(`UPDATE employee SET roles = roles || '{finance}' WHERE id = $1`, [
      id('sales.head'),
    ]);
    const line = { date: '2026-11-02', category: 'travel', description: 'x' };
    const lines = [{ ...line, amount: { amount: '30000.00', currency: 'INR' } }];
    const made = await consultant.post('/expense-claims', { title: 'x', lines });
    const { approvalId: requestId } = made.body as { approvalId: string };
    await api.db.query(
      `UPDATE approval_step SET status = 'approved', opened_at = now(), expires_at = now() WHERE request_id = $1 AND stage = 0`,
      [requestId],
    );
    await openStage(hand.deps, { requestId, stage: 1 });
    expect((await hand.tasksOf(requestId)).sort()).toEqual(['finance open', 'sales.head open']);
    await (
      await admin()
    ).patch(`/people/${id('sales.head')}`, { roles: ['employee', 'department-head'] });
    await follow();
    expect((await hand.tasksOf(requestId)).sort()).toEqual([
      'finance open',
      'sales.head reassigned',
    ]);
  });
});
