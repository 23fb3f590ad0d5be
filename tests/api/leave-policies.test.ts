import type {
  LeaveLedgerRow,
  LeavePolicyPreview,
  LeavePolicyWire,
} from '../../domain/wire/leave-accounts';
import type { LeaveBalance } from '../../domain/wire/records';
import { accrueLeave } from '../../modules/leave/use-cases/accrue-leave';
import { startTestApi, type TestAnswer, type TestApi, type TestClient } from '../support/api';
import type { Persona } from '../support/company';
import { bucketsThatDiffer } from '../support/leave-accounts';
import { grantLeave, mondayAhead, today } from '../support/records';

jest.setTimeout(60_000);

let api: TestApi;
let hr: TestClient;
beforeAll(async () => {
  api = await startTestApi();
  hr = await api.as('hr');
});
afterAll(() => api.stop());
afterEach(async () => {
  expect(await bucketsThatDiffer(api.db)).toEqual([]);
});

const YEAR = Number(today().slice(0, 4));
const idOf = (persona: Persona) => api.company.people[persona];
const wanted = (changes: object = {}) => ({
  ...{ type: 'casual', validFrom: `${YEAR + 1}-01-01`, annualDays: '12', frequency: 'quarterly' },
  ...{ prorate: true, carryMaxDays: '5', carryMonths: 3, carryDays: null },
  ...{ overdraftDays: '2', encashMaxDays: '0', encashReserveDays: '0', sandwich: 'none' },
  ...changes,
});
const problems = ({ body }: TestAnswer) =>
  ((body as { errors?: { path: string }[] }).errors ?? []).map(({ path }) => path);
const versions = async (type: string): Promise<LeavePolicyWire[]> =>
  ((await hr.get('/leave-policies')).body as { items: LeavePolicyWire[] }).items.filter(
    (version) => version.type === type,
  );
const audited = async (action: string) =>
  api.db.query('SELECT details FROM audit_event WHERE action = $1 ORDER BY id', [action]);

