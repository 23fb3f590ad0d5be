import { addDays } from '../../domain/dates/calendar';
import type { ReadinessPlan, ReadinessWire } from '../../domain/wire/readiness';
import { startTestApi, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { startProject } from '../support/projects';
import { asPlan, donePlan } from '../support/readiness';
import { today } from '../support/records';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});

afterAll(() => api.stop());

const pathOf = (id: string) => `/projects/${id}/readiness`;
const read = async (id: string, persona: Persona = 'consulting.manager') =>
  (await (await api.as(persona)).get(pathOf(id))).body as ReadinessWire;
const save = async (id: string, plan: ReadinessPlan, persona: Persona = 'consulting.manager') =>
  (await api.as(persona)).call('PUT', pathOf(id), { body: plan });
const drill = async (id: string, over: object = {}, persona: Persona = 'consulting.manager') =>
  (await api.as(persona)).post(`${pathOf(id)}/drills`, {
    ...{ drilledOn: today(), minutes: 25, passed: true, ...over },
  });
const ask = async (id: string, over: object = {}) =>
  (await api.as('consultant')).post(`/projects/${id}/go-lives`, {
    ...{ plannedOn: addDays(today(), 7), notes: 'Billing first', ...over },
  });
const manager = () => api.company.people['consulting.manager'];

test('a go-live with a mandatory check open and the way back undrilled is refused with each reason, and accepted once both are seen to', async () => {
  const id = await startProject(api);
  const plan = donePlan(manager());
  plan.checks[2] = { ...plan.checks[2]!, state: 'open', evidence: '' };
  expect((await save(id, plan)).status).toBe(200);
  const refused = await ask(id);
  expect(refused.status).toBe(422);
  const reasons = [
    'Data: “Data is migrated and reconciled” is mandatory and open',
    'The way back has not been drilled as it is now written',
  ];
  expect((refused.body as unknown as { errors: unknown }).errors).toEqual(
    reasons.map((message) => ({ path: 'readiness', message })),
  );
  expect(await read(id)).toMatchObject({ verdict: 'not-ready', reasons });

  const { checks } = await read(id);
  const done = { state: 'done', evidence: 'Protocol 7' };
  const client = await api.as('consulting.manager');
  expect((await client.post(`${pathOf(id)}/checks/${checks[2]!.id}`, done)).status).toBe(200);
  expect((await ask(id)).status).toBe(422);
  expect((await drill(id)).body).toMatchObject({ verdict: 'ready', reasons: [] });
  const accepted = await ask(id);
  expect(accepted.status).toBe(201);
  const { approvalId } = accepted.body as unknown as { approvalId: string };
  const { facts } = (await client.get(`/approvals/${approvalId}`)).body as unknown as {
    facts: { label: string; value: string }[];
  };
  expect(facts).toContainEqual({ label: 'Readiness', value: 'Ready' });
  expect(facts).toContainEqual({
    label: 'Data is migrated and reconciled',
    value: 'Done: Protocol 7 (consulting.manager)',
  });
});

test('without a plan a go-live is asked for with a list of its own; with one the plan is the list', async () => {
  const id = await startProject(api);
  expect((await read(id)).revision).toBe(0);
  const own = [{ label: 'Seen to', done: true }];
  expect((await ask(id, { checklist: own })).status).toBe(201);
  const other = await startProject(api);
  await save(other, donePlan(manager()));
  await drill(other);
  const asked = (await ask(other, { checklist: own })).body as unknown as { approvalId: string };
  const client = await api.as('consulting.manager');
  const { data } = (await client.get(`/approvals/${asked.approvalId}`)).body as unknown as {
    data: { checklist: unknown[] };
  };
  expect(data.checklist).toEqual(
    donePlan(manager()).checks.map(({ label }) => ({ label, done: true })),
  );
});

test('another way back has to be drilled again, a failed drill is none, and the old ones stay on record', async () => {
  const id = await startProject(api);
  await save(id, donePlan(manager()));
  await drill(id);
  const plan = asPlan(await read(id));
  const changed = { ...plan, rollback: { ...plan.rollback!, steps: 'Restore the backup' } };
  expect((await save(id, changed)).body).toMatchObject({ verdict: 'not-ready' });
  await drill(id, { passed: false });
  expect((await read(id)).reasons[0]).toContain('failed');
  await drill(id);
  const { verdict, drills } = await read(id);
  expect(verdict).toBe('ready');
  expect(drills.map(({ passed, isCurrent }) => [passed, isCurrent])).toEqual([
    [true, true],
    [false, true],
    [true, false],
  ]);
  // How long it may take is no other way back: what was drilled is measured by it.
  for (const [minutes, judged] of [
    [60, 'ready'],
    [5, 'not-ready'],
  ] as const) {
    const { revision } = await read(id);
    const plan = { ...changed, revision, rollback: { ...changed.rollback, minutes } };
    expect((await save(id, plan)).body).toMatchObject({ verdict: judged });
  }
});

