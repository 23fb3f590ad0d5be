import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { generateVAPIDKeys } from 'web-push';
import { notifyPeople } from '../../modules/notifications/use-cases/notify-people';
import { connectDatabase, type Database } from '../../platform/database/database';
import { expectNoBarriers } from '../support/barriers';
import { comesToBe } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import type { Persona } from '../support/company';

jest.setTimeout(180_000);

let db: Database;
// Before the hooks of the suite, which takes the database away.
afterAll(() => db?.close());

const { publicKey, privateKey } = generateVAPIDKeys();
const suite = browserSuite({
  worker: false,
  notices: true,
  env: { PUSH_VAPID_PUBLIC_KEY: publicKey, PUSH_VAPID_PRIVATE_KEY: privateKey },
});
const { open } = suite;
beforeAll(async () => {
  db = await connectDatabase({ url: suite.app.environment.DATABASE_URL!, entities: [] });
});

// No hint is given: the sweep finds what came, as it would after a hint was lost.
const silent = {
  publish: () => undefined,
  subscribe: () => () => undefined,
  close: () => Promise.resolve(),
};
async function ring(persona: Persona, titles: string[], link = '/leave'): Promise<void> {
  const { id: userId } = (await (await suite.people.as(persona)).get('/me')).body as { id: string };
  const drafts = titles.map((title) => ({
    ...{ userId, title, link, type: 'comment' },
    dedupeKey: randomUUID(),
  }));
  await db.transaction((tx) => notifyPeople({ bus: silent }, tx, drafts));
}
async function readEverything(persona: Persona): Promise<void> {
  await (await suite.people.as(persona)).post('/notifications/read', { upTo: 1_000_000 });
}
const unreadOf = (page: Page, count: number) =>
  page.getByRole('button', {
    name: count === 0 ? 'Notifications' : `Notifications, ${count} unread`,
    exact: true,
  });
const row = (page: Page, title: string) => page.getByRole('article', { name: title, exact: true });

test('rows about one thing are one; opened, read and archived together, and taken back', async () => {
  await readEverything('sales.rep2');
  const page = await open('sales.rep2', '/notifications');
  const other = await page.context().newPage();
  await other.goto(suite.app.url);
  const link = `/leave?of=${randomUUID()}`;
  await ring('sales.rep2', ['First word', 'Second word', 'Third word'], link);
  for (const tab of [page, other]) await unreadOf(tab, 3).waitFor();
  await row(page, 'Third word').getByRole('button', { name: '3 about this' }).click();
  await row(page, 'Third word')
    .getByRole('link', { name: /First word/ })
    .waitFor();
  await expectNoBarriers(page, 'bell-groups');

  await row(page, 'Third word')
    .getByRole('button', { name: /^Archive/ })
    .click();
  await row(page, 'Third word').waitFor({ state: 'detached' });
  for (const tab of [page, other]) await unreadOf(tab, 0).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await row(page, 'Third word').waitFor();
  for (const tab of [page, other]) await unreadOf(tab, 3).waitFor();

  await row(page, 'Third word').getByRole('button', { name: /^More/ }).click();
  await page.getByRole('menuitem', { name: 'Mark as read' }).click();
  for (const tab of [page, other]) await unreadOf(tab, 0).waitFor();
  await row(page, 'Third word').getByRole('button', { name: /^More/ }).click();
  await page.getByRole('menuitem', { name: 'Mark as unread' }).click();
  for (const tab of [page, other]) await unreadOf(tab, 3).waitFor();

  await row(page, 'Third word')
    .getByRole('button', { name: /^Archive/ })
    .click();
  await page.getByText('Archived', { exact: true }).first().click();
  await row(page, 'Third word').waitFor();
  await row(page, 'Third word')
    .getByRole('button', { name: /^Take back/ })
    .click();
  await row(page, 'Third word').waitFor({ state: 'detached' });
  for (const tab of [page, other]) await unreadOf(tab, 3).waitFor();
});

test('a row is put off from the menu, and is there again when its time has come', async () => {
  await readEverything('sales.rep2');
  const page = await open('sales.rep2', '/notifications');
  await ring('sales.rep2', ['Not now'], `/leave?of=${randomUUID()}`);
  await row(page, 'Not now')
    .getByRole('button', { name: /^Snooze/ })
    .click();
  await page.getByRole('menuitem', { name: /For an hour/ }).click();
  await row(page, 'Not now').waitFor({ state: 'detached' });
  await unreadOf(page, 0).waitFor();
  await page.getByText('Snoozed', { exact: true }).click();
  await row(page, 'Not now').waitFor();
  await page.getByText('All', { exact: true }).click();
  // The hour passes at once.
  await db.query(
    `UPDATE notification SET snoozed_until = clock_timestamp() + interval '2 seconds' WHERE title = 'Not now'`,
  );
  await row(page, 'Not now').waitFor();
  await unreadOf(page, 1).waitFor();
});

