import { randomUUID } from 'node:crypto';
import nodemailer, { type SendMailOptions } from 'nodemailer';
import { anyFreePort } from '../../dev/embedded/ports';
import { startMailRelay, type MailRelay } from '../../modules/mail/mail-relay';
import { startReplyDoor, type ReplyDoor } from '../../modules/mail/reply-door';
import { addSafetyRule } from '../../modules/mail/use-cases/edit-safety-rules';
import type { Config } from '../../platform/config/config';
import { createReplyAddresses } from '../../platform/tokens/reply-address';
import { browse } from '../support/link-browser';
import { startLinkServer, type AskedFor, type LinkServer } from '../support/mailed-links';
import { startOddSmtp, type OddSmtp } from '../support/odd-smtp';

jest.setTimeout(60_000);

let server: LinkServer;
let config: Config;
let door: ReplyDoor;
let relay: MailRelay;
let smtp: OddSmtp;
beforeAll(async () => {
  server = await startLinkServer();
  smtp = await startOddSmtp();
  config = {
    ...server.deps.config,
    SMTP_URL: smtp.url,
    HOST: '127.0.0.1',
    INBOUND_SMTP_PORT: await anyFreePort(),
  };
  const { db, logger, bus, clock } = server.deps;
  relay = startMailRelay({ db, logger, bus, clock, config });
  door = await startReplyDoor({ config, logger, approvals: server.deps.approvals });
});
afterAll(async () => {
  await door.stop();
  await relay.stop();
  await smtp.stop();
  await server.stop();
});
afterEach(() => server.db.query('DELETE FROM mail_safety_rule'));

const decisionsOf = ({ requestId }: AskedFor) => browse(server).decisionsOf(requestId);

