import type { LeaveLedgerRow } from '../../domain/wire/leave-accounts';
import { bucketsThatDiffer, setLeaveRules } from '../support/leave-accounts';
import { left, startLeaveYears, type LeaveYears } from '../support/leave-years';

jest.setTimeout(60_000);

let years: LeaveYears;
beforeAll(async () => {
  years = await startLeaveYears();
});
afterAll(() => years.api.stop());
afterEach(async () => {
  expect(await bucketsThatDiffer(years.api.db)).toEqual([]);
  await years.everybodyToCome();
});

describe('leave is given by the policy', () => {
  test('19 days over twelve months are 19.00, whoever runs it and however often', async () => {
    await setLeaveRules(years.api.db, {
      type: 'earned',
      validFrom: '2025-01-01',
      annualUnits: 1900,
    });
    await years.joined('sales.rep', '2025-01-01');
    years.at('2025-01-01');
    await Promise.all([years.run(), years.run(), years.run()]);
    expect(await years.balance('sales.rep', 'earned')).toMatchObject({ granted: '1.58' });
    expect(await years.run()).toEqual({ granted: 0, next: null });
    for (let month = 2; month <= 12; month++) {
      years.at(`2025-${String(month).padStart(2, '0')}-20`);
      await Promise.all([years.run(), years.run()]);
    }
    expect(await years.balance('sales.rep', 'earned')).toMatchObject({ granted: '19.0' });
    years.at('2025-12-31');
    await years.run();
    expect(await years.balance('sales.rep', 'earned')).toMatchObject({ granted: '19.0' });
    const [rows] = await years.api.db.query<{ n: string }>(
      `SELECT count(*) AS n FROM leave_ledger WHERE employee_id = $1 AND type = 'earned' AND entry = 'grant'`,
      [years.idOf('sales.rep')],
    );
    expect(rows).toEqual({ n: '12' });
  });

  test('a quarterly one in exactly four months', async () => {
    await setLeaveRules(years.api.db, {
      ...{ type: 'sick', validFrom: '2025-01-01', annualUnits: 1000, frequency: 'quarterly' },
    });
    await years.joined('sales.rep2', '2024-01-01');
    const months: number[] = [];
    for (let month = 1; month <= 12; month++) {
      years.at(`2025-${String(month).padStart(2, '0')}-15`);
      const before = (await years.balance('sales.rep2', 'sick')).granted;
      await years.run();
      if ((await years.balance('sales.rep2', 'sick')).granted !== before) months.push(month);
    }
    expect(months).toEqual([1, 4, 7, 10]);
    expect(await years.balance('sales.rep2', 'sick')).toMatchObject({ granted: '10.0' });
  });

  test('who joins or leaves gets the share of their days', async () => {
    await years.joined('consultant', '2025-10-16');
    await years.joined('consultant2', '2025-01-01');
    const hr = await years.api.as('hr');
    const path = `/leave-accounts/${years.idOf('consultant2')}/last-day`;
    const leaving = await hr.call('PUT', path, { body: { lastDay: '2025-11-15' } });
    expect(leaving.body).toEqual({ lastDay: '2025-11-15', givenBack: [] });
    years.at('2025-12-31');
    await years.run();
    // Half of the fourth quarter's 2.5 but for half a day of it, and 46 of its 92 days.
    expect(await years.balance('consultant', 'sick')).toMatchObject({ granted: '2.09' });
    expect(await years.balance('consultant2', 'sick')).toMatchObject({ granted: '8.75' });
    const early = await hr.call('PUT', path, { body: { lastDay: '2020-01-01' } });
    expect(early.status).toBe(422);
    expect((await hr.call('PUT', path, { body: { lastDay: null } })).status).toBe(200);
    expect((await hr.get(path)).body).toEqual({ lastDay: null, givenBack: [] });
  });

  test('as of any day it is what the rows say', async () => {
    expect(await years.balance('sales.rep', 'earned', '2025-01-31')).toMatchObject({
      granted: '1.58',
    });
    expect(await years.balance('sales.rep', 'earned', '2025-03-01')).toMatchObject({
      granted: '4.75',
      buckets: [{ name: 'Running balance', granted: '4.75', left: '4.75' }],
    });
    expect(await years.balance('sales.rep', 'earned', '2024-12-31')).toMatchObject({ buckets: [] });
  });
});

