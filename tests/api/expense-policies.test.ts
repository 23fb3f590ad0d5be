import { addDays } from '../../domain/dates/calendar';
import { formatDate } from '../../domain/dates/format';
import type { ExpensePolicyWire } from '../../domain/wire/expenses';
import { startTestApi, type TestApi } from '../support/api';
import { expensesOf, inr, line, problemsOf, rule } from '../support/expenses';
import { today } from '../support/records';
import { workOn } from '../support/worker-by-hand';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const { claim, preview, approvalOf, setPolicy } = expensesOf(() => api);

test('without a policy nothing is refused and nobody else is asked', async () => {
  const answer = await claim('consultant', line('900000.00', { category: 'other' }));
  expect(answer.status).toBe(201);
  const approval = await approvalOf(answer);
  expect(approval.steps.map(({ name }) => name)).toEqual(['Reporting manager', 'Finance']);
  expect(approval.data).not.toHaveProperty('violations');
});

test('over a cap, hard refuses with the line and the rule, soft asks for an exception and is listed to whoever signs', async () => {
  await setPolicy([rule('item-cap', '1000.00', 'hard'), rule('day-cap', '1500.00', 'soft')]);
  const refused = await claim('sales.rep', line('10.00'), line('1000.01'));
  expect([refused.status, problemsOf(refused)]).toEqual([
    422,
    [
      {
        path: 'lines.1.amount.amount',
        message: 'Line 2: Over the cap of ₹1,000.00 per item for meals (cap per item)',
      },
    ],
  ]);

  const soft = await claim('sales.rep', line('1000.00'), line('600.00'));
  expect(soft.status).toBe(201);
  const message = `Over the cap of ₹1,500.00 a day for meals: ${formatDate(today())} comes to ₹1,600.00`;
  const { approvalId } = soft.body as { approvalId: string };
  await workOn(api, approvalId);
  const approval = await approvalOf(soft, 'sales.manager');
  expect(approval.title).toBe('₹1,600.00 for Visit, with an exception');
  expect(approval.facts).toContainEqual({ label: 'Exception, line 2', value: message });
  expect(approval.steps.map(({ name }) => name)).toEqual(['Reporting manager', 'Policy exception']);
  const mails = await api.db.query<{ facts: object[] }>(
    `SELECT props->'facts' AS facts FROM mail WHERE approval_id = $1 AND to_user_id = $2`,
    [approvalId, api.company.people['sales.manager']],
  );
  expect(mails[0]?.facts).toContainEqual({ label: 'Exception, line 2', value: message });
  const cards = await api.db.query<{ text: string }>(
    `SELECT text FROM chat_message WHERE card->>'id' = $1`,
    [approvalId],
  );
  expect(cards.map(({ text }) => text)).toEqual([expect.stringContaining('with an exception')]);

  await (
    await api.as('sales.manager')
  ).post(`/approvals/${approvalId}/decisions`, {
    verdict: 'approve',
  });
  expect(await workOn(api, approvalId)).toBe('pending');
  const asked = (await approvalOf(soft)).steps.find(({ status }) => status === 'open');
  expect(asked).toMatchObject({
    name: 'Policy exception',
    approvers: [{ id: api.company.people.finance }],
  });
});

test('what other claims of the person have used of a cap counts, of an approved one what was left of it', async () => {
  await setPolicy([rule('month-cap', '1000.00', 'hard')]);
  const first = await claim('sales.rep2', line('600.00'));
  expect(first.status).toBe(201);
  expect((await claim('sales.rep2', line('400.01'))).status).toBe(422);
  expect((await claim('sales.head', line('400.01'))).status).toBe(201);
  const { approvalId } = first.body as { approvalId: string };
  await workOn(api, approvalId);
  await (
    await api.as('sales.manager')
  ).post(`/approvals/${approvalId}/decisions`, {
    ...{ verdict: 'approve', comment: 'Half of it' },
    lines: [{ key: '1', amount: inr('300.00') }],
  });
  expect(await workOn(api, approvalId)).toBe('approved');
  expect((await claim('sales.rep2', line('400.01'))).status).toBe(201);
  expect((await claim('sales.rep2', line('300.00'))).status).toBe(422);
  // A claim that is changed is not counted twice.
  const again = await claim('consultant', line('900.00'));
  const changed = await (
    await api.as('consultant')
  ).post(`/approvals/${(again.body as { approvalId: string }).approvalId}/revisions`, {
    data: { title: 'Visit', lines: [line('950.00')] },
  });
  expect([changed.status, changed.body]).toEqual([200, expect.anything()]);
});

