import type { Page } from 'playwright-core';
import readXlsxFile from 'read-excel-file/node';
import { addDays } from '../../domain/dates/calendar';
import { formatDate, formatDateRange } from '../../domain/dates/format';
import type { LocationWire } from '../../domain/wire/calendars';
import type { Me } from '../../domain/wire/common';
import type { LeaveRequestRow } from '../../domain/wire/records';
import { fillDate, sendForApproval } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import type { Persona } from '../support/company';
import { mailedLinks, pressLink } from '../support/decision-page';
import { mondayAhead } from '../support/records';

jest.setTimeout(180_000);

/** The worker is where a day begins early, the manager where it begins late, and the browser stands in neither. */
const WORKER = 'sales.rep';
const MANAGER = 'sales.manager';
const THIRD_ZONES = ['Pacific/Kiritimati', 'Pacific/Pago_Pago'];

const suite = browserSuite({ startingMs: 300_000 });
let asked: { id: string; approvalId: string };
const from = mondayAhead(40);
const to = addDays(from, 1);
const range = formatDateRange(from, to);
// What a date becomes that went through another zone.
const neighbours = [addDays(from, -1), addDays(to, 1)];

const client = (persona: Persona) => suite.people.as(persona);
const mailTo = (persona: Persona) => `${persona}@netra.example`;

beforeAll(async () => {
  await settle(WORKER, 'Auckland', 'Pacific/Auckland');
  await settle(MANAGER, 'New York', 'America/New_York');
  const answer = await (
    await client(WORKER)
  ).post('/leave-requests', { type: 'unpaid', from, to, reason: 'Both days' });
  expect(answer).toMatchObject({ status: 201, body: { days: '2.0' } });
  asked = answer.body;
});

async function settle(persona: Persona, name: string, zone: string): Promise<void> {
  const admin = await client('admin');
  const { items } = (await admin.get('/locations')).body as { items: LocationWire[] };
  const calendarId = items.find(({ isDefault }) => isDefault)?.calendarId;
  const place = await admin.post('/locations', { name, zone, calendarId });
  expect(place.status).toBe(201);
  const { id } = (await (await client(persona)).get('/me')).body as Me;
  const path = `/locations/${(place.body as { id: string }).id}/people`;
  expect((await admin.post(path, { people: [id] })).status).toBe(200);
}

/** HTML as it is read. */
const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replaceAll('&ndash;', '–');

/** That a text names the days of the leave and none beside them. */
function namesItsDays(text: string, write: (date: string) => string): void {
  for (const date of [from, to]) expect(text).toContain(write(date));
  for (const date of neighbours) expect(text).not.toContain(write(date));
}

async function file(persona: Persona, path: string): Promise<Response> {
  const { token } = await client(persona);
  return fetch(`${suite.app.url}/api/v1/${path}`, {
    headers: { authorization: `Bearer ${token ?? ''}` },
  });
}

