import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { addDays } from '../../domain/dates/calendar';
import type { Approval } from '../../domain/wire/approvals';
import type { ProjectWatchWire } from '../../domain/wire/go-live-watch';
import type { ReadinessWire } from '../../domain/wire/readiness';
import type { TestClient } from '../support/api';
import { startApp, type RunningApp } from '../support/app';
import type { Persona } from '../support/company';
import { mailedLinks, pressLink } from '../support/decision-page';
import { approvalWhen, asked, closed, personasOf, type Personas } from '../support/personas';
import { asPlan, donePlan } from '../support/readiness';
import { today } from '../support/records';
import { until } from '../support/socket-client';

jest.setTimeout(90_000);

let app: RunningApp;
let people: Personas;
let manager: TestClient;
let consultant: TestClient;
let projects: { id: string; status: string }[];

beforeAll(async () => {
  app = await startApp({ demo: true });
  people = personasOf(app);
  [manager, consultant] = [await people.as('consulting.manager'), await people.as('consultant')];
  const { items } = (await consultant.get('/projects?status=active&limit=50')).body as unknown as {
    items: { id: string; status: string; manager: { name: string } }[];
  };
  const me = (await manager.get('/me')).body as unknown as { name: string };
  projects = items.filter((project) => project.manager.name === me.name);
}, 120_000);

afterAll(() => app?.stop());

/** A ready project of the demo company's, asked to go live by a member. */
async function askReady(): Promise<{ projectId: string; approvalId: string }> {
  const projectId = projects.pop()!.id;
  const { id } = (await manager.get('/me')).body as unknown as { id: string };
  const path = `/projects/${projectId}/readiness`;
  expect((await manager.call('PUT', path, { body: donePlan(id) })).status).toBe(200);
  const drill = { drilledOn: today(), minutes: 25, passed: true };
  expect((await manager.post(`${path}/drills`, drill)).status).toBe(201);
  const asking = { plannedOn: addDays(today(), 7), notes: 'Billing first' };
  const answer = await consultant.post(`/projects/${projectId}/go-lives`, asking);
  expect(answer.status).toBe(201);
  return { projectId, approvalId: (answer.body as unknown as { approvalId: string }).approvalId };
}

const press = async (persona: Persona, approvalId: string) => {
  const links = await mailedLinks(app.inbox, `${persona}@netra.example`, approvalId);
  return pressLink(links.approve);
};
const inRound = (round: number, step: string) => (approval: Approval) =>
  approval.round === round && asked(step)(approval);
const readinessOf = async (projectId: string) =>
  (await manager.get(`/projects/${projectId}/readiness`)).body as unknown as ReadinessWire;

test('project manager, then head and finance sign by mailed links, three people, and the project is live', async () => {
  const { projectId, approvalId } = await askReady();
  await approvalWhen(consultant, approvalId, asked('project-manager'));
  expect((await press('consulting.manager', approvalId)).status).toBe(200);
  await approvalWhen(consultant, approvalId, asked('finance'));
  for (const persona of ['consulting.head', 'finance'] as const) {
    expect((await press(persona, approvalId)).status).toBe(200);
  }
  const approval = await approvalWhen(consultant, approvalId, closed);
  expect(approval.status).toBe('approved');
  expect(approval.decisions.map(({ channel }) => channel)).toEqual(['email', 'email', 'email']);
  expect(new Set(approval.decisions.map(({ by }) => by.id)).size).toBe(3);
  const project = (await consultant.get(`/projects/${projectId}`)).body;
  expect(project).toMatchObject({ status: 'live' });
});

test('a check that is changed after the project manager signed voids that signature: all are asked again, for what it says now', async () => {
  const { projectId, approvalId } = await askReady();
  await approvalWhen(consultant, approvalId, asked('project-manager'));
  expect((await press('consulting.manager', approvalId)).status).toBe(200);
  await approvalWhen(consultant, approvalId, asked('finance'));
  const old = await mailedLinks(app.inbox, 'finance@netra.example', approvalId);

  const plan = await readinessOf(projectId);
  expect(plan.pendingApprovalId).toBe(approvalId);
  const path = `/projects/${projectId}/readiness/checks/${plan.checks[0]!.id}`;
  const evidence = 'Minutes of the second acceptance';
  expect((await manager.post(path, { state: 'done', evidence })).status).toBe(200);
  expect((await pressLink(old.approve)).status).toBe(410);
  const again = await approvalWhen(consultant, approvalId, inRound(2, 'project-manager'));
  expect(again).toMatchObject({ version: 2, decisions: [], status: 'pending' });
  expect(again.facts).toContainEqual(
    expect.objectContaining({ value: expect.stringContaining(evidence) as string }),
  );
  expect(again.timeline.map(({ type }) => type)).toContain('approval.revised');
  const finance = await people.as('finance');
  const rings = (await finance.get('/notifications')).body as unknown as {
    items: { approvalId: string; title: string }[];
  };
  expect(rings.items.find((ring) => ring.approvalId === approvalId)?.title).toMatch(
    / changed what is to be signed$/,
  );
});

