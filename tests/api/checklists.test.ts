import { randomUUID } from 'node:crypto';
import type { ChecklistTemplateWire } from '../../domain/wire/checklists';
import type { Page } from '../../domain/wire/common';
import type { OnboardingDetail } from '../../domain/wire/onboarding';
import { startTestApi, type TestApi, type TestClient } from '../support/api';
import type { Persona } from '../support/company';
import { startFor } from '../support/onboarding';

jest.setTimeout(60_000);

let api: TestApi;
let hr: TestClient;
beforeAll(async () => {
  api = await startTestApi();
  hr = await api.as('hr');
});
afterAll(() => api.stop());

interface Answered {
  status: number;
  body: ChecklistTemplateWire & { errors?: { path: string; message: string }[] };
}

const idOf = (persona: Persona) => api.company.people[persona];
const item = (title: string, over: object = {}) => ({
  ...{ title, ownerRole: 'employee', offsetDays: 0, ...over },
});
const create = async (body: object) =>
  (await hr.post('/checklist-templates', {
    purpose: 'onboarding',
    ...body,
  })) as unknown as Answered;
const change = async (id: string, body: object) =>
  (await hr.call('PUT', `/checklist-templates/${id}`, { body })) as unknown as Answered;
const listed = async () =>
  ((await hr.get('/checklist-templates')).body as Page<ChecklistTemplateWire>).items;
const departmentOf = async (persona: Persona) => {
  const [row] = await api.db.query<{ id: string }>(
    'SELECT department_id AS id FROM employee WHERE id = $1',
    [idOf(persona)],
  );
  return row!.id;
};
const problemsOf = ({ status, body }: Answered) => [
  status,
  ...(body.errors ?? []).map(({ path }) => path),
];

test('HR writes a checklist, changes and retires it; who has started keeps the tasks they have', async () => {
  const made = await create({
    name: 'Interns',
    items: [
      item('Meet your buddy', { help: 'At ten', blocking: true }),
      item('Hand in a proof of identity', { offsetDays: 2, documentKind: 'identity-proof' }),
    ],
  });
  expect(made).toMatchObject({
    status: 201,
    body: {
      ...{ name: 'Interns', forRole: null, forDepartment: null, revision: 1, retiredAt: null },
      items: [{ title: 'Meet your buddy', blocking: true }, { documentKind: 'identity-proof' }],
    },
  });
  const { id } = made.body;
  const run = await startFor(hr, idOf('consultant'), { templateId: id, dayZero: '2026-06-01' });
  expect(run.checklist.map(({ documentKind }) => documentKind)).toEqual([null, 'identity-proof']);

  // The order of the items is the order they are sent in.
  const moved = {
    name: 'Interns and trainees',
    items: [item('Second', { offsetDays: 1 }), item('First')],
  };
  const changed = await change(id, { ...moved, revision: 1 });
  expect(changed.body).toMatchObject({
    revision: 2,
    items: [{ title: 'Second' }, { title: 'First' }],
  });
  expect((await change(id, { ...moved, revision: 1 })).status).toBe(409);
  const kept = (await hr.get(`/onboardings/${run.id}`)).body as OnboardingDetail;
  expect(kept.checklist.map(({ title }) => title)).toEqual([
    'Meet your buddy',
    'Hand in a proof of identity',
  ]);

  const both = await Promise.all([
    hr.post(`/checklist-templates/${id}/retire`),
    hr.post(`/checklist-templates/${id}/retire`),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await listed()).at(-1)).toMatchObject({ id });
  expect((await listed()).at(-1)?.retiredAt).not.toBeNull();
  expect((await change(id, { ...moved, revision: 3 })).status).toBe(409);
  expect(
    await hr.post('/onboardings', { personId: idOf('consultant2'), templateId: id }),
  ).toMatchObject({ status: 422, body: { errors: [{ path: 'templateId' }] } });
  // Its name is free again.
  expect((await create({ name: 'Interns and trainees', items: [item('x')] })).status).toBe(201);
  const trail = await api.db.query<{ action: string }>(
    `SELECT action FROM audit_event WHERE subject_id = $1 ORDER BY id`,
    [id],
  );
  expect(trail.map(({ action }) => action)).toEqual([
    'checklist-template.created',
    'checklist-template.changed',
    'checklist-template.retired',
  ]);
});

