import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { addDays } from '../../domain/dates/calendar';
import { ACCOUNT_FIGURES, type AccountFigure } from '../../domain/project-accounts/figures';
import { timeMinor } from '../../domain/timesheets/hours';
import type { Page } from '../../domain/wire/common';
import type { AccountLineWire, ProjectAccountWire } from '../../domain/wire/project-accounts';
import { startTestApi, type TestAnswer, type TestApi } from '../support/api';
import { closeAs } from '../support/close-record';
import type { Persona } from '../support/company';
import { booksOf, inr } from '../support/finance';
import { startProject } from '../support/projects';
import { today } from '../support/records';
import { lastMonday, timeOf } from '../support/timesheets';

let api: TestApi;
const time = timeOf(() => api);
const books = booksOf(() => api);
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const read = async (id: string, query = '', persona: Persona = 'consulting.manager') => {
  const answer = await (await api.as(persona)).get(`/projects/${id}/pnl${query}`);
  expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
  return answer.body as ProjectAccountWire;
};
const amounts = ({ figures }: ProjectAccountWire) =>
  Object.fromEntries(figures.map(({ figure, amount }) => [figure, amount?.amount ?? null]));
const day = (minutes: number) => [minutes, 0, 0, 0, 0, 0, 0];

/** All pages behind a figure, a few rows at a time. */
async function linesOf(id: string, figure: AccountFigure, query: string) {
  const client = await api.as('finance');
  const items: AccountLineWire[] = [];
  for (let cursor = ''; ;) {
    const path = `/projects/${id}/pnl/lines?figure=${figure}&limit=3${query}${cursor}`;
    const page = (await client.get(path)).body as Page<AccountLineWire>;
    items.push(...page.items);
    if (page.nextCursor === null) return items;
    cursor = `&cursor=${page.nextCursor}`;
  }
}

const minorOf = (amount: string) => BigInt(amount.replace('.', ''));
const inRupees = (minor: bigint) => {
  const text = (minor < 0n ? -minor : minor).toString().padStart(3, '0');
  return `${minor < 0n ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`;
};

/** What a project is given: time of a day with the price of an hour, and entries of the journal. */
interface Ledger {
  time: { day: number; minutes: number; hour: bigint; billable: boolean }[];
  entries: { day: number; minor: bigint; figure: Exclude<AccountFigure, 'work'>; back: boolean }[];
}

const FIRST = '2026-04-01';
const days = fc.integer({ min: 0, max: 40 });
const ledger: fc.Arbitrary<Ledger> = fc.record({
  time: fc.array(
    fc.record({
      day: days,
      minutes: fc.integer({ min: 1, max: 100 }),
      hour: fc.bigInt({ min: 1n, max: 900_000n }),
      billable: fc.boolean(),
    }),
    { maxLength: 9 },
  ),
  entries: fc.array(
    fc.record({
      day: days,
      minor: fc.bigInt({ min: 1n, max: 99_999_999n }),
      figure: fc.constantFrom('revenue', 'expenses', 'bills'),
      back: fc.boolean(),
    }),
    { maxLength: 9 },
  ),
});

