import type { Page } from 'playwright-core';
import { addDays } from '../../domain/dates/calendar';
import { formatDate } from '../../domain/dates/format';
import { expectNoBarriers } from '../support/barriers';
import { fillDate, sendForApproval } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import type { Persona } from '../support/company';
import { today } from '../support/records';
import { until } from '../support/socket-client';

jest.setTimeout(180_000);

const suite = browserSuite();
const { open } = suite;

/** Signs the open step of a request as somebody who is asked. */
async function sign(persona: Persona, approvalId: string): Promise<void> {
  const client = await suite.people.as(persona);
  await until(async () => {
    const body = { verdict: 'approve' };
    return (await client.post(`/approvals/${approvalId}/decisions`, body)).status === 200;
  }, 20_000);
}

async function idOf(persona: Persona): Promise<string> {
  const answer = await (await suite.people.as(persona)).get('/me');
  return (answer.body as { id: string }).id;
}

const fact = (page: Page, text: string) =>
  page.getByRole('region', { name: 'Probation' }).getByText(text).waitFor();

test('a probation is started with the onboarding, its review comes to the manager, HR signs, and the profile says so', async () => {
  const personId = await idOf('consultant2');
  const ends = addDays(today(), 2);
  const hr = await open('hr', `/people/${personId}`);
  await hr.getByRole('button', { name: 'Start a checklist' }).click();
  const dialog = hr.getByRole('dialog', { name: /^Start a checklist/ });
  await fillDate(dialog, 'First day', '1 Jun 2026');
  await fillDate(dialog, 'Probation until', formatDate(ends));
  await dialog.getByRole('button', { name: 'Start', exact: true }).click();
  await hr.waitForURL(/\/onboardings\/[0-9a-f-]{36}$/);

  // Its day has come already, so the workflow asks at once.
  const manager = await suite.people.as('consulting.manager');
  const link = async () => {
    const { items } = (await manager.get('/notifications?limit=50')).body as {
      items: { type: string; link: string }[];
    };
    return items.find(({ type }) => type === 'probation-review-due')?.link;
  };
  await until(async () => (await link()) !== undefined, 20_000);
  const page = await open('consulting.manager', await link());
  await page.getByText('Extend', { exact: true }).click();
  await fillDate(page, 'Extended until', formatDate(addDays(today(), 60)));
  await page.getByLabel('Reason').fill('The first project began late');
  await expectNoBarriers(page, 'probation-review-form');
  const approvalId = await sendForApproval(page);
  await sign('hr', approvalId);
  await page.goto(`${suite.app.url}/people/${personId}`);
  const extended = `${formatDate(addDays(today(), 60))}, extended`;
  for (const stop = Date.now() + 20_000; Date.now() < stop; await page.waitForTimeout(300)) {
    await page.reload();
    await fact(page, 'On probation');
    if ((await page.getByText(extended).count()) > 0) break;
  }
  await fact(page, extended);
  await page.getByRole('link', { name: 'Review the probation' }).waitFor();
  await expectNoBarriers(page, 'person-on-probation');
  const own = await open('consultant2', `/people/${personId}`);
  await fact(own, 'On probation');
  expect(await own.getByRole('link', { name: 'Review the probation' }).count()).toBe(0);
});

test('an advance is asked for, signed, paid by finance, and is an advance from then on', async () => {
  const rep = await open('sales.rep', '/expenses/advances');
  await rep.getByRole('link', { name: 'Ask for an advance' }).click();
  await rep.getByLabel('Amount').fill('15000');
  await fillDate(rep, 'Needed by', formatDate(addDays(today(), 7)));
  await rep.getByLabel('Purpose').fill('Deposit for the hall');
  await expectNoBarriers(rep, 'advance-request-form');
  const approvalId = await sendForApproval(rep);
  await sign('sales.manager', approvalId);
  await sign('finance', approvalId);
  const finance = await suite.people.as('finance');
  await until(async () => {
    const { items } = (await finance.get('/expense-advances/payable')).body as { items: object[] };
    return items.length === 1;
  }, 20_000);
  const page = await open('finance', '/expenses/advances');
  const waiting = page.getByRole('region', { name: 'Approved, to be paid' }).first();
  await waiting.getByRole('link', { name: 'Deposit for the hall' }).waitFor();
  await expectNoBarriers(page, 'advances-to-be-paid');
  await waiting.getByRole('button', { name: 'Paid' }).click();
  await page.getByText('The advance is paid').waitFor();
  await page
    .getByRole('row', { name: /Deposit for the hall/ })
    .getByRole('button', { name: 'Given back' })
    .waitFor();
  expect(await page.getByText('Approved, to be paid').count()).toBe(0);
});
