import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import readXlsxFile from 'read-excel-file/node';
import { startApp, type RunningApp } from '../support/app';
import { barriers, expectNoBarriers, WCAG } from '../support/barriers';
import { closePages, comesToBe, launchBrowser, openAs } from '../support/browser';
import type { Persona } from '../support/company';
import { personasOf } from '../support/personas';

jest.setTimeout(240_000);

let app: RunningApp;
let browser: Browser;

beforeAll(async () => {
  app = await startApp({ demo: true, worker: false });
  browser = await launchBrowser();
}, 150_000);
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});
afterEach(async () => {
  await closePages(browser);
});

const open = (persona: Persona, path = '/assistant') => openAs({ app, browser }, persona, path);
const box = (page: Page) => page.getByRole('textbox', { name: 'Question' });
const turn = (page: Page, question: string) =>
  page.getByRole('article', { name: `Question: ${question}` });

async function ask(page: Page, question: string) {
  await box(page).fill(question);
  await box(page).press('Enter');
  const answer = turn(page, question);
  await answer.getByRole('button', { name: 'Good answer', exact: true }).waitFor();
  return answer;
}

/** The file that an item of the menu of a table gives. */
async function download(page: Page, answer: Locator, format: string) {
  await answer.getByRole('button', { name: /^Take along/ }).click();
  const item = page.getByRole('menuitem', { name: format });
  await item.waitFor();
  const [file] = await Promise.all([page.waitForEvent('download'), item.click()]);
  return { name: file.suggestedFilename(), content: await readFile(await file.path()) };
}

test('a chart stands beside its table; both files have the rows of the table', async () => {
  const page = await open('sales.manager');
  const answer = await ask(page, 'What did my team spend by month in the last two years?');
  await answer.locator('[data-chart] .recharts-surface').first().waitFor();
  expect(await answer.locator('[data-chart]').getAttribute('aria-label')).toContain('chart');
  const shown = await answer.locator('tbody tr td:nth-child(2)').allInnerTexts();
  expect(shown.length).toBeGreaterThan(3);
  const figures = shown.map((text) => Number(text.replace(/[^\d.-]/g, '')));
  const csv = await download(page, answer, 'CSV file');
  expect(csv.name).toBe('expenses.csv');
  const lines = csv.content.toString().trimEnd().split('\r\n').slice(1);
  expect(lines.map((line) => Number(line.split(',')[1]))).toEqual(figures);
  const xlsx = await download(page, answer, 'Excel sheet');
  expect(xlsx.name).toBe('expenses.xlsx');
  const [sheet] = await readXlsxFile(xlsx.content);
  expect(sheet!.data.slice(1).map((row) => row[1])).toEqual(figures);
});

test('by the keyboard alone: a new line, a question, a follow-up, a thumb with its reason', async () => {
  const page = await open('sales.rep');
  await page.getByText('Answered by the offline planner', { exact: false }).waitFor();
  await box(page).focus();
  await page.keyboard.type('How much leave');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('do I have left?');
  expect(await box(page).inputValue()).toBe('How much leave\ndo I have left?');
  await page.keyboard.press('Enter');
  const answer = page.getByRole('article').first();
  const bad = answer.getByRole('button', { name: 'Not a good answer' });
  await bad.waitFor();
  await bad.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'What is wrong with it' }).waitFor();
  await comesToBe(() => page.evaluate<string>('document.activeElement?.tagName ?? ""'), 'TEXTAREA');
  await page.keyboard.type('I meant sick leave');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await answer.getByText('Thank you').waitFor();
  expect(await bad.getAttribute('aria-pressed')).toBe('true');
  const chips = answer.getByRole('group', { name: 'Ask on' }).getByRole('button');
  expect(await chips.count()).toBe(3);
  const next = await chips.first().innerText();
  await chips.first().focus();
  await page.keyboard.press('Enter');
  const second = turn(page, next);
  await second.getByRole('button', { name: 'Good answer', exact: true }).waitFor();
  // Asking on is offered at the last answer alone.
  expect(await answer.getByRole('group', { name: 'Ask on' }).count()).toBe(0);
  await page.reload();
  await bad.waitFor();
  expect(await bad.getAttribute('aria-pressed')).toBe('true');
  const admin = await open('admin', '/admin/assistant/audit');
  await admin.getByText('I meant sick leave').first().waitFor();
  const logged = admin.getByRole('row').filter({ hasText: 'I meant sick leave' });
  expect(await logged.innerText()).toContain('How much leave');
});

