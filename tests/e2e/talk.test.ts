import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { AxeBuilder } from '@axe-core/playwright';
import { picture } from '../support/barriers';
import { comesToBe, sendForApproval } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import { approvalWhen, asked, askForLeave, claim, closed } from '../support/personas';

jest.setTimeout(120_000);

const suite = browserSuite();
const { open } = suite;

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const violations = async (page: Page) =>
  (
    await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
  ).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);

/** A claim of these amounts that waits for sales.manager. */
async function waitingClaim(...amounts: string[]): Promise<string> {
  const rep = await suite.people.as('sales.rep');
  const { approvalId } = await claim(rep, ...amounts);
  await approvalWhen(rep, approvalId, asked('reporting-manager'));
  return approvalId;
}

test('a claim is approved in part: an amount a line, the new total, a reason that must be given', async () => {
  const id = await waitingClaim('1200.00', '800.00');
  const page = await open('sales.manager', `/approvals/${id}`);
  await press(page, 'Approve in part');
  const box = dialog(page, 'Approve in part');
  const amounts = box.getByRole('textbox', { name: /^Approve of / });
  await amounts.first().fill('1300');
  await box.getByText('At most ₹1,200.00 is left').waitFor();
  await amounts.first().fill('950.50');
  await box.getByText('₹1,750.50 of ₹2,000.00').waitFor();
  await box.getByRole('button', { name: 'Approve in part' }).click();
  await box.getByText('Say why you approve less than was asked').waitFor();
  expect(await violations(page)).toEqual([]);
  await picture(page, 'approve-in-part');
  await box.getByLabel('Reason').fill('The taxi is capped');
  await box.getByRole('button', { name: 'Approve in part' }).click();
  await page.getByText('Approved in part in the app: ₹1,750.50 of ₹2,000.00').waitFor();
  await picture(page, 'approved-in-part');
  const rep = await suite.people.as('sales.rep');
  expect((await approvalWhen(rep, id, closed)).status).toBe('approved');
  const mails = await suite.app.inbox.mails(
    { to: 'sales.rep@netra.example', subject: 'Approved' },
    20_000,
  );
  expect(mails.map(({ text }) => text).join()).toContain('₹1,750.50 of ₹2,000.00');
});

test('a rejection needs its reason', async () => {
  const id = await waitingClaim('10.00');
  const page = await open('sales.manager', `/approvals/${id}`);
  await page.keyboard.press('r');
  const box = dialog(page, 'Reject');
  await box.getByRole('button', { name: 'Reject' }).click();
  await box.getByText('Say why you reject it').waitFor();
  const rep = await suite.people.as('sales.rep');
  expect((await approvalWhen(rep, id, () => true)).decisions).toEqual([]);
  await box.getByLabel('Reason').fill('Not ours to pay');
  await box.getByRole('button', { name: 'Reject' }).click();
  expect((await approvalWhen(rep, id, closed)).status).toBe('rejected');
});

