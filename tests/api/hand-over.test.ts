import { takeChanges } from '../../modules/approvals/people-relay';
import { waitingOnInactive } from '../../modules/approvals/waiting-on-inactive';
import type { ConversationDetail } from '../../domain/wire/chat';
import type { WaitingOn } from '../../domain/wire/people';
import { startTestApi, type TestApi } from '../support/api';
import { byHand, type ByHand } from '../support/by-hand';
import type { Persona } from '../support/company';
import { salesOf } from '../support/sales';

jest.setTimeout(60_000);

let api: TestApi;
let hand: ByHand;

beforeEach(async () => {
  api = await startTestApi();
  hand = byHand(api);
});
afterEach(() => api.stop());

const sales = salesOf(() => api);
const id = (persona: Persona) => api.company.people[persona];
const names = (items: { name: string }[]) => items.map(({ name }) => name);
const managerOf = async (persona: Persona) =>
  (
    await api.db.query<{ name: string | null }>(
      'SELECT m.name FROM employee e LEFT JOIN employee m ON m.id = e.manager_id WHERE e.id = $1',
      [id(persona)],
    )
  )[0]?.name;

async function deactivate(persona: Persona, handOver?: object) {
  const admin = await api.as('admin');
  return admin.post(`/people/${id(persona)}/deactivate`, handOver && { handOver });
}

const project = async (code: string, manager: Persona, status = 'active') => {
  await api.db.query(
    `INSERT INTO project (code, name, customer, department_id, manager_id, status, starts_on)
     VALUES ($1, $1, 'x', $2, $3, $4, '2026-01-01')`,
    [code, api.company.departments.Sales, id(manager), status],
  );
};

test('check 45: what waits is stated, goes to those named, and pending steps move to the new approver while old links refuse', async () => {
  const requestId = await hand.leaveOf('sales.rep');
  await project('Open', 'sales.manager');
  await project('Over', 'sales.manager', 'closed');
  const admin = await api.as('admin');
  await admin.patch(`/departments/${api.company.departments.Sales}`, {
    headId: id('sales.manager'),
  });
  const manager = await api.signIn('sales.manager');
  await manager.post('/delegations', { to: id('consultant'), when: 'away' });

  const stated = (await admin.get(`/people/${id('sales.manager')}/hand-over`)).body as WaitingOn;
  expect(stated.tasks).toMatchObject([{ approvalId: requestId, requester: 'sales.rep' }]);
  expect(names(stated.reports)).toEqual(['sales.rep', 'sales.rep2']);
  expect(names(stated.departments)).toEqual(['Sales']);
  expect(names(stated.projects)).toEqual(['Open']);
  expect(stated.substitutes).toMatchObject([{ to: { name: 'consultant' } }]);
  expect(stated.manager).toMatchObject({ name: 'sales.head' });

  expect(await hand.liveLinks(requestId, 'sales.manager')).toBe(2);
  const answer = await deactivate('sales.manager', {
    ...{ reportsTo: id('consulting.manager'), departmentsTo: id('sales.head') },
    projectsTo: id('consulting.head'),
  });
  expect(answer).toMatchObject({
    status: 200,
    body: { active: false, leftBehind: { directReports: 0, departments: 0, openTasks: 1 } },
  });
  // The old links are dead with the deactivation, not with the move that follows it.
  expect(await hand.liveLinks(requestId, 'sales.manager')).toBe(0);
  await takeChanges(hand.deps);
  expect(await hand.tasksOf(requestId)).toEqual([
    'sales.manager reassigned',
    'consulting.manager open',
  ]);
  expect(await hand.liveLinks(requestId, 'consulting.manager')).toBe(2);
  expect(await waitingOnInactive(api.db)).toEqual([]);

  expect(await managerOf('sales.rep')).toBe('consulting.manager');
  const after = (await admin.get(`/people/${id('sales.manager')}/hand-over`)).body as WaitingOn;
  expect(after).toMatchObject({
    ...{ tasks: [], reports: [], departments: [], projects: [], substitutes: [] },
  });
  const audit = await admin.get(
    `/admin/audit?subjectId=${id('sales.manager')}&action=person.handed-over`,
  );
  expect(audit.body).toMatchObject({
    items: [
      {
        actor: { id: id('admin') },
        details: {
          reports: { ids: [id('sales.rep'), id('sales.rep2')], to: id('consulting.manager') },
          departments: { to: id('sales.head') },
          projects: { ids: [expect.any(String)], to: id('consulting.head') },
          delegations: [expect.any(String)],
        },
      },
    ],
  });
});

