import type { Page } from 'playwright-core';
import type { Me } from '../../domain/wire/common';
import { barriers, expectNoBarriers, picture, WCAG } from '../support/barriers';
import { choose, fillDate } from '../support/browser';
import { browserSuite } from '../support/browser-suite';

jest.setTimeout(180_000);

const suite = browserSuite();
const { open } = suite;

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('the leave page leads to what is behind a balance: buckets and rows in words, as of any day', async () => {
  const page = await open('sales.rep', '/leave');
  await expectNoBarriers(page, 'leave');
  await page.getByRole('link', { name: 'What is behind them' }).click();
  await page.getByRole('heading', { name: 'Leave account' }).waitFor();
  const earned = section(page, 'Earned leave');
  await earned.getByText(/days left: 48 days given/).waitFor();
  await earned.getByRole('row', { name: /Running balance 48/ }).waitFor();
  const rows = section(page, 'What has moved it');
  await rows
    .getByRole('link', { name: /^Leave / })
    .first()
    .waitFor();
  expect(await page.getByRole('button', { name: /Adjust|Pay out/ }).count()).toBe(0);
  await expectNoBarriers(page, 'leave-account');

  await fillDate(page, 'At the end of', '2025-01-01');
  await page.getByText('As it was at the end of 1 Jan 2025').waitFor();
  await earned.getByText(/30 days given/).waitFor();
  await rows.getByText('For the period that begins on 1 Jan 2025').first().waitFor();
  await page.getByRole('button', { name: 'Show now' }).click();
  await page.getByText('As it is now').waitFor();
});

test('HR adjusts a balance with a reason, and the person reads it', async () => {
  const rep = (await (await suite.people.as('sales.rep')).get('/me')).body as Me;
  const page = await open('hr', `/leave/account?person=${rep.id}`);
  const sick = section(page, 'Sick leave');
  await sick.getByRole('button', { name: 'Adjust: Sick leave' }).click();
  const dialog = page.getByRole('dialog', { name: 'Adjust: Sick leave' });
  await dialog.getByRole('button', { name: 'Adjust balance' }).click();
  await dialog.getByText('Say why').waitFor();
  await dialog.getByText(/Use days such as/).waitFor();
  expect(await barriers(page, WCAG)).toEqual([]);
  await dialog.getByLabel(/Days to add/).fill('-500');
  await dialog.getByLabel('Reason').fill('Was ill on a holiday <b>');
  await dialog.getByRole('button', { name: 'Adjust balance' }).click();
  await dialog.getByText(/^At most .* can be taken off$/).waitFor();
  await picture(page, 'leave-adjust-refused');
  await dialog.getByLabel(/Days to add/).fill('1.5');
  await dialog.getByRole('button', { name: 'Adjust balance' }).click();
  await dialog.waitFor({ state: 'detached' });
  await sick.getByText(/31.5 days given/).waitFor();
  await section(page, 'Leaving').getByText('Once it is known').waitFor();
  await expectNoBarriers(page, 'leave-account-hr');

  const own = await open('sales.rep', '/leave/account');
  await own.getByText(/Was ill on a holiday <b>, by/).waitFor();
  await own.getByText('+1.5 days').waitFor();
});

test('HR sees what each type brings, and sets the next version after looking at what it gives', async () => {
  const page = await open('hr', '/admin/leave');
  const earned = section(page, 'Earned leave');
  await earned.getByText('19 days a year, given every month').waitFor();
  await earned.getByText('Up to 10 days are carried over and may be used for 3 months.').waitFor();
  await expectNoBarriers(page, 'leave-policies');

  await page.getByRole('button', { name: 'New version of Casual leave' }).click();
  const dialog = page.getByRole('dialog', { name: 'New version: Casual leave' });
  await dialog.getByRole('button', { name: 'Set version' }).click();
  await dialog.getByText(/Use a date|Fill this in/).waitFor();
  await fillDate(dialog, 'Holds from', '2028-01-01');
  await dialog.getByLabel('Days a year').fill('10');
  await choose(dialog, 'Given', 'Twice a year');
  await dialog.getByRole('button', { name: 'Preview' }).click();
  await dialog.getByText(/5 on 1 Jan 2028, 5 on 1 Jul 2028/).waitFor();
  await dialog.getByText('Together 110 days in 2028').waitFor();
  expect(await barriers(page, WCAG)).toEqual([]);
  await picture(page, 'leave-policy-preview');
  await dialog.getByRole('button', { name: 'Set version' }).click();
  await dialog.waitFor({ state: 'detached' });
  const casual = section(page, 'Casual leave');
  await casual.getByText('From 1 Jan 2028 on').waitFor();
  await casual.getByRole('button', { name: 'Withdraw the version from 1 Jan 2028' }).click();
  await casual.getByText('From 1 Jan 2028 on').waitFor({ state: 'detached' });
});

test('nobody else is shown the policies', async () => {
  const page = await open('sales.manager', '/admin/leave');
  await page.getByText('This page is for HR and admins').waitFor();
});
