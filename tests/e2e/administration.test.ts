import type { Page } from 'playwright-core';
import { browserSuite } from '../support/browser-suite';
import { askForLeave } from '../support/personas';

jest.setTimeout(90_000);

const suite = browserSuite();
const { open } = suite;

const press = (page: Page, name: string) =>
  page.locator('#content').getByRole('button', { name, exact: true }).click();
const isAtTheDoor = (page: Page) =>
  page.getByRole('heading', { name: 'Sign in to NETRA' }).waitFor();

async function openPerson(words: string): Promise<Page> {
  const admin = await open('admin', `/people?q=${words}`);
  await admin.getByRole('link', { name: new RegExp(words) }).click();
  await admin.getByLabel('Name', { exact: false }).first().waitFor();
  return admin;
}

test('a person is renamed, shut out at once, and let in again', async () => {
  const admin = await openPerson('Vikram');
  const theirs = await open('sales.rep2');
  await admin.getByRole('textbox', { name: 'Name', exact: true }).fill('Vikram J. Joshi');
  await press(admin, 'Save');
  await admin.getByRole('heading', { level: 1, name: 'Vikram J. Joshi' }).waitFor();
  await press(admin, 'Deactivate');
  const box = admin.getByRole('dialog', { name: 'Deactivate Vikram J. Joshi?' });
  await box.getByRole('button', { name: 'Deactivate' }).click();
  await isAtTheDoor(theirs);
  await admin.getByText('Inactive', { exact: true }).waitFor();
  await press(admin, 'Activate');
  await admin.getByRole('dialog').getByRole('button', { name: 'Activate' }).click();
  await admin.getByText('Active', { exact: true }).waitFor();
  await open('sales.rep2');
});

test('nobody reports to their own reports', async () => {
  const admin = await openPerson('Rohan');
  await admin.getByRole('combobox', { name: 'Reports to' }).click();
  await admin.getByRole('option', { name: /Vikram/ }).click();
  await press(admin, 'Save');
  await admin.getByRole('alert').getByText('This person reports').waitFor();
});

test('a mail that failed is sent again by a button', async () => {
  await askForLeave(await suite.people.as('sales.rep'));
  await suite.app.inbox.mails({ to: 'sales.manager@netra.example' }, 15_000);
  await suite.app.inbox.clear();
  // The server has it a moment before its row says so.
  let mail: { id: string } | undefined;
  while (!mail) {
    const { rows } = await suite.db.query<{ id: string }>(
      `UPDATE mail SET status = 'failed', last_error = '550 mailbox full'
       WHERE id = (SELECT id FROM mail ORDER BY created_at DESC LIMIT 1) AND status = 'sent' RETURNING id`,
    );
    mail = rows[0];
  }
  const admin = await open('admin', '/admin/mail?status=failed');
  await admin.getByText('550 mailbox full').waitFor();
  await admin.goto(`${suite.app.url}/admin/mail/${mail.id}`);
  await press(admin, 'Try again now');
  expect(await suite.app.inbox.mails({ to: 'sales.manager@netra.example' }, 15_000)).toHaveLength(
    1,
  );
  // The page may know already, and then has no button to refresh it any more.
  await admin.reload();
  await admin.getByText('Sent', { exact: true }).first().waitFor();
});

test('a new password ends every session of the account but the one it is changed in', async () => {
  const [account, elsewhere] = [await open('consultant2', '/account'), await open('consultant2')];
  const field = (name: string) => account.getByRole('textbox', { name, exact: true });
  await field('Current password').fill('not this one');
  await field('New password').fill('another-secret');
  await field('New password again').fill('another-secret');
  await press(account, 'Change password');
  await account.getByText('This is not your current password.').first().waitFor();
  await field('Current password').fill('netra-demo');
  await press(account, 'Change password');
  await account.getByText('Password changed').waitFor();
  await isAtTheDoor(elsewhere);
  await account.reload();
  await elsewhere.getByLabel('E-mail').fill('consultant2@netra.example');
  await elsewhere.getByRole('textbox', { name: 'Password', exact: true }).fill('another-secret');
  await elsewhere.getByRole('button', { name: 'Sign in' }).click();
  await elsewhere.getByRole('heading', { level: 1 }).getByText('Hello').waitFor();
  await account
    .getByRole('heading', { level: 1 })
    .getByText(/Account|Hello/)
    .waitFor();
});