test('two claims sent at once do not pass a cap together', async () => {
  await setPolicy([rule('day-cap', '1000.00', 'hard')]);
  const eight = <Answer>(ask: () => Promise<Answer>) => Promise.all(Array.from({ length: 8 }, ask));
  // Connections are made first: whoever has to wait for one comes late, and is no race.
  await eight(() => api.db.query('SELECT pg_sleep(0.05)'));
  const answers = await eight(() => claim('consultant2', line('600.00')));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
});

test('a preview finds what a submission would, writes nothing, and refuses nothing', async () => {
  await setPolicy([
    rule('item-cap', '1000.00', 'hard'),
    rule('receipt-above', '100.00', 'soft'),
    { category: 'meals', rule: 'max-age', days: 10, strictness: 'soft' },
  ]);
  const old = addDays(today(), -11);
  const found = await preview('hr', line('1000.01'), line('1.00', { date: old }));
  expect(found).toMatchObject({
    total: inr('1001.01'),
    lines: [{ base: inr('1000.01'), rate: null }, { base: inr('1.00') }],
    problems: [],
    violations: [
      { line: 1, rule: 'item-cap', strictness: 'hard' },
      { line: 1, rule: 'receipt-above', strictness: 'soft' },
      { line: 2, rule: 'max-age', strictness: 'soft' },
    ],
  });
  const none = await preview('hr', line('1', { amount: { amount: '1', currency: 'AED' } }));
  expect(none).toMatchObject({
    total: null,
    lines: [],
    problems: [{ path: 'lines.0.amount.currency' }],
  });
  const claims = await (await api.as('hr')).get('/expense-claims');
  expect(claims.body).toMatchObject({ items: [] });
});

test('versions follow one another without a day between or a day twice, and what was set stays', async () => {
  const days = [200, 100, 150].map((ahead) => addDays(today(), ahead));
  const [late = '', early = '', middle = ''] = days;
  const made = [await setPolicy([], late), await setPolicy([], early), await setPolicy([], middle)];
  const same = await setPolicy([rule('item-cap', '5', 'soft')], middle);
  const read = async () =>
    (
      (await (await api.as('consultant')).get('/expense-policies')).body as {
        items: ExpensePolicyWire[];
      }
    ).items;
  const shown = await read();
  const of = (id?: string) => shown.find((one) => one.id === id);
  expect([of(made[0]?.id), of(made[1]?.id), of(made[2]?.id), of(same.id)]).toMatchObject([
    { startsOn: late, until: null, replaced: false },
    { startsOn: early, until: middle, replaced: false },
    { startsOn: middle, until: null, replaced: true },
    { startsOn: middle, until: late, replaced: false, rules: [rule('item-cap', '5.00', 'soft')] },
  ]);
  const change = (sql: string) => api.db.query(sql, [same.id]);
  await expect(change('DELETE FROM expense_policy_version WHERE id = $1')).rejects.toThrow(
    'are kept',
  );
  await expect(
    change(`UPDATE expense_policy_version SET note = 'x' WHERE id = $1`),
  ).rejects.toThrow('are kept');
  await expect(
    change(`UPDATE expense_policy_version SET valid = daterange(starts_on, NULL) WHERE id = $1`),
  ).rejects.toThrow('are kept');
  await expect(
    change('UPDATE expense_policy_rule SET limit_minor = 1 WHERE version_id = $1'),
  ).rejects.toThrow('append-only');
  await expect(
    api.db.query(
      `INSERT INTO expense_policy_version (number, starts_on, valid, note, set_by)
       SELECT 999, starts_on, valid, note, set_by FROM expense_policy_version WHERE id = $1`,
      [same.id],
    ),
  ).rejects.toThrow('expense_policy_version_apart');
});

test('a version that says nothing clear is refused where it is unclear', async () => {
  const finance = await api.as('finance');
  const answer = await finance.post('/expense-policies', {
    ...{ startsOn: today(), note: ' ' },
    rules: [
      { category: 'meals', rule: 'item-cap', strictness: 'hard' },
      { category: 'meals', rule: 'max-age', limit: inr('1'), strictness: 'hard' },
      { ...rule('day-cap', '1', 'hard'), limit: { amount: '1', currency: 'USD' } },
      { ...rule('day-cap', '1.234', 'hard') },
    ],
  });
  expect([answer.status, problemsOf(answer).map(({ path }) => path)]).toEqual([
    422,
    expect.arrayContaining([
      ...['note', 'rules.0.limit', 'rules.1.days', 'rules.1.limit'],
      ...['rules.2.limit.currency', 'rules.3.limit.amount'],
    ]),
  ]);
});