test('what is unclear is asked back with options; conversations are found, renamed, deleted and taken back', async () => {
  const page = await open('finance');
  const unclear = await ask(page, 'Tell me about leave');
  const options = unclear.getByRole('group', { name: 'Which one is meant' }).getByRole('button');
  const option = await options.first().innerText();
  await options.first().click();
  await turn(page, option).getByRole('table').waitFor();
  const list = page.getByRole('navigation', { name: 'Conversations with the assistant' });
  const menu = (title: string) => page.getByRole('button', { name: `Options of “${title}”` });
  await list.getByRole('link', { name: /^Tell me about leave/ }).waitFor();
  await menu('Tell me about leave').click();
  await page.getByRole('menuitem', { name: 'Rename …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rename the conversation' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('About leave');
  await dialog.getByRole('textbox', { name: 'Name' }).press('Enter');
  await list.getByRole('link', { name: /^About leave/ }).waitFor();
  await page.getByRole('searchbox', { name: 'Search' }).fill('no such words');
  await page.getByText('Nothing matches').waitFor();
  await page.getByRole('searchbox', { name: 'Search' }).fill('me about leave');
  await list.getByRole('link', { name: /^About leave/ }).waitFor();
  await menu('About leave').click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByText('“About leave” is deleted').waitFor();
  await comesToBe(() => list.getByRole('link', { name: /^About leave/ }).count(), 0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await list.getByRole('link', { name: /^About leave/ }).waitFor();
});

test('a question that was not taken says why, and is asked again', async () => {
  const admin = await personasOf(app).as('admin');
  const limit = (questionsPerMinute: number) =>
    admin.patch('/admin/assistant/settings', { questionsPerMinute });
  const page = await open('hr');
  await ask(page, 'Who is out today?');
  expect((await limit(1)).status).toBe(200);
  await box(page).fill('When is the next holiday?');
  await box(page).press('Enter');
  const failed = turn(page, 'When is the next holiday?');
  await failed.getByRole('alert').waitFor();
  expect((await limit(100)).status).toBe(200);
  await failed.getByRole('button', { name: 'Try again' }).click();
  await failed.getByRole('button', { name: 'Good answer', exact: true }).waitFor();
  expect(await failed.count()).toBe(1);
});

test('a report that somebody else saved says that the rows are one’s own, and they are', async () => {
  const owner = await open('sales.manager');
  const answer = await ask(owner, 'How much leave do I have left?');
  await answer.getByRole('button', { name: 'Save as report' }).click();
  const dialog = owner.getByRole('dialog', { name: 'Save as report' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Leave left');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await owner.getByRole('link', { name: 'Reports' }).click();
  await owner.getByRole('link', { name: 'Leave left' }).click();
  await owner.getByText('These are your rows', { exact: false }).waitFor();
  const path = new URL(owner.url()).pathname;
  const reader = await open('sales.rep', path);
  await reader.getByText('These are your rows', { exact: false }).waitFor();
  const names = (page: Page) => page.locator('tbody tr').first().innerText();
  await reader.getByRole('table').waitFor();
  expect(await names(reader)).not.toBe(await names(owner));
  await expectNoBarriers(reader, 'assistant-report');
});

test('a report is mailed in a rhythm, renamed and ended, by the keyboard and on a phone', async () => {
  const page = await open('sales.head');
  const answer = await ask(page, 'How much leave do I have left?');
  await answer.getByRole('button', { name: 'Save as report' }).click();
  const saving = page.getByRole('dialog', { name: 'Save as report' });
  await saving.getByRole('textbox', { name: 'Name' }).fill('My leave');
  await saving.getByRole('textbox', { name: 'Name' }).press('Enter');
  await saving.waitFor({ state: 'detached' });
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto(`${app.url}/assistant/reports`);
  const row = page.getByRole('row').filter({ hasText: 'My leave' });
  await row.getByText('Not mailed').waitFor();
  await row.getByRole('button', { name: 'Mail “My leave”' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Mail “My leave”' });
  await dialog.getByText('It was not due yet.').waitFor();
  const field = (name: string) => dialog.getByRole('combobox', { name, exact: true });
  await field('How often').selectOption('Every month');
  await field('On day').selectOption('31');
  await field('At').selectOption('20:00');
  expect(await barriers(page, WCAG)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await row.getByText('Every month on day 31 at 20:00').waitFor();
  await row.getByText(/^Next: (28|29|30|31) /).waitFor();
  await expectNoBarriers(page, 'assistant-reports');
  await row.getByRole('button', { name: 'Rename “My leave”' }).press('Enter');
  const renaming = page.getByRole('dialog', { name: 'Rename the report' });
  await renaming.getByRole('textbox', { name: 'Name' }).fill('Leave of mine');
  await renaming.getByRole('textbox', { name: 'Name' }).press('Enter');
  const renamed = page.getByRole('row').filter({ hasText: 'Leave of mine' });
  await renamed.getByText('Every month on day 31 at 20:00').waitFor();
  await renamed.getByRole('button', { name: 'Mail “Leave of mine”' }).press('Enter');
  const again = page.getByRole('dialog', { name: 'Mail “Leave of mine”' });
  await again.getByRole('button', { name: 'Mail it no more' }).press('Enter');
  await again.waitFor({ state: 'detached' });
  await renamed.getByText('Not mailed').waitFor();
});

test('the periods of a report move along, or stay, as its owner says', async () => {
  const page = await open('sales.head');
  const answer = await ask(page, 'Claims of my team this year');
  await answer.getByRole('button', { name: 'Save as report' }).click();
  const saving = page.getByRole('dialog', { name: 'Save as report' });
  expect(await saving.getByRole('checkbox', { name: 'Its periods move along' }).isChecked()).toBe(
    true,
  );
  await saving.getByRole('textbox', { name: 'Name' }).fill('Claims of the year');
  await saving.getByRole('textbox', { name: 'Name' }).press('Enter');
  await saving.waitFor({ state: 'detached' });
  await page.goto(`${app.url}/assistant/reports`);
  const moves = page.getByRole('switch', { name: 'Periods of “Claims of the year” move along' });
  await moves.press('Space');
  await comesToBe(() => moves.isChecked(), false);
  await page.reload();
  await moves.waitFor();
  expect(await moves.isChecked()).toBe(false);
});

test('in Hindi all that stands around an answer is Hindi', async () => {
  const rep = await personasOf(app).as('sales.rep2');
  const page = await open('sales.rep2', '/account');
  await page.getByText('हिन्दी', { exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'खाता' }).waitFor();
  await page.goto(`${app.url}/assistant`);
  await page.getByText('आप क्या जानना चाहेंगे?').waitFor();
  await page.getByText('ऑफ़लाइन योजनाकार उत्तर देता है', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'मेरी कितनी छुट्टी शेष है?' }).click();
  await page.getByRole('columnheader', { name: 'प्रकार' }).waitFor();
  const chips = page.getByRole('group', { name: 'आगे पूछें' }).getByRole('button');
  for (const text of await chips.allInnerTexts()) expect(text).toMatch(/[ऀ-ॿ]/);
  await expectNoBarriers(page, 'assistant-hindi');
  const question = page.getByRole('textbox', { name: 'प्रश्न' });
  await question.fill('What is the salary of Asha?');
  await question.press('Enter');
  await page.getByText('मैं वेतन के बारे में कुछ नहीं पढ़ता।', { exact: false }).first().waitFor();
  expect((await rep.patch('/me', { language: null })).status).toBeLessThan(500);
});
