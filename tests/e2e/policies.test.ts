import type { Locator, Page } from 'playwright-core';
import { picture } from '../support/barriers';
import { choose } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import { approvalWhen, asked, claim } from '../support/personas';

jest.setTimeout(120_000);

const suite = browserSuite();

const PAGE = '/admin/policies/expense-claim';
const openAdmin = (path: string) => suite.open('admin', path);
const stepOf = (page: Page, number: number) => page.getByRole('group', { name: `Step ${number}` });
const button = (scope: Page | Locator, name: string) =>
  scope.getByRole('button', { name, exact: true });

test('a policy edited in the browser routes the next request and leaves the running one alone', async () => {
  const rep = await suite.people.as('sales.rep');
  const running = await claim(rep, '900.00');
  await approvalWhen(rep, running.approvalId, asked('reporting-manager'));

  const page = await openAdmin('/admin/policies');
  await picture(page, 'policies-list');
  await page.getByRole('link', { name: 'Expense claim' }).click();
  await button(page, 'Add a step').click();
  const added = stepOf(page, 3);
  // Nobody can publish what is not whole: the message stands at its field.
  await added.getByText('Name the step').waitFor();
  await added.getByLabel('Name').fill('Head of HR');
  await choose(added, 'Signed by', 'HR');
  await button(added, 'Add a condition').click();
  await added.getByLabel('Amount').fill('500.00');
  await button(page, 'Move step 3 up').click();
  await button(page, 'Save draft').click();
  await page.getByText('Draft saved').waitFor();
  await picture(page, 'policies-editor');

  await button(page, 'Publish…').click();
  const dialog = page.getByRole('dialog', { name: 'Publish the draft' });
  await dialog.getByText(/Head of HR signs in stage 2: HR within 2 working days/).waitFor();
  await dialog.getByText(/requests of the last 90 days/).waitFor();
  await picture(page, 'policies-publish');
  await dialog.getByLabel('What changes, and why').fill('HR looks at what costs more than 500');
  await button(dialog, 'Publish').click();
  await page.getByText('Published', { exact: true }).waitFor();
  await page.getByRole('button', { name: /Version 2/ }).click();
  await page.getByText('HR looks at what costs more than 500').waitFor();

  const next = await claim(rep, '900.00');
  const routed = await approvalWhen(rep, next.approvalId, asked('reporting-manager'));
  expect([routed.policyVersion, routed.steps.map(({ name }) => name)]).toEqual([
    2,
    ['Reporting manager', 'Head of HR'],
  ]);
  const manager = await suite.people.as('sales.manager');
  for (const { approvalId } of [running, next]) {
    await manager.post(`/approvals/${approvalId}/decisions`, { verdict: 'approve' });
  }
  const old = await approvalWhen(rep, running.approvalId, ({ status }) => status !== 'pending');
  expect([old.status, old.policyVersion, old.steps.length]).toEqual(['approved', 1, 1]);
  const step = routed.steps[1]!.key;
  const waiting = await approvalWhen(rep, next.approvalId, asked(step));
  expect(waiting.steps[1]!.approvers.map(({ name }) => name)).toEqual(['Kavita Iyer']);
});

test('the simulator shows who signs and why, and the preview of a requester says the same', async () => {
  const page = await openAdmin(PAGE);
  const tryIt = page.getByRole('region', { name: 'Try it' });
  await choose(tryIt, 'Requester', /Asha Pillai/);
  await tryIt.getByLabel('Amount').fill('30000.00');
  await button(tryIt, 'Show who signs').click();
  const signers = tryIt.getByRole('region', { name: 'Who signs' });
  await signers.getByText('Rohan Desai').waitFor();
  await signers.getByText('Suresh Menon').waitFor();
  await tryIt.getByText(/the amount is above ₹25,000.00: yes, it is ₹30,000.00/).waitFor();
  await picture(page, 'policies-simulator');
  const rep = await suite.people.as('sales.rep');
  const previewed = await rep.post('/approval-previews', {
    kind: 'expense-claim',
    data: {
      title: 'x',
      lines: [
        {
          ...{ date: '2026-11-02', category: 'travel', description: 'x' },
          amount: { amount: '30000.00', currency: 'INR' },
        },
      ],
    },
  });
  const { steps } = previewed.body as { steps: { approvers: { name: string }[] }[] };
  for (const { approvers } of steps) {
    await signers.getByText(approvers[0]!.name).waitFor();
  }
});

test('a group is made, and can be chosen to sign', async () => {
  const groups = await openAdmin('/admin/policies/groups');
  const form = groups.getByRole('region', { name: 'New group' });
  await form.getByLabel('Name').fill('Purchasing');
  await form.getByRole('combobox', { name: 'Members' }).click();
  await groups.getByRole('option', { name: /Kavita Iyer/ }).click();
  await groups.getByRole('option', { name: /Suresh Menon/ }).click();
  await groups.keyboard.press('Escape');
  await button(form, 'Make the group').click();
  await groups.getByRole('region', { name: 'Purchasing' }).waitFor();
  await picture(groups, 'policies-groups');

  const page = await openAdmin('/admin/policies/leave');
  const step = stepOf(page, 1);
  await choose(step, 'Signed by', 'A group');
  await step.getByText('Name at least one').waitFor();
  await step.getByRole('combobox', { name: 'Groups' }).click();
  await page.getByRole('option', { name: 'Purchasing' }).click();
  await page.keyboard.press('Escape');
  await choose(step, 'How many', 'one of each group signs');
  await button(page, 'Save draft').click();
  await page.getByText('Draft saved').waitFor();
});

test('others have no business there', async () => {
  const page = await suite.open('sales.rep', PAGE);
  await page.getByText('This page is for admins').waitFor();
});
