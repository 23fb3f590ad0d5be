import { addDays } from '../../domain/dates/calendar';
import { formatDate } from '../../domain/dates/format';
import type { Approval } from '../../domain/wire/approvals';
import type { ClaimPreview, ExpensePolicyWire } from '../../domain/wire/expenses';
import { startTestApi, type TestAnswer, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { pdf, uploadReceipts } from '../support/receipts';
import { today } from '../support/records';
import { workOn } from '../support/worker-by-hand';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const inr = (amount: string) => ({ amount, currency: 'INR' });
const line = (amount: string, change: object = {}) => ({
  ...{ date: today(), category: 'meals', amount: inr(amount), description: 'Dinner' },
  ...change,
});
const claim = async (persona: Persona, ...lines: object[]): Promise<TestAnswer> =>
  (await api.as(persona)).post('/expense-claims', { title: 'Visit', lines });
const preview = async (persona: Persona, ...lines: object[]) =>
  (await (await api.as(persona)).post('/expense-claims/preview', { title: 'Visit', lines }))
    .body as ClaimPreview;
const problemsOf = (answer: TestAnswer) =>
  (answer.body as { errors: { path: string; message: string }[] }).errors;
const approvalOf = async (answer: TestAnswer, persona: Persona = 'admin') => {
  const { approvalId } = answer.body as { approvalId: string };
  return (await (await api.as(persona)).get(`/approvals/${approvalId}`)).body as Approval;
};
const setPolicy = async (rules: object[], startsOn = addDays(today(), -60)) => {
  const body = { startsOn, note: 'As agreed', rules };
  const answer = await (await api.as('finance')).post('/expense-policies', body);
  expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
  return answer.body as ExpensePolicyWire;
};
const rule = (rule: string, limit: string, strictness: 'hard' | 'soft') => ({
  ...{ category: 'meals', rule, limit: inr(limit), strictness },
});

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
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => claim('consultant2', line('600.00'))),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422]);
});

test('no receipt above the threshold blocks the claim; with one it goes through, and who may see the claim sees it', async () => {
  await setPolicy([rule('receipt-above', '500.00', 'hard')]);
  const refused = await claim('consultant', line('500.01'));
  expect([refused.status, problemsOf(refused)]).toEqual([
    422,
    [
      {
        path: 'lines.0.receipts',
        message: 'Line 1: A receipt is needed above ₹500.00 for meals (receipt needed above)',
      },
    ],
  ]);
  expect((await claim('consultant', line('500.00'))).status).toBe(201);

  const { items } = await uploadReceipts(api, 'consultant', pdf('dinner'));
  const [receipt] = items;
  expect(receipt).toMatchObject({ name: 'receipt.pdf', type: 'application/pdf' });
  const path = `/expense-receipts/${receipt?.id}`;
  const seenBy = async (persona: Persona) => (await (await api.as(persona)).get(path)).status;
  expect([await seenBy('consultant'), await seenBy('finance')]).toEqual([200, 404]);
  const theirs = await claim('consultant2', line('1.00', { receipts: [receipt?.id] }));
  expect([theirs.status, problemsOf(theirs)[0]?.path]).toEqual([422, 'lines.0.receipts']);
  const sent = await claim('consultant', line('500.01', { receipts: [receipt?.id] }));
  expect(sent.status).toBe(201);
  const { id } = sent.body as { id: string };
  const insiders: Persona[] = ['consultant', 'consulting.manager', 'consulting.head', 'finance'];
  for (const persona of insiders) expect([persona, await seenBy(persona)]).toEqual([persona, 200]);
  const outsiders: Persona[] = ['consultant2', 'sales.rep', 'sales.manager', 'hr'];
  for (const persona of outsiders) expect([persona, await seenBy(persona)]).toEqual([persona, 404]);
  const twice = await claim('consultant', line('1.00', { receipts: [receipt?.id] }));
  expect(twice.status).toBe(422);
  expect((await (await api.as('consultant')).call('DELETE', path)).status).toBe(404);
  const shown = await (await api.as('finance')).get(`/expense-claims/${id}`);
  expect(shown.body).toMatchObject({
    lines: [{ receipts: [{ id: receipt?.id, name: 'receipt.pdf' }] }],
  });
});

test('a receipt is a picture or a PDF that is what it says', async () => {
  const text = { name: 'note.txt', type: 'text/plain', content: Buffer.from('hello') };
  const wrong = await uploadReceipts(api, 'consultant', text);
  expect([wrong.status, wrong.errors]).toEqual([
    422,
    [{ path: 'file', message: '“note.txt”: A receipt is a picture or a PDF.' }],
  ]);
  const lying = { name: 'a.png', type: 'image/png', content: Buffer.from('hello') };
  expect((await uploadReceipts(api, 'consultant', lying)).status).toBe(422);
  const mine = (await uploadReceipts(api, 'consultant', pdf('taken back'))).items[0];
  const path = `/expense-receipts/${mine?.id}`;
  expect((await (await api.as('consultant2')).call('DELETE', path)).status).toBe(404);
  expect((await (await api.as('consultant')).call('DELETE', path)).status).toBe(204);
  expect((await (await api.as('consultant')).get(path)).status).toBe(404);
});

