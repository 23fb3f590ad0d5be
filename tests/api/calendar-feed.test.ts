import type { Absence } from '../../domain/wire/records';
import { startTestApi, type TestApi } from '../support/api';
import { PERSONAS, type Persona } from '../support/company';

jest.setTimeout(60_000);

let api: TestApi;
let year: number;
beforeAll(async () => {
  api = await startTestApi();
  year = new Date().getUTCFullYear();
  // A week for each, all within what a calendar shows, one of them in halves.
  for (const [at, persona] of PERSONAS.entries()) {
    await api.db.query(
      `INSERT INTO leave_request (employee_id, type, from_on, to_on, from_half, units, reason, status)
       VALUES ($1, 'sick', current_date + $2::int, current_date + $2::int + 1, $3, 100, 'A secret reason', 'approved')`,
      [api.company.people[persona], 10 + at * 7, persona === 'sales.rep' ? 'pm' : 'am'],
    );
  }
});
afterAll(() => api.stop());

async function open(persona: Persona): Promise<string> {
  const answer = await (await api.as(persona)).post('/calendar-feed', {});
  expect(answer.status).toBe(201);
  const { url } = answer.body as { url: string };
  return url.replace(/^https?:\/\/[^/]+/, api.url);
}

/** Lines longer than 75 bytes are folded (RFC 5545). */
async function read(url: string): Promise<string> {
  const answer = await fetch(url);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  return (await answer.text()).replaceAll('\r\n ', '');
}

const namesIn = (file: string) =>
  [...file.matchAll(/SUMMARY:(.*) is out/g)].map(([, name]) => name).sort();

test.each(PERSONAS)(
  '%s finds there whom they find under who is out, and not why',
  async (persona) => {
    const client = await api.as(persona);
    const query = `from=${year}-01-01&to=${year}-12-31`;
    const rest = `from=${year + 1}-01-01&to=${year + 1}-12-31`;
    const seen = await Promise.all(
      [query, rest].map(
        async (dates) => (await client.get(`/who-is-out?${dates}`)).body as { items: Absence[] },
      ),
    );
    const file = await read(await open(persona));
    expect(file).toMatch(/^BEGIN:VCALENDAR\r\n[^]*END:VCALENDAR$/);
    // Each is away once; over the turn of the year, both years' answers tell it.
    const away = new Set(seen.flatMap(({ items }) => items.map(({ employee }) => employee.name)));
    expect(namesIn(file)).toEqual([...away].sort());
    expect(file).not.toMatch(/secret|sick/i);
  },
);

test('whole days are days, and what begins at midday begins then where its reader is', async () => {
  const file = await read(await open('sales.rep'));
  const events = file
    .split('BEGIN:VEVENT')
    .filter((event) => event.includes('SUMMARY:sales.rep is out'));
  expect(events).toHaveLength(1);
  const [, date, time] = /DTSTART:(\d{8})T(\d{4})00Z/.exec(events[0]!)!;
  const start = `${date!.slice(0, 4)}-${date!.slice(4, 6)}-${date!.slice(6)}T${time!.slice(0, 2)}:${time!.slice(2)}Z`;
  const [{ zone } = { zone: '' }] = await api.db.query<{ zone: string }>(
    'SELECT zone FROM employee WHERE id = $1',
    [api.company.people['sales.rep']],
  );
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' });
  expect(hour.format(new Date(start))).toBe('12:00');
  expect(file).toMatch(/DTSTART;VALUE=DATE:\d{8}/);
});

test('rights are those of the moment: a move, a deactivation and an end count at the next look', async () => {
  const url = await open('consultant');
  expect(namesIn(await read(url))).toContain('consultant2');
  await api.db.query('UPDATE employee SET department_id = $2 WHERE id = $1', [
    api.company.people.consultant,
    api.company.departments.Sales,
  ]);
  expect(namesIn(await read(url))).not.toContain('consultant2');
  await api.db.query('UPDATE employee SET active = false WHERE id = $1', [
    api.company.people.consultant,
  ]);
  expect((await fetch(url)).status).toBe(404);

  const second = await open('hr');
  const third = await open('hr');
  expect((await fetch(second)).status).toBe(404);
  const hr = await api.as('hr');
  expect((await hr.get('/calendar-feed')).body).toMatchObject({
    since: expect.any(String) as string,
  });
  expect((await hr.call('DELETE', '/calendar-feed')).status).toBe(204);
  expect((await fetch(third)).status).toBe(404);
  expect((await hr.get('/calendar-feed')).body).toEqual({ since: null });
});

test('the address is kept nowhere, and one that is made up finds nothing', async () => {
  const url = await open('finance');
  const token = /([\w-]{43})\.ics$/.exec(url)![1]!;
  const rows = await api.db.query('SELECT * FROM calendar_feed');
  const events = await api.db.query(
    `SELECT * FROM audit_event WHERE action LIKE 'calendar-feed.%'`,
  );
  expect(JSON.stringify([rows, events])).not.toContain(token);
  expect(events.length).toBeGreaterThan(0);
  for (const made of ['x'.repeat(43), token.slice(1), `${token}x`, '../../me', '%00']) {
    const answer = await fetch(`${api.url}/api/v1/calendar-feeds/${made}.ics`);
    expect([404, 422]).toContain(answer.status);
  }
});
