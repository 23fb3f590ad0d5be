import type { MailDetail, MailPreview, MailRow } from '../../domain/wire/admin';
import type { Page } from '../../domain/wire/common';
import { createEmailLinkTokens } from '../../platform/tokens/email-link';
import { startTestApi, type TestApi } from '../support/api';
import { ask, type AskedFor } from '../support/mailed-links';

let api: TestApi;
let asked: AskedFor[];

beforeAll(async () => {
  api = await startTestApi();
  const links = createEmailLinkTokens(api.deps.config);
  const approvals = { ...api.deps.approvals, links };
  asked = [];
  for (const title of ['A day off', '100% of _everything_', 'A trip'])
    asked.push(await ask({ ...api.deps, approvals }, { title }));
  await api.db.query(
    `UPDATE mail SET status = 'failed', last_error = 'refused: no' WHERE approval_id = $1`,
    [asked[1]!.requestId],
  );
}, 60_000);
afterAll(() => api.stop());

const list = async (query = '') =>
  (await (await api.as('admin')).get(`/admin/email/messages${query}`)).body as Page<MailRow>;

test('only admins see mails and templates', async () => {
  const id = (await list()).items[0]!.id;
  const paths = ['messages', `messages/${id}`, 'templates', 'templates/comment/preview'];
  for (const path of paths) {
    expect((await api.anonymous.get(`/admin/email/${path}`)).status).toBe(401);
    for (const persona of ['hr', 'finance', 'sales.head', 'sales.rep'] as const)
      expect((await (await api.as(persona)).get(`/admin/email/${path}`)).status).toBe(403);
  }
  const retry = await (await api.as('hr')).post(`/admin/email/messages/${id}/retry`);
  expect(retry.status).toBe(403);
});

test('lists mails newest first, page by page, by state and by words', async () => {
  const all = await list();
  expect(all.items.map(({ approvalId }) => approvalId)).toEqual(
    asked.map(({ requestId }) => requestId).reverse(),
  );
  const first = await list('?limit=2');
  const second = await list(`?limit=2&cursor=${first.nextCursor}`);
  expect([...first.items, ...second.items]).toEqual(all.items);
  expect(second.nextCursor).toBeNull();
  const failed = await list('?status=failed');
  expect(failed.items).toEqual([
    expect.objectContaining({
      approvalId: asked[1]!.requestId,
      lastError: 'refused: no',
      nextAttemptAt: null,
    }),
  ]);
  expect((await list(`?q=${asked[0]!.approverEmail.slice(0, 12)}`)).items).toHaveLength(1);
  expect((await list('?q=%25')).items).toHaveLength(0);
  const admin = await api.as('admin');
  for (const bad of ['?status=lost', '?cursor=x', '?limit=0'])
    expect((await admin.get(`/admin/email/messages${bad}`)).status).toBe(422);
});

test('shows what a mail says, with links that lead nowhere and no token', async () => {
  const { items } = await list();
  const admin = await api.as('admin');
  const { body, status } = await admin.get(`/admin/email/messages/${items[0]!.id}`);
  const mail = body as MailDetail;
  expect(status).toBe(200);
  expect(mail.preview?.subject).toContain('A trip');
  expect(mail.preview?.html).not.toMatch(/href="[^#]/);
  expect(JSON.stringify(mail)).not.toContain('email-actions');
  expect(
    (await admin.get('/admin/email/messages/5f0c6f0e-9d0b-4c3a-8a51-6d4d5b0c9a11')).status,
  ).toBe(404);
  await api.db.query(`UPDATE mail SET template = 'gone' WHERE id = $1`, [items[0]!.id]);
  const broken = await admin.get(`/admin/email/messages/${items[0]!.id}`);
  expect((broken.body as MailDetail).preview).toBeNull();
});

test('sends a failed mail again, and refuses one that was sent', async () => {
  const admin = await api.as('admin');
  const [failed] = (await list('?status=failed')).items;
  const again = await admin.post(`/admin/email/messages/${failed!.id}/retry`);
  expect(again.body).toMatchObject({ status: 'retrying', attempts: 0 });
  expect(api.published).toContainEqual({ topic: 'mail' });
  const audit = `SELECT action FROM audit_event WHERE subject_id = $1`;
  expect(await api.db.query(audit, [failed!.id])).toEqual([{ action: 'mail.retried' }]);
  await api.db.query(`UPDATE mail SET status = 'sent' WHERE id = $1`, [failed!.id]);
  expect((await admin.post(`/admin/email/messages/${failed!.id}/retry`)).status).toBe(409);
});

test('previews every template', async () => {
  const admin = await api.as('admin');
  const { items } = (await admin.get('/admin/email/templates')).body as {
    items: { name: string; label: string }[];
  };
  expect(items.map(({ name }) => name)).toContain('approval-request');
  for (const { name } of items) {
    const { status, body } = await admin.get(`/admin/email/templates/${name}/preview`);
    const preview = body as MailPreview;
    expect([name, status]).toEqual([name, 200]);
    expect(preview.html).not.toMatch(/href="[^#]/);
    expect(preview.text).not.toBe('');
  }
  for (const name of ['nothing', 'toString', '__proto__'])
    expect((await admin.get(`/admin/email/templates/${name}/preview`)).status).toBe(404);
});