test('a burst is one line, the panel shows what it is about, and the way of each can be looked up', async () => {
  await readEverything('consultant2');
  const page = await open('consultant2');
  const titles = Array.from({ length: 50 }, (_, n) => `Word ${n}`);
  await ring('consultant2', titles, `/leave?of=${randomUUID()}`);
  await page.getByText('50 new notifications').waitFor();
  await unreadOf(page, 50).click();
  const panel = page.getByRole('dialog', { name: 'Notifications' });
  await panel.getByText('50 about this').waitFor();
  await panel.getByRole('link', { name: 'All notifications' }).click();
  const ways = page.getByRole('dialog', { name: 'How this reached you' });
  // What pages say is written down in batches: who looks at once looks again. Whether a row was pushed, or read by a page
  // that was just catching up, is the network's to say.
  for (let looks = 0; looks < 10; looks++) {
    await row(page, 'Word 49').getByRole('button', { name: /^More/ }).click();
    await page.getByRole('menuitem', { name: 'How this reached me' }).click();
    await ways.getByText('Bell: on its way').waitFor();
    if ((await ways.getByText('Bell: seen by you').count()) > 0) break;
    await page.keyboard.press('Escape');
    await ways.waitFor({ state: 'detached' });
    await page.waitForTimeout(1_000);
  }
  await ways.getByText('Bell: seen by you').waitFor();
});

test('channels are chosen by keyboard; what asks for a decision is locked; quiet hours are kept', async () => {
  const page = await open('consultant', '/notifications/settings');
  const choice = page.getByRole('checkbox', { name: 'Comments and answers, by mail' });
  await choice.focus();
  await page.keyboard.press('Space');
  await page
    .getByRole('img', { name: 'Somebody asks for my approval, by the bell: always' })
    .waitFor();
  await page.getByRole('switch', { name: 'Hold back what can wait' }).click();
  await page.getByLabel('From', { exact: true }).fill('20:30');
  await page.getByText('Sun', { exact: true }).click();
  await page.getByRole('button', { name: 'Save quiet hours' }).click();
  await page.getByRole('button', { name: 'Save quiet hours', disabled: true }).waitFor();
  await page.reload();
  await choice.waitFor();
  await comesToBe(() => choice.isChecked(), false);
  await comesToBe(() => page.getByLabel('From', { exact: true }).inputValue(), '20:30');
  await comesToBe(
    () => page.getByRole('checkbox', { name: 'Sun', exact: true }).isChecked(),
    false,
  );
  await expectNoBarriers(page, 'notification-settings');
});

test('in quiet hours the bell counts, and nothing pops up', async () => {
  await readEverything('sales.head');
  const client = await suite.people.as('sales.head');
  const { zone } = (await client.get('/me')).body as { zone: string };
  const time = (hours: number) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' }).format(
      Date.now() + hours * 3_600_000,
    );
  const quietHours = { from: time(-1), to: time(1), days: [1, 2, 3, 4, 5, 6, 7] };
  await client.call('PUT', '/notification-preferences', { body: { quietHours } });
  const page = await open('sales.head');
  await ring('sales.head', ['Hush']);
  await unreadOf(page, 1).waitFor();
  await page.waitForTimeout(800);
  expect(await page.getByText('Hush').count()).toBe(0);
  await client.call('PUT', '/notification-preferences', { body: { quietHours: null } });
  await ring('sales.head', ['Loud']);
  await page.getByText('Loud').waitFor();
});

test('a push is shown by the service worker, and nothing it says leads elsewhere', async () => {
  const page = await open('sales.rep', '/notifications/settings');
  await page.context().grantPermissions(['notifications'], { origin: suite.app.url });
  const cdp = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations;
      if (first) resolve(first.registrationId);
    });
  });
  await cdp.send('ServiceWorker.enable');
  const change = page.getByRole('switch', { name: 'Push to this browser' });
  await change.click();
  const registrationId = await registered;
  // There is no push service here: the page says so, and the worker is there all the same.
  await page.getByRole('alert').getByText('could not reach its push service').waitFor();
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  const deliver = (data: string) =>
    cdp.send('ServiceWorker.deliverPushMessage', { origin: suite.app.url, registrationId, data });
  await deliver(JSON.stringify({ title: 'Ravi asks', link: '/inbox', tag: 'a' }));
  await deliver(JSON.stringify({ title: 'Evil', link: '//evil.example/x', tag: 'b' }));
  await deliver('not what it should be');
  const shown = () =>
    page.evaluate<[string, string][]>(
      `navigator.serviceWorker.ready.then((it) => it.getNotifications())
         .then((all) => all.map(({ title, data }) => [title, data.path]).sort())`,
    );
  for (const end = Date.now() + 10_000; (await shown()).length < 3 && Date.now() < end;) {
    await page.waitForTimeout(100);
  }
  expect(await shown()).toEqual([
    ['Evil', '/notifications'],
    ['NETRA', '/notifications'],
    ['Ravi asks', '/inbox'],
  ]);
});
