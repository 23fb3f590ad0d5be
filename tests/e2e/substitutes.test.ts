import { barriers, expectNoBarriers, WCAG } from '../support/barriers';
import { choose, fillDate } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import type { Persona } from '../support/company';
import { approvalWhen, asked, askForLeave } from '../support/personas';

jest.setTimeout(180_000);

const suite = browserSuite();
const { open } = suite;

async function waiting(persona: Persona): Promise<string> {
  const client = await suite.people.as(persona);
  const { approvalId } = await askForLeave(client);
  await approvalWhen(client, approvalId, asked('reporting-manager'));
  return approvalId;
}

test('a substitute is named, decides for somebody, and is ended', async () => {
  const approvalId = await waiting('sales.rep');
  const page = await open('sales.manager', '/substitutes');
  await page.getByText('Nobody acts for you').waitFor();
  await page.getByRole('button', { name: 'Name as substitute' }).click();
  await page.getByText('Choose who acts for you').waitFor();
  await choose(page, 'Who acts', /Meera Krishnan/);
  await page.getByText('Between dates').click();
  await fillDate(page, 'First day', '2026-01-01');
  await fillDate(page, 'Last day', '2025-12-01');
  await page.getByRole('button', { name: 'Name as substitute' }).click();
  await page.getByText('The last day is before the first').waitFor();
  await fillDate(page, 'Last day', '2099-12-31');
  await page.getByRole('button', { name: 'Name as substitute' }).click();
  await page.getByRole('listitem').getByText('In force').waitFor();
  await expectNoBarriers(page, 'substitutes');

  const theirs = await open('consulting.head', `/approvals/${approvalId}`);
  await theirs.getByText('You decide for').waitFor();
  await theirs.getByText('Meera Krishnan for Rohan Desai').first().waitFor();
  await expectNoBarriers(theirs, 'substitutes-of-the-substitute');
  await theirs.goto(`${suite.app.url}/inbox`);
  await theirs.getByText('for Rohan Desai').first().waitFor();
  await theirs.goto(`${suite.app.url}/approvals/${approvalId}`);
  await theirs.getByRole('button', { name: 'Approve', exact: true }).click();
  await theirs.getByText('Meera Krishnan for Rohan Desai approved').waitFor();

  await page.getByRole('button', { name: /^End: Meera/ }).click();
  const box = page.getByRole('dialog', { name: 'End this substitute?' });
  await box.getByRole('button', { name: 'End', exact: true }).click();
  await page.getByRole('listitem').getByText('Revoked').waitFor();
});

test('an admin adds an approver and decides past all of them, with a reason', async () => {
  const approvalId = await waiting('sales.rep2');
  const page = await open('admin', `/approvals/${approvalId}`);
  await page.getByRole('button', { name: 'Add an approver' }).click();
  const adding = page.getByRole('dialog', { name: 'Add an approver' });
  await choose(adding, 'Who else', /Suresh Menon/);
  await adding.getByRole('button', { name: 'Ask them too' }).click();
  await page.getByText('Reporting manager: added Suresh Menon').waitFor();
  await page.getByRole('button', { name: 'Override', exact: true }).click();
  const box = page.getByRole('dialog', { name: 'Decide instead of the approvers?' });
  await box.getByRole('button', { name: 'Approve as an admin' }).click();
  await box.getByText('Say why you decide instead of them').waitFor();
  expect(await barriers(page, WCAG)).toEqual([]);
  await box.getByRole('textbox', { name: 'Reason' }).fill('Payroll closes today');
  await box.getByRole('button', { name: 'Approve as an admin' }).click();
  await page.getByText('Admin override', { exact: true }).waitFor();
  await page.getByText(/Decided by an admin past/).waitFor();
  await box.waitFor({ state: 'hidden' });
  await expectNoBarriers(page, 'approval-for-another');
});

test('nobody is offered to decide what they asked for themselves, an admin neither', async () => {
  const approvalId = await waiting('admin');
  const page = await open('admin', `/approvals/${approvalId}`);
  await page.getByText('Who signs').waitFor();
  for (const name of ['Approve', 'Reject', 'Override']) {
    expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0);
  }
});

test('deactivating somebody who leads others says what is left behind', async () => {
  const page = await open('admin', '/people?q=Meera');
  await page.getByRole('link', { name: /Meera Krishnan/ }).click();
  await page.getByText('Nobody acts for Meera Krishnan').waitFor();
  await expectNoBarriers(page, 'person-left-behind');
  await page.locator('#content').getByRole('button', { name: 'Deactivate' }).click();
  const dialog = page.getByRole('dialog');
  for (const what of ['New manager', 'New head']) {
    await dialog.getByRole('button', { name: `Nobody: ${what}`, includeHidden: true }).click();
  }
  await dialog.getByRole('button', { name: 'Deactivate' }).click();
  await page.getByText(/1 direct report without an active manager, 1 department/).waitFor();
});
