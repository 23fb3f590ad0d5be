import type { MyIncentivesWire, WhatIfAnswer } from '../../domain/wire/incentives';
import { startTestApi, type TestApi } from '../support/api';
import { incentivesOf } from '../support/incentives';
import { today } from '../support/records';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const it = incentivesOf(() => api);
const { inr } = it;

test('without a plan there is no standing, and a deal cannot be imagined', async () => {
  expect(await it.done('consultant', 'GET', '/my-incentives')).toEqual({ standing: null });
  const answer = await it.call('consultant', 'POST', '/incentive-what-ifs', {
    amount: inr('1.00'),
  });
  expect([answer.status, answer.body]).toMatchObject([
    409,
    { detail: 'You are on no incentive plan today' },
  ]);
});

test('what a deal would earn is what it earns once it is paid', async () => {
  const plan = await it.plan({ from: today(), people: ['sales.rep', 'sales.rep2'] });
  const paid = (amount: string, shares: object) =>
    it.deal({ amount, shares, events: [{ basis: 'paid', amount, on: today() }] });
  const standing = async () =>
    (await it.done<MyIncentivesWire>('sales.rep', 'GET', '/my-incentives')).standing!;
  await paid('900000.00', { 'sales.rep': 10_000 });
  expect(await standing()).toMatchObject({
    plan: { id: plan.id },
    ...{ quota: null, attainment: null, credited: inr('900000.00'), earned: inr('45000.00') },
  });
  const imagined = await it.done<WhatIfAnswer>('sales.rep', 'POST', '/incentive-what-ifs', {
    ...{ amount: inr('500000.00'), share: '60' },
  });
  // 60 % of it is 3,00,000.00: 1,00,000.00 at 5 % and 2,00,000.00 at 8 %.
  expect(imagined).toEqual({
    credit: inr('300000.00'),
    pieces: [
      { tier: 1, rate: '5', credit: inr('100000.00') },
      { tier: 2, rate: '8', credit: inr('200000.00') },
    ],
    ...{ payout: inr('21000.00'), cut: inr('0.00') },
    ...{ earnedBefore: inr('45000.00'), earnedAfter: inr('66000.00') },
  });
  expect((await standing()).earned).toEqual(inr('45000.00'));
  await paid('500000.00', { 'sales.rep': 6_000, 'sales.rep2': 4_000 });
  expect((await standing()).earned).toEqual(imagined.earnedAfter);
  await it.done('hr', 'PUT', `/incentive-plans/${plan.id}/quotas`, {
    ...{ employeeId: it.idOf('sales.rep'), from: today(), amount: inr('1000000.00') },
  });
  expect((await standing()).attainment).toBe('120');
});

test('a share of nothing, a cost above the amount and dollars are refused at their field', async () => {
  const ask = async (body: object) =>
    (await it.call('sales.rep', 'POST', '/incentive-what-ifs', body)).body as {
      errors: { path: string }[];
    };
  const paths = async (body: object) => (await ask(body)).errors.map(({ path }) => path);
  const amount = inr('100.00');
  expect(await paths({ amount, share: '0' })).toEqual(['share']);
  expect(await paths({ amount, cost: inr('100.01') })).toEqual(['cost']);
  expect(await paths({ amount: { ...amount, currency: 'USD' } })).toEqual(['amount.currency']);
  expect(await paths({ amount, employeeId: it.idOf('sales.rep2') })).not.toEqual([]);
});
