import type { BankLineDetail, MatchedAll } from '../../domain/wire/bank';
import { startTestApi, type TestApi } from '../support/api';
import { bankOf } from '../support/bank';
import { booksOf, inr } from '../support/finance';
import { receivablesOf } from '../support/receivables';

jest.setTimeout(180_000);

let api: TestApi;
const { account, bookLines, call, check, done, entry, imported, line, lines, write } = bankOf(
  () => api,
);
const { accountId } = booksOf(() => api);
const receivables = receivablesOf(() => api);
let income = '';
let fees = '';

beforeAll(async () => {
  api = await startTestApi();
  income = await accountId('4900');
  fees = await accountId('5190');
});
afterAll(() => api.stop());

const MONTH = ['2026-11-02,From Orchid,UTR 1,500.00,,', '2026-11-03,Bank charges,,,10.00,'];
const month = (of: string) => ({ account: of, opening: '0.00', closing: '490.00', lines: MONTH });
const messages = ({ problems }: { problems: { line: number; message: string }[] }) =>
  problems.map(({ line: at, message }) => `${at}: ${message}`);
const match = (id: string, ...chosen: { entryId: string; ordinal: number }[]) =>
  call('POST', `/finance/bank-lines/${id}/matches`, {
    lines: chosen.map(({ entryId, ordinal }) => ({ entryId, ordinal })),
  });

test('the accounts to choose from are at a bank: what is posted to for another reason is not offered', async () => {
  const bank = await account();
  const path = '/finance/bank-accounts';
  const { items } = await done<{ items: { account: { id: string; code: string } }[] }>('GET', path);
  const codes = items.map(({ account: { code } }) => code);
  expect(codes).toEqual(expect.arrayContaining(['1100', '1110']));
  expect(items.map(({ account: { id } }) => id)).toContain(bank);
  const used = await api.db.query<{ code: string }>(
    `SELECT DISTINCT a.code FROM account_use u JOIN account a ON a.id = u.account_id
     WHERE a.kind = 'asset' AND u.use NOT IN ('bank', 'cash')`,
  );
  expect(used.length).toBeGreaterThan(1);
  for (const { code } of used) expect(codes).not.toContain(code);
});

