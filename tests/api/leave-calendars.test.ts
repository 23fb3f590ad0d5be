import { addDays } from '../../domain/dates/calendar';
import { closeLeave } from '../../modules/leave/use-cases/close-leave';
import { startTestApi, type TestAnswer, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { setLeaveRules } from '../support/leave-accounts';
import { balanceOf, grantLeave, mondayAhead, today } from '../support/records';

jest.setTimeout(60_000);

let api: TestApi;
let week = 1;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

/** A Monday that no other test has used. */
const freshMonday = () => mondayAhead((week += 3));
const idOf = (persona: Persona) => api.company.people[persona];
const fieldsOf = (answer: TestAnswer) =>
  ((answer.body as { errors?: { path: string }[] }).errors ?? []).map(({ path }) => path);
const bodyOf = <Body>(answer: TestAnswer) => answer.body as Body;

const ask = async (persona: Persona, body: object): Promise<TestAnswer> =>
  (await api.as(persona)).post('/leave-requests', {
    ...{ type: 'unpaid', reason: 'A few days at home' },
    ...body,
  });
const daysOf = async (persona: Persona, from: string, to = from) =>
  bodyOf<{ days: string }>(await ask(persona, { from, to })).days;

const OFFICE = [
  { from: 540, to: 780 },
  { from: 840, to: 1080 },
];
const WEEK = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, spans: OFFICE }));
const SATURDAYS = [...WEEK, { weekday: 6, weeks: [1, 3, 5], spans: OFFICE }];

async function addCalendar(name: string, weekly: object[] = WEEK): Promise<string> {
  const answer = await (await api.as('hr')).post('/calendars', { name, weekly });
  expect(answer.status).toBe(201);
  return bodyOf<{ id: string }>(answer).id;
}

const setDayOff = async (id: string, date: string, half: 'am' | 'pm' | null = null) =>
  (await api.as('hr')).post(`/calendars/${id}/holidays`, { date, name: 'A day off', half });

async function openPlace(name: string, zone: string, calendarId: string): Promise<string> {
  const answer = await (await api.as('admin')).post('/locations', { name, zone, calendarId });
  expect(answer.status).toBe(201);
  return bodyOf<{ id: string }>(answer).id;
}

const settle = async (place: string, persona: Persona) =>
  expect(
    (await (await api.as('admin')).post(`/locations/${place}/people`, { people: [idOf(persona)] }))
      .status,
  ).toBe(200);

test('a place has a name of its own in any case, and its zone is kept by the name of today', async () => {
  const calendarId = await addCalendar('Names');
  const admin = await api.as('admin');
  const id = await openPlace('Wellington', 'pacific/auckland', calendarId);
  const zoneOf = async () => {
    const { items } = bodyOf<{ items: { id: string; zone: string }[] }>(
      await admin.get('/locations'),
    );
    return items.find((place) => place.id === id)?.zone;
  };
  expect(await zoneOf()).toBe('Pacific/Auckland');
  await admin.patch(`/locations/${id}`, { zone: 'Asia/Calcutta' });
  expect(await zoneOf()).toBe('Asia/Kolkata');
  const again = { name: 'WELLINGTON', zone: 'Asia/Kolkata', calendarId };
  expect(await admin.post('/locations', again)).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'name', message: 'Another location has this name.' }] },
  });
});

