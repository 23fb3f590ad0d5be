import { readFileSync } from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import type { Page } from 'playwright-core';
import { RETENTION_SCHEDULE } from '../../platform/temporal/retention-schedule';
import { barriers, expectNoBarriers, WCAG } from '../support/barriers';
import { browserSuite } from '../support/browser-suite';
import { readEverything } from '../support/read-everything';

jest.setTimeout(180_000);

const WHY = 'Complaint 17 of the Kaveri deal';
const suite = browserSuite();
const { open } = suite;
let talk: string;
beforeAll(async () => {
  await readEverything(suite.people);
  talk = await talkAboutADeal();
});

/** A direct conversation with a message that was changed and one that was deleted. */
async function talkAboutADeal(): Promise<string> {
  const [rep, manager] = await Promise.all([
    suite.people.as('sales.rep'),
    suite.people.as('sales.manager'),
  ]);
  const { id: other } = (await manager.get('/me')).body as { id: string };
  const started = await rep.post('/conversations', { kind: 'direct', memberIds: [other] });
  const { id } = started.body as { id: string };
  const say = async (text: string) =>
    (
      (await rep.post(`/conversations/${id}/messages`, { clientId: text, text })).body as {
        id: string;
      }
    ).id;
  const changed = await say('Forty percent for them');
  await rep.patch(`/conversations/${id}/messages/${changed}`, { text: 'Four percent for them' });
  await rep.call('DELETE', `/conversations/${id}/messages/${await say('Delete this later')}`);
  await say('<img src=x onerror=alert(1)>');
  return id;
}

async function giveReason(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Reason' }).fill('because');
  expect(await page.getByRole('button', { name: 'Begin' }).isDisabled()).toBe(true);
  await page.getByRole('textbox', { name: 'Reason' }).fill(WHY);
  await page.getByRole('button', { name: 'Begin' }).click();
}

test('an admin gives a reason, finds a conversation and sees what was changed and deleted', async () => {
  const admin = await open('admin', '/admin/conversations');
  const asked: string[] = [];
  admin.on('request', (request) => {
    if (request.url().includes('/api/v1/admin/conversations')) asked.push(request.url());
  });
  await expectNoBarriers(admin, 'chat-audit-reason');
  expect(asked).toEqual([]);
  await giveReason(admin);
  await admin.getByText(/^\d+ conversations found/).waitFor();
  await admin.getByLabel('Words').fill('forty');
  await admin.getByRole('combobox', { name: 'Who is or was in it' }).fill('Rohan');
  await admin.getByRole('option', { name: /Rohan Desai/ }).click();
  await admin.getByRole('button', { name: 'Search' }).click();
  await admin.getByRole('link', { name: 'Export CSV' }).waitFor();
  await expectNoBarriers(admin, 'chat-audit-list');
  await admin.getByRole('link', { name: /Rohan Desai/ }).click();
  // The reason holds from one page to the next; a reload asks again.
  await admin.getByText('3 messages found').waitFor();
  await admin.getByText('Four percent for them').waitFor();
  await admin.getByText('<img src=x onerror=alert(1)>').waitFor();
  await admin.getByText('1 earlier version').last().click();
  await admin.getByText('Forty percent for them').waitFor();
  await admin.getByText('1 earlier version').first().click();
  await admin.getByText('Delete this later').waitFor();
  expect(
    await admin.getByRole('region', { name: 'Who was in it, and when' }).getByRole('row').count(),
  ).toBe(3);
  await expectNoBarriers(admin, 'chat-audit-conversation');
  expect(asked).toHaveLength(3);
  await admin.getByLabel('Deleted').check();
  await admin.getByRole('button', { name: 'Search' }).click();
  await admin.getByText('1 message found').waitFor();
  await admin.reload();
  await admin.getByRole('button', { name: 'Begin' }).waitFor();
});

