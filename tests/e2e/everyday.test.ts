import type { Page } from 'playwright-core';
import { comesToBe, fillDate, unreadOf } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import { approvalWhen, asked, askForLeave } from '../support/personas';
import { until } from '../support/socket-client';

jest.setTimeout(90_000);

const suite = browserSuite();
const { open } = suite;

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** A request that waits on sales.manager. */
async function waiting(): Promise<string> {
  const rep = await suite.people.as('sales.rep');
  const { approvalId } = await askForLeave(rep);
  await approvalWhen(rep, approvalId, asked('reporting-manager'));
  return approvalId;
}

test('a task is handed up the line, with the reason', async () => {
  const id = await waiting();
  const manager = await open('sales.manager', `/approvals/${id}`);
  await press(manager, 'Hand over');
  const box = dialog(manager, 'Hand over');
  const to = box.getByRole('combobox', { name: 'To' });
  await comesToBe(async () => {
    await to.fill('Neha');
    expect(await manager.getByRole('option', { name: 'Asha' }).count()).toBe(0);
    // The list may be moving at that moment, and the press go beside it.
    await manager.getByRole('option', { name: 'Neha Kapoor, Sales' }).click();
    return to.inputValue();
  }, 'Neha Kapoor, Sales');
  await box.getByLabel('Reason').fill('I am away this week');
  await box.getByRole('button', { name: 'Hand over' }).click();
  await manager.getByText('Handed from Rohan Desai to Neha Kapoor').waitFor();
  await manager.getByText('“I am away this week”').waitFor();
  const head = await open('sales.head', `/approvals/${id}`);
  await press(head, 'Approve');
  await head.getByText('Neha Kapoor approved').first().waitFor();
});

test('a request is withdrawn after a question', async () => {
  const rep = await open('sales.rep', `/approvals/${await waiting()}`);
  await press(rep, 'Withdraw');
  const box = dialog(rep, 'Withdraw this request?');
  await box.getByLabel('Reason').fill('Plans changed');
  await box.getByRole('button', { name: 'Withdraw' }).click();
  await rep.getByText('Closed: withdrawn').waitFor();
  await rep.getByText('“Plans changed”').waitFor();
  // The page and the dialog each have one, and the dialog takes a moment to close.
  await comesToBe(() => rep.getByRole('button', { name: 'Withdraw' }).count(), 0);
});

test('a question and its answer reach the open pages of both', async () => {
  const id = await waiting();
  const rep = await open('sales.rep', `/approvals/${id}`);
  const manager = await open('sales.manager', `/approvals/${id}`);
  await manager.getByLabel('Comment', { exact: true }).fill('Who stands in for you?');
  await press(manager, 'Ask for information');
  await rep.getByText('“Who stands in for you?”').waitFor();
  await rep.getByLabel('Your answer').fill('Vikram does');
  await press(rep, 'Answer');
  await manager.getByText('“Vikram does”').waitFor();
});

test('who comes second is told who decided, and when', async () => {
  const id = await waiting();
  const page = await open('sales.manager', `/approvals/${id}`);
  // The news of the other decision does not reach this page in time.
  await page.route(`**/api/v1/approvals/${id}`, () => undefined);
  await (
    await suite.people.as('sales.manager')
  ).post(`/approvals/${id}/decisions`, {
    verdict: 'approve',
  });
  await press(page, 'Reject');
  await dialog(page, 'Reject').getByLabel('Reason').fill('No');
  await dialog(page, 'Reject').getByRole('button', { name: 'Reject' }).click();
  const told = page.locator('#content').getByRole('alert');
  await told.getByText(/^Rohan Desai approved this on \d+ \w{3} \d{4}, \d\d:\d\d\.$/).waitFor();
});

test('a draft comes back after a reload, and says what is wrong beside each field', async () => {
  const page = await open('sales.rep', '/requests/new/expense-claim');
  const purpose = (line: number) =>
    page.getByRole('group', { name: `Line ${line}` }).getByLabel('What it was for');
  await page.getByLabel('Title').fill('Half a claim');
  await press(page, 'Add a line');
  await purpose(2).fill('The way back');
  await page.reload();
  await page.getByText('Your draft is back').waitFor();
  await comesToBe(() => page.getByLabel('Title').inputValue(), 'Half a claim');
  await press(page, 'Remove line 1');
  await comesToBe(() => purpose(1).inputValue(), 'The way back');
  await press(page, 'Send for approval');
  await page.getByText('Use an amount such as').waitFor();
  await press(page, 'Start over');
  await comesToBe(() => page.getByLabel('Title').inputValue(), '');
});

test('what the API refuses stands beside its field until it is mended', async () => {
  const page = await open('sales.rep', '/requests/new/leave');
  await page.getByLabel('Reason').fill('Long ago');
  await fillDate(page, 'First day', '1 Mar 2020');
  await press(page, 'Send for approval');
  const alert = page.locator('#content').getByRole('alert');
  await alert.getByText('Leave can be asked for up to 90 days back.', { exact: true }).waitFor();
  await page.locator('form .mantine-InputWrapper-error').getByText('90 days back').waitFor();
  await fillDate(page, 'First day', '2028-06-05');
  await fillDate(page, 'Last day', '2028-06-13');
  await alert.waitFor({ state: 'detached' });
  const preview = page.getByRole('region', { name: 'What happens next' });
  await preview.getByText('Kavita Iyer').waitFor();
});

test('what is read in one tab is read in the other', async () => {
  const one = await open('sales.manager');
  const other = await one.context().newPage();
  await other.goto(`${suite.app.url}/notifications`);
  const before = await unreadOf(one);
  await waiting();
  // Others may write to the same person meanwhile.
  await until(async () => Math.min(await unreadOf(one), await unreadOf(other)) > before, 30_000);
  await one.getByRole('button', { name: /^Notifications, \d+ unread$/ }).click();
  await dialog(one, 'Notifications').getByRole('button', { name: 'Mark all read' }).click();
  await other.getByRole('button', { name: 'Notifications', exact: true }).waitFor();
});

test('keys lead around, and ? lists them', async () => {
  const page = await open('sales.manager');
  await page.keyboard.press('Shift+?');
  await dialog(page, 'Keyboard').getByText('Go to the inbox').waitFor();
  await page.keyboard.press('Escape');
  await dialog(page, 'Keyboard').waitFor({ state: 'hidden' });
  await page.keyboard.press('c');
  await page.getByRole('menuitem', { name: 'Expense claim' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'hidden' });
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
});

const EVERY_DOOR = [
  'hr',
  'finance',
  'consulting.head',
  'consulting.manager',
  'consultant',
] as const;

test.each(EVERY_DOOR)('every entry of the navigation opens for %s', async (persona) => {
  const page = await open(persona);
  const navigation = page.getByRole('navigation', { name: 'Main' });
  for (const link of await navigation.getByRole('link').all()) {
    const name = (await link.innerText()).trim().split('\n')[0] as string;
    await link.click();
    const title = name === 'Home' ? /^Hello, / : name;
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
    expect({ name, alerts: await page.getByRole('alert').allInnerTexts() }).toEqual({
      name,
      alerts: [],
    });
  }
});

test('an API that stops is noticed, and so is its return', async () => {
  const page = await open('sales.manager');
  await suite.app.api.stop();
  await page.getByText('Reconnecting…').waitFor();
  await suite.app.startApi();
  await page.getByText('Reconnecting…').waitFor({ state: 'hidden' });
});