describe('two places on one date', () => {
  let [monday, pune, oslo] = ['', '', ''];
  beforeAll(async () => {
    monday = freshMonday();
    [pune, oslo] = [await addCalendar('Pune'), await addCalendar('Oslo', SATURDAYS)];
    await settle(await openPlace('Pune', 'Asia/Kolkata', pune), 'consultant');
    await settle(await openPlace('Oslo', 'Europe/Oslo', oslo), 'consultant2');
    await setDayOff(pune, monday);
    await setDayOff(oslo, addDays(monday, 1), 'pm');
  });

  test('have their own holidays, and their own working Saturdays', async () => {
    expect(await daysOf('consultant', monday, addDays(monday, 1))).toBe('1.0');
    expect(await daysOf('consultant2', monday, addDays(monday, 1))).toBe('1.5');
    expect(await daysOf('sales.rep', monday, addDays(monday, 1))).toBe('2.0');
    const [first, second] = saturdaysAfter(addDays(monday, 7));
    expect(await daysOf('consultant2', first)).toBe('1.0');
    expect((await ask('consultant2', { from: second, to: second })).status).toBe(422);
    expect((await ask('consultant', { from: first, to: first })).status).toBe(422);
  });

  test('refuse half a day that is off where one works, and tell the half', async () => {
    const tuesday = addDays(monday, 1);
    const half = { from: tuesday, to: addDays(tuesday, 1), fromHalf: 'pm' };
    const answer = await ask('consultant2', half);
    expect([answer.status, fieldsOf(answer)]).toEqual([422, ['fromHalf']]);
    expect(JSON.stringify(answer.body)).toContain('Nobody works in the afternoon');
    const sunday = addDays(monday, 6);
    const onSunday = await ask('consultant', { from: tuesday, to: sunday, toHalf: 'am' });
    expect(fieldsOf(onSunday)).toEqual(['toHalf']);
  });

  test('tell everybody their own days off', async () => {
    const daysOff = async (persona: Persona) =>
      bodyOf<{ items: object[] }>(
        await (await api.as(persona)).get(`/holidays?from=${monday}&to=${addDays(monday, 6)}`),
      ).items;
    expect(await daysOff('consultant')).toEqual([{ on: monday, name: 'A day off', half: null }]);
    expect(await daysOff('consultant2')).toEqual([
      { on: addDays(monday, 1), name: 'A day off', half: 'pm' },
    ]);
    expect(await daysOff('sales.rep')).toEqual([]);
  });
});

/** The first two Saturdays from a day on, one that is the month's first or third before one that is not. */
function saturdaysAfter(monday: string): [string, string] {
  const nth = (date: string) => Math.ceil(Number(date.slice(8)) / 7);
  for (let saturday = addDays(monday, 5); ; saturday = addDays(saturday, 7))
    if (nth(saturday) % 2 === 1) return [saturday, addDays(saturday, nth(saturday) === 5 ? 14 : 7)];
}

test('who moves within a leave has each day counted where it is spent', async () => {
  const monday = freshMonday();
  const [here, there] = [await addCalendar('Before a move'), await addCalendar('After a move')];
  const [from, to] = [
    await openPlace('Before', 'Asia/Kolkata', here),
    await openPlace('After', 'Asia/Kolkata', there),
  ];
  await settle(from, 'sales.rep2');
  await setDayOff(here, addDays(monday, 1));
  await setDayOff(here, addDays(monday, 3));
  await setDayOff(there, addDays(monday, 4));
  const planned = await (
    await api.as('hr')
  ).post(`/people/${idOf('sales.rep2')}/moves`, {
    effectiveOn: addDays(monday, 2),
    changes: { locationId: to },
  });
  expect(planned.status).toBe(201);
  // Off are Tuesday, at the old place, and Friday, at the new one, where Thursday is worked.
  expect(await daysOf('sales.rep2', monday, addDays(monday, 4))).toBe('3.0');
});

test('what was before a move stays counted by the place of then', async () => {
  const past = mondayAhead(-5);
  const [here, there] = [await addCalendar('Old home'), await addCalendar('New home')];
  await settle(await openPlace('Old home', 'Asia/Kolkata', here), 'sales.manager');
  await api.db.query('DELETE FROM former_workplace WHERE employee_id = $1', [
    idOf('sales.manager'),
  ]);
  await settle(await openPlace('New home', 'Asia/Kolkata', there), 'sales.manager');
  await setDayOff(here, past);
  await setDayOff(there, addDays(past, 1));
  await setDayOff(there, addDays(past, 2));
  expect(await daysOf('sales.manager', past, addDays(past, 2))).toBe('2.0');
});

test('a place lives by another calendar from a day on', async () => {
  const monday = freshMonday();
  const [old, next] = [
    await addCalendar('Old week'),
    await addCalendar('Four days', WEEK.slice(0, 4)),
  ];
  const place = await openPlace('A changing place', 'Asia/Kolkata', old);
  await settle(place, 'sales.head');
  const change = async (body: object) => (await api.as('admin')).patch(`/locations/${place}`, body);
  expect(fieldsOf(await change({ calendarId: next, calendarFrom: today() }))).toEqual([
    'calendarFrom',
  ]);
  expect(fieldsOf(await change({ calendarFrom: addDays(monday, 7) }))).toEqual(['calendarId']);
  const changed = await change({ calendarId: next, calendarFrom: addDays(monday, 7) });
  expect(changed.body).toMatchObject({
    calendarId: old,
    nextCalendars: [{ calendarId: next, from: addDays(monday, 7) }],
  });
  expect(await daysOf('sales.head', addDays(monday, 4))).toBe('1.0');
  expect(
    (await ask('sales.head', { from: addDays(monday, 11), to: addDays(monday, 11) })).status,
  ).toBe(422);
  // Three days less the Friday on which nobody works any more.
  expect(await daysOf('sales.head', addDays(monday, 9), addDays(monday, 13))).toBe('2.0');
});

