import { expectNoBarriers } from '../support/barriers';
import { browserSuite } from '../support/browser-suite';
import { approvalWhen, asked, claim } from '../support/personas';

jest.setTimeout(180_000);

const suite = browserSuite();

/** A claim that the manager is asked for, with ten minutes to take a decision back. */
async function waiting(): Promise<string> {
  const own = await suite.people.as('sales.rep');
  const { approvalId } = await claim(own, '75.00');
  await approvalWhen(own, approvalId, asked('reporting-manager'));
  await suite.db.query(
    `UPDATE approval_request SET plan = plan || '{"undoSeconds":600}' WHERE id = $1`,
    [approvalId],
  );
  return approvalId;
}

const countdown = /Takes effect in \d+:\d\d/;

test('a decision counts down on its page and in the list, and is taken back there', async () => {
  const id = await waiting();
  const page = await suite.open('sales.manager', `/approvals/${id}`);
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  await page
    .getByRole('main')
    .getByText(/You approved this\. Takes effect in \d+:\d\d/)
    .waitFor();
  await expectNoBarriers(page, 'undo-on-the-page');
  await page.goto(`${suite.app.url}/requests?box=done`);
  const card = page.locator(`[data-approval="${id}"]`).locator('..');
  await card.getByText(countdown).waitFor();
  await expectNoBarriers(page, 'undo-in-the-list');
  await card.getByRole('button', { name: /^Undo/ }).click();
  await card.waitFor({ state: 'detached' });
  const own = await suite.people.as('sales.manager');
  const approval = await approvalWhen(own, id, ({ may }) => may.decide);
  expect(approval).toMatchObject({ status: 'pending', decisions: [] });
});

test('what was decided together is taken back together', async () => {
  const ids = [await waiting(), await waiting()];
  const page = await suite.open('sales.manager', '/inbox');
  for (const id of ids) {
    const row = page.locator('li').filter({ has: page.locator(`[data-approval="${id}"]`) });
    await row.getByRole('checkbox').check();
  }
  await page.getByRole('button', { name: 'Approve 2' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  const results = page.getByRole('status').filter({ hasText: '2 recorded' });
  await results.getByText(countdown).first().waitFor();
  await results.getByRole('button', { name: 'Undo all 2' }).click();
  await page.getByText('2 requests').waitFor();
  const manager = await suite.people.as('sales.manager');
  for (const id of ids) await approvalWhen(manager, id, ({ may }) => may.decide);
});