test('the same receipt twice, or the same date, amount and category, warns whoever signs and blocks nothing', async () => {
  await setPolicy([]);
  const [first] = (await uploadReceipts(api, 'sales.manager', pdf('taxi'))).items;
  const [copy] = (await uploadReceipts(api, 'sales.manager', pdf('taxi', 'copy.pdf'))).items;
  expect(copy?.sha256).toBe(first?.sha256);
  const day = addDays(today(), -9);
  const taxi = { date: day, category: 'travel', description: 'Taxi' };
  expect(
    (await claim('sales.manager', line('70.00', { ...taxi, receipts: [first?.id] }))).status,
  ).toBe(201);
  const again = await claim(
    'sales.manager',
    line('71.00', { ...taxi, date: today(), receipts: [copy?.id] }),
    line('70.0', taxi),
    line('72.00', taxi),
  );
  expect(again.status).toBe(201);
  const { facts, steps } = await approvalOf(again);
  const where = `a line of ${formatDate(day)} in “Visit” (pending)`;
  expect(facts.filter(({ label }) => label.startsWith('Claimed before?'))).toEqual([
    { label: 'Claimed before? Line 1', value: `The same receipt as ${where}` },
    { label: 'Claimed before? Line 2', value: `The same date, amount and category as ${where}` },
  ]);
  expect(steps).toHaveLength(1);
});

test('lines in dollars, yen and dinars come to the paisa by the rate of their own day, which stays', async () => {
  const finance = await api.as('finance');
  const day = addDays(today(), -2);
  const put = (currency: string, rate: string, on = day) =>
    finance.call('PUT', '/exchange-rates', { body: { currency, on, rate } });
  for (const [currency, rate] of [
    ['USD', '83.1275'],
    ['JPY', '0.5531'],
    ['KWD', '271.4839'],
  ] as const)
    expect((await put(currency, rate)).status).toBe(200);
  const paid = (amount: string, currency: string) =>
    line('1', { date: day, category: 'travel', amount: { amount, currency } });
  const sent = await claim(
    'consulting.head',
    paid('100.01', 'USD'),
    paid('15001', 'JPY'),
    paid('12.345', 'KWD'),
    paid('0.10', 'INR'),
  );
  expect(sent.body).toMatchObject({ status: 'pending', total: inr('19962.20') });
  await put('USD', '90');
  const { id } = sent.body as { id: string };
  const shown = await finance.get(`/expense-claims/${id}`);
  expect((shown.body as { lines: object[] }).lines).toMatchObject([
    { amount: { amount: '100.01', currency: 'USD' }, base: inr('8313.58'), rate: '83.1275' },
    { amount: { amount: '15001', currency: 'JPY' }, base: inr('8297.05'), rate: '0.5531' },
    { amount: { amount: '12.345', currency: 'KWD' }, base: inr('3351.47'), rate: '271.4839' },
    { amount: inr('0.10'), base: inr('0.10'), rate: null },
  ]);
  expect((await approvalOf(sent)).lines.map(({ amount }) => amount)).toEqual(
    ['8313.58', '8297.05', '3351.47', '0.10'].map(inr),
  );
  const missing = await claim(
    'consulting.head',
    line('1', { amount: { amount: '5', currency: 'USD' } }),
  );
  expect([missing.status, problemsOf(missing)]).toEqual([
    422,
    [
      {
        path: 'lines.0.amount.currency',
        message: `No exchange rate from USD to INR is set for ${formatDate(today())}`,
      },
    ],
  ]);
});

test('a file of rates is looked at first, names what it cannot read, and is taken whole', async () => {
  const finance = await api.as('finance');
  const send = (csv: string, dryRun = false) =>
    finance.post('/exchange-rates/import', { csv, dryRun });
  const bad = await send(
    'date,currency,rate\n2026-03-01,EUR,90.5\n1st March,EUR,90\n2026-03-02,XXX,1\n2026-03-01,eur,91\n',
  );
  expect([bad.status, problemsOf(bad).map(({ message }) => message)]).toEqual([
    422,
    [
      'Line 3: “1st March” is no date such as 2026-11-25',
      'Line 4: “XXX” is not a currency we know',
      'Line 5: The same day as line 2',
    ],
  ]);
  const good = '2026-03-01;EUR;90.50\r\n2026-03-02;EUR;90.6\r\n';
  const counts = { added: 2, changed: 0, unchanged: 0 };
  expect((await send(good, true)).body).toEqual({ ...counts, dryRun: true });
  const listed = async () =>
    ((await finance.get('/exchange-rates?currency=EUR')).body as { items: object[] }).items;
  expect(await listed()).toEqual([]);
  expect((await send(good)).body).toEqual({ ...counts, dryRun: false });
  expect(await listed()).toMatchObject([
    { on: '2026-03-02', rate: '90.6' },
    { on: '2026-03-01', rate: '90.5' },
  ]);
  const next = await send('2026-03-02,EUR,91\n2026-03-01,EUR,90.5');
  expect(next.body).toEqual({ added: 0, changed: 1, unchanged: 1, dryRun: false });
  const first = (await finance.get('/exchange-rates?limit=1')).body as { nextCursor: string };
  const second = await finance.get(`/exchange-rates?limit=1&cursor=${first.nextCursor}`);
  expect(second.body).not.toEqual(first);
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
