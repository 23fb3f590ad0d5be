import type { ReconciliationWire } from '../../domain/wire/bank';
import { startTestApi, type TestApi } from '../support/api';
import { bankOf } from '../support/bank';
import { booksOf, inr } from '../support/finance';

jest.setTimeout(180_000);

let api: TestApi;
const { account, bookLines, call, done, entry, imported, lines, reconciliation } = bankOf(
  () => api,
);
const { accountId } = booksOf(() => api);
let income = '';

beforeAll(async () => {
  api = await startTestApi();
  income = await accountId('4900');
});
afterAll(() => api.stop());

const take = async (path: string) => {
  const { token } = await api.as('finance');
  const headers = { authorization: `Bearer ${token ?? ''}` };
  return fetch(`${api.url}/api/v1/exports/${path}`, { headers });
};

const amountsOf = (found: ReconciliationWire) =>
  [found.book, found.inBooksOnly, found.inBankOnly, found.beginning, found.statement].map(
    ({ amount }) => amount,
  );

describe('a reconciliation', () => {
  test('worked out by hand: a cheque on its way, a fee, and a payment posted late', async () => {
    const bank = await account();
    const post = (on: string, amount: string, memo: string) =>
      entry({ account: bank, other: income, on, amount, memo });
    // The books began with 1,000.00 and the bank with 960.00: 40.00 never arrived.
    await post('2026-10-31', '1000.00', 'Before');
    await post('2026-11-02', '500.00', 'Sale');
    await post('2026-11-04', '-200.00', 'Cheque');
    await post('2026-11-06', '75.00', 'Posted late');
    const statement = [
      ...['2026-11-02,Sale,,500.00,,1460', '2026-11-03,Charges,,,10.00,1450'],
      '2026-11-05,Late,,75.00,,1525',
    ];
    await imported({ account: bank, opening: '960.00', closing: '1525.00', lines: statement });
    expect(amountsOf(await reconciliation(bank, '2026-11-05'))).toEqual([
      ...['1300.00', '300.00', '565.00', '40.00', '1525.00'],
    ]);
    await done('POST', '/finance/bank-matches', { account: bank });
    // By the 5th the sale is matched; the late one is at the bank, and in the books only from the 6th on.
    const fifth = await reconciliation(bank, '2026-11-05');
    expect(amountsOf(fifth)).toEqual(['1300.00', '-200.00', '65.00', '40.00', '1525.00']);
    const sixth = await reconciliation(bank, '2026-11-06');
    expect(amountsOf(sixth)).toEqual(['1375.00', '-200.00', '-10.00', '40.00', '1525.00']);
    expect([fifth, sixth].map(({ difference }) => difference)).toEqual([inr('0.00'), inr('0.00')]);

    const rows = async (day: string) => [
      (await lines(bank, `&state=open&asOf=${day}`)).map(({ description }) => description),
      (await bookLines(bank, `&asOf=${day}&part=since`)).map(({ memo }) => memo),
      (await bookLines(bank, `&asOf=${day}&part=before`)).map(({ memo }) => memo),
    ];
    expect(await rows('2026-11-05')).toEqual([['Late', 'Charges'], ['Cheque'], ['Before']]);
    expect(await rows('2026-11-06')).toEqual([['Charges'], ['Cheque'], ['Before']]);

    const file = await take(
      `bank-reconciliation?account=${bank}&asOf=2026-11-06&cols=part,text,amount`,
    );
    expect((await file.text()).trim().split('\r\n').slice(1)).toEqual([
      ...['Books,Sum,1375.00', 'In the books only,Sum,-200.00', 'In the books only,Cheque,-200.00'],
      ...['On the statement only,Sum,-10.00', 'On the statement only,Charges,-10.00'],
      ...['Apart before the first statement,Sum,40.00', 'Statement,Sum,1525.00'],
      'Not explained,Sum,0.00',
    ]);
    const sheet = await take(`bank-lines?account=${bank}&format=xlsx`);
    // A sheet is a zip file.
    expect(
      Buffer.from(await sheet.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
  });

  test('says what is missing: a statement, or a day it has', async () => {
    const bank = await account();
    const ask = (asOf: string) =>
      call('GET', `/finance/bank-reconciliation?account=${bank}&asOf=${asOf}`);
    expect(await ask('2026-11-05')).toMatchObject({
      status: 404,
      body: { detail: expect.stringMatching(/^No statement of .* was taken in yet$/) as string },
    });
    const one = ['2026-11-02,Interest,,5.00,,'];
    await imported({ account: bank, opening: '0.00', closing: '5.00', lines: one });
    expect(await ask('2026-11-01')).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'asOf', message: 'The statements begin on 2 Nov 2026' }] },
    });
  });

  test('stays explained to zero whatever comes in and is matched, page by page', async () => {
    const bank = await account();
    const days = ['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05'];
    const amounts = [7, -3, 11, -3, 7, 2, -9, 11];
    const statement = amounts.map((amount, at) => {
      const text = `${Math.abs(amount)}.00`;
      return `${days[Math.floor(at / 2)] ?? ''},Line ${at},,${amount > 0 ? text : ''},${amount > 0 ? '' : text},`;
    });
    const closing = `${100 + amounts.reduce((sum, one) => sum + one, 0)}.00`;
    await imported({ account: bank, opening: '100.00', closing, lines: statement });
    for (const [at, amount] of amounts.entries())
      if (at % 3 !== 0)
        await entry({
          ...{ account: bank, other: income, amount: `${amount}.00`, memo: `Entry ${at}` },
          on: days[(at * 3) % 4] ?? '',
        });
    await done('POST', '/finance/bank-matches', { account: bank });
    for (const day of [...days, '2026-11-28'])
      expect((await reconciliation(bank, day)).difference).toEqual(inr('0.00'));
    const paged: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: { id: string }[]; nextCursor: string | null } = await done(
        'GET',
        `/finance/bank-lines?account=${bank}&limit=3${cursor && `&cursor=${cursor}`}`,
      );
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(paged).toEqual((await lines(bank)).map(({ id }) => id));
  });
});
