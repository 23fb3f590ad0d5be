import { addDays } from '../../domain/dates/calendar';
import { formatDate } from '../../domain/dates/format';
import { startTestApi, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { expensesOf, line, problemsOf, rule } from '../support/expenses';
import { pdf, uploadReceipts } from '../support/receipts';
import { today } from '../support/records';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const { claim, approvalOf, setPolicy } = expensesOf(() => api);

test('no receipt above the threshold blocks the claim; with one it goes through, and who may see the claim sees it', async () => {
  await setPolicy([rule('receipt-above', '500.00', 'hard')]);
  const refused = await claim('consultant', line('500.01'));
  expect([refused.status, problemsOf(refused)]).toEqual([
    422,
    [
      {
        path: 'lines.0.receipts',
        message: 'Line 1: A receipt is needed above ₹500.00 for meals (receipt needed above)',
      },
    ],
  ]);
  expect((await claim('consultant', line('500.00'))).status).toBe(201);

  const { items } = await uploadReceipts(api, 'consultant', pdf('dinner'));
  const [receipt] = items;
  expect(receipt).toMatchObject({ name: 'receipt.pdf', type: 'application/pdf' });
  const path = `/expense-receipts/${receipt?.id}`;
  const seenBy = async (persona: Persona) => (await (await api.as(persona)).get(path)).status;
  expect([await seenBy('consultant'), await seenBy('finance')]).toEqual([200, 404]);
  const theirs = await claim('consultant2', line('1.00', { receipts: [receipt?.id] }));
  expect([theirs.status, problemsOf(theirs)[0]?.path]).toEqual([422, 'lines.0.receipts']);
  const sent = await claim('consultant', line('500.01', { receipts: [receipt?.id] }));
  expect(sent.status).toBe(201);
  const { id } = sent.body as { id: string };
  const insiders: Persona[] = ['consultant', 'consulting.manager', 'consulting.head', 'finance'];
  for (const persona of insiders) expect([persona, await seenBy(persona)]).toEqual([persona, 200]);
  const outsiders: Persona[] = ['consultant2', 'sales.rep', 'sales.manager', 'hr'];
  for (const persona of outsiders) expect([persona, await seenBy(persona)]).toEqual([persona, 404]);
  const twice = await claim('consultant', line('1.00', { receipts: [receipt?.id] }));
  expect(twice.status).toBe(422);
  expect((await (await api.as('consultant')).call('DELETE', path)).status).toBe(404);
  const shown = await (await api.as('finance')).get(`/expense-claims/${id}`);
  expect(shown.body).toMatchObject({
    lines: [{ receipts: [{ id: receipt?.id, name: 'receipt.pdf' }] }],
  });
});

test('a receipt is a picture or a PDF that is what it says', async () => {
  const text = { name: 'note.txt', type: 'text/plain', content: Buffer.from('hello') };
  const wrong = await uploadReceipts(api, 'consultant', text);
  expect([wrong.status, wrong.errors]).toEqual([
    422,
    [{ path: 'file', message: '“note.txt”: A receipt is a picture or a PDF.' }],
  ]);
  const lying = { name: 'a.png', type: 'image/png', content: Buffer.from('hello') };
  expect((await uploadReceipts(api, 'consultant', lying)).status).toBe(422);
  const mine = (await uploadReceipts(api, 'consultant', pdf('taken back'))).items[0];
  const path = `/expense-receipts/${mine?.id}`;
  expect((await (await api.as('consultant2')).call('DELETE', path)).status).toBe(404);
  expect((await (await api.as('consultant')).call('DELETE', path)).status).toBe(204);
  expect((await (await api.as('consultant')).get(path)).status).toBe(404);
});

test('the same receipt twice, or the same date, amount and category, warns whoever signs and blocks nothing', async () => {
  await setPolicy([]);
  const [first] = (await uploadReceipts(api, 'sales.manager', pdf('taxi'))).items;
  const [copy] = (await uploadReceipts(api, 'sales.manager', pdf('taxi', 'copy.pdf'))).items;
  expect(copy?.sha256).toBe(first?.sha256);
  const day = addDays(today(), -9);
  const taxi = { date: day, category: 'travel', description: 'Taxi' };
  expect(
    (await claim('sales.manager', line('70.00', { ...taxi, receipts: [first?.id] }))).status,
  ).toBe(201);
  const again = await claim(
    'sales.manager',
    line('71.00', { ...taxi, date: today(), receipts: [copy?.id] }),
    line('70.0', taxi),
    line('72.00', taxi),
  );
  expect(again.status).toBe(201);
  const { facts, steps } = await approvalOf(again);
  const where = `a line of ${formatDate(day)} in “Visit” (pending)`;
  expect(facts.filter(({ label }) => label.startsWith('Claimed before?'))).toEqual([
    { label: 'Claimed before? Line 1', value: `The same receipt as ${where}` },
    { label: 'Claimed before? Line 2', value: `The same date, amount and category as ${where}` },
  ]);
  expect(steps).toHaveLength(1);
});
