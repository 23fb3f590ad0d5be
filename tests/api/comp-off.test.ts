import { overtimeEffects } from '../../approvals/overtime/effects';
import { addDays, weekday } from '../../domain/dates/calendar';
import { formatDate } from '../../domain/dates/format';
import type { CompOffRuleWire } from '../../domain/wire/comp-off';
import type { LeaveLedgerRow } from '../../domain/wire/leave-accounts';
import type { LeaveBalance } from '../../domain/wire/records';
import { startTestApi, type TestApi } from '../support/api';
import { closeAs } from '../support/close-record';
import type { Persona } from '../support/company';
import { bucketsThatDiffer } from '../support/leave-accounts';
import { today } from '../support/records';

jest.setTimeout(60_000);

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());
afterEach(async () => expect(await bucketsThatDiffer(api.db)).toEqual([]));

const day = (ago: number) => addDays(today(), -ago);

/** Overtime to be taken as time off, approved, and that again at the same moment. */
async function worked(persona: Persona, daysAgo: number, hours: number) {
  const body = { date: day(daysAgo), hours, compensation: 'comp-off', reason: 'Release' };
  const answer = await (await api.as(persona)).post('/overtime-entries', body);
  expect(answer.status).toBe(201);
  const made = answer.body as { id: string; approvalId: string };
  const approve = () => closeAs(api, { kind: 'overtime', ...made, outcome: 'approved' });
  await Promise.all([approve(), approve()]);
  return made;
}

async function balanceOf(persona: Persona): Promise<LeaveBalance> {
  const { body } = await (await api.as(persona)).get('/leave-balances?limit=1');
  return (body as { items: LeaveBalance[] }).items.find(({ type }) => type === 'comp-off')!;
}

const left = ({ buckets }: LeaveBalance) =>
  buckets.filter(({ left }) => left !== '0.0').map(({ left, expiresOn }) => [left, expiresOn]);

test('approved overtime is leave in half days, once, usable for ninety days; what is short of one counts later', async () => {
  const made = await worked('consultant', 3, 6);
  const until = addDays(today(), 90);
  expect(left(await balanceOf('consultant'))).toEqual([['0.5', until]]);
  const facts = await overtimeEffects.recordFacts!(api.db, made.id);
  expect(facts).toEqual(
    expect.arrayContaining([
      { label: 'As leave', value: `half a day, until ${formatDate(until)}` },
      { label: 'Counts with the next overtime', value: '2 hours' },
    ]),
  );
  await worked('consultant', 2, 2);
  await worked('consultant', 1, 1.5);
  expect(await balanceOf('consultant')).toMatchObject({ granted: '1.0', available: '1.0' });
  const { body } = await (await api.as('consultant')).get('/leave-ledger?type=comp-off');
  const rows = (body as { items: LeaveLedgerRow[] }).items;
  expect(rows.map(({ entry, days }) => [entry, days])).toEqual([
    ['grant', '0.5'],
    ['grant', '0.5'],
  ]);
  expect(rows[0]!.about).toMatch(/^Overtime on /);
  expect(rows[0]!.bucket).toMatch(/^For overtime on /);
});

test('it is taken as leave of its own type, what is lost first goes first, and no more than there is', async () => {
  let from = addDays(today(), 14);
  while (weekday(from) !== 2) from = addDays(from, 1);
  const ask = async (change: object) =>
    (await api.as('consultant')).post('/leave-requests', {
      ...{ type: 'comp-off', from, to: from, reason: 'Rest', ...change },
    });
  const tooMuch = await ask({ to: addDays(from, 1) });
  expect(tooMuch).toMatchObject({ status: 422, body: { code: 'insufficient-balance' } });
  const asked = await ask({});
  expect(asked).toMatchObject({ status: 201, body: { days: '1.0' } });
  expect(await balanceOf('consultant')).toMatchObject({ held: '1.0', available: '0.0' });
});

test('what was not taken in time is lost', async () => {
  await worked('sales.rep', 1, 8);
  await api.db.query(
    `UPDATE leave_bucket SET expires_on = $2 WHERE employee_id = $1 AND type = 'comp-off' AND source <> 'running'`,
    [api.company.people['sales.rep'], day(1)],
  );
  const hr = await api.as('hr');
  const employeeId = api.company.people['sales.rep'];
  await hr.post('/leave-adjustments', { employeeId, type: 'comp-off', days: '0.5', reason: 'x' });
  expect(await balanceOf('sales.rep')).toMatchObject({ available: '0.5' });
});

test('HR says how overtime becomes leave from a day on; no policy gives it', async () => {
  const hr = await api.as('hr');
  const rule = { validFrom: day(1), halfDayHours: 3.5, validDays: 30 };
  expect((await hr.call('PUT', '/comp-off-rules', { body: rule })).body).toEqual(rule);
  for (const wrong of [{ halfDayHours: 0 }, { halfDayHours: 3.3 }, { validDays: 0 }]) {
    const { status, body } = await hr.call('PUT', '/comp-off-rules', {
      body: { ...rule, ...wrong },
    });
    expect([status, (body as { errors: { path: string }[] }).errors[0]!.path]).toEqual([
      ...[422, Object.keys(wrong)[0]],
    ]);
  }
  const { body } = await (await api.as('sales.rep2')).get('/comp-off-rules');
  expect((body as { items: CompOffRuleWire[] }).items).toEqual([
    rule,
    { validFrom: '2000-01-01', halfDayHours: 4, validDays: 90 },
  ]);
  await worked('sales.rep2', 2, 3.75);
  await worked('sales.rep2', 1, 3.25);
  expect(left(await balanceOf('sales.rep2'))).toEqual([['1.0', addDays(today(), 30)]]);
  const policy = {
    ...{ type: 'comp-off', validFrom: '2098-01-01', annualDays: '12', frequency: 'monthly' },
    ...{ prorate: true, carryMaxDays: null, carryMonths: null, carryDays: null },
    ...{ overdraftDays: '0', encashMaxDays: '0', encashReserveDays: '0', sandwich: 'none' },
  };
  const refused = await hr.post('/leave-policies', policy);
  expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'type' }] } });
});