async function write(projectId: string, { time: lines, entries }: Ledger): Promise<void> {
  const { people } = api.company;
  await api.db.transaction(async (tx) => {
    const sheet = randomUUID();
    await tx.query(
      `INSERT INTO timesheet (id, employee_id, project_id, week_starts_on, status)
       VALUES ($1, $2, $3, '2026-03-30', 'approved')`,
      [sheet, people.consultant2, projectId],
    );
    for (const { day: at, minutes, hour, billable } of lines)
      await tx.query(
        `INSERT INTO timesheet_line (employee_id, project_id, worked_on, task, billable, minutes, sheet_id, approved_at,
           cost_rate_minor, cost_minor, bill_minor)
         VALUES ($1, $2, $3::date + $4::integer, 'x', $5, $6, $7, now(), $8::bigint, round($8::numeric * $6::integer / 60), 0)`,
        [people.consultant2, projectId, FIRST, at, billable, minutes, sheet, hour.toString()],
      );
    for (const { day: at, minor, figure, back } of entries) {
      const [income, kind] = [figure === 'revenue', figure === 'bills' ? 'vendor-bill' : 'manual'];
      const line = (code: string, side: 'debit' | 'credit', of: string | null) =>
        `jsonb_build_object('account_id', (SELECT id FROM account WHERE code = '${code}'), '${side}_minor', $4::bigint,
          'project_id', ${of === null ? 'NULL' : `'${of}'`})`;
      const both = income
        ? `${line('1100', 'debit', projectId)}, ${line('4200', 'credit', projectId)}`
        : `${line('5200', 'debit', projectId)}, ${line('1100', 'credit', null)}`;
      const [row] = await tx.query<{ id: string }>(
        `SELECT post_entry($1, $2, 'x', $3::date + $5::integer, $3::date + $5::integer, 'x', NULL, jsonb_build_array(${both})) AS id`,
        [kind, randomUUID(), FIRST, minor.toString(), at],
      );
      if (back)
        await tx.query(`SELECT reverse_entry($1, $2::date + $3::integer, 'back', NULL)`, [
          ...[row!.id, FIRST, at + 10],
        ]);
    }
  });
}

/** The same figures, recounted from what was given. */
function recount(of: Ledger, from: number, to: number): Record<AccountFigure, bigint> {
  const within = (at: number) => at >= from && at <= to;
  const sums = { revenue: 0n, work: 0n, expenses: 0n, bills: 0n };
  for (const { day: at, minutes, hour } of of.time)
    if (within(at)) sums.work += timeMinor(minutes, hour);
  for (const { day: at, minor, figure, back } of of.entries) {
    if (within(at)) sums[figure] += minor;
    if (back && within(at + 10)) sums[figure] -= minor;
  }
  return sums;
}

test('check 43: every figure of a project is the sum of its lines, in every stretch of time, and what was put in', async () => {
  await fc.assert(
    fc.asyncProperty(ledger, days, days, async (given, one, other) => {
      const id = await startProject(api);
      await write(id, given);
      const [first, last] = one <= other ? [one, other] : [other, one];
      const dates = `from=${addDays(FIRST, first)}&to=${addDays(FIRST, last)}`;
      const account = await read(id, `?${dates}`);
      const expected = recount(given, first, last);
      for (const { figure, amount, lines } of account.figures) {
        const behind = await linesOf(id, figure, `&${dates}`);
        const sum = behind.reduce((total, line) => total + minorOf(line.amount!.amount), 0n);
        expect([figure, amount?.amount]).toEqual([figure, inRupees(sum)]);
        expect([figure, amount?.amount]).toEqual([figure, inRupees(expected[figure])]);
        expect(new Set(behind.map((line) => line.id)).size).toBe(lines);
      }
      const { revenue, work, expenses, bills } = expected;
      expect(account.margin.amount?.amount).toBe(inRupees(revenue - work - expenses - bills));
    }),
    { numRuns: 25 },
  );
}, 120_000);