test('a change that leaves it not ready gives the go-live back with the reason, and it is asked for again when it is ready', async () => {
  const { projectId, approvalId } = await askReady();
  await approvalWhen(consultant, approvalId, asked('project-manager'));
  const plan = await readinessOf(projectId);
  const path = `/projects/${projectId}/readiness/checks/${plan.checks[0]!.id}`;
  expect((await manager.post(path, { state: 'open' })).status).toBe(200);
  const back = await approvalWhen(
    consultant,
    approvalId,
    ({ sentBackUntil }) => sentBackUntil !== null,
  );
  expect(back.timeline.find(({ type }) => type === 'approval.sent-back')?.comment).toContain(
    'is mandatory and open',
  );
  const data = { projectId, plannedOn: addDays(today(), 9), notes: 'Billing first' };
  const revise = () => consultant.post(`/approvals/${approvalId}/revisions`, { data });
  expect((await revise()).status).toBe(422);
  expect((await manager.post(path, { state: 'done' })).status).toBe(200);
  expect((await revise()).status).toBe(200);
  await approvalWhen(consultant, approvalId, inRound(2, 'project-manager'));
});

test('finance sends it back: it returns to the requester with its history, and the project manager is asked first again', async () => {
  const { projectId, approvalId } = await askReady();
  await approvalWhen(consultant, approvalId, asked('project-manager'));
  expect((await press('consulting.manager', approvalId)).status).toBe(200);
  await approvalWhen(consultant, approvalId, asked('finance'));
  const finance = await people.as('finance');
  const text = 'The budget of the first month is missing';
  expect((await finance.post(`/approvals/${approvalId}/send-back`, { text })).status).toBe(200);
  const plan = asPlan(await readinessOf(projectId));
  const risk = {
    ...{ title: 'Budget of December', probability: 2, impact: 3, mitigation: 'Weekly look' },
    ...{ state: 'accepted' as const, ownerId: plan.checks[0]!.ownerId },
  };
  const path = `/projects/${projectId}/readiness`;
  const saved = await manager.call('PUT', path, { body: { ...plan, risks: [risk] } });
  expect(saved.body).toMatchObject({ verdict: 'ready-with-risks' });
  const data = { projectId, plannedOn: addDays(today(), 9), notes: 'With the budget' };
  expect((await consultant.post(`/approvals/${approvalId}/revisions`, { data })).status).toBe(200);
  const again = await approvalWhen(consultant, approvalId, inRound(2, 'project-manager'));
  expect(again.facts).toContainEqual({ label: 'Readiness', value: 'Ready with risks' });
  expect(again.timeline.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['approval.decided', 'approval.sent-back', 'approval.resubmitted']),
  );
});

/** Signed by all three; the project is live. */
async function sign(approvalId: string): Promise<void> {
  await approvalWhen(consultant, approvalId, asked('project-manager'));
  await press('consulting.manager', approvalId);
  await approvalWhen(consultant, approvalId, asked('finance'));
  for (const persona of ['consulting.head', 'finance'] as const) await press(persona, approvalId);
  await approvalWhen(consultant, approvalId, closed);
}

const mailsTo = (persona: Persona, subject: string) =>
  app.inbox.mails({ to: `${persona}@netra.example`, subject }, 15_000);

/** As if the go-live were a month ago and its first check-in were to be asked for now. */
async function moveWatch(): Promise<void> {
  const owner = new pg.Client(app.environment.DATABASE_URL);
  await owner.connect();
  await owner.query(`UPDATE go_live_watch SET starts_on = starts_on - 30;
    UPDATE go_live_check_in SET ask_at = now() - interval '1 hour' WHERE working_day = 1`);
  await owner.end();
}

test('the workflow that had it signed goes on with its check-ins until it is rolled back; to everybody else it is closed', async () => {
  const { projectId, approvalId } = await askReady();
  await sign(approvalId);
  const watches = async () =>
    (await manager.get(`/projects/${projectId}/watch`)).body as unknown as ProjectWatchWire;
  await until(async () => (await watches()).items.length === 1, 15_000);
  const connection = await Connection.connect({ address: app.environment.TEMPORAL_ADDRESS });
  const client = new Client({ connection, namespace: app.environment.TEMPORAL_NAMESPACE });
  const run = client.workflow.getHandle(`approval/project-go-live/${approvalId}`);
  try {
    expect((await run.describe()).status.name).toBe('RUNNING');
    const inbox = (await manager.get('/approvals?box=inbox')).body as unknown as {
      items: { id: string }[];
    };
    expect(inbox.items.map(({ id }) => id)).not.toContain(approvalId);
    await moveWatch();
    await run.signal('requestChanged');
    await until(async () => (await watches()).items[0]!.checkIns[0]!.askedAt !== null, 15_000);
    expect(await mailsTo('consulting.manager', 'Check-in: how does')).toHaveLength(1);

    const back = { state: 'trouble', openIncidents: 4, decision: 'roll-back', note: 'Orders lost' };
    const said = await manager.post(`/projects/${projectId}/watch/reports`, back);
    expect(said.status).toBe(201);
    await expect(run.result()).resolves.toEqual({ status: 'approved' });
    const project = (await consultant.get(`/projects/${projectId}`)).body;
    expect(project).toMatchObject({ status: 'active', liveOn: null });
    expect(await mailsTo('finance', 'was rolled back')).toHaveLength(1);
    const approval = await approvalWhen(consultant, approvalId, closed);
    expect(approval.status).toBe('approved');
  } finally {
    await connection.close();
  }
});
