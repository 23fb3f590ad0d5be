import type { LeaveYearWire } from '../../domain/wire/leave-years';
import { bucketsThatDiffer, setLeaveRules } from '../support/leave-accounts';
import { startYearEnds, type YearEnds } from '../support/year-ends';

jest.setTimeout(60_000);

let ends: YearEnds;
beforeAll(async () => {
  ends = await startYearEnds();
  await setLeaveRules(ends.api.db, {
    ...{ type: 'earned', validFrom: '2025-01-01', annualUnits: 1800, frequency: 'yearly' },
    ...{ carryMax: 1000, carryMonths: 3, encashMax: 500 },
  });
  for (const persona of ['sales.rep', 'sales.rep2', 'consultant'] as const)
    await ends.joined(persona, '2025-01-01');
  await ends.accrue();
});
afterAll(() => ends.api.stop());
afterEach(async () => expect(await bucketsThatDiffer(ends.api.db)).toEqual([]));

const days = (carry: string, expire: string, encash: string) => ({ carry, expire, encash });

/** Days given for 2025 alone, as if they had been taken. */
function take(persona: 'sales.rep' | 'sales.rep2', units: number, on: string) {
  return ends.api.db.query(
    `WITH row AS (
       INSERT INTO leave_ledger (employee_id, type, entry, units, effective_on, source, bucket_id)
       SELECT employee_id, type, 'deduct', $2, $3, 'test', id FROM leave_bucket
       WHERE employee_id = $1 AND type = 'earned' AND year = 2025 RETURNING units)
     UPDATE leave_balance SET granted = granted - $2 WHERE employee_id = $1 AND type = 'earned'`,
    [ends.idOf(persona), units, on],
  );
}

test('a year ends by itself and pays nothing out until HR says otherwise, of a day in the year after', async () => {
  expect(await ends.get('hr', '/leave-years/2025')).toEqual({
    ...{ year: 2025, lastDay: '2025-12-31', isOver: false },
    ...{ paysOut: false, keptUntil: null, run: null },
  });
  const wrong = await ends.put('/leave-years/2025', { paysOut: true, keptUntil: '2025-12-31' });
  expect(wrong).toMatchObject({ status: 422, body: { errors: [{ path: 'keptUntil' }] } });
  const more = { paysOut: true, keptUntil: null, setBy: ends.idOf('hr') };
  expect((await ends.put('/leave-years/2025', more)).status).toBe(422);
  expect((await ends.put('/leave-years/1999', { paysOut: true, keptUntil: null })).status).toBe(
    422,
  );
  const { status } = await ends.put('/leave-years/2025', {
    ...{ paysOut: true, keptUntil: '2026-01-31' },
  });
  expect(status).toBe(200);
});

test('the preview says what becomes of whose leave, with why people are left out, before the year is over', async () => {
  const run = await ends.draw(2025);
  expect(run).toMatchObject({ status: 'draft', year: 2025, department: null, done: [] });
  expect(run.planned).toContainEqual({
    ...{ type: 'earned', people: 3, lackRate: 3, ...days('30.0', '9.0', '15.0') },
  });
  expect(await ends.row(run.id, 'sales.rep', 'earned')).toMatchObject({
    ...{ state: 'due', planned: days('10.0', '3.0', '5.0'), lacksRate: true, done: null },
  });
  expect(await ends.row(run.id, 'hr', 'earned')).toMatchObject({
    ...{ state: 'excluded', why: 'No earned leave of 2025' },
  });
  const found = await ends.rows(run.id, '&state=due&q=REP2');
  expect(found.map(({ employee }) => employee.id)).toEqual([ends.idOf('sales.rep2')]);
  const start = await ends.hr.post(`/leave-year-runs/${run.id}/start`);
  expect(start.status).toBe(409);
  expect((start.body as { detail: string }).detail).toContain('31 Dec 2025');
});