test('in Auckland and New York a leave is the same days', async () => {
  const monday = freshMonday();
  const [far, near] = [await addCalendar('Auckland'), await addCalendar('New York')];
  await settle(await openPlace('Auckland', 'Pacific/Auckland', far), 'finance');
  await settle(await openPlace('New York', 'America/New_York', near), 'admin');
  const to = addDays(monday, 1);
  const asked = bodyOf<{ id: string; approvalId: string }>(
    await ask('finance', { from: monday, to }),
  );
  for (const reader of ['finance', 'admin'] as const) {
    const client = await api.as(reader);
    expect((await client.get(`/leave-requests/${asked.id}`)).body).toMatchObject({
      ...{ from: monday, to, days: '2.0' },
    });
    const approval = JSON.stringify((await client.get(`/approvals/${asked.approvalId}`)).body);
    expect(approval).toContain(String(Number(monday.slice(8))));
  }
  await api.db.query(`UPDATE leave_request SET status = 'approved' WHERE id = $1`, [asked.id]);
  const answer = await (await api.as('admin')).post('/calendar-feed', {});
  const { url } = bodyOf<{ url: string }>(answer);
  const file = await (await fetch(url.replace(/^https?:\/\/[^/]+/, api.url))).text();
  const [start, end] = [monday, addDays(to, 1)].map((date) => date.replaceAll('-', ''));
  expect(file).toContain(`DTSTART;VALUE=DATE:${start}`);
  expect(file).toContain(`DTEND;VALUE=DATE:${end}`);
});

describe('linked leave', () => {
  beforeAll(async () => {
    await setLeaveRules(api.db, {
      ...{ type: 'earned', validFrom: '2020-01-01', annualUnits: 0, sandwich: 'linked' },
    });
    await grantLeave(api.db, { employeeId: idOf('consulting.head'), type: 'earned', units: 3000 });
  });
  const earned = async (from: string, to = from) =>
    ask('consulting.head', { type: 'earned', from, to });

  test('charges the weekend to the later request, once, and says so beforehand', async () => {
    const friday = addDays(freshMonday(), 4);
    const monday = addDays(friday, 3);
    const first = bodyOf<{ id: string; days: string; approvalId: string }>(await earned(friday));
    expect(first.days).toBe('1.0');
    const preview = await (
      await api.as('consulting.head')
    ).post('/approval-previews', {
      kind: 'leave',
      data: { type: 'earned', from: monday, to: monday, reason: 'A Monday' },
    });
    expect(JSON.stringify(preview.body)).toContain('3 days');
    expect(bodyOf<{ days: string }>(await earned(monday)).days).toBe('3.0');
    await api.db.transaction((tx) =>
      closeLeave(tx, {
        ...{ leaveRequestId: first.id, outcome: 'withdrawn', source: first.approvalId },
      }),
    );
    // The weekend is paid for.
    expect(bodyOf<{ days: string }>(await earned(friday)).days).toBe('1.0');
  });

  test('of two at one moment the later one is counted anew', async () => {
    const friday = addDays(freshMonday(), 4);
    const answers = await Promise.all([earned(friday), earned(addDays(friday, 3))]);
    expect(answers.map(({ status }) => status).every((status) => [201, 409].includes(status))).toBe(
      true,
    );
    for (const [index, day] of [friday, addDays(friday, 3)].entries())
      if (answers[index]!.status === 409) expect((await earned(day)).status).toBe(201);
    const [sum] = await api.db.query<{ units: number }>(
      `SELECT sum(units)::integer AS units FROM leave_request WHERE employee_id = $1 AND from_on BETWEEN $2 AND $3`,
      [idOf('consulting.head'), friday, addDays(friday, 3)],
    );
    expect(sum!.units).toBe(400);
    const { cached, ledger } = await balanceOf(api.db, idOf('consulting.head'), 'earned');
    expect(cached).toEqual(ledger);
  });
});
