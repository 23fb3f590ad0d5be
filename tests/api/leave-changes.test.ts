import type { Approval } from '../../domain/wire/approvals';
import { addDays } from '../../domain/dates/calendar';
import { startTestApi, type TestAnswer, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { balanceOf, grantLeave, mondayAhead, today } from '../support/records';
import { workOn } from '../support/worker-by-hand';

let api: TestApi;
let week = 1;

beforeAll(async () => {
  api = await startTestApi();
  for (const persona of ['sales.rep', 'sales.rep2'] as const) {
    const employeeId = api.company.people[persona];
    await grantLeave(api.db, { employeeId, type: 'casual', units: 5000 });
  }
});
afterAll(() => api.stop());

interface Asked {
  id: string;
  approvalId: string;
}

const freshMonday = () => mondayAhead((week += 2));
const post = async (persona: Persona, path: string, body: object) =>
  (await api.as(persona)).post(path, body);
const pathsOf = (answer: TestAnswer) =>
  ((answer.body as { errors?: { path: string }[] }).errors ?? []).map(({ path }) => path);
const change = (leave: Asked, body: object, persona: Persona = 'sales.rep') =>
  post(persona, `/leave-requests/${leave.id}/changes`, { reason: 'Plans changed', ...body });
const balance = () => balanceOf(api.db, api.company.people['sales.rep'], 'casual');

async function decide({ approvalId }: Asked, verdict: 'approve' | 'reject') {
  await workOn(api, approvalId);
  const answer = await post('sales.manager', `/approvals/${approvalId}/decisions`, { verdict });
  expect(answer.status).toBe(200);
  return workOn(api, approvalId);
}

/** Leave of sales.rep that has been approved. */
async function approved(body: object): Promise<Asked> {
  const answer = await post('sales.rep', '/leave-requests', {
    type: 'casual',
    reason: 'Away',
    ...body,
  });
  expect(answer.status).toBe(201);
  const leave = answer.body as Asked;
  expect(await decide(leave, 'approve')).toBe('approved');
  return leave;
}

const record = async ({ id }: Asked) =>
  (await (await api.as('sales.rep')).get(`/leave-requests/${id}`)).body as Record<string, unknown>;

const ledgerOf = (leave: Asked) =>
  api.db.query<{ entry: string; units: number; source: string }>(
    'SELECT entry, units, source FROM leave_ledger WHERE leave_request_id = $1 ORDER BY id',
    [leave.id],
  );

test('cancelled by an approval of its own, all of it comes back and the days are free', async () => {
  const before = await balance();
  const monday = freshMonday();
  const leave = await approved({ from: monday, to: addDays(monday, 2) });
  const asked = await change(leave, { action: 'cancel' });
  expect(asked).toMatchObject({
    status: 201,
    body: { id: leave.id, status: 'pending', restores: '3.0' },
  });
  const wanted = asked.body as Asked;
  expect(await record(leave)).toMatchObject({
    status: 'approved',
    pendingChangeId: wanted.approvalId,
  });
  await workOn(api, wanted.approvalId);
  const shown = (await (await api.as('sales.manager')).get(`/approvals/${wanted.approvalId}`))
    .body as Approval;
  expect(shown).toMatchObject({
    kind: 'leave-change',
    waitingOn: [{ id: api.company.people['sales.manager'] }],
  });
  expect(shown.title).toMatch(/^Cancel 3 days of casual leave, /);
  expect(await decide(wanted, 'approve')).toBe('approved');
  expect(await record(leave)).toMatchObject({ status: 'cancelled', pendingChangeId: null });
  expect(await balance()).toEqual(before);
  const [last] = (await ledgerOf(leave)).slice(-1);
  expect(last).toEqual({ entry: 'restore', units: 300, source: wanted.approvalId });
  await approved({ from: monday, to: monday });
});

test('shortened to the middle of a day, exactly the difference comes back', async () => {
  const before = (await balance()).cached;
  const monday = freshMonday();
  const leave = await approved({ from: monday, to: addDays(monday, 3), fromHalf: 'pm' });
  const wanted = await change(leave, {
    action: 'shorten',
    from: monday,
    to: addDays(monday, 1),
    toHalf: 'am',
  });
  expect(wanted).toMatchObject({ status: 201, body: { restores: '2.5' } });
  await decide(wanted.body, 'approve');
  expect(await record(leave)).toMatchObject({
    status: 'approved',
    from: monday,
    to: addDays(monday, 1),
    // The first day keeps the half it had.
    fromHalf: 'pm',
    toHalf: 'am',
    days: '1.0',
  });
  const after = await balance();
  expect(after.cached).toEqual([before[0], before[1], before[2]! + 100]);
  expect(after.ledger).toEqual(after.cached);
  // The afternoon that was given up is free, the morning that was kept is not.
  const rest = { type: 'casual', reason: 'x', from: addDays(monday, 1), to: addDays(monday, 1) };
  expect((await post('sales.rep', '/leave-requests', { ...rest, toHalf: 'am' })).status).toBe(409);
  expect((await post('sales.rep', '/leave-requests', { ...rest, fromHalf: 'pm' })).status).toBe(
    201,
  );
});

test('shortening twice adds up, cutting only a weekend gives nothing back', async () => {
  const monday = freshMonday();
  const leave = await approved({ from: monday, to: addDays(monday, 6) });
  const shorten = async (to: string) => {
    const answer = await change(leave, { action: 'shorten', from: monday, to });
    await decide(answer.body, 'approve');
    return (answer.body as { restores: string }).restores;
  };
  expect(await shorten(addDays(monday, 4))).toBe('0.0');
  expect(await shorten(addDays(monday, 2))).toBe('2.0');
  expect(await shorten(monday)).toBe('2.0');
  const restored = (await ledgerOf(leave)).filter(({ entry }) => entry === 'restore');
  expect(restored.map(({ units }) => units)).toEqual([200, 200]);
  const { cached, ledger } = await balance();
  expect(ledger).toEqual(cached);
});

test('rejected or withdrawn, nothing changes and another may be asked for', async () => {
  const monday = freshMonday();
  const leave = await approved({ from: monday, to: addDays(monday, 1) });
  const [before, row] = [await balance(), await record(leave)];
  const first = (await change(leave, { action: 'cancel' })).body as Asked;
  expect(await decide(first, 'reject')).toBe('rejected');
  const second = (await change(leave, { action: 'shorten', from: monday, to: monday }))
    .body as Asked;
  expect((await post('sales.rep', `/approvals/${second.approvalId}/withdraw`, {})).status).toBe(
    200,
  );
  expect(await balance()).toEqual(before);
  expect(await record(leave)).toEqual(row);
  expect((await change(leave, { action: 'cancel' })).status).toBe(201);
});

test('of two changes at once one waits, again and again', async () => {
  for (let round = 0; round < 5; round++) {
    const monday = freshMonday();
    const leave = await approved({ from: monday, to: addDays(monday, 2) });
    const answers = await Promise.all([
      change(leave, { action: 'cancel' }),
      change(leave, { action: 'shorten', from: monday, to: monday }),
      change(leave, { action: 'cancel' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const winner = answers.find(({ status }) => status === 201)!.body as Asked;
    for (const { status, body } of answers)
      if (status === 409)
        expect(body).toMatchObject({ code: 'conflict', approvalId: winner.approvalId });
  }
});

test('approved twice at once, by the app and by the worker, it gives back once', async () => {
  const before = await balance();
  const monday = freshMonday();
  const leave = await approved({ from: monday, to: addDays(monday, 1) });
  const wanted = (await change(leave, { action: 'cancel' })).body as Asked;
  await workOn(api, wanted.approvalId);
  const path = `/approvals/${wanted.approvalId}/decisions`;
  const clicks = await Promise.all(
    Array.from({ length: 8 }, () => post('sales.manager', path, { verdict: 'approve' })),
  );
  expect(clicks.filter(({ status }) => status === 200)).toHaveLength(1);
  await Promise.all(Array.from({ length: 4 }, () => workOn(api, wanted.approvalId)));
  // Even the effect itself, run again, finds nothing to do.
  const { details } = (
    await api.db.query<{ details: never }>(
      'SELECT data AS details FROM approval_request WHERE id = $1',
      [wanted.approvalId],
    )
  )[0]!;
  await api.db.transaction((tx) =>
    api.deps.approvals.effects['leave-change']!.close(tx, {
      approvalId: wanted.approvalId,
      subjectId: leave.id,
      requesterId: api.company.people['sales.rep'],
      version: 1,
      details,
      outcome: 'approved',
    }),
  );
  const restored = (await ledgerOf(leave)).filter(({ entry }) => entry === 'restore');
  expect(restored).toHaveLength(1);
  expect(await balance()).toEqual(before);
});

describe('refuses', () => {
  test('what lies outside the leave, is the leave, or leaves no working day', async () => {
    const monday = freshMonday();
    const leave = await approved({ from: monday, to: addDays(monday, 6), fromHalf: 'pm' });
    const tried: [object, string[]][] = [
      [{ from: addDays(monday, -1), to: monday }, ['from']],
      [{ from: monday, to: addDays(monday, 1), fromHalf: 'am' }, ['from']],
      [{ from: monday, to: addDays(monday, 7) }, ['to']],
      [{ from: monday, to: addDays(monday, 6) }, ['to']],
      [{ from: addDays(monday, 2), to: addDays(monday, 1) }, ['to']],
      [{ from: monday, to: monday, toHalf: 'am' }, ['from']],
      [{ from: monday, to: monday, fromHalf: 'pm', toHalf: 'am' }, ['toHalf']],
      [{ from: addDays(monday, 5), to: addDays(monday, 6) }, ['to']],
      [{ from: '25th Feb', to: monday }, ['from']],
      [{ from: monday, to: monday, status: 'approved' }, ['status']],
    ];
    for (const [body, paths] of tried) {
      const answer = await change(leave, { action: 'shorten', ...body });
      expect([body, answer.status, pathsOf(answer)]).toEqual([body, 422, paths]);
    }
    expect(pathsOf(await change(leave, { action: 'cancel', reason: ' ' }))).toEqual(['reason']);
    expect((await change(leave, { action: 'extend' })).status).toBe(422);
  });

  test('half of a day on which nobody works, and half a day of what is taken by whole days', async () => {
    const monday = freshMonday();
    const week = await approved({ from: monday, to: addDays(monday, 6) });
    const answer = await change(week, {
      ...{ action: 'shorten', from: monday, to: addDays(monday, 5), toHalf: 'am' },
    });
    expect([answer.status, pathsOf(answer)]).toEqual([422, ['toHalf']]);

    const added = await post('hr', '/leave-types', {
      ...{ name: 'Study leave', needsBalance: false, halfDays: false, documentAfterDays: null },
      ...{ paid: true, colour: 'teal', locationIds: [], grades: [], monthsEmployed: 0 },
    });
    expect(added.status).toBe(201);
    const next = freshMonday();
    const { code: type } = added.body as { code: string };
    const study = await approved({ type, from: next, to: addDays(next, 2) });
    const halved = await change(study, {
      ...{ action: 'shorten', from: next, to: addDays(next, 1), toHalf: 'am' },
    });
    expect([halved.status, pathsOf(halved)]).toEqual([422, ['toHalf']]);
  });

  test('leave that is somebody else’s, undecided or over', async () => {
    const monday = freshMonday();
    const leave = await approved({ from: monday, to: monday });
    for (const persona of ['sales.rep2', 'sales.manager', 'hr', 'admin'] as const)
      expect((await change(leave, { action: 'cancel' }, persona)).status).toBe(404);
    const open = await post('sales.rep', '/leave-requests', {
      type: 'casual',
      from: freshMonday(),
      to: mondayAhead(week),
      reason: 'x',
    });
    expect(await change(open.body as Asked, { action: 'cancel' })).toMatchObject({ status: 409 });
    await api.db.query('UPDATE leave_request SET from_on = $2, to_on = $2 WHERE id = $1', [
      leave.id,
      addDays(today(), -1),
    ]);
    expect(await change(leave, { action: 'cancel' })).toMatchObject({
      status: 409,
      body: { detail: 'This leave is over: it can no longer be changed' },
    });
  });
});

test('leave that needed no balance gives none back', async () => {
  const day = freshMonday();
  const leave = await approved({ type: 'unpaid', from: day, to: day });
  await decide((await change(leave, { action: 'cancel' })).body, 'approve');
  expect(await record(leave)).toMatchObject({ status: 'cancelled' });
  expect(await ledgerOf(leave)).toEqual([]);
});
