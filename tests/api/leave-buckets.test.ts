import { leaveChangeEffects } from '../../approvals/leave-change/effects';
import type { LeaveChangeDetails } from '../../approvals/leave-change/definition';
import type { Outcome } from '../../domain/approvals/vocabulary';
import { bucketsThatDiffer, setLeaveRules } from '../support/leave-accounts';
import { left, startLeaveYears, type LeaveYears } from '../support/leave-years';
import { balanceOf } from '../support/records';

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

describe('buckets', () => {
  test('28 December to 2 January is paid for by both years, by both years’ holidays', async () => {
    const persona = 'consulting.manager';
    years.at('2029-12-10');
    await years.joined(persona, '2029-01-01');
    await setLeaveRules(years.api.db, {
      ...{ type: 'casual', validFrom: '2029-01-01', annualUnits: 300, frequency: 'yearly' },
      ...{ carryMax: 0 },
    });
    await years.run();
    await years.api.db.query(
      `INSERT INTO holiday VALUES ('2029-12-31', 'An old year''s'), ('2030-01-01', 'New Year') ON CONFLICT DO NOTHING`,
    );
    const refused = await years.ask(persona, {
      type: 'casual',
      from: '2029-12-27',
      to: '2030-01-03',
    });
    expect(refused).toMatchObject({ code: 'insufficient-balance', available: '2.0' });
    await years.api.db.query(
      `WITH bucket AS (
         INSERT INTO leave_bucket (employee_id, type, source, year, valid_from, expires_on)
         VALUES ($1, 'casual', 'year 2030', 2030, '2030-01-01', '2030-12-31') RETURNING id, employee_id, type
       ), row AS (
         INSERT INTO leave_ledger (employee_id, type, entry, units, effective_on, source, bucket_id)
         SELECT employee_id, type, 'grant', 300, '2029-12-01', 'early', id FROM bucket RETURNING units)
       UPDATE leave_balance SET granted = granted + 300 WHERE employee_id = $1 AND type = 'casual'`,
      [years.idOf(persona)],
    );
    // Friday 28, Monday 31 and Tuesday 1 (holidays), Wednesday 2.
    const asked = await years.ask(persona, {
      type: 'casual',
      from: '2029-12-28',
      to: '2030-01-02',
    });
    expect(asked).toMatchObject({ days: '2.0' });
    expect(left(await years.balance(persona, 'casual'))).toEqual({
      'Leave of 2029': '2.0',
      'Leave of 2030': '2.0',
    });
    await years.close(asked, persona, 'approved');
    // Cancelled in the new year: each day goes back to where it came from, and the old year's is lost.
    years.at('2030-01-01');
    const { id, approvalId } = asked as { id: string; approvalId: string };
    const leave = { from: '2029-12-28', to: '2030-01-02', fromHalf: 'am', toHalf: 'pm' } as const;
    await years.api.db.transaction(async (tx) =>
      leaveChangeEffects.close(tx, {
        ...{ subjectId: id, requesterId: years.idOf(persona), version: 1, outcome: 'approved' },
        approvalId: approvalId.replace(/^./, '0'),
        details: {
          ...{ leaveRequestId: id, action: 'cancel', reason: 'x', type: 'casual' },
          ...{ leave: { ...leave, units: 200 }, remains: null, restored: 200 },
        } satisfies LeaveChangeDetails,
      }),
    );
    expect(left(await years.balance(persona, 'casual'))).toEqual({
      'Leave of 2029': '3.0',
      'Leave of 2030': '3.0',
    });
    await years.run();
    expect(left(await years.balance(persona, 'casual'))).toEqual({
      'Leave of 2029': '0.0',
      'Leave of 2030': '6.0',
    });
  });

  test.each<Outcome>(['rejected', 'withdrawn', 'expired', 'cancelled'])(
    'a request that is %s gives each bucket back what it took, to the unit',
    async (outcome) => {
      years.at('2030-02-01');
      const persona = 'consulting.manager';
      const before = await years.balance(persona, 'casual');
      await years.give(persona, 'casual', '0.5');
      const asked = await years.ask(persona, {
        ...{ type: 'casual', from: '2030-03-04', to: '2030-03-12', toHalf: 'am' },
      });
      expect(asked).toMatchObject({ days: '6.5' });
      expect(left(await years.balance(persona, 'casual'))).toMatchObject({
        'Leave of 2030': '0.0',
      });
      await years.close(asked, persona, outcome);
      await years.close(asked, persona, 'approved');
      const after = await years.balance(persona, 'casual');
      expect(left(after)['Leave of 2030']).toBe(left(before)['Leave of 2030']);
      expect(Number(after.available)).toBe(Number(before.available) + 0.5);
    },
  );

  test('down to two days below zero, not to two and a half; what is given pays that back first', async () => {
    const persona = 'hr';
    years.at('2030-05-01');
    await setLeaveRules(years.api.db, {
      ...{ type: 'earned', validFrom: '2030-01-01', annualUnits: 500, frequency: 'yearly' },
      ...{ carryMax: 100, carryMonths: 3, floor: -200 },
    });
    await years.joined(persona, '2030-05-02');
    const days = (from: string, to: string, toHalf = 'pm') =>
      years.ask(persona, { type: 'earned', from, to, toHalf });
    const refused = await days('2030-06-03', '2030-06-05', 'am');
    expect(refused).toMatchObject({ code: 'insufficient-balance', needed: '2.5' });
    const asked = await days('2030-06-03', '2030-06-04');
    expect(asked).toMatchObject({ status: 'pending' });
    await years.close(asked, persona, 'approved');
    expect(await years.balance(persona, 'earned')).toMatchObject({ available: '-2.0' });
    expect(await days('2030-06-05', '2030-06-05', 'am')).toMatchObject({ available: '0.0' });
    years.at('2030-05-02');
    await years.run();
    // 244 of 365 days of five: 3.34, of which 2 pay back.
    const now = await years.balance(persona, 'earned');
    expect(now.available).toBe('1.34');
    expect(left(now)).toEqual({ 'Leave of 2030': '1.34', 'Running balance': '0.0' });
  });
});