test('what an admin exports and holds is in the log HR reads', async () => {
  const admin = await open('admin', `/admin/conversations/${talk}`);
  await giveReason(admin);
  const [download] = await Promise.all([
    admin.waitForEvent('download'),
    admin.getByRole('link', { name: 'Export JSON' }).click(),
  ]);
  const file = JSON.parse(readFileSync(await download.path(), 'utf8')) as {
    manifest: { reason: string; counts: object };
  };
  expect(file.manifest).toMatchObject({ reason: WHY, counts: { messages: 3, versions: 2 } });
  await admin.getByRole('button', { name: 'Set hold' }).click();
  const dialog = admin.getByRole('dialog', { name: 'Legal hold' });
  await dialog.getByLabel('Reason').fill('The court asked for it');
  expect(await barriers(admin, WCAG)).toEqual([]);
  await dialog.getByRole('button', { name: 'Set hold' }).click();
  await admin.getByText('On hold', { exact: true }).waitFor();
  await admin.getByRole('link', { name: 'Retention rule' }).click();
  await admin.getByRole('textbox', { name: 'Asha Pillai, Rohan Desai' }).waitFor();
  await admin.getByRole('button', { name: 'Remove the rule of Asha Pillai' }).click();
  await admin.getByRole('textbox', { name: 'Asha Pillai' }).waitFor({ state: 'detached' });

  const hr = await open('hr', '/');
  await hr
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Auditors’ log' })
    .click();
  const log = hr.getByRole('region', { name: 'Auditors’ log' });
  await log.getByText('Set a legal hold').waitFor();
  await log.getByText('The court asked for it').waitFor();
  await log.getByText('Received an export').waitFor();
  await log.getByText(WHY).first().waitFor();
  // The link that was pressed is not pointed at any more.
  await hr.mouse.move(640, 400);
  await expectNoBarriers(hr, 'chat-audit-log');
  await hr.getByRole('combobox', { name: 'What' }).click();
  await hr.getByRole('option', { name: 'Read this log' }).click();
  await hr.getByRole('button', { name: 'Search' }).click();
  await log.getByText('Set a legal hold').waitFor({ state: 'detached' });
  await log
    .getByRole('cell', { name: /Read this log/ })
    .first()
    .waitFor();
  await hr.goto(`${suite.app.url}/admin/conversations`);
  await hr.getByText('This page is for admins').waitFor();
});

test('rules show what would go before they are saved, and the night takes it but for what is held', async () => {
  const [rep2, consultant] = await Promise.all([
    suite.people.as('sales.rep2'),
    suite.people.as('consultant'),
  ]);
  const { id: other } = (await consultant.get('/me')).body as { id: string };
  const body = { kind: 'direct', memberIds: [other] };
  const { id } = (await rep2.post('/conversations', body)).body as { id: string };
  await rep2.post(`/conversations/${id}/messages`, { clientId: 'x', text: 'Not for ever' });
  await suite.db.query(`UPDATE chat_message SET created_at = now() - interval '90 days'`);

  const theirs = await open('consultant', `/chat/${id}`);
  await theirs.getByRole('log').getByText('Not for ever').waitFor();
  const admin = await open('admin', '/admin/retention');
  await admin
    .getByRole('region', { name: 'Legal holds' })
    .getByText('The court asked for it')
    .waitFor();
  await admin.getByLabel('Direct conversations').fill('30');
  await admin.getByRole('button', { name: 'Show what would go' }).click();
  await admin.getByText(/^[\d,]+ messages in \d+ conversations would go/).waitFor();
  await admin.getByText(/A hold keeps \d+ further messages\./).waitFor();
  await expectNoBarriers(admin, 'chat-audit-retention');
  await admin.getByRole('textbox', { name: 'Reason' }).fill('Policy of this year');
  await admin.getByRole('button', { name: 'Save rules' }).click();
  await admin.getByText('Saved.').waitFor();

  const connection = await Connection.connect({ address: suite.app.environment.TEMPORAL_ADDRESS });
  const temporal = new Client({ connection, namespace: suite.app.environment.TEMPORAL_NAMESPACE });
  await temporal.schedule.getHandle(RETENTION_SCHEDULE).trigger();
  // An open page follows, as it does a deletion.
  await theirs.getByRole('log').getByText('No longer kept').waitFor();
  await theirs.getByText('Not for ever').first().waitFor({ state: 'detached' });
  const { rows } = await suite.db.query<{ text: string }>(
    'SELECT text FROM chat_message WHERE conversation_id = $1 ORDER BY seq',
    [talk],
  );
  expect(rows.map(({ text }) => text)).toContain('Four percent for them');
  await connection.close();
});

test('everybody is told that conversations may be audited, and how', async () => {
  const page = await open('sales.rep', `/chat/${talk}`);
  const note = page
    .getByRole('note')
    .getByText('Conversations may be audited for a stated reason.');
  await note.waitFor();
  await page.getByRole('link', { name: 'How that works' }).click();
  await page.getByRole('heading', { level: 1, name: 'How conversations may be audited' }).waitFor();
  await expectNoBarriers(page, 'chat-audit-about');
  await page.goto(`${suite.app.url}/chat-audits`);
  await page.getByText('This page is for HR and admins').waitFor();
});
