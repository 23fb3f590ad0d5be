import { addDays } from '../../domain/dates/calendar';
import type { Page } from '../../domain/wire/common';
import type { AdvanceWire, PayableAdvance } from '../../domain/wire/expenses';
import { warnOfOldAdvances } from '../../modules/expenses/use-cases/warn-of-advances';
import { startTestApi, type TestApi } from '../support/api';
import { closeAs } from '../support/close-record';
import type { Persona } from '../support/company';
import { today } from '../support/records';

jest.setTimeout(60_000);

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

interface Made {
  id: string;
  approvalId: string;
}

const inr = (amount: string) => ({ amount, currency: 'INR' });
const ask = async (persona: Persona, over: object = {}) =>
  (await api.as(persona)).post('/advance-requests', {
    ...{ amount: inr('15000.00'), purpose: 'Deposit for the hall', neededBy: today() },
    ...over,
  });
const payableTo = async (persona: Persona) =>
  (
    (await (await api.as(persona)).get('/expense-advances/payable')).body as Page<PayableAdvance>
  ).items.map(({ id }) => id);
const advancesOf = async (persona: Persona) =>
  ((await (await api.as(persona)).get('/expense-advances')).body as Page<AdvanceWire>).items;
const pay = async (persona: Persona, { id }: Made, paidOn = today()) =>
  (await api.as(persona)).post(`/advance-requests/${id}/payment`, { paidOn });
const bellOf = async (persona: Persona, type: string) =>
  (
    (await (await api.as(persona)).get('/notifications?limit=200')).body as {
      items: { type: string; title: string }[];
    }
  ).items
    .filter((row) => row.type === type)
    .map(({ title }) => title);

/** An advance of somebody that was closed. */
async function closed(persona: Persona, outcome: 'approved' | 'rejected'): Promise<Made> {
  const answer = await ask(persona);
  expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
  const made = answer.body as Made;
  await closeAs(api, { kind: 'advance-request', ...made, outcome });
  return made;
}

test('an approved advance waits for finance, is paid once, and is an advance with its posting from then on', async () => {
  const made = await closed('consultant', 'approved');
  const refused = await closed('consultant', 'rejected');
  expect(await payableTo('finance')).toEqual([made.id]);
  expect(await payableTo('consultant')).toEqual([made.id]);
  expect(await payableTo('sales.rep')).toEqual([]);
  expect(await advancesOf('consultant')).toEqual([]);

  expect((await pay('consultant', made)).status).toBe(403);
  expect((await pay('finance', refused)).status).toBe(409);
  expect(await pay('finance', made, addDays(today(), 3))).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'paidOn' }] },
  });
  const both = await Promise.all([pay('finance', made), pay('admin', made)]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect(await payableTo('finance')).toEqual([]);
  const [advance, ...more] = await advancesOf('consultant');
  expect(more).toEqual([]);
  expect(advance).toMatchObject({
    ...{ amount: inr('15000.00'), open: inr('15000.00'), paidOn: today() },
    ...{ note: 'Deposit for the hall', isOld: false },
  });
  const posted = await api.db.query(
    `SELECT event FROM journal_entry WHERE source_kind = 'expense-advance' AND source_id = $1`,
    [advance!.id],
  );
  expect(posted).toEqual([{ event: 'paid' }]);
  expect(await bellOf('consultant', 'advance-paid')).toEqual([
    'Your advance of ₹15,000.00 is paid',
  ]);
});

test('nobody pays their own, and what is asked for is checked', async () => {
  const own = await closed('finance', 'approved');
  expect((await pay('finance', own)).status).toBe(403);
  expect((await pay('admin', own)).status).toBe(201);
  for (const [over, path] of [
    [{ neededBy: addDays(today(), -1) }, 'neededBy'],
    [{ amount: { amount: '10.00', currency: 'USD' } }, 'amount.currency'],
    [{ amount: inr('0.00') }, 'amount.amount'],
    [{ purpose: ' ' }, 'purpose'],
  ] as const) {
    const answer = await ask('consultant2', over);
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path }] } });
  }
  const made = (await ask('consultant2')).body as Made;
  const revised = await (
    await api.as('consultant2')
  ).post(`/approvals/${made.approvalId}/revisions`, {
    data: { amount: inr('9000.00'), purpose: 'A smaller hall', neededBy: today() },
  });
  expect(revised.status).toBe(200);
  const rows = await api.db.query(
    'SELECT amount_minor, purpose FROM advance_request WHERE id = $1',
    [made.id],
  );
  expect(rows).toEqual([{ amount_minor: '900000', purpose: 'A smaller hall' }]);
});

test('what is open for long is marked, and its person is warned once', async () => {
  const person = api.company.people['sales.rep'];
  const finance = await api.as('finance');
  const record = (amount: string, days: number) =>
    finance.post('/expense-advances', {
      ...{ employeeId: person, amount: inr(amount), note: `Of ${amount}` },
      paidOn: addDays(today(), -days),
    });
  const old = (await record('500.00', 61)).body as AdvanceWire;
  await record('600.00', 59);
  const back = (await record('700.00', 90)).body as AdvanceWire;
  await finance.post(`/expense-advances/${back.id}/returns`, { amount: inr('700.00') });
  const marked = (await advancesOf('finance')).filter(({ isOld }) => isOld);
  expect(marked.map(({ id }) => id)).toEqual([old.id]);
  expect(await warnOfOldAdvances(api.deps, 60)).toBe(1);
  expect(await warnOfOldAdvances(api.deps, 60)).toBe(0);
  expect(await bellOf('sales.rep', 'advance-open')).toEqual([
    '₹500.00 of an advance is still open',
  ]);
});

test('no leg of a journey ends where it begins', async () => {
  const leg = { date: addDays(today(), 7), mode: 'train' };
  const sent = await (
    await api.as('consultant2')
  ).post('/travel-requests', {
    ...{ purpose: 'Kick-off', international: false },
    estimate: { amount: '1.00', currency: 'INR' },
    legs: [
      { ...leg, from: 'Pune', to: 'Agra' },
      { ...leg, from: 'Agra', to: ' agra ' },
    ],
  });
  expect(sent).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'legs.1.to', message: 'This is where it begins' }] },
  });
});
