import type { Page } from 'playwright-core';
import type { OnboardingDetail } from '../../domain/wire/onboarding';
import { expectNoBarriers } from '../support/barriers';
import { choose } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import { pdf } from '../support/receipts';

jest.setTimeout(180_000);

const suite = browserSuite();

const TO = 'newcomer@home.example';

/** The address in the newest mail to the newcomer whose subject has these words. */
async function mailedLink(subject: string): Promise<string> {
  const [mail] = await suite.app.inbox.mails({ to: TO, subject }, 20_000);
  return mail!.links.find((link) => link.includes('/before-you-start#'))!;
}

async function openLink(link: string): Promise<Page> {
  const context = await suite.browser.newContext({ reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole('heading', { level: 1, name: 'Before your first day' }).waitFor();
  return page;
}

const FILLED = {
  Phone: '+91 98200 12345',
  'Street and house': '14 Temple Road',
  Town: 'Bengaluru',
  'Postal code': '560003',
  Country: 'India',
  'In an emergency, call': 'Leela Rao',
  'Who they are to you': 'Mother',
  'Account holder': 'Nila Rao',
  Bank: 'Sahyadri Bank',
  IFSC: 'SHYB0001234',
  'Account number': '004512347890',
};

test('HR mails the form, the newcomer saves it, comes back and hands it in, HR sends it back and accepts it', async () => {
  const client = await suite.people.as('hr');
  const { items } = (await client.get('/people?q=consultant2@')).body as {
    items: { id: string; name: string }[];
  };
  const { id: personId, name } = items[0]!;
  const started = await client.post('/onboardings', { personId, dayZero: '2099-06-01' });
  const { id } = started.body as OnboardingDetail;
  const hr = await suite.open('hr', `/onboardings/${id}`);
  const section = hr.getByRole('region', { name: 'Before the first day' });
  await section.getByLabel('Private e-mail').fill('nobody');
  await section.getByRole('button', { name: 'Send the form' }).click();
  await section.getByText('Use an address such as').waitFor();
  await section.getByLabel('Private e-mail').fill(TO);
  await section.getByRole('button', { name: 'Send the form' }).click();
  await section.getByText(`Sent to ${TO}`).waitFor();
  await expectNoBarriers(hr, 'before-first-day-sent');

  const link = await mailedLink('Before your first day');
  const page = await openLink(link);
  await page.getByText(`${name}, you begin on 1 Jun 2099`).waitFor();
  for (const [label, text] of Object.entries(FILLED)) {
    await page.getByRole('textbox', { name: label, exact: true }).fill(text);
  }
  await choose(page, 'Size of clothes', 'L');
  await page.getByRole('button', { name: 'Save for later' }).click();
  await page.getByText('Saved. You can close the page').waitFor();
  await expectNoBarriers(page, 'before-you-start');
  await page.reload();
  await page.getByText('Kept: •••• 7890').waitFor();
  expect(await page.getByLabel('Town').inputValue()).toBe('Bengaluru');

  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^Hand in a document: Hand in bank/ }).click();
  const { content: buffer, type: mimeType } = pdf('early');
  await (await chooser).setFiles({ name: 'account.pdf', mimeType, buffer });
  await page.getByText('Bank details form: handed in, waits for HR').waitFor();
  await page.getByRole('button', { name: 'Hand in', exact: true }).click();
  await page.getByText('Something is missing above').waitFor();
  await page.getByText('Use a number such as').waitFor();
  await page.getByLabel('Their phone').fill('+91 98200 54321');
  await page.getByRole('button', { name: 'Hand in', exact: true }).click();
  await page.getByText('The form is handed in').waitFor();
  await page.reload();
  await page.getByText('The form was handed in by this link').waitFor();
  await expectNoBarriers(page, 'before-you-start-over');

  await hr.reload();
  await section.getByText('14 Temple Road').waitFor();
  await section.getByText(/•••• 7890/).waitFor();
  await expectNoBarriers(hr, 'before-first-day-review');
  await section.getByRole('button', { name: 'Send it back' }).click();
  const dialog = hr.getByRole('dialog', { name: 'Send the form back?' });
  await dialog.getByLabel('Reason').fill('Which flat?');
  await dialog.getByRole('button', { name: 'Send back' }).click();
  await section.getByText(/Which flat\?/).waitFor();
  const again = await openLink(await mailedLink('Your form has come back'));
  await again.getByText('Which flat?').waitFor();
  await again.getByLabel('Street and house').fill('Flat 3, 14 Temple Road');
  await again.getByRole('button', { name: 'Hand in', exact: true }).click();
  await again.getByText('The form is handed in').waitFor();

  await hr.reload();
  await section.getByText('Flat 3, 14 Temple Road').waitFor();
  await section.getByRole('button', { name: 'Accept the form' }).click();
  await section.getByText('Accepted', { exact: true }).waitFor();
  await section.getByRole('link', { name: 'Its signatures' }).waitFor();
  await hr.goto(`${suite.app.url}/people/${personId}`);
  await hr.getByRole('region', { name: 'Personal details' }).getByText('Leela Rao').waitFor();
});
