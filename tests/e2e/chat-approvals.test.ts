import type { Page } from 'playwright-core';
import { NETRA } from '../../domain/chat/netra';
import type { ConversationWire } from '../../domain/wire/chat';
import { expectNoBarriers } from '../support/barriers';
import { comesToBe, sendForApproval } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import type { Persona } from '../support/company';
import { approvalWhen, asked, askForLeave, closed } from '../support/personas';

jest.setTimeout(180_000);

const suite = browserSuite();

async function netraPath(persona: Persona): Promise<string> {
  const answer = await (await suite.people.as(persona)).get('/conversations');
  const { items } = answer.body as { items: ConversationWire[] };
  return `/chat/${items.find(({ others }) => others[0]?.id === NETRA.id)?.id}`;
}
const openNetra = async (persona: Persona) => suite.open(persona, await netraPath(persona));
const line = (page: Page) => page.getByLabel('Message', { exact: true });
const cards = (page: Page) => page.getByRole('log').locator('section');

async function waiting(days: { from: string; to: string }): Promise<string> {
  const rep = await suite.people.as('sales.rep');
  const { approvalId } = await askForLeave(rep, days);
  await approvalWhen(rep, approvalId, asked('reporting-manager'));
  return approvalId;
}

test('a card approves, and the card of somebody else changes with it', async () => {
  const manager = await openNetra('sales.manager');
  const approvalId = await waiting({ from: '2028-04-03', to: '2028-04-14' });
  const card = cards(manager).last();
  await card.getByRole('button', { name: /^Approve:/ }).waitFor();
  await expectNoBarriers(manager, 'chat-card');
  await card.getByRole('button', { name: /^Approve:/ }).click();
  await card.getByText(/Approved by Rohan Desai/).waitFor();
  await card.getByRole('button', { name: /^Approve:/ }).waitFor({ state: 'detached' });

  const hr = await openNetra('hr');
  await approvalWhen(await suite.people.as('hr'), approvalId, asked('hr'));
  const second = cards(hr).last();
  await second.getByText(/Approved by Rohan Desai/).waitFor();
  await second.getByRole('button', { name: /^Reject:/ }).click();
  const dialog = hr.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await dialog.getByText('Say why you reject it').waitFor();
  await dialog.getByLabel('Reason').fill('Year end closing');
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await second.getByText(/Rejected by Kavita Iyer .*Year end closing/).waitFor();
  await card.getByText(/Rejected by Kavita Iyer .*Year end closing/).waitFor();
  const approval = await approvalWhen(await suite.people.as('hr'), approvalId, closed);
  expect(approval).toMatchObject({
    status: 'rejected',
    decisions: [{ channel: 'app' }, { channel: 'app', comment: 'Year end closing' }],
  });
  await card.getByText('Rejected', { exact: true }).waitFor();
});

test('a decision that comes too late says in the card who was first, and is recorded nowhere', async () => {
  const approvalId = await waiting({ from: '2028-04-19', to: '2028-04-19' });
  const manager = await openNetra('sales.manager');
  const card = cards(manager).last();
  const approve = card.getByRole('button', { name: /^Approve:/ });
  await approve.waitFor();
  const elsewhere = await suite.people.as('sales.manager');
  await manager.route(`**/approvals/${approvalId}/decisions`, async (route) => {
    const verdict = { verdict: 'reject', comment: 'From my phone' };
    await elsewhere.post(`/approvals/${approvalId}/decisions`, verdict);
    await route.continue();
  });
  await approve.click();
  await card.getByText(/^Your decision was not recorded\./).waitFor();
  await card.getByText(/Rejected by Rohan Desai .*From my phone/).waitFor();
  await approve.waitFor({ state: 'detached' });
  const { decisions } = await approvalWhen(elsewhere, approvalId, closed);
  expect(decisions).toMatchObject([{ verdict: 'reject', comment: 'From my phone' }]);
});

test('a comment is written in the card, and a withdrawal takes its buttons away', async () => {
  const manager = await openNetra('sales.manager');
  const approvalId = await waiting({ from: '2028-05-08', to: '2028-05-08' });
  const card = cards(manager).last();
  await card.getByRole('button', { name: 'Comment', exact: true }).click();
  await card.getByLabel('Comment', { exact: true }).fill('Is the fair covered?');
  await card.getByRole('button', { name: 'Add comment' }).click();
  await manager.getByText('Comment added').waitFor();
  const rep = await suite.people.as('sales.rep');
  const commented = await approvalWhen(rep, approvalId, () => true);
  expect(JSON.stringify(commented.timeline)).toContain('Is the fair covered?');
  await rep.post(`/approvals/${approvalId}/withdraw`, {});
  await card.getByText('Withdrawn', { exact: true }).waitFor();
  await card.getByRole('button', { name: /^Approve:/ }).waitFor({ state: 'detached' });
  await card.getByRole('link', { name: 'Open' }).click();
  await manager.waitForURL(`**/approvals/${approvalId}`);
});

test('/leave opens the form with what was said, on a phone too, and is sent from there', async () => {
  const rep = await openNetra('sales.rep');
  await rep.setViewportSize({ width: 390, height: 844 });
  await line(rep).fill('/le');
  await rep.getByRole('option', { name: /^\/leave/ }).waitFor();
  await expectNoBarriers(rep, 'chat-commands-phone');
  const wide = await rep.evaluate('document.documentElement.scrollWidth - window.innerWidth');
  expect(wide).toBeLessThanOrEqual(0);
  await line(rep).press('Enter');
  await comesToBe(() => line(rep).inputValue(), '/leave ');
  await line(rep).fill('/leave 25th Dec');
  await line(rep).press('Enter');
  await rep.getByRole('alert').getByText('"25th" is not a date').waitFor();
  await line(rep).fill('/leave unpaid 2026-12-07 2026-12-08 family visit');
  await line(rep).press('Enter');
  await rep.getByRole('heading', { name: 'New leave' }).waitFor();
  await comesToBe(() => rep.getByLabel('Reason').inputValue(), 'family visit');
  const approvalId = await sendForApproval(rep);
  const approval = await approvalWhen(await suite.people.as('sales.rep'), approvalId, () => true);
  expect(approval.data).toMatchObject({
    ...{ type: 'unpaid', from: '2026-12-07', to: '2026-12-08', reason: 'family visit' },
  });
});

test('/claim fills a line, /who-is-out names who is away and not why, // is text', async () => {
  const rep = await openNetra('sales.rep2');
  await line(rep).fill('/who-is-out week');
  await line(rep).press('Enter');
  const dialog = rep.getByRole('dialog', { name: /^Who is out/ });
  await dialog.waitFor();
  expect(await dialog.textContent()).not.toMatch(/casual|sick|earned|unpaid/i);
  await rep.keyboard.press('Escape');
  await line(rep).fill('//leave is a command');
  await line(rep).press('Enter');
  await rep.getByRole('log').getByText('/leave is a command', { exact: true }).waitFor();
  await rep.getByRole('log').getByText('What I understand').waitFor();
  await line(rep).fill('/claim 450 INR taxi');
  await line(rep).press('Enter');
  await rep.getByRole('heading', { name: 'New expense claim' }).waitFor();
  await comesToBe(() => rep.getByLabel('Title').inputValue(), 'taxi');
  await comesToBe(() => rep.getByLabel('What it was for').inputValue(), 'taxi');
  await rep
    .getByText('Total ₹450.00')
    .or(rep.getByText(/Total .*450/))
    .first()
    .waitFor();
});
