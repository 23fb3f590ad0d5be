import type { DealWire } from '../../domain/wire/deals';
import type { ProjectWire } from '../../domain/wire/records';
import { startTestApi, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { inr, problemsOf, salesOf } from '../support/sales';

jest.setTimeout(60_000);

let api: TestApi;
const { deal, move, share } = salesOf(() => api);

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const handOver = async (by: Persona, id: string, over: object = {}) =>
  (await api.as(by)).post(`/deals/${id}/handover`, {
    ...{ projectName: 'Dealer portal', managerId: api.company.people['consulting.manager'] },
    ...{ startsOn: '2027-02-01', budget: inr('600.00'), notes: 'Live by May', ...over },
  });
const bell = async (who: Persona) =>
  (
    (await (await api.as(who)).get('/notifications')).body as {
      items: { type: string; title: string; link: string }[];
    }
  ).items.filter(({ type }) => type.endsWith('handed-over'));

test('a won deal becomes a planned project with its customer and budget, and both sides are told', async () => {
  const { id, customer, number } = await deal('sales.rep');
  expect((await handOver('sales.rep', id)).status).toBe(403);
  await share('sales.rep', id, [
    ['sales.rep', 5000],
    ['sales.rep2', 5000],
  ]);
  await move('sales.rep', id, { stage: 'won', reason: 'price' });
  expect((await handOver('sales.rep2', id)).status).toBe(403);
  expect((await handOver('consulting.head', id)).status).toBe(404);
  expect(problemsOf(await handOver('sales.rep', id, { budget: inr('1000.01') }))).toEqual({
    budget: 'The deal is worth ₹1,000.00',
  });
  const outsider = { managerId: api.company.people['sales.manager'] };
  expect(problemsOf(await handOver('sales.rep', id, outsider))).toEqual({
    managerId: 'Choose somebody of consulting',
  });
  const done = await handOver('sales.rep', id);
  const { handover } = done.body as DealWire;
  expect([done.status, handover]).toMatchObject([
    201,
    { budget: inr('600.00'), notes: 'Live by May', opens: false },
  ]);
  const manager = await api.as('consulting.manager');
  const project = (await manager.get(`/projects/${handover?.project.id}`)).body as ProjectWire;
  expect(project).toMatchObject({
    ...{ name: 'Dealer portal', customer: customer.name, status: 'planned' },
    ...{ department: { name: 'Consulting' }, startsOn: '2027-02-01' },
    handover: { deal: number, budget: inr('600.00'), notes: 'Live by May' },
  });
  // Sales sold it, and still does not look into consulting.
  const rep = await api.as('sales.rep');
  expect((await rep.get(`/projects/${project.id}`)).status).toBe(404);
  for (const who of ['consulting.manager', 'consulting.head'] as const)
    expect(await bell(who)).toMatchObject([{ link: `/projects/${project.id}` }]);
  for (const who of ['sales.rep2', 'sales.head'] as const)
    expect(await bell(who)).toMatchObject([{ link: `/deals/${id}` }]);
  expect(await bell('sales.rep')).toEqual([]);
});

test('of two hand-overs at the same moment one makes a project; a later one says which', async () => {
  const { id } = await deal('sales.rep');
  await move('sales.rep', id, { stage: 'won', reason: 'price' });
  const answers = await Promise.all([handOver('sales.rep', id), handOver('sales.manager', id)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  const later = await handOver('sales.rep', id);
  expect(later.body).toMatchObject({
    detail: expect.stringMatching(
      /^This deal was handed over already: it is P-2027-\d{4}\.$/,
    ) as unknown,
  });
  const [made] = await api.db.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM deal_handover WHERE deal_id = $1',
    [id],
  );
  expect(made?.n).toBe(1);
  expect((await move('sales.head', id, { stage: 'proposal' })).status).toBe(403);
});
