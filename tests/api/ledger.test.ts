import { randomUUID } from 'node:crypto';
import type { JournalEntryDetail, JournalEntryWire, PeriodWire } from '../../domain/wire/finance';
import { postEntry } from '../../modules/finance/use-cases/post-entry';
import { startTestApi, type TestAnswer, type TestApi } from '../support/api';
import { booksOf, inr } from '../support/finance';

let api: TestApi;
const { accountId, bill, enter, read } = booksOf(() => api);

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const finance = () => api.as('finance');
const problemsOf = (answer: TestAnswer) =>
  (answer.body as { errors: { path: string; message: string }[] }).errors;
const entriesOf = async (kind: string, id: string) =>
  api.db.query<{ event: string; postedOn: string; documentOn: string }>(
    `SELECT event, posted_on AS "postedOn", document_on AS "documentOn" FROM journal_entry
     WHERE source_kind = $1 AND source_id = $2 ORDER BY number`,
    [kind, id],
  );
const move = async (month: string, status: string, reason?: string) =>
  (await finance()).call('PUT', `/accounting-periods/${month}`, { body: { status, reason } });

/** An entry and its lines by plain SQL, past every use-case. */
const writeEntry = (on: string, lines: [debit: number, credit: number][]) =>
  api.db.transaction(async (tx) => {
    const [bank] = await tx.query<{ id: string }>(`SELECT id FROM account WHERE code = '1100'`);
    const [entry] = await tx.query<{ id: string }>(
      `INSERT INTO journal_entry (posted_on, document_on, source_kind, source_id, event, memo)
       VALUES ($1, $1, 'test', gen_random_uuid(), 'written', 'x') RETURNING id`,
      [on],
    );
    for (const [at, [debit, credit]] of lines.entries())
      await tx.query(
        `INSERT INTO journal_line (entry_id, ordinal, account_id, debit_minor, credit_minor, currency, original_minor)
         VALUES ($1, $2, $3, $4, $5, 'INR', $4::bigint + $5::bigint)`,
        [entry?.id, at + 1, bank?.id, debit, credit],
      );
    return entry?.id ?? '';
  });

test('an entry that is off by one, or has one line or none, is refused by the database', async () => {
  await expect(
    writeEntry('2026-06-01', [
      [100, 0],
      [0, 99],
    ]),
  ).rejects.toThrow('off by 1');
  await expect(writeEntry('2026-06-01', [[100, 0]])).rejects.toThrow('two lines');
  await expect(writeEntry('2026-06-01', [])).rejects.toThrow('two lines');
  await expect(
    writeEntry('2026-06-01', [
      [100, 100],
      [0, 0],
    ]),
  ).rejects.toThrow('one_side');
  expect(
    await writeEntry('2026-06-01', [
      [100, 0],
      [0, 60],
      [0, 40],
    ]),
  ).not.toBe('');
});

test('what is posted is neither changed nor added to', async () => {
  const id = await writeEntry('2026-06-02', [
    [7, 0],
    [0, 7],
  ]);
  for (const sql of [
    `UPDATE journal_entry SET memo = 'y' WHERE id = $1`,
    'DELETE FROM journal_entry WHERE id = $1',
    'UPDATE journal_line SET debit_minor = 8 WHERE entry_id = $1 AND ordinal = 1',
    'DELETE FROM journal_line WHERE entry_id = $1',
  ])
    await expect(api.db.query(sql, [id])).rejects.toThrow();
  const pair = `INSERT INTO journal_line (entry_id, ordinal, account_id, debit_minor, credit_minor, currency, original_minor)
    SELECT $1, o, (SELECT id FROM account WHERE code = '1100'), 6 - o, o - 5, 'INR', 1 FROM generate_series(5, 6) o`;
  await expect(api.db.query(pair, [id])).rejects.toThrow('stays as it is');
  const [rights] = await api.db.query<{ some: boolean }>(
    `SELECT bool_or(has_table_privilege('netra_app', t, p)) AS some
     FROM unnest(ARRAY['journal_entry', 'journal_line']) t, unnest(ARRAY['UPDATE', 'DELETE']) p`,
  );
  expect(rights?.some).toBe(false);
});

