import { simpleParser } from 'mailparser';
import { startMailRelay, type MailRelay } from '../../modules/mail/mail-relay';
import { queueMail } from '../../modules/mail/use-cases/queue-mail';
import type { MailPreview } from '../../domain/wire/admin';
import type { MailSettingsWire, SafetyRuleWire } from '../../domain/wire/mail';
import { startTestApi, type TestApi, type TestAnswer, type TestClient } from '../support/api';
import { emailOf } from '../support/company';
import { ask } from '../support/mailed-links';
import { startOddSmtp, type OddSmtp, type TakenMail } from '../support/odd-smtp';

jest.setTimeout(60_000);

let api: TestApi;
let admin: TestClient;
let relay: MailRelay;
let smtp: OddSmtp;
beforeAll(async () => {
  smtp = await startOddSmtp();
  api = await startTestApi({ env: { SMTP_URL: smtp.url, GMAIL_ACTIONS: 'view' } });
  admin = await api.as('admin');
  const { db, logger, bus, clock, config } = api.deps;
  relay = startMailRelay({ db, logger, bus, clock, config });
});
afterAll(async () => {
  await relay.stop();
  await smtp.stop();
  await api.stop();
});

// A PNG of one grey pixel.
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==';

const settingsOf = ({ body }: TestAnswer) => body as MailSettingsWire;
const rulesOf = ({ body }: TestAnswer) => (body as { items: SafetyRuleWire[] }).items;
const patch = (body: unknown) => admin.patch('/admin/email/settings', body);