test('a file goes along with a comment and comes back as it was; one that is not taken is named', async () => {
  const id = await waitingClaim('10.00');
  const page = await open('sales.rep', `/approvals/${id}`);
  const choose = page.locator('input[type="file"]');
  await choose.setInputFiles([
    { name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') },
    { name: 'receipt.txt', mimeType: 'text/plain', buffer: Buffer.from('Taxi, 10 rupees') },
  ]);
  await page.getByRole('alert').getByText('SVG and HTML files can run scripts').waitFor();
  await page.getByLabel('Comment', { exact: true }).fill('The receipt');
  await press(page, 'Add comment');
  const link = page.getByRole('link', { name: 'receipt.txt' });
  await link.waitFor();
  expect(await violations(page)).toEqual([]);
  await picture(page, 'comment-with-file');
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect((await readFile(await download.path())).toString()).toBe('Taxi, 10 rupees');
  expect(download.suggestedFilename()).toBe('receipt.txt');
  const manager = await open('sales.manager', `/approvals/${id}`);
  await manager.getByRole('link', { name: 'receipt.txt' }).waitFor();
});

test('several are decided together, by keyboard, and each says what became of it', async () => {
  const ids = [
    await waitingClaim('11.00'),
    await waitingClaim('12.00'),
    await waitingClaim('13.00'),
  ];
  const page = await open('sales.manager', '/inbox');
  const group = page.getByRole('group', { name: 'Decide several together' });
  await page.getByRole('checkbox', { name: /^Choose ₹13\.00/ }).waitFor();
  // From here on this page hears of nothing new.
  await page.route('**/api/v1/approvals?*', () => undefined);
  for (const amount of ['11.00', '12.00', '13.00']) {
    const box = page.getByRole('checkbox', { name: new RegExp(`^Choose ₹${amount} for`) });
    await box.focus();
    await page.keyboard.press('Space');
  }
  await group.getByText('3 chosen').waitFor();
  expect(await violations(page)).toEqual([]);
  await picture(page, 'bulk-chosen');
  // Somebody is quicker with one of them.
  await (
    await suite.people.as('sales.manager')
  ).post(`/approvals/${ids[1] ?? ''}/decisions`, { verdict: 'approve' });
  await group.getByRole('button', { name: 'Reject 3' }).click();
  const box = dialog(page, 'Reject');
  await box.getByRole('button', { name: 'Reject' }).click();
  await box.getByText('Say why you reject it').waitFor();
  await box.getByLabel('Reason').fill('Not this month');
  await page.keyboard.press('Control+Enter');
  const results = page.getByRole('status').filter({ hasText: '2 recorded, 1 not' });
  await results.getByText(/₹12\.00.*Not recorded: Rohan Desai approved this/).waitFor();
  await comesToBe(() => results.getByText(/: Rejected/).count(), 2);
  expect(await violations(page)).toEqual([]);
  await picture(page, 'bulk-results');
  const rep = await suite.people.as('sales.rep');
  for (const id of [ids[0]!, ids[2]!])
    expect((await approvalWhen(rep, id, closed)).decisions[0]?.comment).toBe('Not this month');
});

test('all that are shown are chosen at once, on a phone too', async () => {
  await waitingClaim('21.00');
  await waitingClaim('22.00');
  const page = await open('sales.manager', '/');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${suite.app.url}/inbox`);
  const group = page.getByRole('group', { name: 'Decide several together' });
  await group.getByRole('checkbox', { name: 'Choose all shown' }).check();
  await group.getByRole('button', { name: /^Approve \d+$/ }).waitFor();
  expect(await violations(page)).toEqual([]);
  const wide = await page.evaluate('document.documentElement.scrollWidth');
  expect(wide).toBeLessThanOrEqual(390);
  await picture(page, 'bulk-phone');
});

test('approved leave is shortened from the list, and cancelled from its page', async () => {
  const rep = await suite.people.as('sales.rep');
  const manager = await suite.people.as('sales.manager');
  const leave = await askForLeave(rep, { from: '2028-01-10', to: '2028-01-12', type: 'unpaid' });
  await approvalWhen(rep, leave.approvalId, asked('reporting-manager'));
  await manager.post(`/approvals/${leave.approvalId}/decisions`, { verdict: 'approve' });
  await approvalWhen(rep, leave.approvalId, closed);

  const page = await open('sales.rep', '/leave');
  await page.getByRole('link', { name: 'Shorten' }).first().click();
  await page.getByRole('textbox', { name: 'New last day' }).fill('2028-01-11');
  await page.getByRole('textbox', { name: 'New last day' }).press('Tab');
  await page.getByLabel('Reason').fill('Back a day early');
  const preview = page.getByRole('region', { name: 'What happens next' });
  await preview
    .getByText('Shorten unpaid leave of 10–12 Jan 2028 to 2 days, 10–11 Jan 2028')
    .waitFor();
  expect(await violations(page)).toEqual([]);
  await picture(page, 'shorten-leave');
  const change = await sendForApproval(page);
  await approvalWhen(rep, change, asked('reporting-manager'));
  await page.goto(`${suite.app.url}/leave`);
  await page.getByRole('link', { name: 'A change waits for a decision' }).waitFor();
  await picture(page, 'leave-list');
  await manager.post(`/approvals/${change}/decisions`, { verdict: 'approve' });
  await approvalWhen(rep, change, closed);

  await page.goto(`${suite.app.url}/approvals/${leave.approvalId}`);
  await page.getByRole('link', { name: 'Cancel leave' }).click();
  await page.getByLabel('Reason').fill('All plans are off');
  const cancel = await sendForApproval(page);
  await approvalWhen(rep, cancel, asked('reporting-manager'));
  await manager.post(`/approvals/${cancel}/decisions`, { verdict: 'approve' });
  await approvalWhen(rep, cancel, closed);
  await page.goto(`${suite.app.url}/leave`);
  await page.getByText('Cancelled').first().waitFor();
});