test('a closed month refuses in the database; it opens again with a reason; locked is for good', async () => {
  expect((await move('2026-01', 'locked')).status).toBe(409);
  expect((await move('2026-01', 'closed')).status).toBe(200);
  await expect(
    writeEntry('2026-01-31', [
      [5, 0],
      [0, 5],
    ]),
  ).rejects.toThrow('the period 2026-01 is closed');
  const refused = await enter({ on: '2026-01-15', debit: '5400', credit: '1100', amount: '1.00' });
  expect([refused.status, refused.body]).toMatchObject([
    409,
    { detail: 'The period 2026-01 is closed' },
  ]);
  expect(problemsOf(await move('2026-01', 'open'))).toMatchObject([{ path: 'reason' }]);
  const opened = (await move('2026-01', 'open', 'A bill came late')).body as PeriodWire;
  expect(opened.changes.map(({ status, reason }) => [status, reason])).toEqual([
    ['closed', null],
    ['open', 'A bill came late'],
  ]);
  expect(
    (await enter({ on: '2026-01-15', debit: '5400', credit: '1100', amount: '1.00' })).status,
  ).toBe(201);
  await move('2026-01', 'closed');
  expect((await move('2026-01', 'locked')).status).toBe(200);
  expect((await move('2026-01', 'open', 'x')).status).toBe(409);
  await expect(
    api.db.query(`UPDATE accounting_period SET status = 'open' WHERE starts_on = '2026-01-01'`),
  ).rejects.toThrow('locked');
});

