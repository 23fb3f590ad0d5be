import type { CalendarWire } from '../../domain/wire/calendars';
import type { HolidayCheck, RateCheck } from '../../domain/wire/csv-import';
import type { DailyRateWire } from '../../domain/wire/leave-pay';
import { startTestApi, type TestApi } from '../support/api';
import { emailOf, type Persona } from '../support/company';

jest.setTimeout(60_000);

let api: TestApi;
let calendar: CalendarWire;
const NO_SUM = '0'.repeat(64);

beforeAll(async () => {
  api = await startTestApi();
  calendar = (await calendars())[0]!;
});
afterAll(() => api.stop());

interface Answer<Body> {
  status: number;
  body: Body & { errors?: { path: string; message: string }[] };
}

async function send<Body>(persona: Persona, path: string, lines: string[]): Promise<Answer<Body>> {
  const form = new FormData();
  form.append('file', new Blob([lines.join('\n')], { type: 'text/csv' }), 'file.csv');
  const answer = await fetch(`${api.url}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${(await api.as(persona)).token ?? ''}` },
    body: form,
  });
  return { status: answer.status, body: (await answer.json()) as Answer<Body>['body'] };
}

const calendars = async () =>
  ((await (await api.as('hr')).get('/calendars')).body as { items: CalendarWire[] }).items;
const holidaysOf = async (year: string) =>
  (await calendars())
    .find(({ id }) => id === calendar.id)!
    .holidays.filter(({ date }) => date.startsWith(year));
const holidayPath = () => `/calendars/${calendar.id}/holiday-imports`;
const rates = async () =>
  ((await (await api.as('hr')).get('/daily-rates?limit=200')).body as { items: DailyRateWire[] })
    .items;

const DAYS = ['Date,Name,What is off', '2031-01-26,Republic Day,', '2031-03-08,Holi,morning'];

test('days off are checked without being written, and written when that very file is sent', async () => {
  const checked = await send<HolidayCheck>('hr', `${holidayPath()}/checks`, DAYS);
  expect(checked).toMatchObject({
    status: 200,
    body: { rows: 2, badRows: 0, problems: [], added: 2, changed: 0 },
  });
  expect(checked.body.sample[1]).toEqual({ line: 3, date: '2031-03-08', name: 'Holi', half: 'am' });
  expect(await holidaysOf('2031')).toEqual([]);
  const path = `${holidayPath()}?sha256=${checked.body.sha256}`;
  expect((await send('hr', path, [...DAYS, '2031-10-02,Gandhi Jayanti,'])).status).toBe(409);
  expect(await holidaysOf('2031')).toEqual([]);
  expect(await send('hr', path, DAYS)).toMatchObject({
    status: 201,
    body: { added: 2, changed: 0 },
  });
  expect(await holidaysOf('2031')).toEqual([
    { date: '2031-01-26', name: 'Republic Day', half: null },
    { date: '2031-03-08', name: 'Holi', half: 'am' },
  ]);
  const again = [DAYS[0]!, DAYS[1]!, '2031-03-08,Holi,'];
  const { sha256, ...effect } = (await send<HolidayCheck>('hr', `${holidayPath()}/checks`, again))
    .body;
  expect(effect).toMatchObject({ added: 0, changed: 1 });
  expect((await send('hr', `${holidayPath()}?sha256=${sha256}`, again)).status).toBe(201);
  expect((await holidaysOf('2031'))[1]).toMatchObject({ half: null });
  const trail = await api.db.query(
    `SELECT 1 FROM audit_event WHERE action = 'calendar.holidays-imported'`,
  );
  expect(trail).toHaveLength(2);
});