describe('versions of a policy', () => {
  test('follow one another without a gap; one that has not begun can be withdrawn', async () => {
    const first = await hr.post('/leave-policies', wanted({ validFrom: `${YEAR}-01-01` }));
    expect([first.status, first.body]).toMatchObject([201, { annualDays: '12.0', hasBegun: true }]);
    const next = await hr.post('/leave-policies', wanted({ annualDays: '19' }));
    expect(next.status).toBe(201);
    expect(await versions('casual')).toMatchObject([
      { validFrom: `${YEAR}-01-01`, validTo: `${YEAR}-12-31`, annualDays: '12.0' },
      { validFrom: `${YEAR + 1}-01-01`, validTo: null, annualDays: '19.0', hasBegun: false },
    ]);
    for (const validFrom of [`${YEAR + 1}-01-01`, `${YEAR}-06-01`])
      expect(problems(await hr.post('/leave-policies', wanted({ validFrom })))).toEqual([
        'validFrom',
      ]);
    const idOfFirst = (first.body as LeavePolicyWire).id;
    expect((await hr.call('DELETE', `/leave-policies/${idOfFirst}`)).status).toBe(409);
    const idOfNext = (next.body as LeavePolicyWire).id;
    expect((await hr.call('DELETE', `/leave-policies/${idOfNext}`)).status).toBe(200);
    expect((await hr.call('DELETE', `/leave-policies/${idOfFirst}`)).status).toBe(409);
    expect(await versions('casual')).toMatchObject([{ validTo: null }]);
    expect(await audited('leave-policy.set')).toHaveLength(2);
    expect(await audited('leave-policy.withdrawn')).toHaveLength(1);
  });

  test('of two set at the same moment from the same day one is there', async () => {
    const answers = await Promise.all([
      hr.post('/leave-policies', wanted({ type: 'sick' })),
      (await api.as('admin')).post('/leave-policies', wanted({ type: 'sick' })),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
  });

  test('the database itself keeps them apart, and as they were set', async () => {
    const row = `INSERT INTO leave_policy_version (type, valid_from, annual_units, frequency, prorate, floor, encash_max,
      encash_reserve, sandwich) VALUES ('sick', '${YEAR + 2}-05-01', 1, 'yearly', true, 0, 0, 0, 'none')`;
    await expect(api.db.query(row)).rejects.toThrow(/leave_policy_version_overlap/);
    await expect(api.db.query('UPDATE leave_policy_version SET annual_units = 1')).rejects.toThrow(
      /replaced, never changed/,
    );
  });

  test('what is wrong is said by field', async () => {
    const refused = async (changes: object) =>
      problems(await hr.post('/leave-policies', wanted({ type: 'earned', ...changes })));
    expect(await refused({ annualDays: '12,5' })).toEqual(['annualDays']);
    expect(await refused({ annualDays: '-1' })).toEqual(['annualDays']);
    expect(await refused({ annualDays: '400' })).toEqual(['annualDays']);
    expect(await refused({ frequency: 'weekly' })).toEqual(['frequency']);
    expect(await refused({ carryMaxDays: null })).toEqual(['carryMaxDays']);
    expect(await refused({ carryMonths: 0 })).toEqual(['carryMonths']);
    expect(await refused({ validFrom: `${YEAR - 1}-12-31` })).toEqual(['validFrom']);
    expect(await refused({ validFrom: '2199-12-31', prorate: true })).toEqual(['validFrom']);
    expect(
      problems(
        await hr.post('/leave-policies/previews', {
          ...wanted({ type: 'earned', frequency: 'monthly', prorate: true }),
          validFrom: '2199-12-31',
        }),
      ),
    ).toEqual(['validFrom']);
    expect(await refused({ type: 'unpaid' })).toEqual(['type']);
    expect(await refused({ sandwich: 'outer' })).toEqual(['sandwich']);
    expect(await versions('earned')).toEqual([]);
  });

  test('a preview says what a version gives, and a run gives exactly that', async () => {
    const join = (persona: Persona, date: string) =>
      api.db.query('UPDATE employee SET joined_on = $2 WHERE id = $1', [idOf(persona), date]);
    await join('consultant', `${YEAR}-07-01`);
    await join('sales.rep', `${YEAR}-04-16`);
    const body = wanted({ type: 'earned', validFrom: `${YEAR}-01-01`, annualDays: '19' });
    const preview = (await hr.post('/leave-policies/previews', body)).body as LeavePolicyPreview;
    expect(preview.year).toBe(YEAR);
    expect(preview.periods.map(({ from, days }) => [from.slice(5), days])).toEqual([
      ['01-01', '4.75'],
      ['04-01', '4.75'],
      ['07-01', '4.75'],
      ['10-01', '4.75'],
    ]);
    const share = (persona: Persona) =>
      preview.people.find(({ person }) => person.id === idOf(persona))!;
    expect(share('finance').inYear).toBe('19.0');
    expect(share('consultant').inYear).toBe('9.5');
    // 76 of the 91 days of the second quarter.
    expect(share('sales.rep').inYear).toBe('13.46');
    expect(await versions('earned')).toEqual([]);
    await hr.post('/leave-policies', body);
    await accrueLeave(api.deps, { after: null });
    const { body: balances } = await hr.get('/leave-balances?limit=200');
    for (const { person, atOnce } of preview.people) {
      const balance = (balances as { items: LeaveBalance[] }).items.find(
        ({ employee, type }) => employee.id === person.id && type === 'earned',
      );
      expect(balance?.granted).toBe(atOnce);
    }
  });
});

describe('by hand', () => {
  const adjust = (client: TestClient, changes: object) =>
    client.post('/leave-adjustments', {
      ...{ employeeId: idOf('sales.rep'), type: 'sick', days: '1', reason: 'Worked on a Sunday' },
      ...changes,
    });

  test('HR adds and takes off with a reason, which the person reads and nobody can change', async () => {
    const added = await adjust(hr, { days: '2.5' });
    expect([added.status, added.body]).toMatchObject([201, { available: '2.5', granted: '2.5' }]);
    expect((await adjust(hr, { days: '-1' })).body).toMatchObject({ available: '1.5' });
    const tooMuch = await adjust(hr, { days: '-1.75' });
    expect(tooMuch.body).toMatchObject({
      errors: [{ path: 'days', message: 'At most 1.5 days can be taken off' }],
    });
    const { body } = await (await api.as('sales.rep')).get('/leave-ledger?type=sick');
    expect((body as { items: LeaveLedgerRow[] }).items).toMatchObject([
      { entry: 'deduct', days: '-1.0', about: 'Worked on a Sunday', by: { id: idOf('hr') } },
      { entry: 'grant', days: '2.5', about: 'Worked on a Sunday', by: { id: idOf('hr') } },
    ]);
    expect(await audited('leave.adjusted')).toEqual([
      { details: { type: 'sick', units: 250 } },
      { details: { type: 'sick', units: -100 } },
    ]);
  });

  test('nobody adjusts their own, nor a type without a balance', async () => {
    expect((await adjust(hr, { employeeId: idOf('hr') })).status).toBe(403);
    expect((await adjust(await api.as('sales.manager'), {})).status).toBe(403);
    expect(problems(await adjust(hr, { type: 'unpaid' }))).toEqual(['type']);
    expect(problems(await adjust(hr, { days: '0', reason: ' ' }))).toEqual(['days', 'reason']);
  });

  test('paying out lowers the balance once, keeps the reserve and the year’s most', async () => {
    const employeeId = idOf('consultant2');
    await api.db.query(
      `INSERT INTO leave_policy_version (type, valid_from, valid_to, annual_units, frequency, prorate, floor, encash_max,
         encash_reserve, sandwich) VALUES ('sick', $1, $2, 0, 'yearly', true, 0, 400, 500, 'none')`,
      [`${YEAR - 4}-01-01`, `${YEAR}-12-31`],
    );
    await grantLeave(api.db, { employeeId, type: 'sick', units: 800 });
    const rate = { amount: '1000', currency: 'INR' };
    const from = { employeeId, validFrom: `${YEAR}-01-01`, rate };
    expect((await hr.call('PUT', '/daily-rates', { body: from })).status).toBe(200);
    const pay = (days: string, key: string) =>
      hr.post(
        '/leave-encashments',
        { employeeId, type: 'sick', days, reason: 'As agreed' },
        { 'idempotency-key': key },
      );
    const tooMuch = await pay('3.5', 'one');
    expect(tooMuch.body).toMatchObject({
      errors: [{ path: 'days', message: 'At most 3 days can be paid out' }],
    });
    const answers = [await pay('2', 'two'), await pay('2', 'two')];
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    const race = await Promise.all([pay('1', 'three'), pay('1', 'four'), pay('1', 'five')]);
    expect(race.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
    await grantLeave(api.db, { employeeId, type: 'sick', units: 1000, on: `${YEAR - 1}-01-01` });
    expect((await pay('1.5', 'six')).body).toMatchObject({
      errors: [{ message: 'At most 1 day can be paid out' }],
    });
    const rows = await api.db.query<{ units: number }>(
      `SELECT units FROM leave_ledger WHERE employee_id = $1 AND entry = 'encash' ORDER BY id`,
      [employeeId],
    );
    expect(rows.map(({ units }) => units)).toEqual([200, 100]);
  });
});

describe('the ledger', () => {
  const rowsOf = async (client: TestClient, query = '') =>
    ((await client.get(`/leave-ledger?limit=200${query}`)).body as { items: LeaveLedgerRow[] })
      .items;

  test('shows one’s own, managers their team’s, HR everybody’s', async () => {
    for (const persona of ['sales.rep', 'sales.rep2', 'consultant'] as const)
      await grantLeave(api.db, { employeeId: idOf(persona), type: 'casual', units: 500 });
    const seen = async (persona: Persona) =>
      new Set((await rowsOf(await api.as(persona))).map(({ employee }) => employee.id));
    expect([...(await seen('sales.rep2'))]).toEqual([idOf('sales.rep2')]);
    const team = await seen('sales.manager');
    expect(team.has(idOf('sales.rep'))).toBe(true);
    expect(team.has(idOf('consultant'))).toBe(false);
    expect((await seen('hr')).size).toBeGreaterThan(5);
    const other = await rowsOf(await api.as('sales.rep'), `&employeeId=${idOf('consultant')}`);
    expect(other).toEqual([]);
  });

  test('tells in words, page by page, and only up to a day', async () => {
    const client = await api.as('sales.rep2');
    const monday = mondayAhead(2);
    const body = { type: 'casual', from: monday, to: monday, reason: 'Moving' };
    const { approvalId } = (await client.post('/leave-requests', body)).body as {
      approvalId: string;
    };
    const [hold] = await rowsOf(client);
    expect(hold).toMatchObject({
      ...{ entry: 'hold', days: '-1.0', about: null },
      leave: { from: monday, to: monday, approvalId },
    });
    const first = await client.get('/leave-ledger?limit=1');
    const { nextCursor } = first.body as { nextCursor: string };
    const second = await client.get(`/leave-ledger?limit=1&cursor=${nextCursor}`);
    expect((second.body as { items: LeaveLedgerRow[] }).items[0]).toMatchObject({ entry: 'grant' });
    expect(await rowsOf(client, '&asOf=2020-01-01')).toEqual([]);
    expect((await client.get('/leave-ledger?cursor=x')).status).toBe(422);
  });
});
