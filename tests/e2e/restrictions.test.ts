import type { Page } from 'playwright-core';
import type { Me } from '../../domain/wire/common';
import { barriers, expectNoBarriers, picture, WCAG } from '../support/barriers';
import { choose, comesToBe, fillDate, unreadOf } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import type { Persona } from '../support/company';

jest.setTimeout(180_000);

const suite = browserSuite();
const { open } = suite;

const meOf = async (persona: Persona) =>
  (await (await suite.people.as(persona)).get('/me')).body as Me;
const log = (page: Page) => page.getByRole('log', { name: 'Messages' });
// The same words come as a toast for a moment.
const main = (page: Page) => page.getByRole('main');
const banner = (page: Page) =>
  main(page).getByText('You may not use the chat for now', { exact: true });

test('an admin restricts a person from chat: the open page says why and until when, and comes back when it is lifted', async () => {
  const [rep, manager] = [await meOf('sales.rep'), await meOf('sales.manager')];
  const started = await (
    await suite.people.as('sales.rep')
  ).post('/conversations', { kind: 'direct', memberIds: [manager.id] });
  const { id } = started.body as { id: string };
  const chat = await open('sales.rep', `/chat/${id}`);
  const elsewhere = await open('sales.rep', '/leave');
  await log(chat).getByText('No messages yet').waitFor();
  const unread = await unreadOf(elsewhere);

  const admin = await open('admin', '/admin/restrictions');
  await admin.getByText('Nobody is restricted').waitFor();
  await admin.getByRole('button', { name: 'Restrict a person' }).click();
  const dialog = admin.getByRole('dialog', { name: 'Restrict a person' });
  await dialog.getByRole('button', { name: 'Restrict' }).click();
  await dialog.getByText('Choose a person').waitFor();
  await dialog.getByText('Say why').waitFor();
  await dialog.getByText('Choose a day').waitFor();
  expect(await barriers(admin, WCAG)).toEqual([]);
  await picture(admin, 'restrict');
  await choose(dialog, 'Person', new RegExp(rep.name));
  await dialog.getByLabel('Reason').fill('Shouting <b>at</b> customers');
  await fillDate(dialog, 'Day', '1 Mar 2027');
  await dialog.getByLabel(/^Time/).fill('09:30');
  await dialog.getByRole('button', { name: 'Restrict' }).click();

  await banner(chat).waitFor({ timeout: 5000 });
  await main(chat).getByText('Reason: Shouting <b>at</b> customers').waitFor();
  await main(chat).getByText('Until 1 Mar 2027, 09:30 (Asia/Kolkata)').waitFor();
  await comesToBe(() => log(chat).count(), 0);
  await expectNoBarriers(chat, 'chat-restricted');
  await chat.reload();
  await banner(chat).waitFor();
  await elsewhere.getByText(/^Until .*Reason: Shouting/).waitFor();
  expect(await unreadOf(elsewhere)).toBe(unread + 1);

  const row = admin.getByRole('row', { name: new RegExp(rep.name) });
  await row.getByText('1 Mar 2027, 09:30').waitFor();
  await dialog.waitFor({ state: 'hidden' });
  await expectNoBarriers(admin, 'admin-restrictions');
  // Said meanwhile, and there once they are back.
  await (
    await suite.people.as('sales.manager')
  ).post(`/conversations/${id}/messages`, { clientId: 'meanwhile', text: 'Said meanwhile' });
  await row.getByRole('button', { name: `Lift: ${rep.name}` }).click();
  const lifting = admin.getByRole('dialog', { name: /^Lift the restriction/ });
  await lifting.getByRole('button', { name: 'Lift' }).click();
  await lifting.getByText('Say why').waitFor();
  await lifting.getByLabel('Reason').fill('They talked');
  await lifting.getByRole('button', { name: 'Lift' }).click();
  await log(chat).getByText('Said meanwhile').waitFor({ timeout: 5000 });
  await comesToBe(() => banner(chat).count(), 0);
  await admin.getByText('Nobody is restricted').waitFor();

  await admin.goto(`${suite.app.url}/people/${rep.id}`);
  await admin.getByText(/^Lifted by .*: They talked$/).waitFor();
  await admin.getByRole('button', { name: 'Restrict …' }).waitFor();
  await expectNoBarriers(admin, 'person-restrictions');
});

test('a restriction ends by itself on an open page, without a reload', async () => {
  const consultant = await meOf('consultant');
  const page = await open('consultant', '/chat');
  await page.getByRole('button', { name: 'New conversation' }).waitFor();
  await (
    await suite.people.as('admin')
  ).post(`/admin/users/${consultant.id}/restrictions`, {
    ...{ chat: true, reason: 'A moment', until: new Date(Date.now() + 4000).toISOString() },
  });
  await banner(page).waitFor({ timeout: 3000 });
  await page.getByRole('button', { name: 'New conversation' }).waitFor({ timeout: 8000 });
  await comesToBe(() => banner(page).count(), 0);
  await page.getByText('Its time has come.').waitFor();
});