test('a hand-worked account: revenue, time, expenses and a bill that is taken back', async () => {
  const id = await startProject(api);
  const finance = await api.as('finance');
  const enter = async (debit: string, credit: string, amount: string) =>
    finance.post('/journal-entries', {
      ...{ on: '2026-06-10', memo: 'By hand' },
      lines: [
        { accountId: await books.accountId(debit), debit: inr(amount), projectId: id },
        { accountId: await books.accountId(credit), credit: inr(amount), projectId: id },
      ],
    });
  await enter('1100', '4200', '250000.00');
  await enter('5100', '1100', '18400.50');
  const wrong = (await enter('5120', '1100', '999.99')).body as { id: string };
  await finance.post(`/journal-entries/${wrong.id}/reversals`, {
    ...{ on: '2026-06-11', reason: 'Another project' },
  });
  await time.rate({ kind: 'cost', hour: '1234.56', person: 'consultant' });
  await time.rate({ kind: 'bill', hour: '3000.00', person: 'consultant' });
  await time.work({ persona: 'consultant', projectId: id, minutes: [455, 480, 0, 0, 0, 0, 0] });
  const account = await read(id);
  // Worked outside the code: 7:35 × 1234.56 = 9362.08; 8:00 × 1234.56 = 9876.48; together 19238.56.
  // 250000.00 − 19238.56 − 18400.50 = 212360.94, which is 84.944376 % of the revenue. 15:35 × 3000 = 46750.00.
  expect(amounts(account)).toEqual({
    ...{ revenue: '250000.00', work: '19238.56', expenses: '18400.50', bills: '0.00' },
  });
  expect(account.margin).toEqual({ amount: inr('212360.94'), percent: '84.94' });
  expect(account.workAtBillRates).toEqual(inr('46750.00'));
  expect(account.minutes).toEqual({ billable: 935, other: 0 });
});

test('a second hand-worked account: a loss, with time taken back and time nobody is billed for', async () => {
  const id = await startProject(api);
  await time.rate({ kind: 'cost', hour: '600.10', person: 'sales.rep' });
  await time.rate({ kind: 'bill', hour: '999.99', person: 'sales.rep' });
  await api.db.query('INSERT INTO project_member VALUES ($1, $2)', [
    ...[id, api.company.people['sales.rep']],
  ]);
  await time.work({ persona: 'sales.rep', projectId: id, minutes: [100, 0, 0, 0, 0, 0, 0] });
  const free = { persona: 'sales.rep' as const, projectId: id, billable: false };
  await time.work({ ...free, minutes: [0, 59, 0, 0, 0, 0, 0] });
  const { sheets } = await time.week('sales.rep');
  const client = await api.as('sales.rep');
  const { id: lineId } = sheets
    .flatMap(({ lines }) => lines)
    .find(({ minutes }) => minutes === 100)!;
  expect((await client.post(`/timesheet-lines/${lineId}/reversals`)).status).toBe(201);
  const late = await time.work({ ...free, minutes: [0, 0, 1, 0, 0, 0, 0] });
  expect(late.id).not.toBe('');
  const account = await read(id);
  // 1:40 × 600.10 = 1000.17 and back; 0:59 × 600.10 = 590.10; 0:01 × 600.10 = 10.00. Billed: 1666.65 and back.
  expect(amounts(account)).toEqual({
    ...{ revenue: '0.00', work: '600.10', expenses: '0.00', bills: '0.00' },
  });
  expect(account.margin).toEqual({ amount: inr('-600.10'), percent: null });
  expect([account.workAtBillRates, account.minutes]).toEqual([
    ...[inr('0.00'), { billable: 0, other: 60 }],
  ]);
});

test('check 43: a change of rates leaves the past alone', async () => {
  const id = await startProject(api);
  await time.rate({ kind: 'cost', hour: '500.00', person: 'consulting.manager' });
  await time.work({ persona: 'consulting.manager', projectId: id, minutes: day(120) });
  const before = await read(id);
  expect(amounts(before).work).toBe('1000.00');
  await time.rate({ kind: 'cost', hour: '900.00', person: 'consulting.manager' });
  await time.rate({
    kind: 'cost',
    hour: '950.00',
    person: 'consulting.manager',
    from: lastMonday(),
  });
  expect(await read(id)).toEqual(before);
  await time.work({
    persona: 'consulting.manager',
    projectId: id,
    minutes: [0, 60, 0, 0, 0, 0, 0],
  });
  expect(amounts(await read(id)).work).toBe('1950.00');
});