test('what is wrong is said with where, and nothing of it is written', async () => {
  const before = await listed();
  const refused: [object, string][] = [
    [{ name: ' ', items: [item('x')] }, 'name'],
    [{ name: 'Joining', items: [item('x')] }, 'name'],
    [{ name: 'A', items: [] }, 'items'],
    [{ name: 'A', items: [item(' ')] }, 'items.0.title'],
    [{ name: 'A', items: [item('x'), item('y', { offsetDays: 261 })] }, 'items.1.offsetDays'],
    [{ name: 'A', items: [item('x', { ownerRole: 'anybody' })] }, 'items.0.ownerRole'],
    [
      { name: 'A', items: [item('x', { wantsDocument: true, documentKind: 'tax-form' })] },
      'items.0.documentKind',
    ],
    [{ name: 'A', forRole: 'employee', items: [item('x')] }, 'forRole'],
    [{ name: 'A', forDepartmentId: randomUUID(), items: [item('x')] }, 'forDepartmentId'],
    [{ name: 'A', forLocationId: randomUUID(), items: [item('x')] }, 'forLocationId'],
  ];
  for (const [body, path] of refused) {
    expect([body, ...problemsOf(await create(body))]).toEqual([body, 422, path]);
  }
  expect(await listed()).toEqual(before);
});

test('the most particular checklist is the default: place and department before role, a nearer department before one above', async () => {
  const consulting = await departmentOf('consultant2');
  const [above] = await api.db.query<{ id: string }>(
    `INSERT INTO department (name, kind) VALUES ('All of delivery', 'consulting') RETURNING id`,
  );
  await api.db.query('UPDATE department SET parent_id = $2 WHERE id = $1', [consulting, above!.id]);
  const [place] = await api.db.query<{ id: string }>('SELECT id FROM location WHERE is_default');
  const startsWith = async (persona: Persona) => {
    const { id, template } = await startFor(hr, idOf(persona), { dayZero: '2026-06-01' });
    await hr.post(`/onboardings/${id}/cancel`, { reason: 'Only looked' });
    return template;
  };
  expect(await startsWith('consultant2')).toBe('Joining');
  await create({ name: 'Delivery', forDepartmentId: above!.id, items: [item('x')] });
  expect(await startsWith('consultant2')).toBe('Delivery');
  await create({ name: 'Consulting', forDepartmentId: consulting, items: [item('x')] });
  expect(await startsWith('consultant2')).toBe('Consulting');
  await create({
    ...{ name: 'Consulting here', items: [item('x')] },
    ...{ forDepartmentId: consulting, forLocationId: place!.id },
  });
  expect(await startsWith('consultant2')).toBe('Consulting here');
  await create({
    ...{ name: 'Heads of consulting', items: [item('x')], forRole: 'department-head' },
    ...{ forDepartmentId: consulting, forLocationId: place!.id },
  });
  expect(await startsWith('consultant2')).toBe('Consulting here');
  expect(await startsWith('consulting.head')).toBe('Heads of consulting');
  expect(await startsWith('sales.rep')).toBe('Joining');
});

test('the preview is what starting would write', async () => {
  const { items } = (await listed()).find(({ name }) => name === 'Joining')!;
  const preview = await hr.post('/checklist-templates/preview', {
    ...{ dayZero: '2026-06-01', locationId: null },
    offsets: items.map(({ offsetDays }) => offsetDays),
  });
  const run = await startFor(hr, idOf('sales.rep2'), { dayZero: '2026-06-01' });
  expect(run.template).toBe('Joining');
  const { dates } = preview.body as { dates: string[] };
  expect([...dates].sort()).toEqual(run.checklist.map(({ dueOn }) => dueOn));
  for (const [dayZero, offset] of [
    ['2199-12-31', 260],
    ['1900-01-01', -60],
  ] as const)
    expect(
      problemsOf(
        await hr.post('/checklist-templates/preview', {
          ...{ dayZero, locationId: null, offsets: [offset] },
        }),
      ),
    ).toEqual([422, 'dayZero']);
  for (const [dayZero, offset] of [
    ['2189-12-31', 260],
    ['1910-01-01', -60],
  ] as const)
    expect(
      await hr.post('/checklist-templates/preview', {
        ...{ dayZero, locationId: null, offsets: [offset] },
      }),
    ).toMatchObject({ status: 200 });
  const unknown = { dayZero: '2026-06-01', locationId: randomUUID(), offsets: [0] };
  expect(await hr.post('/checklist-templates/preview', unknown)).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'locationId' }] },
  });
});
