import { startTestApi, type TestApi } from '../support/api';

const DETAILS = {
  ...{ phone: '+91 98200 12345', street: '4 Lake Road', city: 'Pune', postalCode: '411001' },
  ...{ country: 'India', contactName: 'Ravi Pillai', contactRelation: 'Brother' },
  ...{ contactPhone: '+91 98200 54321', size: 'M' },
};

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const pathOf = (persona: 'sales.rep' | 'sales.rep2') =>
  `/people/${api.company.people[persona]}/personal-details`;

const changes = () =>
  api.db.query<{ details: unknown; by: string }>(
    `SELECT details, actor_id AS by FROM audit_event WHERE action = 'personal-details.changed' ORDER BY at`,
  );

test('people keep their own details, and what changed is written down without what it says', async () => {
  const rep = await api.as('sales.rep');
  expect((await rep.get(pathOf('sales.rep'))).body).toEqual({ details: null });
  expect(await rep.call('PUT', pathOf('sales.rep'), { body: DETAILS })).toMatchObject({
    status: 200,
    body: { details: DETAILS },
  });
  const moved = { ...DETAILS, street: '9 Hill Road', size: null };
  expect((await rep.call('PUT', pathOf('sales.rep'), { body: moved })).status).toBe(200);
  expect((await rep.call('PUT', pathOf('sales.rep'), { body: moved })).status).toBe(200);
  const hr = await api.as('hr');
  expect((await hr.get(pathOf('sales.rep'))).body).toMatchObject({ details: moved });
  const by = api.company.people['sales.rep'];
  expect(await changes()).toEqual([
    { details: { changed: Object.keys(DETAILS).sort() }, by },
    { details: { changed: ['size', 'street'] }, by },
  ]);
});

test('nobody changes somebody else’s, not even HR', async () => {
  for (const persona of ['hr', 'admin', 'sales.manager', 'sales.rep'] as const) {
    const client = await api.as(persona);
    expect((await client.call('PUT', pathOf('sales.rep2'), { body: DETAILS })).status).toBe(404);
  }
  const [row] = await api.db.query<{ n: string }>(
    'SELECT count(*) AS n FROM personal_details WHERE employee_id = $1',
    [api.company.people['sales.rep2']],
  );
  expect(row?.n).toBe('0');
});

test('what is wrong is said at its field, and nothing is kept', async () => {
  const rep2 = await api.as('sales.rep2');
  const wrong = { ...DETAILS, phone: 'none', city: ' ', shoe: 42 };
  const answer = await rep2.call('PUT', pathOf('sales.rep2'), { body: wrong });
  expect(answer.status).toBe(422);
  const { errors } = answer.body as { errors: { path: string }[] };
  expect(errors.map(({ path }) => path).sort()).toEqual(['city', 'phone', 'shoe']);
  expect((await rep2.get(pathOf('sales.rep2'))).body).toEqual({ details: null });
});
