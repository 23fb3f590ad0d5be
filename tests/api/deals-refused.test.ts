import { startTestApi, type TestApi } from '../support/api';
import { inr, problemsOf, salesOf } from '../support/sales';

let api: TestApi;
const { customer, deal, move } = salesOf(() => api);

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const rep = () => api.as('sales.rep');

test('an offer that comes to more than an amount can be is refused at its line, or at all of them', async () => {
  const { id } = await deal('sales.rep');
  const client = await rep();
  const quote = async (lines: object[]) =>
    problemsOf(await client.call('PUT', `/deals/${id}/lines`, { body: { revision: 1, lines } }));
  const line = (quantity: string, unitPrice: string, unitCost = '0.00') => ({
    ...{ description: 'Licences', quantity },
    ...{ unitPrice: inr(unitPrice), unitCost: inr(unitCost) },
  });
  const [most, tooMuch] = ['9999999999999.99', 'This comes to more than an amount can be'];
  expect(await quote([line('999999999', most)])).toEqual({ 'lines.0.unitPrice.amount': tooMuch });
  expect(await quote([line('1', '1.00'), line('9000', '1.00', most)])).toEqual({
    'lines.1.unitCost.amount': tooMuch,
  });
  expect(await quote(Array.from({ length: 100 }, () => line('99', most)))).toEqual({
    lines: tooMuch,
  });
  // The most there can be is weighed on the board all the same.
  const kwd = (amount: string) => ({ amount, currency: 'KWD' });
  const large = await deal('sales.manager', { amount: kwd('1.000') });
  const manager = await api.as('sales.manager');
  const dinars = { description: 'Licences', quantity: '99', unitCost: kwd('0.000') };
  const offer = { revision: 1, lines: [{ ...dinars, unitPrice: kwd('9999999999999.999') }] };
  expect(await manager.call('PUT', `/deals/${large.id}/lines`, { body: offer })).toMatchObject({
    ...{ status: 200, body: { amount: kwd('989999999999999.901') } },
  });
  expect((await move('sales.manager', large.id, { stage: 'negotiation' })).status).toBe(200);
  expect((await manager.get('/pipeline')).status).toBe(200);
});

test('nobody adds a customer or a deal for somebody whose they do not see, and nothing of it is kept', async () => {
  const client = await rep();
  const ownerId = api.company.people['sales.rep2'];
  const message =
    'You would not see it: choose yourself, or somebody whose customers and deals you see';
  const theirs = await client.post('/customers', { name: 'Out of sight', ownerId });
  expect([theirs.status, problemsOf(theirs)]).toEqual([422, { ownerId: message }]);
  const { id: customerId } = await customer('sales.rep', { name: 'Out of sight' });
  const deals = 'SELECT count(*)::integer AS count FROM deal WHERE customer_id = $1';
  const sold = await client.post('/deals', {
    ...{ name: 'x', customerId, amount: inr('1.00'), expectedOn: '2027-01-01', ownerId },
  });
  expect([sold.status, problemsOf(sold)]).toEqual([422, { ownerId: message }]);
  expect(await api.db.query(deals, [customerId])).toEqual([{ count: 0 }]);
  const above = await (await api.as('sales.manager')).post('/customers', { name: 'Seen', ownerId });
  expect(above.status).toBe(201);
});