test('Friday to Monday is two days, and four where days between working days count', async () => {
  const persona = 'sales.rep2';
  years.at('2030-06-03');
  await years.give(persona, 'casual', '10');
  const weekend = { type: 'casual', from: '2030-06-07', to: '2030-06-10' };
  expect(await years.ask(persona, weekend)).toMatchObject({ days: '2.0' });
  await setLeaveRules(years.api.db, {
    ...{ type: 'casual', validFrom: '2030-06-11', annualUnits: 0, frequency: 'yearly' },
    ...{ sandwich: 'inner' },
  });
  const next = { type: 'casual', from: '2030-06-14', to: '2030-06-17' };
  expect(await years.ask(persona, next)).toMatchObject({ days: '4.0' });
  await years.api.db.query(`INSERT INTO holiday VALUES ('2030-06-24', 'A Monday')`);
  const half = await years.ask(persona, {
    ...next,
    from: '2030-06-20',
    to: '2030-06-24',
    toHalf: 'am',
  });
  expect(half).toMatchObject({ code: 'invalid-input', errors: [{ path: 'toHalf' }] });
});

test('a hundred at once never break the floor, nor lie on one another, whatever buckets pay', async () => {
  const persona = 'hr';
  years.at('2030-07-01');
  const employeeId = years.idOf(persona);
  await years.give(persona, 'earned', '3.5');
  const before = await years.balance(persona, 'earned');
  const days = ['08', '09', '10', '11', '12', '15', '16', '17', '18', '19'];
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, index) => {
      const day = `2030-07-${days[index % 10]}`;
      return years.ask(persona, { type: 'earned', from: day, to: day });
    }),
  );
  const asked = answers.filter(({ status }) => status === 'pending').length;
  const codes = new Set(answers.flatMap(({ code }) => (code === undefined ? [] : [code])));
  expect([...codes].sort()).toEqual(['insufficient-balance', 'overlap']);
  expect(asked).toBe(Math.floor(Number(before.available) + 2));
  const overlaps = await years.api.db.query(
    `SELECT 1 FROM leave_request a JOIN leave_request b ON a.employee_id = b.employee_id AND a.id < b.id
       AND a.slots && b.slots WHERE a.status = 'pending' AND b.status = 'pending'`,
  );
  expect(overlaps).toEqual([]);
  expect(Number((await years.balance(persona, 'earned')).available)).toBeGreaterThanOrEqual(-2);
  const { cached, ledger } = await balanceOf(years.api.db, employeeId, 'earned');
  expect(cached.slice(1)).toEqual(ledger.slice(1));
});