test('an entry is taken back once, by its mirror, in the month that is open', async () => {
  const answer = await enter({ on: '2026-02-10', debit: '5400', credit: '1100', amount: '250.00' });
  const entry = answer.body as JournalEntryDetail;
  await move('2026-02', 'closed');
  await move('2026-03', 'closed');
  const takeBack = async () =>
    (await finance()).post(`/journal-entries/${entry.id}/reversals`, {
      ...{ on: '2026-02-11', reason: 'Paid twice' },
    });
  const answers = await Promise.all([takeBack(), takeBack(), takeBack()]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  const mirror = answers.find(({ status }) => status === 201)
    ?.body as unknown as JournalEntryDetail;
  expect(mirror).toMatchObject({ postedOn: '2026-04-01', reversesId: entry.id });
  const sides = ({ lines }: JournalEntryDetail) =>
    lines.map(({ account, debit, credit }) => [account.code, debit?.amount, credit?.amount]);
  expect(sides(entry)).toEqual([
    ['5400', '250.00', undefined],
    ['1100', undefined, '250.00'],
  ]);
  expect(sides(mirror)).toEqual([
    ['5400', undefined, '250.00'],
    ['1100', '250.00', undefined],
  ]);
  const again = await (
    await finance()
  ).post(`/journal-entries/${mirror.id}/reversals`, { reason: 'x' });
  expect(again.status).toBe(409);
  await expect(
    api.db.query(`SELECT reverse_entry($1, '2026-05-01', 'x', NULL)`, [entry.id]),
  ).rejects.toThrow('reverses_id');
});

test('an entry by hand names what is wrong with each line', async () => {
  const line = async (code: string, side: object) => ({
    accountId: await accountId(code),
    ...side,
  });
  const send = async (...lines: object[]) =>
    (await finance()).post('/journal-entries', { on: '2026-06-03', memo: 'x', lines });
  const [debit, credit] = [{ debit: inr('10.00') }, { credit: inr('10.00') }];
  expect(
    problemsOf(await send(await line('5400', debit), await line('1100', { credit: inr('9.99') }))),
  ).toEqual([{ path: 'lines', message: 'The debits are ₹0.01 more' }]);
  expect(
    problemsOf(await send(await line('2100', debit), { accountId: randomUUID(), ...credit })),
  ).toEqual([
    {
      path: 'lines.0.accountId',
      message: 'This account follows from documents and takes no entry by hand',
    },
    { path: 'lines.1.accountId', message: 'There is no such account' },
  ]);
  expect(problemsOf(await send(await line('5000', debit), await line('1100', credit)))).toEqual([
    {
      path: 'lines.0.accountId',
      message: 'This account is the heading of others: choose one of them',
    },
  ]);
  expect(problemsOf(await send(await line('5400', { ...debit, ...credit })))).toContainEqual({
    ...{ path: 'lines.0.debit', message: 'A line has a debit or a credit' },
  });
});

test('posting again for the same source and event posts nothing', async () => {
  const posting = {
    source: { kind: 'test', id: randomUUID(), event: 'happened' },
    ...{ on: '2026-02-28', memo: 'x', by: null },
    lines: [
      { accountId: await accountId('1100'), debit: 5n },
      { accountId: await accountId('4900'), credit: 5n },
    ],
  };
  const post = () => api.db.transaction((tx) => postEntry(tx, posting));
  const ids = await Promise.all([post(), post(), post()]);
  expect(ids.filter((id) => id !== null)).toHaveLength(1);
  // February and March were closed above: it is in the first month that is open.
  expect(await entriesOf('test', posting.source.id)).toEqual([
    { event: 'happened', postedOn: '2026-04-01', documentOn: '2026-02-28' },
  ]);
});

test('a bill is posted with its approval and its payment with its release, each once', async () => {
  const of = { vendor: 'Sahyadri', on: '2026-06-05', due: '2026-07-05', minor: '11800000' };
  const id = await bill({ ...of, paidOn: '2026-06-20' });
  await api.db.query('SELECT post_what_is_missing()');
  await api.db.query('SELECT post_vendor_bill($1)', [id]);
  expect(await entriesOf('vendor-bill', id)).toMatchObject([{ postedOn: '2026-06-05' }]);
  const lines = await api.db.query(
    `SELECT j.source_kind AS kind, a.code, l.debit_minor AS debit, l.credit_minor AS credit, d.name AS department
     FROM journal_line l JOIN journal_entry j ON j.id = l.entry_id JOIN account a ON a.id = l.account_id
     LEFT JOIN department d ON d.id = l.department_id
     WHERE j.source_id IN ($1, (SELECT id FROM payment_release WHERE bill_id = $1)) ORDER BY j.number, l.ordinal`,
    [id],
  );
  expect(lines).toEqual([
    { kind: 'vendor-bill', code: '5200', debit: '11800000', credit: '0', department: 'Sales' },
    { kind: 'vendor-bill', code: '2100', debit: '0', credit: '11800000', department: null },
    { kind: 'payment-release', code: '2100', debit: '11800000', credit: '0', department: null },
    { kind: 'payment-release', code: '1100', debit: '0', credit: '11800000', department: null },
  ]);
});

test('accounts are added, renamed and taken out of use, but not those that documents are posted to', async () => {
  const client = await finance();
  const add = (body: object) => client.post('/accounts', body);
  const added = await add({ code: '5410', name: 'Coffee', kind: 'expense' });
  const { id } = added.body as { id: string };
  expect((await add({ code: '5410', name: 'Tea', kind: 'expense' })).status).toBe(409);
  const parentId = await accountId('1000');
  expect(
    problemsOf(await add({ code: '5411', name: 'Tea', kind: 'expense', parentId })),
  ).toMatchObject([{ path: 'parentId' }]);
  expect((await client.patch(`/accounts/${id}`, { active: false })).body).toMatchObject({
    ...{ active: false, name: 'Coffee' },
  });
  const refused = await enter({ on: '2026-06-04', debit: '5410', credit: '1100', amount: '1.00' });
  expect(problemsOf(refused)).toMatchObject([{ message: 'This account is not in use' }]);
  const bank = await client.patch(`/accounts/${await accountId('1100')}`, { active: false });
  expect(problemsOf(bank)).toMatchObject([{ path: 'active' }]);
});

test('the journal is searched and read page by page to its end, each entry once', async () => {
  const seen: JournalEntryWire[] = [];
  for (let cursor = ''; ;) {
    const page = await read<{ items: JournalEntryWire[]; nextCursor: string | null }>(
      `/journal-entries?limit=2${cursor}`,
    );
    seen.push(...page.items);
    if (page.nextCursor === null) break;
    cursor = `&cursor=${page.nextCursor}`;
  }
  const [count] = await api.db.query<{ n: number }>(
    'SELECT count(*)::integer AS n FROM journal_entry',
  );
  expect(new Set(seen.map(({ id }) => id)).size).toBe(count?.n);
  expect(seen).toHaveLength(count?.n ?? 0);
  const found = await read<{ items: JournalEntryWire[] }>('/journal-entries?q=sahyadri');
  expect(found.items.map(({ source }) => source.kind)).toEqual(['payment-release', 'vendor-bill']);
  expect((await read<{ items: object[] }>('/journal-entries?q=%25sahyadri')).items).toEqual([]);
});
