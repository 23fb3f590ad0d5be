import type { Page } from 'playwright-core';
import { expectNoBarriers } from '../support/barriers';
import { answerLate, comesToBe } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import type { Persona } from '../support/company';
import { readEverything } from '../support/read-everything';

jest.setTimeout(120_000);

const suite = browserSuite();
beforeAll(async () => {
  await readEverything(suite.people);
});

const open = (persona: Persona, path = '/chat') => suite.open(persona, path);
const log = (page: Page) => page.getByRole('log', { name: 'Messages' });
const field = (page: Page) => page.getByLabel('Message', { exact: true });
const list = (page: Page) => page.getByRole('navigation', { name: 'Conversations' });

/** The badge of one conversation in the list. */
const unreadIn = (page: Page, id: string) =>
  list(page)
    .locator(`a[href$="${id}"]`)
    .getByLabel(/unread$/);

async function idOf(persona: Persona): Promise<string> {
  return ((await (await suite.people.as(persona)).get('/me')).body as { id: string }).id;
}

/** A conversation in which the first has written some lines. */
async function lines(count: number, from: Persona, ...others: Persona[]): Promise<string> {
  const memberIds = await Promise.all(others.map(idOf));
  const author = await suite.people.as(from);
  const kind = others.length === 1 ? 'direct' : 'group';
  const { id } = (await author.post('/conversations', { kind, memberIds })).body as { id: string };
  for (let n = 1; n <= count; n++) {
    await author.post(`/conversations/${id}/messages`, {
      clientId: `${id}${n}`,
      text: `line ${n}.`,
    });
  }
  return id;
}

const line = (page: Page, n: number) => log(page).getByText(`line ${n}.`, { exact: true });

/** The lines that are on the screen. */
async function visibleLines(page: Page): Promise<string[]> {
  const frame = await log(page).boundingBox();
  const found: string[] = [];
  for (const one of await log(page)
    .getByText(/^line \d+\.$/)
    .all()) {
    const box = await one.boundingBox();
    const isInside = frame && box && box.y > frame.y && box.y + box.height < frame.y + frame.height;
    if (isInside) found.push(await one.innerText());
  }
  return found;
}

test('a message whose push overtakes the answer to its sending is one bubble', async () => {
  const id = await lines(1, 'sales.rep', 'sales.rep2', 'sales.manager');
  const page = await open('sales.rep', `/chat/${id}`);
  await line(page, 1).waitFor();
  const answered = page.waitForResponse(
    (answer) => answer.url().endsWith('/messages') && answer.request().method() === 'POST',
  );
  await answerLate(page, '**/messages');
  await field(page).fill('only once');
  await field(page).press('Enter');
  await log(page).locator('[data-seq]').getByText('only once').waitFor();
  expect(await log(page).getByText('only once').count()).toBe(1);
  expect(await log(page).getByLabel('Not sent yet').count()).toBe(0);
  await answered;
  expect(await log(page).getByText('only once').count()).toBe(1);
});

test('a conversation opens at what is new, goes on both ways, and leads down', async () => {
  const id = await lines(160, 'finance', 'sales.head', 'hr');
  const head = await suite.people.as('sales.head');
  await head.post(`/conversations/${id}/read`, { upTo: 80 });
  const page = await open('sales.head', `/chat/${id}`);
  await line(page, 81).waitFor();
  await log(page).getByText('New', { exact: true }).waitFor();
  await comesToBe(() => line(page, 160).count(), 0);
  await page.getByRole('button', { name: /\d+ new messages/ }).click();
  await line(page, 160).waitFor();
  await unreadIn(page, id).waitFor({ state: 'detached' });
  for (let tries = 0; (await line(page, 1).count()) === 0 && tries < 100; tries++) {
    await log(page).press('Home');
    await page.waitForTimeout(100);
  }
  await line(page, 1).waitFor();
  await expectNoBarriers(page, 'chat-reading');
});