async function openIn(zone: string, persona: Persona, path: string): Promise<Page> {
  const context = await suite.browser.newContext({ timezoneId: zone, reducedMotion: 'reduce' });
  const data = { email: mailTo(persona), password: 'netra-demo' };
  expect((await context.request.post(`${suite.app.url}/api/v1/auth/login`, { data })).ok()).toBe(
    true,
  );
  const page = await context.newPage();
  await page.goto(suite.app.url + path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

test('the mail to the manager names the days in its subject, its HTML and its text', async () => {
  await mailedLinks(suite.app.inbox, mailTo(MANAGER), asked.approvalId);
  const mails = await suite.app.inbox.mails({ to: mailTo(MANAGER) }, 1_000);
  const mail = mails.find(({ links }) => links.some((link) => link.includes(asked.approvalId)));
  expect(mail?.subject).toContain(range);
  for (const part of [plain(mail?.html ?? ''), mail?.text ?? '']) {
    expect(part).toContain(range);
    namesItsDays(part, formatDate);
  }
});

test('both read the same dates in JSON', async () => {
  for (const reader of [WORKER, MANAGER] as const) {
    const { body } = await (await client(reader)).get(`/leave-requests/${asked.id}`);
    expect(body).toMatchObject({ from, to, days: '2.0' });
    const approval = (await (await client(reader)).get(`/approvals/${asked.approvalId}`)).body as {
      title: string;
      data: object;
    };
    expect(approval.title).toContain(range);
    expect(approval.data).toMatchObject({ from, to });
  }
});

test('both take the same dates along as CSV', async () => {
  for (const reader of [WORKER, MANAGER] as const) {
    const text = await (await file(reader, 'exports/leave-requests?status=pending')).text();
    const line = text.split('\r\n').find((one) => one.includes('Both days'));
    namesItsDays(line ?? '', (date) => date);
  }
});

test('both take the same dates along as a sheet', async () => {
  for (const reader of [WORKER, MANAGER] as const) {
    const answer = await file(reader, 'exports/leave-requests?status=pending&format=xlsx');
    const [sheet] = await readXlsxFile(Buffer.from(await answer.arrayBuffer()));
    const row = sheet!.data.find((cells) => cells.includes('Both days'));
    namesItsDays(JSON.stringify(row), (date) => date);
  }
});

test('a browser in a third zone shows the days, and sends those that were chosen', async () => {
  for (const zone of THIRD_ZONES) {
    for (const reader of [WORKER, MANAGER] as const) {
      const page = await openIn(zone, reader, `/approvals/${asked.approvalId}`);
      await page.getByText(formatDate(from)).first().waitFor();
      namesItsDays(await page.getByRole('main').innerText(), formatDate);
      await page.context().close();
    }
  }
  for (const [index, zone] of THIRD_ZONES.entries()) {
    const day = addDays(from, 7 * (index + 1));
    const page = await openIn(zone, WORKER, '/requests/new/leave');
    await page.getByRole('combobox', { name: 'Type' }).click();
    await page.getByRole('option', { name: /^Unpaid leave/ }).click();
    await fillDate(page, 'First day', day);
    await page.getByLabel('Reason').fill(`Chosen in ${zone}`);
    await page
      .getByText(`1 day of unpaid leave, ${formatDate(day)}`)
      .first()
      .waitFor();
    await sendForApproval(page);
    const { items } = (await (await client(WORKER)).get('/leave-requests?limit=200')).body as {
      items: LeaveRequestRow[];
    };
    expect(items.find(({ reason }) => reason === `Chosen in ${zone}`)).toMatchObject({
      from: day,
      to: day,
    });
    await page.context().close();
  }
});

test('approved from New York, it is in the mail back and in both calendars on the same days', async () => {
  const { approve } = await mailedLinks(suite.app.inbox, mailTo(MANAGER), asked.approvalId);
  expect((await pressLink(approve)).status).toBe(200);
  const approved = async () => {
    const mails = await suite.app.inbox.mails({ to: mailTo(WORKER) }, 1_000);
    return mails.find(({ text }) => text.includes(asked.approvalId) && /approved/.test(text));
  };
  let mail = await approved();
  for (const end = Date.now() + 60_000; !mail && Date.now() < end;) mail = await approved();
  for (const part of [mail?.subject, mail?.text, plain(mail?.html ?? '')])
    expect(part).toContain(range);
  for (const reader of [WORKER, MANAGER] as const) {
    const { url } = (await (await client(reader)).post('/calendar-feed', {})).body as {
      url: string;
    };
    const feed = await (await fetch(url.replace(/^https?:\/\/[^/]+/, suite.app.url))).text();
    const digits = (date: string) => date.replaceAll('-', '');
    expect(feed).toContain(`DTSTART;VALUE=DATE:${digits(from)}`);
    expect(feed).toContain(`DTEND;VALUE=DATE:${digits(addDays(to, 1))}`);
    expect(feed).not.toContain(`DTSTART;VALUE=DATE:${digits(addDays(from, -1))}`);
  }
});