test('a department’s preview has its people alone, and pages follow each other without gap', async () => {
  const sales = ends.api.company.departments.Sales;
  const run = await ends.draw(2025, sales);
  const all = await ends.rows(run.id);
  expect(new Set(all.map(({ department }) => department))).toEqual(new Set(['Sales']));
  const paged: unknown[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const path = `/leave-year-rows?runId=${run.id}&limit=2${cursor && `&cursor=${cursor}`}`;
    const page: { items: unknown[]; nextCursor: string | null } = await ends.get('hr', path);
    paged.push(...page.items);
    cursor = page.nextCursor;
  }
  expect(paged).toEqual(all);
  const file = await ends.hr.get(`/exports/leave-year-rows?runId=${run.id}&state=due`);
  expect((file.body as string).trim().split('\r\n')).toHaveLength(3);
  const other = await (
    await ends.api.as('sales.manager')
  ).get(`/exports/leave-year-rows?runId=${run.id}`);
  expect(other.status).toBe(403);
  const nowhere = await ends.hr.post('/leave-year-runs', { year: 2025, departmentId: run.id });
  expect(nowhere).toMatchObject({ status: 422, body: { errors: [{ path: 'departmentId' }] } });
});

test('a year that is kept waits for its run; the run does what was drawn up, says where it differed, once', async () => {
  const rate = { amount: '3333.33', currency: 'INR' };
  for (const persona of ['sales.rep', 'sales.rep2'] as const) {
    const body = { employeeId: ends.idOf(persona), validFrom: '2025-06-01', rate };
    expect((await ends.put('/daily-rates', body)).status).toBe(200);
  }
  ends.at('2026-01-02T12:00:00Z');
  await ends.accrue();
  expect((await ends.ledger('sales.rep', 'earned')).map(({ entry }) => entry)).toEqual([
    ...['grant', 'grant'],
  ]);
  const run = await ends.draw(2025);
  await take('sales.rep2', 600, '2026-01-02');
  // Whoever asks for something first does not wait, and ends the year for themselves.
  const adjust = { employeeId: ends.idOf('consultant'), type: 'earned', days: '1', reason: 'x' };
  expect((await ends.hr.post('/leave-adjustments', adjust)).status).toBe(201);

  expect((await ends.hr.post(`/leave-year-runs/${run.id}/start`)).body).toMatchObject({
    status: 'running',
  });
  expect((await ends.hr.post(`/leave-year-runs/${run.id}/start`)).status).toBe(409);
  expect((await ends.hr.post('/leave-year-runs', { year: 2025 })).status).toBe(409);
  const keep = { paysOut: false, keptUntil: null };
  expect((await ends.put('/leave-years/2025', keep)).status).toBe(409);
  await Promise.all(Array.from({ length: 4 }, () => ends.batch(run.id)));
  await ends.batch(run.id);

  const { run: after } = await ends.get<LeaveYearWire>('hr', '/leave-years/2025');
  expect(after).toMatchObject({ status: 'done', counts: { due: 0, done: 2, changed: 1 } });
  expect(await ends.row(run.id, 'sales.rep', 'earned')).toMatchObject({
    ...{ state: 'done', done: days('10.0', '3.0', '5.0'), why: null },
  });
  expect(await ends.row(run.id, 'sales.rep2', 'earned')).toMatchObject({
    ...{ state: 'changed', planned: days('10.0', '3.0', '5.0'), done: days('10.0', '0.0', '2.0') },
    why: 'The balance has changed since the preview: 0 days lost instead of 3 days, 2 days paid out instead of 5 days',
  });
  const ledger = await ends.ledger('sales.rep', 'earned');
  expect(ledger.map(({ entry, days: moved, on, about }) => [entry, moved, on, about])).toEqual(
    expect.arrayContaining([
      ['expire', '-3.0', '2026-01-01', 'Not used by 31 Dec 2025'],
      ['encash', '-5.0', '2025-12-31', 'Not used by 31 Dec 2025'],
    ]),
  );
  expect(ledger).toHaveLength(4);
});

