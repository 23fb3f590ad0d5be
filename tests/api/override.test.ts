import type { Approval, DecisionWire } from '../../domain/wire/approvals';
import { applyDecisions } from '../../modules/approvals/use-cases/apply-decisions';
import { closeRequest } from '../../modules/approvals/use-cases/close-request';
import { openStage } from '../../modules/approvals/use-cases/open-stage';
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

const id = (persona: Persona) => api.company.people[persona];
const override = async (persona: Persona, requestId: string, body: object) =>
  (await api.as(persona)).post(`/approvals/${requestId}/override`, body);
const REASON = { reason: 'Payroll closes today' };

describe('an override', () => {
  test('decides the open step with name, reason and flag, and tells those passed over', async () => {
    const requestId = await hand.leaveOf('sales.rep');
    const answer = await override('admin', requestId, { verdict: 'approve', ...REASON });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        status: 'recorded',
        decisions: [
          { by: { name: 'admin' }, verdict: 'approve', override: true, comment: REASON.reason },
        ],
      },
    });
    expect(await hand.tasksOf(requestId)).toEqual(['sales.manager superseded', 'admin approved']);
    expect(await hand.bellOf('sales.manager', requestId)).toContain(
      "admin approved sales.rep's request as an admin",
    );
    expect(await hand.mailsOf(requestId)).toContain('approval-closed-for-you to sales.manager');
    const [links] = await api.db.query<{ live: string }>(
      'SELECT count(*) AS live FROM email_link WHERE request_id = $1 AND revoked_at IS NULL',
      [requestId],
    );
    expect(links).toEqual({ live: '0' });

    const { decisions } = answer.body as { decisions: DecisionWire[] };
    const decisionIds = decisions.map((decision) => decision.id);
    const view = await applyDecisions(hand.deps, { requestId, stage: 0, decisionIds });
    expect(view.steps).toMatchObject([{ status: 'approved' }]);
    await closeRequest(hand.deps, { requestId, outcome: 'approved' });
    const approval = (await (await api.as('sales.rep')).get(`/approvals/${requestId}`))
      .body as Approval;
    expect(approval).toMatchObject({ status: 'approved', decisions: [{ override: true }] });
    expect(approval.timeline.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        'Approved by admin override',
        'Decided by an admin past sales.manager',
      ]),
    );
    expect(await hand.auditOf(requestId, 'approval.overridden')).toMatchObject([
      { verdict: 'approve', bypassed: [id('sales.manager')], decisionIds },
    ]);
  });

  test('decides every step that is open at the same time, the admin’s own among them', async () => {
    const [project] = await api.db.query<{ id: string }>(
      `INSERT INTO project (code, name, customer, department_id, manager_id, starts_on)
       VALUES ('P1', 'P1', 'P1', $1, $2, '2026-01-05') RETURNING id`,
      [api.company.departments.Consulting, id('consulting.manager')],
    );
    await api.db.query('INSERT INTO project_member VALUES ($1, $2)', [
      project?.id,
      id('consultant'),
    ]);
    const body = { plannedOn: '2027-09-01', notes: 'x' };
    const asked = await (
      await api.as('consultant')
    ).post(`/projects/${project?.id}/go-lives`, body);
    const { approvalId: requestId } = asked.body as { approvalId: string };
    await openStage(hand.deps, { requestId, stage: 0 });
    await (
      await api.as('consulting.manager')
    ).post(`/approvals/${requestId}/decisions`, { verdict: 'approve' });
    const [decision] = await api.db.query<{ id: string }>(
      'SELECT id FROM approval_decision WHERE request_id = $1',
      [requestId],
    );
    await applyDecisions(hand.deps, { requestId, stage: 0, decisionIds: [decision!.id] });
    await openStage(hand.deps, { requestId, stage: 1 });
    // The admin is asked at the second of the two steps.
    const head = await api.as('finance');
    expect(await head.post(`/approvals/${requestId}/reassign`, { to: id('admin') })).toMatchObject({
      status: 200,
    });
    const answer = await override('admin', requestId, { verdict: 'approve', ...REASON });
    expect(answer.status).toBe(200);
    const { decisions } = answer.body as { decisions: DecisionWire[] };
    expect(decisions.map(({ step }) => step).sort()).toEqual(['department-head', 'finance']);
    const view = await applyDecisions(hand.deps, {
      ...{ requestId, stage: 1, decisionIds: decisions.map((one) => one.id) },
    });
    expect(view.steps.map(({ status }) => status)).toEqual(['approved', 'approved']);
  });

  test('is for admins, wants a reason, and counts once', async () => {
    const requestId = await hand.leaveOf('sales.rep');
    for (const persona of ['sales.manager', 'hr', 'finance', 'sales.rep'] as const) {
      expect(await override(persona, requestId, { verdict: 'approve', ...REASON })).toMatchObject({
        status: 403,
      });
    }
    for (const reason of [undefined, '', '   ']) {
      expect(await override('admin', requestId, { verdict: 'approve', reason })).toMatchObject({
        status: 422,
        body: { errors: [{ path: 'reason' }] },
      });
    }
    const clicks = Array.from({ length: 20 }, (_, index) =>
      override('admin', requestId, { verdict: index % 2 ? 'approve' : 'reject', ...REASON }),
    );
    const statuses = (await Promise.all(clicks)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(19);
  });

  test('decides a step that nobody can sign', async () => {
    const requestId = await hand.leaveOf('sales.rep');
    await api.db.query(`UPDATE approval_task SET status = 'revoked' WHERE request_id = $1`, [
      requestId,
    ]);
    expect(await override('admin', requestId, { verdict: 'reject', ...REASON })).toMatchObject({
      status: 200,
      body: { decisions: [{ verdict: 'reject', override: true }] },
    });
  });

  test('of one’s own request is refused, also by the database', async () => {
    const requestId = await hand.leaveOf('admin');
    expect(await override('admin', requestId, { verdict: 'approve', ...REASON })).toMatchObject({
      status: 403,
      body: { code: 'own-request' },
    });
    await expect(
      api.db.query(
        `INSERT INTO approval_decision (request_id, step_id, task_id, decided_by, verdict, channel, received_at, override)
         SELECT request_id, step_id, id, $2, 'approve', 'app', now(), true FROM approval_task WHERE request_id = $1 LIMIT 1`,
        [requestId, id('admin')],
      ),
    ).rejects.toMatchObject({ constraint: 'approval_decision_not_requester' });
  });
});

