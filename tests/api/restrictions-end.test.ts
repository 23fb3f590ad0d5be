import type { Page } from '../../domain/wire/common';
import type { NotificationWire } from '../../domain/wire/notifications';
import type { RestrictionWire } from '../../domain/wire/restrictions';
import { endRestriction } from '../../modules/restrictions/use-cases/end-restriction';
import { reconcileRestrictions } from '../../modules/restrictions/use-cases/reconcile-restrictions';
import { startTestApi, type TestApi, type TestClient } from '../support/api';
import type { Persona } from '../support/company';
import { promised } from '../support/promised';
import { until } from '../support/socket-client';

jest.setTimeout(60_000);

let api: TestApi;
let admin: TestClient;
beforeAll(async () => {
  api = await startTestApi();
  admin = await api.as('admin');
});
afterAll(() => api.stop());

const idOf = (persona: Persona) => api.company.people[persona];
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
const pathOf = (persona: Persona) => `/admin/users/${idOf(persona)}/restrictions`;

async function restrict(persona: Persona, body: object): Promise<RestrictionWire> {
  const answer = await admin.post(pathOf(persona), { reason: 'A reason', ...body });
  expect(answer.status).toBe(201);
  return answer.body;
}

async function lift(persona: Persona, { id }: RestrictionWire, reason = 'Settled'): Promise<void> {
  const answer = await admin.post(`${pathOf(persona)}/${id}/lift`, { reason });
  expect(answer.status).toBe(200);
}

const bellOf = async (client: TestClient) =>
  ((await client.get('/notifications?limit=50')).body as Page<NotificationWire>).items.filter(
    ({ type }) => type === 'restriction',
  );
const inForce = async () =>
  ((await admin.get('/admin/restrictions')).body as Page<RestrictionWire>).items;
const chatOf = (client: TestClient) => client.get('/conversations');
const auditOf = (persona: Persona) =>
  api.db.query<{ action: string; actor: string | null; details: object }>(
    `SELECT action, actor_id AS actor, details FROM audit_event
     WHERE subject_id = $1 AND action LIKE 'restriction.%' ORDER BY id`,
    [idOf(persona)],
  );

test('it ends with its time though nothing runs, and is told of once, whoever ends it in the rows', async () => {
  const manager = await api.as('sales.manager');
  const set = await restrict('sales.manager', { chat: true, until: inSeconds(2.5) });
  expect(await endRestriction(api.deps, { restrictionId: set.id })).toMatchObject({
    isOver: false,
  });
  expect(await chatOf(manager)).toMatchObject({ status: 403 });
  await until(async () => (await chatOf(manager)).status === 200);
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(set.until!));
  expect(Date.now() - Date.parse(set.until!)).toBeLessThan(promised(2000));
  expect((await inForce()).filter(({ id }) => id === set.id)).toEqual([]);
  const history = async () =>
    ((await admin.get(pathOf('sales.manager'))).body as Page<RestrictionWire>).items[0];
  expect(await history()).toMatchObject({ inForce: false, ended: { at: set.until, by: null } });
  const early = await admin.post(`${pathOf('sales.manager')}/${set.id}/lift`, { reason: 'late' });
  expect(early).toMatchObject({ status: 409 });
  // The reconciler leaves it to the workflow for half a minute.
  expect(await reconcileRestrictions(api.deps)).toBe(0);

  await Promise.all([1, 2, 3].map(() => endRestriction(api.deps, { restrictionId: set.id })));
  expect(await history()).toMatchObject({ inForce: false, ended: { at: set.until, by: null } });
  expect((await bellOf(manager)).map(({ body }) => body)).toEqual([
    'Its time has come.',
    expect.stringContaining('Reason: A reason'),
  ]);
  expect((await auditOf('sales.manager')).map(({ action, actor }) => [action, actor])).toEqual([
    ['restriction.set', idOf('admin')],
    ['restriction.ended', null],
  ]);
});

test('the reconciler ends what its workflow has not', async () => {
  const [row] = await api.db.query<{ id: string }>(
    `INSERT INTO restriction (person_id, chat, assistant, reason, until, set_by, set_at)
     VALUES ($1, true, false, 'Lost', now() - interval '31 seconds', $2, now() - interval '1 hour') RETURNING id`,
    [idOf('consultant2'), idOf('admin')],
  );
  expect(await reconcileRestrictions(api.deps)).toBe(1);
  expect(await reconcileRestrictions(api.deps)).toBe(0);
  expect(await auditOf('consultant2')).toMatchObject([
    { action: 'restriction.ended', details: { restrictionId: row!.id } },
  ]);
  expect(await bellOf(await api.as('consultant2'))).toHaveLength(1);
});

test('rows are kept as they were set, and what is over stays over', async () => {
  const set = await restrict('consulting.head', { chat: true, until: inSeconds(600) });
  const change = (assignment: string) =>
    api.db.query(`UPDATE restriction SET ${assignment} WHERE id = $1`, [set.id]).then(
      () => 'done',
      (error: Error) => error.message,
    );
  for (const assignment of [`reason = 'another'`, 'until = NULL', 'chat = false, assistant = true'])
    expect(await change(assignment)).toContain('lifted, never changed');
  await lift('consulting.head', set);
  expect(await change('lifted_at = NULL, lifted_by = NULL, lift_reason = NULL')).toContain('never');
  await expect(api.db.query('DELETE FROM restriction')).rejects.toThrow('are kept');
  await expect(api.db.query('TRUNCATE restriction')).rejects.toThrow('are kept');
});