test('open deals and customers are stated and go to a seller who is named; what is won stays, and each says whose it is now', async () => {
  const open = await sales.deal('sales.rep', { name: 'Open', stage: 'proposal' });
  const won = await sales.deal('sales.rep', { name: 'Won', customerId: open.customer.id });
  await sales.move('sales.rep', won.id, { stage: 'won', reason: 'price' });
  const admin = await api.as('admin');
  const path = `/people/${id('sales.rep')}/hand-over`;
  const stated = (await admin.get(path)).body as WaitingOn;
  expect([names(stated.deals), names(stated.customers)]).toEqual([['Open'], [open.customer.name]]);
  expect(await deactivate('sales.rep', { salesTo: id('consultant') })).toMatchObject({
    status: 422,
    body: {
      errors: [{ path: 'handOver.salesTo', message: 'Choose somebody of a sales department' }],
    },
  });
  expect(await deactivate('sales.rep')).toMatchObject({
    body: { leftBehind: { deals: 1, customers: 1 } },
  });
  expect(await deactivate('sales.rep', { salesTo: id('sales.rep2') })).toMatchObject({
    status: 200,
    body: { active: false, leftBehind: { deals: 0, customers: 0 } },
  });
  const rep2 = await api.as('sales.rep2');
  expect((await rep2.get(`/deals/${open.id}`)).body).toMatchObject({
    owner: { name: 'sales.rep2' },
  });
  expect((await rep2.get(`/customers/${open.customer.id}`)).body).toMatchObject({
    owner: { name: 'sales.rep2' },
  });
  expect((await admin.get(`/deals/${won.id}`)).body).toMatchObject({
    owner: { name: 'sales.rep' },
  });
  expect((await admin.get(path)).body).toMatchObject({ deals: [], customers: [] });
  const audit = await admin.get(
    `/admin/audit?subjectId=${id('sales.rep')}&action=person.handed-over`,
  );
  expect(audit.body).toMatchObject({
    items: [
      {
        details: {
          deals: { ids: [open.id], to: id('sales.rep2') },
          customers: { ids: [open.customer.id], to: id('sales.rep2') },
        },
      },
    ],
  });
  const ofDeal = await admin.get(`/admin/audit?subjectId=${open.id}&action=deal.handed-on`);
  expect(ofDeal.body).toMatchObject({
    items: [{ details: { fromId: id('sales.rep'), ownerId: id('sales.rep2') } }],
  });
});

test('a channel whose owner has left is owned by the longest there who is active', async () => {
  const owner = await api.signIn('sales.manager');
  const memberIds = [id('sales.rep'), id('sales.rep2')];
  const made = await owner.post('/conversations', {
    ...{ kind: 'channel', visibility: 'private', name: 'quarter', topic: '', memberIds },
  });
  const path = `/conversations/${(made.body as { id: string }).id}`;
  const rep = await api.signIn('sales.rep');
  expect((await rep.patch(path, { topic: 'Numbers' })).status).toBe(403);
  await deactivate('sales.manager');
  const owners = ((await rep.get(path)).body as ConversationDetail).members.filter(
    ({ role }) => role === 'owner',
  );
  expect(names(owners)).toEqual(['sales.manager', 'sales.rep']);
  expect((await rep.patch(path, { topic: 'Numbers' })).status).toBe(200);
  // Whoever has left owns nothing any more: the last one who is there takes over from one who goes.
  await rep.call('DELETE', `${path}/members/${id('sales.rep')}`);
  const last = await api.signIn('sales.rep2');
  expect((await last.patch(path, { topic: 'All numbers' })).status).toBe(200);
});

test('somebody who takes over from their own manager moves up into their place', async () => {
  expect((await deactivate('sales.manager', { reportsTo: id('sales.rep') })).status).toBe(200);
  expect(await managerOf('sales.rep')).toBe('sales.head');
  expect(await managerOf('sales.rep2')).toBe('sales.rep');
});

test('who cannot take over is said, and then nobody is deactivated and nothing has moved', async () => {
  await api.db.query('UPDATE employee SET active = false WHERE id = $1', [id('consultant')]);
  const refusals: [object, string, string][] = [
    // Below one of the reports: the line would close on itself.
    [
      { reportsTo: id('sales.rep') },
      'reportsTo',
      'They report to one of the people they would lead, and cannot take over.',
    ],
    [{ departmentsTo: id('consultant') }, 'departmentsTo', 'There is no such active person.'],
    [
      { projectsTo: id('sales.head') },
      'projectsTo',
      'Choose somebody else than the one who leaves.',
    ],
  ];
  for (const [handOver, path, message] of refusals) {
    expect(await deactivate('sales.head', handOver)).toMatchObject({
      status: 422,
      body: { errors: [{ path: `handOver.${path}`, message }] },
    });
  }
  expect(await managerOf('sales.manager')).toBe('sales.head');
  expect(await (await api.as('admin')).get(`/people/${id('sales.head')}`)).toMatchObject({
    body: { active: true },
  });
});

test('check 45: no reporting cycle is possible, though two connections write at once', async () => {
  const meeting = new Promise((resolve) => setTimeout(resolve, 100));
  const move = (what: Persona, to: Persona) =>
    api.db.transaction(async (tx) => {
      await tx.query('SELECT 1');
      await meeting;
      await tx.query('UPDATE employee SET manager_id = $2 WHERE id = $1', [id(what), id(to)]);
    });
  const outcomes = await Promise.allSettled([
    move('sales.rep', 'consultant'),
    move('consultant', 'sales.rep'),
  ]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const failed = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
  expect(String(failed.reason)).toContain('reporting line would form a cycle');
});

test('two who hand over to one another at once do not both go', async () => {
  const outcomes = await Promise.all([
    deactivate('sales.manager', { reportsTo: id('consulting.manager') }),
    deactivate('consulting.manager', { reportsTo: id('sales.manager') }),
  ]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual([200, 422]);
  const [orphans] = await api.db.query(
    `SELECT count(*)::int AS n FROM employee e JOIN employee m ON m.id = e.manager_id WHERE e.active AND NOT m.active`,
  );
  expect(orphans).toEqual({ n: 0 });
});