/** The Reply-To of the mail that went out. */
async function replyTo(asked: AskedFor): Promise<string> {
  for (const end = Date.now() + 10_000; Date.now() < end;) {
    const mail = smtp.taken.find(
      ({ parsed }) => parsed.messageId === `<request.${asked.taskId}@netra>`,
    );
    if (mail) return mail.parsed.replyTo?.value[0]?.address ?? '';
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('no mail went out');
}

async function send(mail: SendMailOptions & { port?: number }): Promise<string> {
  const transport = nodemailer.createTransport({
    host: '127.0.0.1',
    port: mail.port ?? door.port,
    ignoreTLS: true,
  });
  try {
    return (await transport.sendMail({ subject: 'Re: Approval needed', ...mail })).response;
  } catch (error) {
    return String((error as { response?: string }).response ?? error);
  } finally {
    transport.close();
  }
}

const reply = async (asked: AskedFor, text: string, more: SendMailOptions = {}) =>
  send({ from: `Meera Nair <${asked.approverEmail}>`, to: await replyTo(asked), text, ...more });

/** Why the answers that were queued for a request decided nothing. */
async function problemsOf({ requestId, approverEmail }: AskedFor): Promise<string[]> {
  const rows = await server.db.query<{ problem: string; to: string }>(
    `SELECT props->>'problem' AS problem, to_address AS "to" FROM mail
     WHERE approval_id = $1 AND template = 'reply-answer' ORDER BY created_at`,
    [requestId],
  );
  for (const { to } of rows) expect(to).toBe(approverEmail);
  return rows.map(({ problem }) => problem);
}

test('an approval mail can be answered, and says how', async () => {
  const asked = await server.ask();
  expect(await replyTo(asked)).toMatch(/^approve\+[a-z2-7]{52}@netra\.test$/);
  const { parsed } = smtp.taken.at(-1)!;
  expect(parsed.text).toContain('reject because …');
});

test('"approve" approves through the mailed link, which is used up', async () => {
  const asked = await server.ask();
  expect(await reply(asked, 'Approved.\n\nOn Tuesday NETRA wrote:\n> …')).toMatch(/^250/);
  expect(await decisionsOf(asked)).toEqual([
    { verdict: 'approve', channel: 'email', comment: null, link: asked.links.approve },
  ]);
  expect((await browse(server).call('GET', asked.tokens.approve)).status).toBe(409);
  await reply(asked, 'approve');
  await reply(asked, 'reject because I thought again');
  expect(await decisionsOf(asked)).toHaveLength(1);
  expect(await problemsOf(asked)).toEqual(['not-open']);
});

test('"reject because …" rejects with the reason, also from a mail of HTML alone', async () => {
  const asked = await server.ask();
  const html = '<div>Reject because the quarter closes</div><blockquote>approve</blockquote>';
  expect(await reply(asked, '', { text: undefined, html })).toMatch(/^250/);
  expect(await decisionsOf(asked)).toEqual([
    {
      ...{ verdict: 'reject', channel: 'email', link: asked.links.reject },
      comment: 'the quarter closes',
    },
  ]);
});

test.each([
  ['what is not clear', 'do not approve', {}, 'unclear'],
  ['nothing but the quoted mail', '> approve', {}, 'empty'],
  ['a rejection without a reason', 'reject', {}, 'no-reason'],
  [
    'an out-of-office note',
    'approve',
    { headers: { 'Auto-Submitted': 'auto-replied' } },
    'automatic',
  ],
  ['a mail in bulk', 'approve', { headers: { Precedence: 'bulk' } }, 'automatic'],
])('%s decides nothing and is answered', async (_name, text, more, problem) => {
  const asked = await server.ask();
  expect(await reply(asked, text, more)).toMatch(/^250/);
  expect(await decisionsOf(asked)).toEqual([]);
  expect(await problemsOf(asked)).toEqual([problem]);
});

test('a machine is answered once, a person five times an hour', async () => {
  const [machine, person] = [await server.ask(), await server.ask()];
  for (let n = 0; n < 7; n++) {
    await reply(machine, 'approve', { headers: { 'Auto-Submitted': 'auto-replied' } });
    await reply(person, `hm ${n}`);
  }
  expect(await problemsOf(machine)).toEqual(['automatic']);
  expect(await problemsOf(person)).toHaveLength(5);
});

test('nobody but the approver decides, and a stranger is not answered', async () => {
  const asked = await server.ask();
  const to = await replyTo(asked);
  const own = asked.approverEmail;
  const stranger = 'mallory@evil.test';
  await send({ to, text: 'approve', from: stranger });
  await send({
    to,
    text: 'approve',
    from: [own, stranger].join(', '),
    envelope: { from: own, to },
  });
  await send({ to, text: 'approve', from: stranger, envelope: { from: own, to } });
  expect(await problemsOf(asked)).toEqual([]);
  await send({ to, text: 'approve', from: own, envelope: { from: stranger, to } });
  expect(await decisionsOf(asked)).toEqual([]);
  expect(await problemsOf(asked)).toEqual(['not-vouched']);
  const noted = await server.db.query(
    `SELECT details->>'problem' AS problem FROM audit_event WHERE action = 'email-reply.refused' AND subject_id = $1
     ORDER BY id`,
    [asked.links.approve],
  );
  expect(noted.map((row) => (row as { problem: string }).problem)).toEqual([
    ...Array<string>(3).fill('not-the-approver'),
    'not-vouched',
  ]);
});

test('requests whose links ask for more than a button cannot be answered', async () => {
  for (const mode of ['challenge', 'sign-in'] as const) {
    const asked = await server.ask();
    await replyTo(asked);
    const rule = { kind: 'leave', atLeast: null, mode };
    await addSafetyRule(server.deps, { actorId: asked.requesterId, rule });
    await reply(asked, 'approve');
    expect(await decisionsOf(asked)).toEqual([]);
    expect(await problemsOf(asked)).toEqual(['not-by-reply']);
    const later = await server.ask();
    expect(await replyTo(later)).toBe('');
    await server.db.query('DELETE FROM mail_safety_rule');
    server.deps.bus.publish({ topic: 'mail-settings' });
  }
});

test('a reply to what was withdrawn, changed or passed on decides nothing', async () => {
  const changes = [
    `UPDATE approval_request SET status = 'withdrawn', closed_at = now() WHERE id = $1`,
    'UPDATE approval_request SET version = 2 WHERE id = $1',
    `UPDATE approval_task SET status = 'reassigned' WHERE request_id = $1`,
    `UPDATE employee SET active = false WHERE id IN (SELECT approver_id FROM email_link WHERE request_id = $1)`,
  ];
  for (const change of changes) {
    const asked = await server.ask();
    await replyTo(asked);
    await server.db.query(change, [asked.requestId]);
    await reply(asked, 'approve');
    expect(await decisionsOf(asked)).toEqual([]);
    expect(await problemsOf(asked)).toEqual(['not-open']);
  }
});

test('the server takes nothing for other addresses, one recipient a mail, and no flood of bytes', async () => {
  const [one, two] = [await server.ask(), await server.ask()];
  const own = one.approverEmail;
  const forged = (await replyTo(one)).replace(/\+./, (start) => `+${start[1] === 'a' ? 'b' : 'a'}`);
  for (const to of [forged, 'postmaster@netra.test', 'approve@netra.test'])
    expect(await send({ from: own, to, text: 'approve' })).toMatch(/^550/);
  await reply(one, 'approve', { to: [await replyTo(one), await replyTo(two)] });
  expect(await decisionsOf(two)).toEqual([]);
  expect(await reply(two, 'x'.repeat(6_000_000))).toMatch(/^552/);
});

test('with INBOUND_TRUST only what that server vouches for decides', async () => {
  const port = await anyFreePort();
  const strict = await startReplyDoor({
    config: { ...config, INBOUND_SMTP_PORT: port, INBOUND_TRUST: 'mx.netra.test' },
    logger: server.deps.logger,
    approvals: server.deps.approvals,
  });
  const asked = await server.ask();
  const vouched = (line: string) => ({ port, headers: { 'Authentication-Results': line } });
  await reply(asked, 'approve', { port } as SendMailOptions);
  await reply(asked, 'approve', vouched('evil.test; dmarc=pass header.from=netra.test'));
  await reply(asked, 'approve', vouched('mx.netra.test; dmarc=fail header.from=netra.test'));
  expect(await decisionsOf(asked)).toEqual([]);
  expect(new Set(await problemsOf(asked))).toEqual(new Set(['not-vouched']));
  await reply(asked, 'approve', vouched('mx.netra.test; dmarc=pass header.from=netra.test'));
  expect(await decisionsOf(asked)).toHaveLength(1);
  await strict.stop();
});

test('an address of a link there is not decides nothing', async () => {
  const to = createReplyAddresses(config).of(randomUUID())!;
  expect(await send({ from: 'a@netra.test', to, text: 'approve' })).toMatch(/^250/);
});