test('a drill is of a day on which the way back stood as it is, and the last one is the one of the last day', async () => {
  const id = await startProject(api);
  await save(id, donePlan(manager()));
  for (const drilledOn of ['1900-01-01', addDays(today(), -1)]) {
    const early = await drill(id, { drilledOn });
    expect([early.status, early.body]).toMatchObject([422, { errors: [{ path: 'drilledOn' }] }]);
  }
  expect((await drill(id, { minutes: 600 })).body).toMatchObject({
    verdict: 'not-ready',
    reasons: [expect.stringContaining('took 600 min')],
  });
  await api.db.query(
    `UPDATE rollback_plan SET written_at = now() - interval '10 days' WHERE project_id = $1`,
    [id],
  );
  await drill(id, { passed: false });
  const late = await drill(id, { drilledOn: addDays(today(), -3) });
  expect(late.status).toBe(201);
  expect(late.body).toMatchObject({
    verdict: 'not-ready',
    reasons: [expect.stringContaining('failed')],
  });
  expect((await drill(id)).body).toMatchObject({ verdict: 'ready' });
  // Other words are another way back, from today on.
  const plan = asPlan(await read(id));
  await save(id, { ...plan, rollback: { ...plan.rollback!, steps: 'Restore the backup' } });
  expect((await drill(id, { drilledOn: addDays(today(), -1) })).status).toBe(422);
});

test('two who change the plan from the same revision: the second is told, and nothing of theirs is written', async () => {
  const id = await startProject(api);
  await save(id, donePlan(manager()));
  const plan = asPlan(await read(id));
  const answers = await Promise.all([
    save(id, { ...plan, checks: plan.checks.slice(0, 3) }),
    save(id, { ...plan, checks: plan.checks.slice(0, 5) }, 'consulting.head'),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const won = answers.find(({ status }) => status === 200)!.body as unknown as ReadinessWire;
  expect((await read(id)).checks).toEqual(won.checks);
  // A check keeps its id while it is in the plan.
  expect(plan.checks.map(({ id: check }) => check)).toContain(won.checks[0]!.id);
});

test('its manager and the head change the plan, the owner of a check says what became of it, other members read', async () => {
  const id = await startProject(api);
  const { people } = api.company;
  const plan = donePlan(people.consultant);
  expect((await save(id, plan, 'consultant')).status).toBe(403);
  expect((await save(id, plan, 'finance')).status).toBe(403);
  expect((await save(id, plan, 'sales.head')).status).toBe(404);
  expect((await save(id, plan, 'consulting.head')).status).toBe(200);
  expect(await read(id, 'consultant')).toMatchObject({ mayEdit: false });
  const { checks } = await read(id);
  const path = `${pathOf(id)}/checks/${checks[0]!.id}`;
  const open = { state: 'open' };
  expect((await (await api.as('consultant')).post(path, open)).status).toBe(200);
  expect((await (await api.as('finance')).post(path, open)).status).toBe(403);
  expect((await (await api.as('sales.rep')).post(path, open)).status).toBe(404);
  const stranger = donePlan(people['sales.rep'], { revision: (await read(id)).revision });
  expect((await save(id, stranger)).body).toMatchObject({
    errors: expect.arrayContaining([
      { path: 'checks.0.ownerId', message: 'Choose somebody of this project' },
      { path: 'rollback.ownerId', message: 'Choose somebody of this project' },
    ]) as unknown,
  });
});

test('says what is missing field by field, and a live project has nothing to get ready for', async () => {
  const id = await startProject(api);
  const plan = donePlan(manager());
  plan.checks[0] = { ...plan.checks[0]!, evidence: ' ' };
  plan.checks[1] = { ...plan.checks[1]!, state: 'not-applicable' };
  expect((await save(id, plan)).body).toMatchObject({
    errors: [{ path: 'checks.0.evidence' }, { path: 'checks.1.reason' }],
  });
  expect((await drill(id)).status).toBe(409);
  await save(id, donePlan(manager()));
  expect((await drill(id, { drilledOn: addDays(today(), 2) })).status).toBe(422);
  const live = await startProject(api, 'live');
  expect((await save(live, donePlan(manager()))).status).toBe(409);
  expect(await read(live)).toMatchObject({ mayEdit: false });
});