test('what was paid out is owed once, at the rate of the year’s last day; without one it says whose is missing', async () => {
  const all = await ends.payables('finance');
  const by = Object.fromEntries(all.map((row) => [row.employee.id, row]));
  expect(all).toHaveLength(3);
  expect(by[ends.idOf('sales.rep')]).toMatchObject({
    ...{ days: '5.0', on: '2025-12-31', status: 'due', problem: null },
    amount: { amount: '16666.65', currency: 'INR' },
  });
  const waiting = by[ends.idOf('consultant')]!;
  expect(waiting).toMatchObject({ status: 'no-rate', amount: null });
  expect(waiting.problem).toMatch(/has no daily rate that holds on 31 Dec 2025/);
  const finance = await ends.api.as('finance');
  const pay = (ids: string[]) =>
    finance.post('/leave-payables/payments', { ids, paidOn: '2026-01-31' });
  const refused = await pay([waiting.id, by[ends.idOf('sales.rep')]!.id]);
  expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'ids.0' }] } });
  const body = { employeeId: ends.idOf('consultant'), rate: { amount: '1000', currency: 'INR' } };
  await ends.put('/daily-rates', { ...body, validFrom: '2026-01-01' });
  expect((await ends.payables('consultant'))[0]).toMatchObject({ status: 'no-rate' });
  await ends.put('/daily-rates', { ...body, validFrom: '2025-01-01' });
  expect((await ends.payables('consultant'))[0]).toMatchObject({
    ...{ status: 'due', amount: { amount: '5000.00' } },
  });
  expect((await pay(all.map(({ id }) => id))).body).toEqual({ paid: 3 });
  const again = await pay([waiting.id]);
  expect(again).toMatchObject({ status: 422, body: { errors: [{ path: 'ids.0' }] } });
});

test('a run that is stopped keeps what is done, and goes on; a run over what is done changes nothing', async () => {
  await ends.api.db.query('DELETE FROM leave_year WHERE year = 2025');
  const run = await ends.draw(2025);
  expect(run.counts).toMatchObject({ due: 0 });
  expect(await ends.row(run.id, 'sales.rep', 'earned')).toMatchObject({
    ...{ state: 'excluded', why: 'Ended already; usable until 31 Mar 2026' },
  });
  await ends.put('/leave-years/2026', { paysOut: false, keptUntil: '2027-01-31' });
  ends.at('2027-01-02T12:00:00Z');
  await ends.accrue();
  const next = await ends.draw(2026);
  expect(next.counts.due).toBe(3);
  await ends.hr.post(`/leave-year-runs/${next.id}/start`);
  expect((await ends.hr.post(`/leave-year-runs/${next.id}/stop`)).body).toMatchObject({
    status: 'stopping',
  });
  expect(await ends.batch(next.id)).toEqual({ goesOn: false });
  expect(await ends.get('hr', `/leave-year-runs/${next.id}`)).toMatchObject({
    ...{ status: 'stopped', counts: { due: 3, done: 0 } },
  });
  expect((await ends.hr.post(`/leave-year-runs/${next.id}/stop`)).status).toBe(409);
  expect((await ends.hr.post(`/leave-year-runs/${next.id}/start`)).status).toBe(200);
  await ends.batch(next.id);
  expect(await ends.get('hr', `/leave-year-runs/${next.id}`)).toMatchObject({
    ...{ status: 'done', counts: { due: 0, done: 3, changed: 0 } },
    done: [{ type: 'earned', ...days('30.0', '24.0', '0.0') }],
  });
});

test('each step is in the audit trail', async () => {
  const actions = await ends.api.db.query<{ action: string }>(
    `SELECT DISTINCT action FROM audit_event WHERE action LIKE 'leave-year%' OR action LIKE 'daily-rate%'
     OR action LIKE 'leave-payable%' ORDER BY action`,
  );
  expect(actions.map(({ action }) => action)).toEqual([
    ...['daily-rate.set', 'leave-payable.paid', 'leave-year.drawn', 'leave-year.ended'],
    ...['leave-year.set', 'leave-year.started', 'leave-year.stopped'],
  ]);
});