test('one bad line keeps the whole file out, and every bad line is listed', async () => {
  const bad = [...DAYS, '2032-13-01,Nothing,', '2032-01-01,New Year,', '2032-01-02,,'];
  const checked = await send<HolidayCheck>('hr', `${holidayPath()}/checks`, bad);
  expect(checked.body.problems.map(({ line, column }) => [line, column])).toEqual([
    [4, 'Date'],
    [6, 'Name'],
  ]);
  const written = await send('hr', `${holidayPath()}?sha256=${checked.body.sha256}`, bad);
  expect(written.status).toBe(422);
  expect(written.body.errors?.map(({ path }) => path)).toEqual(['4.Date', '6.Name']);
  expect(await holidaysOf('2032')).toEqual([]);
});

test('daily rates are entered all or none, price what waits, and are nobody’s own to enter', async () => {
  const head = 'E-mail,From,A day is worth,Currency';
  const row = (persona: Persona, rest: string) => `${emailOf(persona)},${rest}`;
  const check = (persona: Persona, lines: string[]) =>
    send<RateCheck>(persona, '/daily-rate-imports/checks', lines);
  const bad = [
    ...[head, row('consultant', '2026-04-01,1000,INR'), row('hr', '2026-04-01,1000,INR')],
    ...['gone@netra.example,2026-04-01,1,INR', row('sales.rep', '1 April,1,INR')],
  ];
  const refused = await check('hr', bad);
  expect(refused.body.problems.map(({ line, column }) => [line, column])).toEqual([
    [3, 'E-mail'],
    [4, 'E-mail'],
    [5, 'From'],
  ]);
  const forced = await send('hr', `/daily-rate-imports?sha256=${refused.body.sha256}`, bad);
  expect(forced.status).toBe(422);
  expect(await rates()).toEqual([]);

  await api.db.query(
    `INSERT INTO leave_payable (employee_id, type, source, units, on_date) VALUES ($1, 'earned', 'test', 250, '2026-05-01')`,
    [api.company.people.consultant],
  );
  const good = [
    ...[head, row('consultant', '2026-04-01,3333.33,INR'), row('sales.rep', '2026-04-01,50,INR')],
    row('consultant', '2027-04-01,4000,INR'),
  ];
  const { body } = await check('hr', good);
  expect(body).toMatchObject({ rows: 3, problems: [], added: 3, changed: 0 });
  const path = `/daily-rate-imports?sha256=${body.sha256}`;
  expect(await send('hr', path, good)).toMatchObject({ status: 201, body: { added: 3 } });
  expect((await rates()).map(({ rate }) => rate.amount).sort()).toEqual([
    '3333.33',
    '4000.00',
    '50.00',
  ]);
  const [owed] = await api.db.query<{ minor: string }>(
    'SELECT amount_minor::text AS minor FROM leave_payable',
  );
  expect(owed).toEqual({ minor: '833333' });
  expect((await check('admin', good)).body).toMatchObject({ added: 0, changed: 3 });
  const trail = await api.db.query<{ details: object }>(
    `SELECT details FROM audit_event WHERE action = 'daily-rate.set'`,
  );
  expect(trail).toHaveLength(3);
  expect(JSON.stringify(trail)).not.toMatch(/3333|4000/);
});

test('two files of rates in opposite order at once both get through', async () => {
  const head = 'E-mail,From,A day is worth,Currency';
  const rows = (['consultant', 'sales.rep', 'sales.rep2', 'finance'] as const).map(
    (persona) => `${emailOf(persona)},2029-01-01,10,INR`,
  );
  const files = [
    [head, ...rows],
    [head, ...[...rows].reverse()],
  ];
  const answers = await Promise.all(
    files.map(async (lines) => {
      const { body } = await send<RateCheck>('hr', '/daily-rate-imports/checks', lines);
      return send('hr', `/daily-rate-imports?sha256=${body.sha256}`, lines);
    }),
  );
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
});

test('nobody but HR and admins may', async () => {
  for (const persona of ['sales.head', 'finance', 'consultant'] as const) {
    for (const path of [holidayPath(), '/daily-rate-imports']) {
      expect((await send(persona, `${path}/checks`, DAYS)).status).toBe(403);
      expect((await send(persona, `${path}?sha256=${NO_SUM}`, DAYS)).status).toBe(403);
    }
  }
});