describe('a statement', () => {
  test('is tried first, then written whole; the same file once more is told and doubles nothing', async () => {
    const bank = await account();
    const tried = await check(month(bank));
    expect(tried).toMatchObject({
      ...{ rows: 2, badRows: 0, problems: [] },
      ...{ paidIn: inr('500.00'), paidOut: inr('-10.00') },
    });
    expect(await lines(bank)).toEqual([]);
    expect((await write(month(bank), 'a'.repeat(64))).status).toBe(409);
    expect(await imported(month(bank))).toMatchObject({
      ...{ from: '2026-11-02', to: '2026-11-03', lines: 2, matched: 0, removable: true },
      closing: inr('490.00'),
    });
    expect((await lines(bank)).map(({ on, amount }) => [on, amount.amount])).toEqual([
      ['2026-11-03', '-10.00'],
      ['2026-11-02', '500.00'],
    ]);
    expect(messages(await check(month(bank)))).toEqual([
      '1: The statement before ended with ₹490.00, this one begins with ₹0.00: a difference of -₹490.00.',
      '2: This line is there already.',
      '3: This line is there already.',
    ]);
    expect(await write(month(bank))).toMatchObject({ status: 422 });
    expect(await lines(bank)).toHaveLength(2);
  });

  test('that does not come to its closing balance is refused with the difference, nothing written', async () => {
    const bank = await account();
    const wrong = { ...month(bank), closing: '490.01' };
    expect(await write(wrong)).toMatchObject({
      status: 422,
      body: {
        errors: [
          {
            path: '3',
            message:
              'Line 3: The lines come to ₹490.00, the closing balance is ₹490.01: a difference of ₹0.01.',
          },
        ],
      },
    });
    expect(await lines(bank)).toEqual([]);
    const bad = await call(
      'POST',
      `/finance/bank-statement-imports/checks?account=${bank}&opening=1.005&closing=x`,
    );
    expect(bad).toMatchObject({
      ...{ status: 422, body: { errors: [{ path: 'opening' }, { path: 'closing' }] } },
    });
  });

  test('taken in by two at once is there once', async () => {
    const bank = await account();
    const { sha256 } = await check(month(bank));
    const answers = await Promise.all([write(month(bank), sha256), write(month(bank), sha256)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
    expect(await lines(bank)).toHaveLength(2);
  });

  test('can be removed while it is the last and nothing of it is matched', async () => {
    const bank = await account();
    const first = await imported(month(bank));
    const next = { account: bank, opening: '490.00', closing: '500.00' };
    const second = await imported({ ...next, lines: ['2026-11-04,Interest,,10.00,,'] });
    const remove = ({ id }: { id: string }) => call('DELETE', `/finance/bank-statements/${id}`);
    expect(await remove(first)).toMatchObject({
      ...{ status: 409, body: { detail: 'A later statement builds on this one' } },
    });
    expect((await remove(second)).status).toBe(204);
    await entry({ account: bank, other: income, on: '2026-11-02', amount: '500.00', memo: 'x' });
    await done('POST', '/finance/bank-matches', { account: bank });
    expect(await remove(first)).toMatchObject({
      ...{ status: 409, body: { detail: 'Undo the matches of this statement first' } },
    });
  });

  test('adds up in the database itself, and what the bank says is never rewritten', async () => {
    const bank = await account();
    await imported(month(bank));
    await expect(
      api.db.query(
        `INSERT INTO bank_statement_line (statement_id, account_id, ordinal, booked_on, amount_minor, description,
           reference, fingerprint)
         SELECT id, account_id, 9, to_on, 1, 'x', '', 'x' FROM bank_statement WHERE account_id = $1`,
        [bank],
      ),
    ).rejects.toThrow('a statement adds up: off by 1');
    await expect(
      api.db.query('UPDATE bank_statement_line SET amount_minor = 1 WHERE account_id = $1', [bank]),
    ).rejects.toThrow('what the bank says stays as it is');
  });
});

describe('a match', () => {
  test('is of lines that come to the paisa, of one account, once', async () => {
    const bank = await account();
    await imported(month(bank));
    const [fee, came] = await lines(bank);
    await entry({ account: bank, other: income, on: '2026-11-01', amount: '300.00', memo: 'One' });
    await entry({ account: bank, other: income, on: '2026-11-02', amount: '200.00', memo: 'Two' });
    await entry({ account: bank, other: income, on: '2026-11-02', amount: '499.99', memo: 'Off' });
    const [off, two, one] = await bookLines(bank);
    if (!fee || !came || !off || !two || !one) throw new Error('not all lines are there');
    expect(await match(came.id, off)).toMatchObject({
      status: 422,
      body: {
        errors: [
          {
            path: 'lines',
            message: 'These lines come to ₹499.99, the bank’s to ₹500.00: a difference of ₹0.01',
          },
        ],
      },
    });
    const stranger = { entryId: one.entryId, ordinal: 2 };
    expect(await match(came.id, one, stranger)).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'lines.1', message: 'This line is of another account' }] },
    });
    expect((await match(came.id, one, one)).status).toBe(422);
    const matched = await match(came.id, one, two);
    expect(matched).toMatchObject({ status: 201, body: { matched: { by: {} }, proposals: [] } });
    expect((matched.body as unknown as BankLineDetail).lines.map(({ memo }) => memo)).toEqual([
      'One',
      'Two',
    ]);
    expect((await match(came.id, one, two)).status).toBe(409);
    expect((await bookLines(bank)).map(({ memo }) => memo)).toEqual(['Off']);
    // The database itself says no, whoever asks.
    await expect(
      api.db.query(
        `WITH m AS (INSERT INTO bank_match (line_id, matched_by) SELECT $1, id FROM employee LIMIT 1 RETURNING line_id)
         SELECT 1 FROM m`,
        [fee.id],
      ),
    ).rejects.toThrow('a line of the bank is matched whole: off by -1000');
    const undone = await call('DELETE', `/finance/bank-lines/${came.id}/match`);
    expect(undone).toMatchObject({ status: 200, body: { matched: null, lines: [] } });
    expect((await call('DELETE', `/finance/bank-lines/${came.id}/match`)).status).toBe(409);
    expect(await bookLines(bank)).toHaveLength(3);
  });

  test('of one line of the books by two lines of the bank at once succeeds once', async () => {
    const bank = await account();
    const twice = ['2026-11-02,A,,5.00,,', '2026-11-02,B,,5.00,,'];
    await imported({ account: bank, opening: '0.00', closing: '10.00', lines: twice });
    await entry({ account: bank, other: income, on: '2026-11-02', amount: '5.00', memo: 'x' });
    const [a, b] = await lines(bank);
    const [one] = await bookLines(bank);
    if (!a || !b || !one) throw new Error('not all lines are there');
    const answers = await Promise.all([match(a.id, one), match(b.id, one)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test('of all that are certain leaves what could be two', async () => {
    const bank = await account();
    const statement = [
      ...['2026-11-02,Rent,,,100.00,', '2026-11-03,Sale,,70.00,,'],
      ...['2026-11-04,Toll,,,5.00,', '2026-11-05,Toll,,,5.00,'],
    ];
    await imported({ account: bank, opening: '50.00', closing: '10.00', lines: statement });
    const post = (on: string, amount: string) =>
      entry({ account: bank, other: fees, on, amount, memo: 'x' });
    await Promise.all([
      ...[post('2026-11-01', '-100.00'), post('2026-11-03', '70.00')],
      ...[post('2026-11-04', '-5.00'), post('2026-11-05', '-5.00')],
    ]);
    const press = () => done<MatchedAll>('POST', '/finance/bank-matches', { account: bank });
    const both = await Promise.all([press(), press()]);
    expect(both.map(({ matched }) => matched).sort()).toEqual([0, 2]);
    expect(both.map(({ open }) => open)).toEqual([2, 2]);
    const open = await lines(bank, '&state=open');
    expect(open.map(({ description }) => description)).toEqual(['Toll', 'Toll']);
    const { proposals } = await line(open[0]?.id ?? '');
    expect(proposals.map(({ why, certain }) => [why, certain])).toEqual([
      [['the amount', 'the same day'], false],
      [['the amount', '1 day apart'], false],
    ]);
  });
});

describe('a line without a document', () => {
  test('is posted as a fee on the day of the bank, and matched', async () => {
    const bank = await account();
    await imported(month(bank));
    const [fee] = await lines(bank);
    const path = `/finance/bank-lines/${fee?.id ?? ''}/entries`;
    expect(
      await call('POST', path, { accountId: await accountId('2100'), memo: 'x' }),
    ).toMatchObject({
      status: 422,
      body: {
        errors: [
          {
            path: 'lines.0.accountId',
            message: 'This account follows from documents and takes no entry by hand',
          },
        ],
      },
    });
    expect(await call('POST', path, { accountId: bank, memo: 'x' })).toMatchObject({
      status: 422,
      body: {
        errors: [
          { path: 'lines.0.accountId', message: 'This is the account the line itself is of' },
        ],
      },
    });
    expect((await line(fee?.id ?? '')).lines).toEqual([]);
    const posted = await done<BankLineDetail>('POST', path, { accountId: fees, memo: 'Charges' });
    expect(posted.lines).toMatchObject([
      { postedOn: '2026-11-03', memo: 'Charges', amount: inr('-10.00') },
    ]);
    expect((await call('POST', path, { accountId: fees, memo: 'Charges' })).status).toBe(409);
  });

  test('is the receipt of a customer, settles an invoice, and names it once it is undone', async () => {
    const bank = await accountId('1100');
    const customerId = await receivables.customer();
    const invoice = await receivables.issued({
      ...{ customerId, on: '2026-11-01', lines: [{ amount: '321.00' }] },
    });
    const statement = [
      `2026-11-06,NEFT ${invoice.number ?? ''},UTR 9,321.00,,`,
      '2026-11-06,Fee,,,1.00,',
    ];
    await imported({ account: bank, opening: '0.00', closing: '320.00', lines: statement });
    const [fee, came] = await lines(bank);
    const allocations = [{ invoiceId: invoice.id, amount: inr('321.00') }];
    const receive = (id = '') =>
      call('POST', `/finance/bank-lines/${id}/receipts`, { customerId, allocations });
    expect(await receive(fee?.id)).toMatchObject({
      ...{ status: 409, body: { detail: 'This went out: only what came in is a receipt' } },
    });
    const received = await receive(came?.id);
    expect(received).toMatchObject({ status: 201, body: { lines: [{ amount: inr('321.00') }] } });
    expect((await receivables.invoice(invoice.id)).open).toEqual(inr('0.00'));
    await done('DELETE', `/finance/bank-lines/${came?.id ?? ''}/match`);
    const { proposals } = await line(came?.id ?? '');
    expect(proposals).toMatchObject([
      { why: ['the amount', `${invoice.number ?? ''} in the text`, 'the same day'], certain: true },
    ]);
    const other = await account();
    await imported(month(other));
    const [, elsewhere] = await lines(other);
    expect(await receive(elsewhere?.id)).toMatchObject({ status: 409 });
    expect((await lines(other, '&state=open')).length).toBe(2);
  });
});