async function taken(matches: (mail: TakenMail) => boolean): Promise<TakenMail> {
  for (const end = Date.now() + 15_000; Date.now() < end;) {
    const mail = smtp.taken.find(matches);
    if (mail) return mail;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('the mail did not come');
}

const outcome = (title: string) => ({
  template: 'approval-outcome' as const,
  to: { userId: api.company.people['sales.rep'], address: emailOf('sales.rep') },
  messageKey: `outcome.${title}`,
  props: {
    ...{ requestId: '5f0c6f0e-9d0b-4c3a-8a51-6d4d5b0c9a11', kindLabel: 'Leave' },
    ...{ requesterName: 'Ravi Menon', title, outcome: 'approved' as const, decision: null },
  },
});
const queue = (...drafts: Parameters<typeof queueMail>[2]) =>
  api.db.transaction((tx) => queueMail(api.deps, tx, drafts));

test('settings change mails and previews at once, and every change is in the audit', async () => {
  const before = settingsOf(await admin.get('/admin/email/settings'));
  expect(before).toMatchObject({ senderName: null, signature: '', language: 'en', logo: null });
  expect((await admin.post('/admin/email/logo', { png: PNG })).status).toBe(200);
  const changed = await patch({
    senderName: 'Acme People',
    signature: 'Acme Ltd\nPune',
    language: 'hi',
  });
  expect(settingsOf(changed)).toMatchObject({ senderName: 'Acme People', language: 'hi' });
  expect(settingsOf(changed).logo).toBe(`data:image/png;base64,${PNG}`);
  const preview = (await admin.get('/admin/email/templates/comment/preview')).body as MailPreview;
  expect(preview.html).toContain('lang="hi"');
  expect(preview.html).toContain('data:image/png');
  expect(preview.text).toContain('Acme Ltd\nPune');
  await queue(outcome('branded'));
  const { parsed, raw } = await taken(({ parsed }) => parsed.subject === 'स्वीकृत: branded');
  expect(parsed.from?.value[0]).toEqual({ name: 'Acme People', address: 'no-reply@netra.example' });
  expect(raw).toContain('Content-ID');
  expect(parsed.text).toContain('NETRA में खोलें');
  expect(parsed.attachments.map(({ contentType }) => contentType)).toEqual(['image/png']);
  const audit = await api.db.query<{ details: { changed: string[] } }>(
    `SELECT details FROM audit_event WHERE action = 'mail.settings-changed' ORDER BY id`,
  );
  expect(audit.map(({ details }) => details.changed)).toEqual([
    ['logo'],
    ['senderName', 'signature', 'language'],
  ]);
  const reset = await patch({ senderName: null, signature: '', language: 'en' });
  expect(settingsOf(reset).senderName).toBeNull();
  expect(settingsOf(await admin.call('DELETE', '/admin/email/logo')).logo).toBeNull();
});

test.each([
  [{ language: 'fr' }],
  [{ senderName: 'x\r\nBcc: evil@netra.test' }],
  [{ senderName: 'x'.repeat(81) }],
  [{ muted: ['approval-request'] }],
  [{ muted: ['nothing'] }],
  [{ admin: true }],
])('refuses %j', async (body) => {
  expect((await patch(body)).status).toBe(422);
});

test.each(['AAAA', 'no base64!', Buffer.from('<svg onload="alert(1)"/>').toString('base64')])(
  'refuses the logo %s',
  async (png) => {
    expect((await admin.post('/admin/email/logo', { png })).status).toBe(422);
  },
);

test('line breaks in the sender and the signature add no header, wherever they come from', async () => {
  const evil = 'x\r\nBcc: evil@netra.test\r\nX-Evil: 1';
  await api.db.query('UPDATE mail_settings SET sender_name = $1, signature = $1', [evil]);
  api.deps.bus.publish({ topic: 'mail-settings' });
  await queue(outcome('crlf'));
  const { raw, recipients, parsed } = await taken(
    ({ parsed }) => parsed.subject === 'Approved: crlf',
  );
  expect(raw.slice(0, raw.indexOf('\r\n\r\n'))).not.toMatch(/^(bcc|x-evil):/im);
  expect(recipients).toEqual([emailOf('sales.rep')]);
  expect(parsed.from?.value[0]?.name).toBe('x Bcc: evil@netra.test X-Evil: 1');
  await patch({ senderName: null, signature: '' });
});

test('a type that is turned off is not sent; what asks cannot be', async () => {
  const { types } = settingsOf(await patch({ muted: ['approval-outcome'] }));
  const fixed = types.filter(({ mayTurnOff }) => !mayTurnOff).map(({ name }) => name);
  expect(fixed.sort()).toEqual([
    'approval-escalated',
    'approval-request',
    'customer-invoice',
    'invitation',
    'password-reset',
    'preboarding',
    'reply-answer',
  ]);
  expect(types.filter(({ on }) => !on).map(({ name }) => name)).toEqual(['approval-outcome']);
  await queue(outcome('muted'));
  for (const end = Date.now() + 10_000; Date.now() < end;) {
    const [row] = await api.db.query<{ status: string }>(
      `SELECT status FROM mail WHERE message_id = '<outcome.muted@netra>'`,
    );
    if (row?.status === 'skipped') break;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  expect(smtp.taken.map(({ parsed }) => parsed.subject)).not.toContain('Approved: muted');
  await patch({ muted: [] });
});

test('a test mail goes to oneself, with links that lead nowhere', async () => {
  const answer = await admin.post('/admin/email/templates/approval-request/test');
  expect(answer.body).toEqual({ to: emailOf('admin') });
  const { parsed, recipients } = await taken(
    ({ parsed }) => !!parsed.messageId?.includes('<test.'),
  );
  expect(recipients).toEqual([emailOf('admin')]);
  expect(parsed.text).toContain('/email-actions/example');
  expect((await admin.post('/admin/email/templates/toString/test')).status).toBe(404);
});

test('rules are added once, listed with what they do not reach, removed, and audited', async () => {
  const add = (body: unknown) => admin.post('/admin/email/safety-rules', body);
  const euro = { kind: null, atLeast: { amount: '100.00', currency: 'EUR' }, mode: 'challenge' };
  const items = rulesOf(await add(euro));
  expect(items).toHaveLength(1);
  expect(items[0]?.remark).toContain('another currency than EUR');
  expect(items[0]?.remark).toContain('Leave');
  const claims = rulesOf(await add({ ...euro, kind: 'expense-claim' }))[1];
  expect(claims).toMatchObject({ kindLabel: 'Expense claim', atLeast: { amount: '100.00' } });
  expect(claims?.remark).not.toContain('no amount');
  expect((await add(euro)).status).toBe(409);
  const bad = [
    { ...euro, kind: 'nothing' },
    { ...euro, atLeast: { amount: '-1.00', currency: 'INR' } },
    { ...euro, atLeast: { amount: '1.00', currency: 'XXX' } },
    { ...euro, mode: 'none' },
  ];
  for (const body of bad) expect((await add(body)).status).toBe(422);
  for (const { id } of rulesOf(await admin.get('/admin/email/safety-rules')))
    expect((await admin.call('DELETE', `/admin/email/safety-rules/${id}`)).status).toBe(200);
  const audit = await api.db.query(
    `SELECT action FROM audit_event WHERE action LIKE 'mail.safety-rule-%' ORDER BY id`,
  );
  expect(audit.map((row) => (row as { action: string }).action)).toEqual([
    ...Array<string>(2).fill('mail.safety-rule-added'),
    ...Array<string>(2).fill('mail.safety-rule-removed'),
  ]);
});

test('the mail of an approved leave carries a calendar file, and a cancellation a later one', async () => {
  const day = { from: '2026-12-01', to: '2026-12-02', startsAtMidday: true, endsAtMidday: false };
  const calendar = { uid: 'leave-1', title: 'Casual leave', ...day };
  const withCalendar = (title: string, method: 'publish' | 'cancel') => {
    const draft = outcome(title);
    return { ...draft, props: { ...draft.props, calendar: { ...calendar, method } } };
  };
  await queue(withCalendar('granted', 'publish'));
  const granted = await taken(({ parsed }) => parsed.subject === 'Approved: granted');
  await queue(withCalendar('recalled', 'cancel'));
  const cancelled = await taken(({ parsed }) => parsed.subject === 'Approved: recalled');
  const fileOf = async ({ raw }: TakenMail) => {
    const { attachments } = await simpleParser(raw);
    const file = attachments.find(({ contentType }) => contentType === 'application/ics');
    return {
      file: file?.content.toString() ?? '',
      type: /text\/calendar[^\r]*method=\w+/i.exec(raw),
    };
  };
  const [first, second] = [await fileOf(granted), await fileOf(cancelled)];
  expect(first.file).toMatch(/METHOD:PUBLISH[^]*UID:leave-1@netra[^]*SEQUENCE:0/);
  expect(first.file).toContain('DTSTART:20261201T063000Z');
  expect(second.file).toMatch(/METHOD:CANCEL[^]*UID:leave-1@netra[^]*SEQUENCE:1/);
  expect(first.type?.[0]).toMatch(/method=PUBLISH/i);
});

test('a mail that asks carries what Gmail may show, and no text of it ends the element', async () => {
  const asked = await ask(api.deps, { title: 'x</script><script>alert(1)</script>' });
  const { parsed } = await taken(
    ({ parsed }) => parsed.messageId === `<request.${asked.taskId}@netra>`,
  );
  const [, json] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(
    String(parsed.html),
  )!;
  expect(JSON.parse(json!)).toMatchObject({
    '@type': 'EmailMessage',
    description: 'x</script><script>alert(1)</script>',
    potentialAction: {
      '@type': 'ViewAction',
      url: `http://netra.test/approvals/${asked.requestId}`,
    },
  });
  expect(String(parsed.html).match(/<script/g)).toHaveLength(1);
  expect(json).not.toContain('email-actions');
});