test('further up one stays where one is, whatever is read above or comes below; at the end one stays there', async () => {
  const id = await lines(100, 'hr', 'consulting.head', 'consultant');
  const page = await open('consulting.head', `/chat/${id}?message=60`);
  await page.locator('.message-linked article:focus').waitFor();
  const topOf = async (n: number) => (await line(page, n).boundingBox())?.y ?? 0;
  await log(page).hover();
  // The page before is read meanwhile: what is on the screen stays there.
  await page.mouse.wheel(0, -300);
  await page.waitForTimeout(300);
  const shown = Number(/\d+/.exec((await visibleLines(page))[3] ?? '')?.[0]);
  const before = await topOf(shown);
  const hr = await suite.people.as('hr');
  await hr.post(`/conversations/${id}/messages`, { clientId: 'late', text: 'a late one' });
  await page.getByRole('button', { name: /new messages?/ }).waitFor();
  await page.waitForTimeout(500);
  expect(Math.abs((await topOf(shown)) - before)).toBeLessThan(2);
  await page.getByRole('button', { name: /new messages?/ }).click();
  for (const text of ['a late one', 'the next', 'and the next', 'and the last']) {
    await hr.post(`/conversations/${id}/messages`, { clientId: text, text });
    await log(page).getByText(text, { exact: true }).last().waitFor();
    await unreadIn(page, id).waitFor({ state: 'detached' });
    await page.waitForTimeout(200);
    const frame = await log(page).boundingBox();
    const last = await log(page).getByRole('article').last().boundingBox();
    const left = frame && last ? frame.y + frame.height - (last.y + last.height) : NaN;
    expect(Math.abs(left)).toBeLessThan(30);
  }
});

test('a permalink opens the log around its message and puts the focus on it; others see nothing', async () => {
  const id = await lines(120, 'consultant', 'consultant2', 'consulting.manager');
  const page = await open('consultant', `/chat/${id}?message=30`);
  await line(page, 30).waitFor();
  const focused = page.locator('.message-linked article:focus');
  await focused.getByText('line 30.').waitFor();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await focused.getByRole('button', { name: 'Copy link' }).click();
  await page.getByText(`${suite.app.url}/chat/${id}?message=30`).waitFor();
  const outside = await open('hr', `/chat/${id}?message=30`);
  await outside.getByText('It does not exist, or it is not shared with you.').waitFor();
});

test('what is marked unread from here counts again on every page, until it is read', async () => {
  const id = await lines(6, 'sales.rep', 'sales.head', 'sales.rep2');
  const page = await open('sales.rep2', `/chat/${id}`);
  await line(page, 6).waitFor();
  const other = await page.context().newPage();
  await other.goto(`${suite.app.url}/chat`);
  await unreadIn(page, id).waitFor({ state: 'detached' });
  await unreadIn(other, id).waitFor({ state: 'detached' });
  const row = log(page).getByRole('article').nth(3);
  await row.hover();
  await row.getByRole('button', { name: 'Mark unread' }).click();
  await unreadIn(page, id).getByText('3').waitFor();
  await unreadIn(other, id).getByText('3').waitFor();
  await field(page).press('Escape');
  await unreadIn(page, id).waitFor({ state: 'detached' });
  await unreadIn(other, id).waitFor({ state: 'detached', timeout: 1_500 });
});

test('five tabs count a message once, and reading it in one clears it in all within a second', async () => {
  const id = await lines(0, 'finance', 'sales.manager', 'hr');
  const first = await open('sales.manager', '/chat');
  const others = await Promise.all([1, 2, 3, 4].map(() => first.context().newPage()));
  for (const page of others) await page.goto(`${suite.app.url}/chat`);
  const finance = await suite.people.as('finance');
  await finance.post(`/conversations/${id}/messages`, { clientId: 'once', text: 'count me once' });
  for (const page of [first, ...others]) await unreadIn(page, id).getByText('1').waitFor();
  const asked: string[] = [];
  others[0]!.on('request', (request) => asked.push(request.url()));
  await first.waitForTimeout(1_500);
  // Nothing is asked for while nothing happens.
  expect(asked).toEqual([]);
  const read = first.waitForResponse((answer) => answer.url().endsWith('/read'));
  await list(first).getByText('count me once').click();
  await read;
  for (const page of others) {
    await unreadIn(page, id).waitFor({ state: 'detached', timeout: 1_000 });
  }
});