describe('carrying over', () => {
  beforeAll(() =>
    setLeaveRules(years.api.db, {
      ...{ type: 'casual', validFrom: '2026-01-01', annualUnits: 1000, frequency: 'yearly' },
      ...{ carryMax: 1000, carryMonths: 3 },
    }),
  );

  test.each([
    ['8 of them taken, 2 are lost', 'sales.head', 8, '2.0', '10.0'],
    ['10 of them taken, none is lost', 'sales.manager', 10, '0.0', '10.0'],
    ['12 taken, 2 of them are the new year’s', 'consulting.head', 12, '0.0', '8.0'],
  ] as const)('10 carried until 31 March, %s', async (_, persona, days, lost, after) => {
    years.at('2026-06-01');
    await years.joined(persona, '2026-01-01');
    await years.run();
    expect(left(await years.balance(persona, 'casual'))).toEqual({ 'Leave of 2026': '10.0' });
    years.at('2027-01-04');
    await years.run();
    expect(left(await years.balance(persona, 'casual'))).toEqual({
      'Carried over from 2026': '10.0',
      'Leave of 2027': '10.0',
    });
    // From Monday 11 January on, without weekends: 8, 10 and 12 working days.
    const to = { 8: '2027-01-20', 10: '2027-01-22', 12: '2027-01-26' }[days];
    const taken = await years.ask(persona, { type: 'casual', from: '2027-01-11', to });
    expect(taken).toMatchObject({ days: `${days}.0` });
    await years.close(taken, persona, 'approved');
    years.at('2027-03-31');
    await years.run();
    expect(await years.balance(persona, 'casual')).toMatchObject({ available: `${20 - days}.0` });
    years.at('2027-04-01');
    await years.run();
    await years.run();
    const now = await years.balance(persona, 'casual');
    expect(now).toMatchObject({ available: after, taken: `${days}.0` });
    expect(left(now)).toEqual({ 'Carried over from 2026': '0.0', 'Leave of 2027': after });
    expect(now.buckets[0]!.removed).toBe(lost);
    const asOfMarch = await years.balance(persona, 'casual', '2027-03-31');
    expect(asOfMarch.available).toBe(`${20 - days}.0`);
    const { body } = await (
      await years.api.as(persona)
    ).get(`/leave-ledger?type=casual&employeeId=${years.idOf(persona)}`);
    const rows = (body as { items: LeaveLedgerRow[] }).items;
    const expiries = rows.filter(({ entry }) => entry === 'expire');
    expect(expiries.map((row) => [row.days, row.on, row.about])).toEqual(
      lost === '0.0' ? [] : [[`-${lost}`, '2027-04-01', 'Not used by 31 Mar 2027']],
    );
  });

  test('what is above the most is lost with the year, and nobody need wait for the run', async () => {
    years.at('2027-06-01');
    await years.joined('finance', '2027-01-01');
    await years.run();
    await years.give('finance', 'casual', '1');
    expect(left(await years.balance('finance', 'casual'))).toMatchObject({
      'Leave of 2027': '10.0',
    });
    await setLeaveRules(years.api.db, {
      ...{ type: 'casual', validFrom: '2028-01-01', annualUnits: 0, frequency: 'yearly' },
      ...{ carryMax: 400, carryMonths: 1 },
    });
    years.at('2028-01-03');
    const tooMuch = await years.ask('finance', {
      type: 'casual',
      from: '2028-01-10',
      to: '2028-01-17',
    });
    expect(tooMuch).toMatchObject({ code: 'insufficient-balance', available: '5.0' });
    const asked = await years.ask('finance', {
      type: 'casual',
      from: '2028-01-10',
      to: '2028-01-14',
    });
    expect(asked).toMatchObject({ status: 'pending' });
    const now = await years.balance('finance', 'casual');
    expect(left(now)).toMatchObject({
      'Carried over from 2027': '0.0',
      'Running balance': '0.0',
    });
    expect(now.buckets.find(({ name }) => name === 'Carried over from 2027')!.removed).toBe('6.0');
    await years.close(asked, 'finance', 'withdrawn');
    expect(left(await years.balance('finance', 'casual'))).toMatchObject({
      'Carried over from 2027': '4.0',
      'Running balance': '1.0',
    });
  });
});