describe('one more approver', () => {
  test('may sign as well where one is enough, and is told', async () => {
    const requestId = await hand.leaveOf('sales.rep');
    const manager = await api.as('sales.manager');
    const added = await manager.post(`/approvals/${requestId}/approvers`, {
      ...{ to: id('consulting.head'), reason: 'It is about their project' },
    });
    expect(added).toMatchObject({
      status: 200,
      body: { waitingOn: [{ name: 'sales.manager' }, { name: 'consulting.head' }] },
    });
    expect(await hand.mailsOf(requestId)).toContain('approval-request to consulting.head');
    expect(await hand.bellOf('consulting.head', requestId)).toEqual([
      "You were added as an approver of sales.rep's request",
    ]);
    const { timeline } = added.body as unknown as Approval;
    expect(timeline.at(-1)).toMatchObject({
      text: 'Reporting manager: added consulting.head',
      comment: 'It is about their project',
      actor: { name: 'sales.manager' },
    });
    const decided = await (
      await api.as('consulting.head')
    ).post(`/approvals/${requestId}/decisions`, { verdict: 'approve' });
    expect(decided.status).toBe(200);
    expect(await hand.tasksOf(requestId)).toEqual([
      'sales.manager superseded',
      'consulting.head approved',
    ]);
  });

  test('must sign too where everybody does', async () => {
    const requestId = await hand.leaveOf('sales.rep');
    await api.db.query(`UPDATE approval_step SET quorum = 'all' WHERE request_id = $1`, [
      requestId,
    ]);
    await (await api.as('admin')).post(`/approvals/${requestId}/approvers`, { to: id('hr') });
    const decide = async (persona: Persona) => {
      const client = await api.as(persona);
      const answer = await client.post(`/approvals/${requestId}/decisions`, { verdict: 'approve' });
      const { decision } = answer.body as { decision: { id: string } };
      const decisionIds = [decision.id];
      return (await applyDecisions(hand.deps, { requestId, stage: 0, decisionIds })).steps[0]
        ?.status;
    };
    expect(await decide('sales.manager')).toBe('open');
    expect(await decide('hr')).toBe('approved');
  });

  test('is named by those who are asked and admins, and must be somebody who may sign', async () => {
    const requestId = await hand.leaveOf('sales.rep');
    const add = async (persona: Persona, to: Persona, more: object = {}) =>
      (await api.as(persona)).post(`/approvals/${requestId}/approvers`, { to: id(to), ...more });
    expect(await add('sales.rep', 'hr')).toMatchObject({ status: 403 });
    expect(await add('sales.head', 'hr')).toMatchObject({ status: 403 });
    expect(await add('consultant', 'hr')).toMatchObject({ status: 404 });
    for (const to of ['sales.rep', 'sales.manager'] as const) {
      expect(await add('sales.manager', to)).toMatchObject({
        status: 422,
        body: { errors: [{ path: 'to' }] },
      });
    }
    expect(await add('admin', 'hr', { step: 'finance' })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'step' }] },
    });
    expect(await add('admin', 'hr', { step: 'reporting-manager' })).toMatchObject({ status: 200 });
    await (await api.as('hr')).post(`/approvals/${requestId}/decisions`, { verdict: 'approve' });
    expect(await add('admin', 'finance')).toMatchObject({ status: 409 });
  });
});
