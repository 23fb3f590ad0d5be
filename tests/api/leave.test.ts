import { leaveEffects } from '../../approvals/leave/effects';
import type { LeaveDetails } from '../../approvals/leave/definition';
import type { Outcome } from '../../domain/approvals/vocabulary';
import { addDays } from '../../domain/dates/calendar';
import { startTestApi, type TestAnswer, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { balanceOf, grantLeave, mondayAhead, today } from '../support/records';

let api: TestApi;
let week = 1;

beforeAll(async () => {
  api = await startTestApi();
});

afterAll(() => api.stop());

/** A Monday that no other test has used. */
const freshMonday = () => mondayAhead((week += 2));

const ask = async (persona: Persona, body: object): Promise<TestAnswer> =>
  (await api.as(persona)).post('/leave-requests', {
    type: 'unpaid',
    reason: 'A few days at home',
    ...body,
  });

const fieldsOf = (answer: TestAnswer) =>
  ((answer.body as { errors?: { path: string }[] }).errors ?? []).map(({ path }) => path);

const close = (body: { id: string; approvalId: string }, outcome: Outcome) =>
  api.db.transaction((tx) =>
    leaveEffects.close(tx, {
      approvalId: body.approvalId,
      subjectId: body.id,
      requesterId: api.company.people['sales.rep'],
      details: undefined as unknown as LeaveDetails,
      version: 1,
      outcome,
    }),
  );

describe('asking', () => {
  test('counts working days and answers as agreed', async () => {
    const monday = freshMonday();
    const answer = await ask('sales.rep', { from: addDays(monday, 4), to: addDays(monday, 7) });
    expect(answer.status).toBe(201);
    const { id, approvalId, ...told } = answer.body as Record<string, unknown>;
    expect([id, approvalId]).toEqual([expect.any(String), expect.any(String)]);
    expect(told).toEqual({ status: 'pending', days: '2.0' });
  });

  test('names the field it refuses', async () => {
    const monday = freshMonday();
    const words = await ask('sales.rep', { from: '25th Feb', to: '27th feb' });
    expect(words.status).toBe(422);
    expect(fieldsOf(words)).toEqual(['from', 'to']);
    const weekend = await ask('sales.rep', { from: addDays(monday, 5), to: addDays(monday, 6) });
    expect([weekend.status, fieldsOf(weekend)]).toEqual([422, ['to']]);
    const early = addDays(today(), -91);
    expect(fieldsOf(await ask('sales.rep', { from: early, to: early }))).toEqual(['from']);
    const late = addDays(today(), 731);
    expect(fieldsOf(await ask('sales.rep', { from: late, to: late }))).toEqual(['to']);
    expect(fieldsOf(await ask('sales.rep', { from: monday, to: addDays(monday, -1) }))).toEqual([
      'to',
    ]);
  });

  test('takes one half said of a single day for that half, however it is said', async () => {
    const monday = freshMonday();
    const single = (halves: object) => ask('sales.rep', { from: monday, to: monday, ...halves });
    const morning = await single({ fromHalf: 'am' });
    expect([morning.status, morning.body]).toMatchObject([201, { days: '0.5' }]);
    expect(await single({ toHalf: 'am' })).toMatchObject({ status: 409 });
    const afternoon = await single({ toHalf: 'pm' });
    expect([afternoon.status, afternoon.body]).toMatchObject([201, { days: '0.5' }]);
    for (const third of [{}, { fromHalf: 'pm' }, { fromHalf: 'am', toHalf: 'pm' }]) {
      expect(await single(third)).toMatchObject({ status: 409 });
    }
    const whole = await ask('sales.rep2', {
      ...{ from: monday, to: monday, fromHalf: 'am', toHalf: 'pm' },
    });
    expect(whole.body).toMatchObject({ days: '1.0' });
    const longer = { from: addDays(monday, 1), to: addDays(monday, 2) };
    expect((await ask('sales.rep2', { ...longer, toHalf: 'pm' })).body).toMatchObject({
      days: '2.0',
    });
  });

  test('says of a field what may stand in it, and of one too many that there is none', async () => {
    const monday = freshMonday();
    const days = { from: monday, to: monday };
    const problemsOf = async (body: object) =>
      ((await ask('sales.rep', body)).body as { errors: { path: string; message: string }[] })
        .errors;
    expect(await problemsOf({ ...days, employeeId: 'x', as: 'admin' })).toEqual([
      { path: 'employeeId', message: 'There is no such field.' },
      { path: 'as', message: 'There is no such field.' },
    ]);
    expect(await problemsOf({ ...days, fromHalf: 'noon' })).toEqual([
      { path: 'fromHalf', message: 'Use one of: am, pm' },
    ]);
    expect(await problemsOf({ ...days, reason: undefined })).toEqual([
      { path: 'reason', message: 'This is needed' },
    ]);
    expect(await problemsOf({ ...days, reason: 7 })).toEqual([
      { path: 'reason', message: 'Must be a text' },
    ]);
  });

  test('does not count holidays', async () => {
    const monday = freshMonday();
    await api.db.query('INSERT INTO holiday VALUES ($1, $2)', [monday, 'A holiday']);
    const both = await ask('sales.rep', { from: monday, to: addDays(monday, 1) });
    expect(both.body).toMatchObject({ days: '1.0' });
    const half = await ask('sales.rep2', { from: monday, to: monday, fromHalf: 'pm' });
    expect([half.status, fieldsOf(half)]).toEqual([422, ['to']]);
  });
});

describe('overlap', () => {
  test('morning and afternoon of one day fit, a third does not', async () => {
    const day = freshMonday();
    const morning = await ask('sales.rep', { from: day, to: day, toHalf: 'am' });
    const afternoon = await ask('sales.rep', { from: day, to: day, fromHalf: 'pm' });
    expect([morning.status, afternoon.status]).toEqual([201, 201]);
    expect(morning.body).toMatchObject({ days: '0.5' });
    const third = await ask('sales.rep', { from: day, to: addDays(day, 1) });
    expect(third.status).toBe(409);
    expect(third.body).toMatchObject({ code: 'overlap', overlapsWith: { from: day, to: day } });
  });

  test('of two at the same moment one wins, again and again', async () => {
    for (let round = 0; round < 5; round++) {
      const day = freshMonday();
      const answers = await Promise.all([
        ask('sales.rep', { from: day, to: addDays(day, 2) }),
        ask('sales.rep', { from: addDays(day, 2), to: addDays(day, 3) }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
      const refused = answers.find(({ status }) => status === 409)!;
      expect(refused.body).toMatchObject({ code: 'overlap', overlapsWith: {} });
    }
  });

  test('what was rejected is in nobody’s way', async () => {
    const day = freshMonday();
    const first = await ask('sales.rep', { from: day, to: day });
    await close(first.body, 'rejected');
    expect((await ask('sales.rep', { from: day, to: day })).status).toBe(201);
  });
});

describe('balance', () => {
  test('is held when asked for, and told when it does not reach', async () => {
    const employeeId = api.company.people['sales.rep2'];
    await grantLeave(api.db, { employeeId, type: 'casual', units: 250 });
    const day = freshMonday();
    const casual = { type: 'casual', from: day, to: addDays(day, 1) };
    expect((await ask('sales.rep2', casual)).status).toBe(201);
    expect(await balanceOf(api.db, employeeId, 'casual')).toEqual({
      cached: [250, 200, 0],
      ledger: [250, 200, 0],
    });
    const next = addDays(day, 2);
    const refused = await ask('sales.rep2', { ...casual, from: next, to: next });
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({
      code: 'insufficient-balance',
      available: '0.5',
      needed: '1.0',
    });
    expect(
      (await ask('sales.rep2', { ...casual, from: next, to: next, toHalf: 'am' })).status,
    ).toBe(201);
  });

  test('of a type nobody was ever given is nothing', async () => {
    const day = freshMonday();
    const answer = await ask('sales.rep', { type: 'earned', from: day, to: day });
    expect(answer.body).toMatchObject({ code: 'insufficient-balance', available: '0.0' });
  });

  test('may go down to the floor and no further', async () => {
    const employeeId = api.company.people['sales.head'];
    await grantLeave(api.db, { employeeId, type: 'sick', units: 50, floor: -200 });
    const day = freshMonday();
    const sick = (from: string, to: string) => ask('sales.head', { type: 'sick', from, to });
    expect((await sick(day, addDays(day, 2))).status).toBe(422);
    expect((await sick(day, addDays(day, 1))).status).toBe(201);
  });

  test('a hundred holds at once never take it below the floor', async () => {
    const employeeId = api.company.people.consultant;
    await grantLeave(api.db, { employeeId, type: 'casual', units: 1050 });
    const requester = {
      id: employeeId,
      name: 'consultant',
      departmentId: api.company.departments.Consulting,
      zone: 'Asia/Kolkata',
    };
    const from = mondayAhead(40);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 100 }, (_, index) => {
        const date = addDays(from, index);
        const details: LeaveDetails = {
          type: 'casual',
          from: date,
          to: date,
          fromHalf: 'am',
          toHalf: 'pm',
          reason: 'A day',
          units: 100,
        };
        const approvalId = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
        return api.db.transaction((tx) =>
          leaveEffects.submit(tx, {
            ...{ requester, request: details, details, approvalId },
            now: new Date(),
          }),
        );
      }),
    );
    const refusals = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [(outcome.reason as { code: string }).code] : [],
    );
    expect(refusals).toHaveLength(90);
    expect(new Set(refusals)).toEqual(new Set(['insufficient-balance']));
    expect(await balanceOf(api.db, employeeId, 'casual')).toEqual({
      cached: [1050, 1000, 0],
      ledger: [1050, 1000, 0],
    });
  }, 60_000);

  test.each<[Outcome, number[]]>([
    ['approved', [300, 0, 200]],
    ['rejected', [300, 0, 0]],
    ['withdrawn', [300, 0, 0]],
    ['expired', [300, 0, 0]],
    ['cancelled', [300, 0, 0]],
  ])('%s, told twice and then otherwise, moves it once', async (outcome, expected) => {
    const persona = 'consulting.head';
    const employeeId = api.company.people[persona];
    await api.db.transaction(async (tx) => {
      // The ledger refuses to forget; only for the owner, and only by this.
      await tx.query("SET LOCAL session_replication_role = 'replica'");
      await tx.query('DELETE FROM leave_ledger WHERE employee_id = $1', [employeeId]);
    });
    await api.db.query('DELETE FROM leave_balance WHERE employee_id = $1', [employeeId]);
    await grantLeave(api.db, { employeeId, type: 'earned', units: 300 });
    const day = freshMonday();
    const asked = await ask(persona, { type: 'earned', from: day, to: addDays(day, 1) });
    expect((await balanceOf(api.db, employeeId, 'earned')).cached).toEqual([300, 200, 0]);
    await Promise.all([close(asked.body, outcome), close(asked.body, outcome)]);
    await close(asked.body, outcome === 'approved' ? 'rejected' : 'approved');
    expect(await balanceOf(api.db, employeeId, 'earned')).toEqual({
      cached: expected,
      ledger: expected,
    });
    const { id } = asked.body as { id: string };
    const shown = await (await api.as(persona)).get(`/leave-requests/${id}`);
    expect(shown.body).toMatchObject({ status: outcome, days: '2.0' });
  });

  test('as of a day is what the ledger said then', async () => {
    const employeeId = api.company.people.finance;
    await grantLeave(api.db, { employeeId, type: 'sick', units: 300, on: '2025-01-01' });
    await grantLeave(api.db, { employeeId, type: 'sick', units: 200, on: '2026-01-01' });
    const day = freshMonday();
    await ask('finance', { type: 'sick', from: day, to: day });
    const finance = await api.as('finance');
    const sickOn = async (query: string) => {
      const { body } = await finance.get(`/leave-balances${query}`);
      return (body as { items: { type: string }[] }).items.find(({ type }) => type === 'sick');
    };
    expect(await sickOn('?asOf=2024-12-31')).toMatchObject({ granted: '0.0', available: '0.0' });
    expect(await sickOn('?asOf=2025-06-01')).toMatchObject({ granted: '3.0', held: '0.0' });
    const now = { granted: '5.0', held: '1.0', taken: '0.0', available: '4.0' };
    expect(await sickOn(`?asOf=${today()}`)).toMatchObject(now);
    expect(await sickOn('')).toMatchObject(now);
    expect((await finance.get('/leave-balances?asOf=0000-01-01')).status).toBe(422);
  });
});