test('what is refused says so, and is sent again or given up', async () => {
  const id = await lines(1, 'consultant', 'consultant2', 'hr');
  const page = await open('consultant', `/chat/${id}`);
  await line(page, 1).waitFor();
  const problem = { type: 'about:blank', title: 'Not now', status: 422, code: 'invalid' };
  await page.route('**/messages', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status: 422, json: problem, contentType: 'application/problem+json' })
      : route.continue(),
  );
  for (const text of ['given up', 'sent again']) {
    await field(page).fill(text);
    await field(page).press('Enter');
    await page.getByRole('article', { name: 'Not sent yet' }).filter({ hasText: text }).waitFor();
  }
  const refused = page.getByRole('article', { name: 'Not sent yet' });
  await refused.filter({ hasText: 'given up' }).getByRole('button', { name: 'Discard' }).click();
  await page.unroute('**/messages');
  await refused.getByRole('button', { name: 'Try again' }).click();
  await log(page).locator('[data-seq]').getByText('sent again').waitFor();
  await refused.waitFor({ state: 'detached' });
  expect(await log(page).getByText('given up').count()).toBe(0);
});

test('what is muted has no badge, what is preferred stands on top', async () => {
  const quiet = await lines(1, 'consulting.head', 'consultant2', 'consultant');
  const page = await open('consultant2', `/chat/${quiet}`);
  await line(page, 1).waitFor();
  const options = page.getByRole('button', { name: 'Options' });
  await options.click();
  await page.getByRole('menuitem', { name: 'Add to favourites' }).click();
  await list(page).getByText('Favourites').waitFor();
  await options.click();
  await page.getByRole('menuitem', { name: /^Mute/ }).click();
  await list(page).getByText('Muted').waitFor();
  await page.goto(`${suite.app.url}/chat`);
  await list(page).getByText('Muted').waitFor();
  const author = await suite.people.as('consulting.head');
  await author.post(`/conversations/${quiet}/messages`, { clientId: 'quiet', text: 'hush' });
  await list(page).getByText(/hush/).waitFor();
  await comesToBe(() => unreadIn(page, quiet).count(), 0);
});

test('who tells no receipts and appears offline is neither seen reading nor there', async () => {
  const id = await lines(1, 'hr', 'finance');
  const [hr, finance] = [await open('hr', `/chat/${id}`), await open('finance', '/chat')];
  await hr.getByText('Online', { exact: true }).last().waitFor();
  await finance.getByRole('button', { name: 'Privacy' }).click();
  for (const told of ['Tell what I have read', 'Tell whether I am there']) {
    await finance.getByLabel(told).focus();
    await finance.keyboard.press('Space');
    await finance.getByRole('switch', { name: told, checked: false }).waitFor();
  }
  await hr.getByText('Offline', { exact: true }).last().waitFor();
  await finance.keyboard.press('Escape');
  await finance.goto(`${suite.app.url}/chat/${id}`);
  await line(finance, 1).waitFor();
  await unreadIn(finance, id).waitFor({ state: 'detached' });
  await finance.waitForTimeout(500);
  const seen = await hr.getByText(/Seen by/).count();
  expect(seen).toBe(0);
});

test('keys lead between conversations and messages, and to my last message', async () => {
  await lines(1, 'sales.head', 'sales.manager', 'sales.rep');
  const id = await lines(3, 'sales.head', 'sales.manager', 'sales.rep2');
  const page = await open('sales.head', `/chat/${id}`);
  await line(page, 3).waitFor();
  await field(page).focus();
  await page.keyboard.press('ArrowUp');
  await page.getByLabel('Change the message').waitFor();
  await page.keyboard.press('Escape');
  await log(page).getByRole('article').last().focus();
  await page.keyboard.press('k');
  await page.locator('article:focus').getByText('line 2.').waitFor();
  await page.keyboard.press('Alt+ArrowDown');
  await page.waitForURL((url) => !url.pathname.includes(id));
  await list(page).locator(`a[href$="${id}"][aria-current]`).waitFor({ state: 'detached' });
  await page.keyboard.press('Alt+ArrowUp');
  await page.waitForURL((url) => url.pathname.includes(id));
});

test('on a phone the list leads to the conversation and back', async () => {
  await lines(2, 'consulting.head', 'consulting.manager', 'consultant2');
  const page = await open('consulting.manager');
  await page.setViewportSize({ width: 390, height: 780 });
  await list(page).getByRole('link').first().click();
  await field(page).waitFor();
  await comesToBe(() => list(page).count(), 0);
  const wide = await page.evaluate('document.documentElement.scrollWidth');
  expect(wide).toBeLessThanOrEqual(390);
  await page.getByRole('link', { name: 'All conversations' }).click();
  await list(page).waitFor();
});
