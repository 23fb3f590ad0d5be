import { leaveEffects } from '../../approvals/leave/effects';
import { leaveRequestSchema, type LeaveDetails } from '../../approvals/leave/definition';
import { leaveChangeEffects } from '../../approvals/leave-change/effects';
import type { LeaveChangeDetails } from '../../approvals/leave-change/definition';
import type { Outcome } from '../../domain/approvals/vocabulary';
import type { LeaveLedgerRow } from '../../domain/wire/leave-accounts';
import type { LeaveBalance } from '../../domain/wire/records';
import { DomainError } from '../../domain/errors';
import { submitRequest } from '../../modules/approvals/use-cases/submit-request';
import { accrueLeave } from '../../modules/leave/use-cases/accrue-leave';
import { startTestApi, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { bucketsThatDiffer, setLeaveRules } from '../support/leave-accounts';
import { balanceOf } from '../support/records';

jest.setTimeout(60_000);

/** What was answered, or the refusal's code with what it carries. */
type Asked = Record<string, unknown>;

let api: TestApi;
const time = { now: new Date('2026-11-28T12:00:00+05:30') };
const clock = { now: () => time.now };

beforeAll(async () => {
  api = await startTestApi();
  await everybodyToCome();
});
afterAll(() => api.stop());
afterEach(async () => {
  expect(await bucketsThatDiffer(api.db)).toEqual([]);
  await everybodyToCome();
});

const idOf = (persona: Persona) => api.company.people[persona];
const at = (date: string) => (time.now = new Date(`${date}T12:00:00+05:30`));
const run = () => accrueLeave({ db: api.db, clock }, { after: null });
/** Nobody is given anything but those whom a test lets join. */
const everybodyToCome = () => api.db.query("UPDATE employee SET joined_on = '2099-01-01'");
const joined = (persona: Persona, date: string) =>
  api.db.query('UPDATE employee SET joined_on = $2 WHERE id = $1', [idOf(persona), date]);

async function balance(persona: Persona, type: string, asOf?: string): Promise<LeaveBalance> {
  const query = asOf ? `?asOf=${asOf}` : '';
  const { body } = await (await api.as(persona)).get(`/leave-balances${query}`);
  return (body as { items: LeaveBalance[] }).items.find((item) => item.type === type)!;
}

/** Asks at the time of the suite, which no session would outlive. */
async function ask(persona: Persona, body: object): Promise<Asked> {
  const request = leaveRequestSchema.parse({ reason: 'Some days away', ...body });
  const requester = { id: idOf(persona), name: persona, departmentId: null, zone: 'Asia/Kolkata' };
  try {
    const deps = { ...api.deps.approvals, clock };
    const { answer, ...submitted } = await submitRequest(deps, {
      kind: 'leave',
      request,
      requester,
    });
    return { ...submitted, ...answer };
  } catch (error) {
    if (error instanceof DomainError) return { code: error.code, ...error.details };
    throw error;
  }
}

const close = (asked: Asked, persona: Persona, outcome: Outcome) => {
  const { id, approvalId } = asked as { id: string; approvalId: string };
  return api.db.transaction((tx) =>
    leaveEffects.close(tx, {
      ...{ approvalId, subjectId: id, requesterId: idOf(persona), version: 1, outcome },
      details: undefined as unknown as LeaveDetails,
    }),
  );
};

/** What is left in each bucket, as people read it. */
const left = ({ buckets }: LeaveBalance) =>
  Object.fromEntries(buckets.map((bucket) => [bucket.name, bucket.left]));

const give = async (persona: Persona, type: string, days: string) => {
  const body = { employeeId: idOf(persona), type, days, reason: 'To begin with' };
  const answer = await (await api.as('admin')).post('/leave-adjustments', body);
  expect(answer.status).toBe(201);
};

describe('leave is given by the policy', () => {
  test('19 days over twelve months are 19.00, whoever runs it and however often', async () => {
    await setLeaveRules(api.db, { type: 'earned', validFrom: '2025-01-01', annualUnits: 1900 });
    await joined('sales.rep', '2025-01-01');
    at('2025-01-01');
    await Promise.all([run(), run(), run()]);
    expect(await balance('sales.rep', 'earned')).toMatchObject({ granted: '1.58' });
    expect(await run()).toEqual({ granted: 0, next: null });
    for (let month = 2; month <= 12; month++) {
      at(`2025-${String(month).padStart(2, '0')}-20`);
      await Promise.all([run(), run()]);
    }
    expect(await balance('sales.rep', 'earned')).toMatchObject({ granted: '19.0' });
    at('2025-12-31');
    await run();
    expect(await balance('sales.rep', 'earned')).toMatchObject({ granted: '19.0' });
    const [rows] = await api.db.query<{ n: string }>(
      `SELECT count(*) AS n FROM leave_ledger WHERE employee_id = $1 AND type = 'earned' AND entry = 'grant'`,
      [idOf('sales.rep')],
    );
    expect(rows).toEqual({ n: '12' });
  });

  test('a quarterly one in exactly four months', async () => {
    await setLeaveRules(api.db, {
      ...{ type: 'sick', validFrom: '2025-01-01', annualUnits: 1000, frequency: 'quarterly' },
    });
    await joined('sales.rep2', '2024-01-01');
    const months: number[] = [];
    for (let month = 1; month <= 12; month++) {
      at(`2025-${String(month).padStart(2, '0')}-15`);
      const before = (await balance('sales.rep2', 'sick')).granted;
      await run();
      if ((await balance('sales.rep2', 'sick')).granted !== before) months.push(month);
    }
    expect(months).toEqual([1, 4, 7, 10]);
    expect(await balance('sales.rep2', 'sick')).toMatchObject({ granted: '10.0' });
  });

  test('who joins or leaves gets the share of their days', async () => {
    await joined('consultant', '2025-10-16');
    await joined('consultant2', '2025-01-01');
    const hr = await api.as('hr');
    const path = `/leave-accounts/${idOf('consultant2')}/last-day`;
    const leaving = await hr.call('PUT', path, { body: { lastDay: '2025-11-15' } });
    expect(leaving.body).toEqual({ lastDay: '2025-11-15' });
    at('2025-12-31');
    await run();
    // Half of the fourth quarter's 2.5 but for half a day of it, and 46 of its 92 days.
    expect(await balance('consultant', 'sick')).toMatchObject({ granted: '2.09' });
    expect(await balance('consultant2', 'sick')).toMatchObject({ granted: '8.75' });
    const early = await hr.call('PUT', path, { body: { lastDay: '2020-01-01' } });
    expect(early.status).toBe(422);
    expect((await hr.call('PUT', path, { body: { lastDay: null } })).status).toBe(200);
    expect((await hr.get(path)).body).toEqual({ lastDay: null });
  });

  test('as of any day it is what the rows say', async () => {
    expect(await balance('sales.rep', 'earned', '2025-01-31')).toMatchObject({ granted: '1.58' });
    expect(await balance('sales.rep', 'earned', '2025-03-01')).toMatchObject({
      granted: '4.75',
      buckets: [{ name: 'Running balance', granted: '4.75', left: '4.75' }],
    });
    expect(await balance('sales.rep', 'earned', '2024-12-31')).toMatchObject({ buckets: [] });
  });
});

describe('carrying over', () => {
  beforeAll(() =>
    setLeaveRules(api.db, {
      ...{ type: 'casual', validFrom: '2026-01-01', annualUnits: 1000, frequency: 'yearly' },
      ...{ carryMax: 1000, carryMonths: 3 },
    }),
  );

  test.each([
    ['8 of them taken, 2 are lost', 'sales.head', 8, '2.0', '10.0'],
    ['10 of them taken, none is lost', 'sales.manager', 10, '0.0', '10.0'],
    ['12 taken, 2 of them are the new year’s', 'consulting.head', 12, '0.0', '8.0'],
  ] as const)('10 carried until 31 March, %s', async (_, persona, days, lost, after) => {
    at('2026-06-01');
    await joined(persona, '2026-01-01');
    await run();
    expect(left(await balance(persona, 'casual'))).toEqual({ 'Leave of 2026': '10.0' });
    at('2027-01-04');
    await run();
    expect(left(await balance(persona, 'casual'))).toEqual({
      'Carried over from 2026': '10.0',
      'Leave of 2027': '10.0',
    });
    // From Monday 11 January on, without weekends: 8, 10 and 12 working days.
    const to = { 8: '2027-01-20', 10: '2027-01-22', 12: '2027-01-26' }[days];
    const taken = await ask(persona, { type: 'casual', from: '2027-01-11', to });
    expect(taken).toMatchObject({ days: `${days}.0` });
    await close(taken, persona, 'approved');
    at('2027-03-31');
    await run();
    expect(await balance(persona, 'casual')).toMatchObject({ available: `${20 - days}.0` });
    at('2027-04-01');
    await run();
    await run();
    const now = await balance(persona, 'casual');
    expect(now).toMatchObject({ available: after, taken: `${days}.0` });
    expect(left(now)).toEqual({ 'Carried over from 2026': '0.0', 'Leave of 2027': after });
    expect(now.buckets[0]!.removed).toBe(lost);
    const asOfMarch = await balance(persona, 'casual', '2027-03-31');
    expect(asOfMarch.available).toBe(`${20 - days}.0`);
    const { body } = await (
      await api.as(persona)
    ).get(`/leave-ledger?type=casual&employeeId=${idOf(persona)}`);
    const rows = (body as { items: LeaveLedgerRow[] }).items;
    const expiries = rows.filter(({ entry }) => entry === 'expire');
    expect(expiries.map((row) => [row.days, row.on, row.about])).toEqual(
      lost === '0.0' ? [] : [[`-${lost}`, '2027-04-01', 'Not used by 31 Mar 2027']],
    );
  });

  test('what is above the most is lost with the year, and nobody need wait for the run', async () => {
    at('2027-06-01');
    await joined('finance', '2027-01-01');
    await run();
    await give('finance', 'casual', '1');
    expect(left(await balance('finance', 'casual'))).toMatchObject({ 'Leave of 2027': '10.0' });
    await setLeaveRules(api.db, {
      ...{ type: 'casual', validFrom: '2028-01-01', annualUnits: 0, frequency: 'yearly' },
      ...{ carryMax: 400, carryMonths: 1 },
    });
    at('2028-01-03');
    const tooMuch = await ask('finance', { type: 'casual', from: '2028-01-10', to: '2028-01-17' });
    expect(tooMuch).toMatchObject({ code: 'insufficient-balance', available: '5.0' });
    const asked = await ask('finance', { type: 'casual', from: '2028-01-10', to: '2028-01-14' });
    expect(asked).toMatchObject({ status: 'pending' });
    const now = await balance('finance', 'casual');
    expect(left(now)).toMatchObject({
      'Carried over from 2027': '0.0',
      'Running balance': '0.0',
    });
    expect(now.buckets.find(({ name }) => name === 'Carried over from 2027')!.removed).toBe('6.0');
    await close(asked, 'finance', 'withdrawn');
    expect(left(await balance('finance', 'casual'))).toMatchObject({
      'Carried over from 2027': '4.0',
      'Running balance': '1.0',
    });
  });
});

describe('buckets', () => {
  test('28 December to 2 January is paid for by both years, by both years’ holidays', async () => {
    const persona = 'consulting.manager';
    at('2029-12-10');
    await joined(persona, '2029-01-01');
    await setLeaveRules(api.db, {
      ...{ type: 'casual', validFrom: '2029-01-01', annualUnits: 300, frequency: 'yearly' },
      ...{ carryMax: 0 },
    });
    await run();
    await api.db.query(
      `INSERT INTO holiday VALUES ('2029-12-31', 'An old year''s'), ('2030-01-01', 'New Year') ON CONFLICT DO NOTHING`,
    );
    const refused = await ask(persona, { type: 'casual', from: '2029-12-27', to: '2030-01-03' });
    expect(refused).toMatchObject({ code: 'insufficient-balance', available: '2.0' });
    await api.db.query(
      `WITH bucket AS (
         INSERT INTO leave_bucket (employee_id, type, source, year, valid_from, expires_on)
         VALUES ($1, 'casual', 'year 2030', 2030, '2030-01-01', '2030-12-31') RETURNING id, employee_id, type
       ), row AS (
         INSERT INTO leave_ledger (employee_id, type, entry, units, effective_on, source, bucket_id)
         SELECT employee_id, type, 'grant', 300, '2029-12-01', 'early', id FROM bucket RETURNING units)
       UPDATE leave_balance SET granted = granted + 300 WHERE employee_id = $1 AND type = 'casual'`,
      [idOf(persona)],
    );
    // Friday 28, Monday 31 and Tuesday 1 (holidays), Wednesday 2.
    const asked = await ask(persona, { type: 'casual', from: '2029-12-28', to: '2030-01-02' });
    expect(asked).toMatchObject({ days: '2.0' });
    expect(left(await balance(persona, 'casual'))).toEqual({
      'Leave of 2029': '2.0',
      'Leave of 2030': '2.0',
    });
    await close(asked, persona, 'approved');
    // Cancelled in the new year: each day goes back to where it came from, and the old year's is lost.
    at('2030-01-01');
    const { id, approvalId } = asked as { id: string; approvalId: string };
    const leave = { from: '2029-12-28', to: '2030-01-02', fromHalf: 'am', toHalf: 'pm' } as const;
    await api.db.transaction(async (tx) =>
      leaveChangeEffects.close(tx, {
        ...{ subjectId: id, requesterId: idOf(persona), version: 1, outcome: 'approved' },
        approvalId: approvalId.replace(/^./, '0'),
        details: {
          ...{ leaveRequestId: id, action: 'cancel', reason: 'x', type: 'casual' },
          ...{ leave: { ...leave, units: 200 }, remains: null, restored: 200 },
        } satisfies LeaveChangeDetails,
      }),
    );
    expect(left(await balance(persona, 'casual'))).toEqual({
      'Leave of 2029': '3.0',
      'Leave of 2030': '3.0',
    });
    await run();
    expect(left(await balance(persona, 'casual'))).toEqual({
      'Leave of 2029': '0.0',
      'Leave of 2030': '6.0',
    });
  });

  test.each<Outcome>(['rejected', 'withdrawn', 'expired', 'cancelled'])(
    'a request that is %s gives each bucket back what it took, to the unit',
    async (outcome) => {
      at('2030-02-01');
      const persona = 'consulting.manager';
      const before = await balance(persona, 'casual');
      await give(persona, 'casual', '0.5');
      const asked = await ask(persona, {
        ...{ type: 'casual', from: '2030-03-04', to: '2030-03-12', toHalf: 'am' },
      });
      expect(asked).toMatchObject({ days: '6.5' });
      expect(left(await balance(persona, 'casual'))).toMatchObject({ 'Leave of 2030': '0.0' });
      await close(asked, persona, outcome);
      await close(asked, persona, 'approved');
      const after = await balance(persona, 'casual');
      expect(left(after)['Leave of 2030']).toBe(left(before)['Leave of 2030']);
      expect(Number(after.available)).toBe(Number(before.available) + 0.5);
    },
  );

  test('down to two days below zero, not to two and a half; what is given pays that back first', async () => {
    const persona = 'hr';
    at('2030-05-01');
    await setLeaveRules(api.db, {
      ...{ type: 'earned', validFrom: '2030-01-01', annualUnits: 500, frequency: 'yearly' },
      ...{ carryMax: 100, carryMonths: 3, floor: -200 },
    });
    await joined(persona, '2030-05-02');
    const days = (from: string, to: string, toHalf = 'pm') =>
      ask(persona, { type: 'earned', from, to, toHalf });
    const refused = await days('2030-06-03', '2030-06-05', 'am');
    expect(refused).toMatchObject({ code: 'insufficient-balance', needed: '2.5' });
    const asked = await days('2030-06-03', '2030-06-04');
    expect(asked).toMatchObject({ status: 'pending' });
    await close(asked, persona, 'approved');
    expect(await balance(persona, 'earned')).toMatchObject({ available: '-2.0' });
    expect(await days('2030-06-05', '2030-06-05', 'am')).toMatchObject({ available: '0.0' });
    at('2030-05-02');
    await run();
    // 244 of 365 days of five: 3.34, of which 2 pay back.
    const now = await balance(persona, 'earned');
    expect(now.available).toBe('1.34');
    expect(left(now)).toEqual({ 'Leave of 2030': '1.34', 'Running balance': '0.0' });
  });
});

test('Friday to Monday is two days, and four where days between working days count', async () => {
  const persona = 'sales.rep2';
  at('2030-06-03');
  await give(persona, 'casual', '10');
  const weekend = { type: 'casual', from: '2030-06-07', to: '2030-06-10' };
  expect(await ask(persona, weekend)).toMatchObject({ days: '2.0' });
  await setLeaveRules(api.db, {
    ...{ type: 'casual', validFrom: '2030-06-11', annualUnits: 0, frequency: 'yearly' },
    ...{ sandwich: 'inner' },
  });
  const next = { type: 'casual', from: '2030-06-14', to: '2030-06-17' };
  expect(await ask(persona, next)).toMatchObject({ days: '4.0' });
  await api.db.query(`INSERT INTO holiday VALUES ('2030-06-24', 'A Monday')`);
  const half = await ask(persona, { ...next, from: '2030-06-20', to: '2030-06-24', toHalf: 'am' });
  expect(half).toMatchObject({ code: 'invalid-input', errors: [{ path: 'toHalf' }] });
});

test('a hundred at once never break the floor, nor lie on one another, whatever buckets pay', async () => {
  const persona = 'hr';
  at('2030-07-01');
  const employeeId = idOf(persona);
  await give(persona, 'earned', '3.5');
  const before = await balance(persona, 'earned');
  const days = ['08', '09', '10', '11', '12', '15', '16', '17', '18', '19'];
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, index) => {
      const day = `2030-07-${days[index % 10]}`;
      return ask(persona, { type: 'earned', from: day, to: day });
    }),
  );
  const asked = answers.filter(({ status }) => status === 'pending').length;
  const codes = new Set(answers.flatMap(({ code }) => (code === undefined ? [] : [code])));
  expect([...codes].sort()).toEqual(['insufficient-balance', 'overlap']);
  expect(asked).toBe(Math.floor(Number(before.available) + 2));
  const overlaps = await api.db.query(
    `SELECT 1 FROM leave_request a JOIN leave_request b ON a.employee_id = b.employee_id AND a.id < b.id
       AND a.slots && b.slots WHERE a.status = 'pending' AND b.status = 'pending'`,
  );
  expect(overlaps).toEqual([]);
  expect(Number((await balance(persona, 'earned')).available)).toBeGreaterThanOrEqual(-2);
  const { cached, ledger } = await balanceOf(api.db, employeeId, 'earned');
  expect(cached.slice(1)).toEqual(ledger.slice(1));
});