test('check 43: a missing cost rate is an error that says whose, when and where it is set, and never a cost of nothing', async () => {
  const id = await startProject(api);
  const { people } = api.company;
  await api.db.query('INSERT INTO project_member VALUES ($1, $2)', [id, people['sales.rep2']]);
  await time.work({ persona: 'sales.rep2', projectId: id, minutes: [60, 0, 30, 0, 0, 0, 0] });
  const account = await read(id);
  expect([amounts(account).work, account.margin.amount]).toEqual([null, null]);
  const [from, to] = [lastMonday(), addDays(lastMonday(), 2)];
  expect(account.missingRates).toMatchObject([
    {
      ...{ kind: 'cost', person: { id: people['sales.rep2'] }, from, to, minutes: 90 },
      message: expect.stringMatching(/^No cost rate of sales\.rep2 holds on /) as string,
      where: `/work-rates?kind=cost&employeeId=${people['sales.rep2']}&from=${from}`,
    },
    { kind: 'bill' },
  ]);
  const lines = await linesOf(id, 'work', '');
  expect(lines.map(({ amount, minutes }) => [amount, minutes])).toEqual([
    [null, 30],
    [null, 60],
  ]);
  await time.rate({ kind: 'cost', hour: '700.00', person: 'sales.rep2', from });
  const known = await read(id);
  expect([amounts(known).work, known.missingRates.map(({ kind }) => kind)]).toEqual([
    '1050.00',
    ['bill'],
  ]);
});

test('a claim and a bill that name a project are its expenses and bills once approved, and nobody else’s code is taken', async () => {
  const id = await startProject(api);
  const [{ code }] = (await api.db.query<{ code: string }>(
    'SELECT code FROM project WHERE id = $1',
    [id],
  )) as [{ code: string }];
  const client = await api.as('consultant');
  const lines = ['1200.00', '34.56'].map((amount, at) => ({
    ...{ date: addDays(today(), -1), category: at === 0 ? 'travel' : 'meals' },
    ...{ amount: inr(amount), description: 'Visit' },
  }));
  const bill = {
    ...{ vendor: 'Acme', billNumber: `P-${code}`, billedOn: today(), dueOn: today() },
    ...{ amount: inr('5000.00'), description: 'Licences', project: code },
  };
  for (const [path, body] of [
    ['/expense-claims', { title: 'Visit', lines, project: 'NOT-1' }],
    ['/vendor-bills', { ...bill, project: 'NOT-1' }],
  ] as const)
    expect((await client.post(path, body)).body).toMatchObject({
      errors: [{ path: 'project', message: 'There is no open project NOT-1 that you are on' }],
    });
  expect((await (await api.as('sales.rep')).post('/vendor-bills', bill)).status).toBe(422);
  const claim = await client.post('/expense-claims', { title: 'Visit', lines, project: code });
  const handed = await client.post('/vendor-bills', bill);
  expect([claim.status, handed.status]).toEqual([201, 201]);
  expect(amounts(await read(id))).toMatchObject({ expenses: '0.00', bills: '0.00' });
  const sent = (answer: TestAnswer) => answer.body as { id: string; approvalId: string };
  await closeAs(api, { kind: 'expense-claim', ...sent(claim), outcome: 'approved' });
  await closeAs(api, { kind: 'vendor-bill', ...sent(handed), outcome: 'approved' });
  expect(amounts(await read(id))).toMatchObject({ expenses: '1234.56', bills: '5000.00' });
});

test('who may not see what a project earns finds nothing', async () => {
  const id = await startProject(api);
  const open = ['consulting.manager', 'consulting.head', 'finance', 'admin'];
  for (const persona of [
    ...['consultant', 'consultant2', 'sales.rep', 'sales.manager', 'sales.head', 'hr'],
    ...open,
  ] as Persona[]) {
    const client = await api.as(persona);
    const statuses = [
      (await client.get(`/projects/${id}/pnl`)).status,
      ...(await Promise.all(
        ACCOUNT_FIGURES.map(
          async (figure) => (await client.get(`/projects/${id}/pnl/lines?figure=${figure}`)).status,
        ),
      )),
    ];
    expect([persona, new Set(statuses)]).toEqual([
      persona,
      new Set([open.includes(persona) ? 200 : 404]),
    ]);
  }
});
