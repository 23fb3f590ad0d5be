import { hiringRequisitionKind } from '../../approvals/hiring-requisition/definition';
import { profileChangeKind } from '../../approvals/profile-change/definition';
import { addDays } from '../../domain/dates/calendar';
import { startTestApi, type TestAnswer, type TestApi } from '../support/api';
import { closeAs } from '../support/close-record';
import type { Persona } from '../support/company';
import { today } from '../support/records';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

interface Made {
  id: string;
  approvalId: string;
}

const post = async (persona: Persona, path: string, body: object): Promise<TestAnswer> =>
  (await api.as(persona)).post(path, body);
const filed = async (persona: Persona, path: string, body: object): Promise<Made> => {
  const answer = await post(persona, path, body);
  expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
  return answer.body;
};
const revise = (persona: Persona, { approvalId }: Made, data: object) =>
  post(persona, `/approvals/${approvalId}/revisions`, { data });
const pathsOf = (answer: TestAnswer) =>
  (answer.body as { errors: { path: string }[] }).errors.map(({ path }) => path);
const rows = (sql: string, id: string) => api.db.query(sql, [id]);
const inr = (amount: string) => ({ amount, currency: 'INR' });

describe('overtime', () => {
  const entry = (days: number, change: object = {}) => ({
    ...{ date: addDays(today(), -days), hours: 2.5, compensation: 'comp-off', reason: 'Release' },
    ...change,
  });
  const credits = (made: Made) =>
    rows('SELECT minutes, earned_on FROM comp_off_credit WHERE entry_id = $1', made.id);
  const end = (made: Made, outcome: 'approved' | 'rejected') =>
    closeAs(api, { kind: 'overtime', ...made, outcome });

  test('for time off is credited once; paid or rejected, never', async () => {
    const [good, paid, bad] = [
      await filed('consultant', '/overtime-entries', entry(1)),
      await filed('consultant', '/overtime-entries', entry(2, { compensation: 'pay' })),
      await filed('consultant', '/overtime-entries', entry(3)),
    ];
    await Promise.all([end(good, 'approved'), end(good, 'approved'), end(paid, 'approved')]);
    await end(bad, 'rejected');
    await end(bad, 'approved');
    expect(await credits(good)).toEqual([{ minutes: 150, earned_on: addDays(today(), -1) }]);
    expect([...(await credits(paid)), ...(await credits(bad))]).toEqual([]);
  });

  test('is there once a day, and may move to another', async () => {
    const both = await Promise.all(
      [1, 2].map(() => post('sales.rep', '/overtime-entries', entry(1))),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const made = both.find(({ status }) => status === 201)!.body as Made;
    const other = await filed('sales.rep', '/overtime-entries', entry(2));
    expect((await revise('sales.rep', other, entry(1))).status).toBe(409);
    expect((await revise('sales.rep', made, entry(1, { hours: 3 }))).status).toBe(200);
    expect(await rows('SELECT minutes FROM overtime_entry WHERE id = $1', made.id)).toEqual([
      { minutes: 180 },
    ]);
  });

  test('names what is wrong', async () => {
    for (const [change, path] of [
      [{ date: addDays(today(), 1) }, 'date'],
      [{ date: addDays(today(), -61) }, 'date'],
      [{ hours: 0.3 }, 'hours'],
      [{ hours: 24.25 }, 'hours'],
    ] as const) {
      expect(pathsOf(await post('hr', '/overtime-entries', entry(1, change)))).toEqual([path]);
    }
  });

  test('needs HR once the month comes to more than twenty hours', async () => {
    const day = (n: number) => `${today().slice(0, 7)}-${String(n).padStart(2, '0')}`;
    const isLate = Number(today().slice(8)) >= 2;
    const [first, second] = isLate
      ? [day(1), day(2)]
      : [addDays(today(), -2), addDays(today(), -1)];
    await filed('sales.rep2', '/overtime-entries', entry(0, { date: first, hours: 18 }));
    const made = await filed(
      'sales.rep2',
      '/overtime-entries',
      entry(0, { date: second, hours: 2.25 }),
    );
    const steps = await rows(
      'SELECT key FROM approval_step WHERE request_id = $1 ORDER BY ordinal',
      made.approvalId,
    );
    expect(steps).toEqual([{ key: 'reporting-manager' }, { key: 'hr' }]);
  });
});

describe('travel', () => {
  const journey = (change: object = {}) => ({
    purpose: 'Kick-off',
    international: false,
    legs: [{ date: today(), from: 'Mumbai', to: 'Indore', mode: 'train' }],
    estimate: inr('5000.00'),
    advance: inr('1000.50'),
    ...change,
  });
  const advances = (made: Made) =>
    rows('SELECT amount_minor FROM travel_advance WHERE travel_id = $1', made.id);
  const end = (made: Made, outcome: 'approved' | 'rejected') =>
    closeAs(api, { kind: 'travel-request', ...made, outcome });

  test('makes its advance payable once; without one or rejected, nothing', async () => {
    const [good, none, bad] = [
      await filed('consultant', '/travel-requests', journey()),
      await filed('consultant', '/travel-requests', journey({ advance: undefined })),
      await filed('consultant', '/travel-requests', journey()),
    ];
    await Promise.all([end(good, 'approved'), end(good, 'approved'), end(none, 'approved')]);
    await end(bad, 'rejected');
    await end(bad, 'approved');
    expect(await advances(good)).toEqual([{ amount_minor: '100050' }]);
    expect([...(await advances(none)), ...(await advances(bad))]).toEqual([]);
  });

  test('a changed journey has its new legs and advance', async () => {
    const made = await filed('consultant', '/travel-requests', journey());
    const legs = [...journey().legs, { date: today(), from: 'Indore', to: 'Pune', mode: 'bus' }];
    const data = journey({ legs, advance: inr('2000.00') });
    expect((await revise('consultant', made, data)).status).toBe(200);
    expect(
      await rows('SELECT to_place FROM travel_leg WHERE travel_id = $1 ORDER BY ordinal', made.id),
    ).toEqual([{ to_place: 'Indore' }, { to_place: 'Pune' }]);
    await end(made, 'approved');
    expect(await advances(made)).toEqual([{ amount_minor: '200000' }]);
  });

  test('names what is wrong', async () => {
    const leg = journey().legs[0]!;
    const past = { ...leg, date: addDays(today(), -1) };
    for (const [change, path] of [
      [{ advance: inr('5000.01') }, 'advance.amount'],
      [{ estimate: { amount: '50.00', currency: 'USD' } }, 'estimate.currency'],
      [{ legs: [past] }, 'legs.0.date'],
      [{ legs: [leg, past] }, 'legs.1.date'],
    ] as const) {
      const answer = await post('consultant', '/travel-requests', journey(change));
      expect(pathsOf(answer)).toEqual([path]);
    }
  });
});

describe('a bank account', () => {
  const { example } = profileChangeKind;
  const accounts = (persona: Persona) =>
    rows(
      `SELECT account_number AS number, status, effective_until IS NULL AS open FROM employee_bank_account
       WHERE employee_id = $1 ORDER BY created_at`,
      api.company.people[persona],
    );
  const end = (made: Made, outcome: 'approved' | 'rejected') =>
    closeAs(api, { kind: 'profile-change', ...made, outcome });

  test('is in use once approved, and the one before it is kept', async () => {
    const first = await filed('consultant', '/profile-changes', example);
    expect((await post('consultant', '/profile-changes', example)).status).toBe(409);
    await Promise.all([end(first, 'approved'), end(first, 'approved')]);
    const other = { ...example, accountNumber: '111122223333' };
    const second = await filed('consultant', '/profile-changes', other);
    await end(second, 'approved');
    await end(second, 'approved');
    const third = await filed('consultant', '/profile-changes', example);
    await end(third, 'rejected');
    expect(await accounts('consultant')).toEqual([
      { number: example.accountNumber, status: 'approved', open: false },
      { number: '111122223333', status: 'approved', open: true },
      { number: example.accountNumber, status: 'rejected', open: true },
    ]);
  });

  test('its number is nowhere but in its table, not even when another one ends alike', async () => {
    const made = await filed('sales.rep', '/profile-changes', example);
    const same = await revise('sales.rep', made, example);
    expect(same.status).toBe(409);
    const alike = { ...example, accountNumber: '999912347890' };
    const answer = await revise('sales.rep', made, alike);
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([
      200,
      expect.stringContaining('•••• 7890'),
    ]);
    expect((await accounts('sales.rep')).map((row) => (row as { number: string }).number)).toEqual([
      alike.accountNumber,
    ]);
    const tables = await api.db.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    const holding: string[] = [];
    for (const { name } of tables) {
      const found = await api.db.query(
        `SELECT 1 FROM "${name}" t WHERE t::text LIKE '%' || $1 || '%' OR t::text LIKE '%' || $2 || '%' LIMIT 1`,
        [example.accountNumber, alike.accountNumber],
      );
      if (found.length > 0) holding.push(name);
    }
    expect(holding).toEqual(['employee_bank_account']);
  });
});

test('a requisition is numbered and opens its positions once it is approved, and is changed before', async () => {
  const content = { ...hiringRequisitionKind.example, startBy: addDays(today(), 30) };
  const made = await filed('consulting.manager', '/hiring-requisitions', content);
  const data = { ...content, positions: 3 };
  expect((await revise('consulting.manager', made, data)).status).toBe(200);
  const other = await filed('consulting.manager', '/hiring-requisitions', content);
  const end = (one: Made, outcome: 'approved' | 'rejected') =>
    closeAs(api, { kind: 'hiring-requisition', ...one, outcome });
  await end(other, 'rejected');
  await Promise.all([end(made, 'approved'), end(made, 'approved')]);
  expect(
    await api.db.query('SELECT number, positions FROM hiring_requisition ORDER BY number'),
  ).toEqual([
    { number: `REQ-${today().slice(0, 4)}-0001`, positions: 3 },
    { number: null, positions: 2 },
  ]);
  expect(await rows(OPENED, made.id)).toEqual([1, 2, 3].map((ordinal) => ({ ordinal })));
  expect(await rows(OPENED, other.id)).toEqual([]);
});

const OPENED = 'SELECT ordinal FROM open_position WHERE requisition_id = $1 ORDER BY ordinal';
