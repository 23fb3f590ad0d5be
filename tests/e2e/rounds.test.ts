import type { Page } from 'playwright-core';
import { answerLate } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import { approvalWhen, asked, claim, closed } from '../support/personas';

jest.setTimeout(120_000);

const suite = browserSuite();
const { open } = suite;

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

test('a claim is sent back, changed by its form, and signed with the change in sight', async () => {
  const consultant = await suite.people.as('consultant');
  const { approvalId } = await claim(consultant, '1200.00');
  await approvalWhen(consultant, approvalId, asked('reporting-manager'));
  const [mine, manager] = [
    await open('consultant', `/approvals/${approvalId}`),
    await open('consulting.manager', `/approvals/${approvalId}`),
  ];
  await press(manager, 'Send back');
  const box = manager.getByRole('dialog', { name: 'Send this request back?' });
  await box.getByLabel('What should be changed').fill('The taxi was 1,500');
  await box.getByRole('button', { name: 'Send back' }).click();
  await manager.getByText('Sent back to be changed', { exact: true }).first().waitFor();

  // Nobody reloads: the requester's page follows.
  await mine.getByText('Change it and send it again by').waitFor();
  await mine.getByText('“The taxi was 1,500”').waitFor();
  await mine.getByRole('link', { name: 'Change' }).click();
  await mine.getByRole('heading', { name: 'Change a request' }).waitFor();
  await mine.getByRole('textbox', { name: 'Amount' }).fill('1500');
  await mine.getByLabel('What approvers should know').fill('As you said');
  // The push that tells of the new version overtakes the answer.
  await answerLate(mine, '**/revisions');
  await press(mine, 'Send again');
  await mine.getByText('Changed in version 2').waitFor();

  await manager.getByText('Changed in version 2').waitFor();
  const change = manager.getByRole('listitem').filter({ hasText: 'Total' }).last();
  expect(await change.innerText()).toMatch(/1,200\.00[\s\S]*1,500\.00/);
  await press(manager, 'Approve');
  const done = await approvalWhen(consultant, approvalId, closed);
  expect([done.status, done.round, done.data.total]).toEqual([
    'approved',
    2,
    { amount: '1500.00', currency: 'INR' },
  ]);
});

test('a decision whose answer is overtaken by the push is still said to have been recorded', async () => {
  const consultant = await suite.people.as('consultant');
  const { approvalId } = await claim(consultant, '700.00');
  const { title } = await approvalWhen(consultant, approvalId, asked('reporting-manager'));
  const manager = await open('consulting.manager');
  const row = manager.getByRole('link', { name: title }).first();
  await row.waitFor();
  await answerLate(manager, '**/decisions');
  await manager.getByRole('button', { name: `Approve: ${title}` }).click();
  await row.waitFor({ state: 'detached' });
  await manager.getByRole('alert').getByText('Approved', { exact: true }).waitFor();
});

test('a page that was being read while the request was decided shows the decision', async () => {
  const consultant = await suite.people.as('consultant');
  const { approvalId } = await claim(consultant, '750.00');
  await approvalWhen(consultant, approvalId, asked('reporting-manager'));
  const mine = await open('consultant');
  let answered = () => {};
  const decided = new Promise<void>((resolve) => (answered = resolve));
  await mine.route(`**/approvals/${approvalId}`, async (route) => {
    const response = await route.fetch();
    await decided;
    await route.fulfill({ response });
  });
  await mine.evaluate(
    `history.pushState({}, '', '/approvals/${approvalId}'); dispatchEvent(new PopStateEvent('popstate'))`,
  );
  const manager = await suite.people.as('consulting.manager');
  await manager.post(`/approvals/${approvalId}/decisions`, { verdict: 'approve' });
  await approvalWhen(consultant, approvalId, closed);
  await mine.waitForTimeout(500);
  answered();
  await mine.getByText('Imran Sheikh approved').waitFor();
});

test('a question stops the clock in sight of both, and the answer starts it', async () => {
  const consultant = await suite.people.as('consultant2');
  const { approvalId } = await claim(consultant, '900.00');
  await approvalWhen(consultant, approvalId, asked('reporting-manager'));
  const [mine, manager] = [
    await open('consultant2', `/approvals/${approvalId}`),
    await open('consulting.manager', `/approvals/${approvalId}`),
  ];
  await mine
    .getByText(/due in/)
    .first()
    .waitFor();
  await manager.getByLabel('Comment').fill('Which customer was it?');
  await press(manager, 'Ask for information');
  await mine.getByText('Approvers wait for your answer').waitFor();
  await mine
    .getByText(/due in/)
    .first()
    .waitFor({ state: 'detached' });
  await mine.getByLabel('Your answer').fill('Kaveri Credit');
  await press(mine, 'Answer');
  await manager.getByText('“Kaveri Credit”').waitFor();
  await mine
    .getByText(/due in/)
    .first()
    .waitFor();
});
