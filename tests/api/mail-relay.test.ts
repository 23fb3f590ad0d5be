import { randomUUID } from 'node:crypto';
import { startMailRelay, type MailRelay } from '../../modules/mail/mail-relay';
import { queueMail } from '../../modules/mail/use-cases/queue-mail';
import { retryMail } from '../../modules/mail/use-cases/retry-mail';
import { revokeEmailLinks } from '../../modules/mail/use-cases/issue-email-links';
import { startLinkServer, type LinkServer } from '../support/mailed-links';
import { startOddSmtp, type OddSmtp } from '../support/odd-smtp';
import { promised } from '../support/promised';
import { anyFreePort } from '../../dev/embedded/ports';

jest.setTimeout(60_000);

let server: LinkServer;
let relay: MailRelay | undefined;
let smtp: OddSmtp | undefined;

beforeAll(async () => {
  server = await startLinkServer();
});
afterEach(async () => {
  await relay?.stop();
  await smtp?.stop();
  [relay, smtp] = [undefined, undefined];
  await server.db.query('DELETE FROM mail');
  server.shiftClock(0);
});
afterAll(() => server.stop());

function startRelay(smtpUrl: string): MailRelay {
  const { db, logger, bus, clock, config } = server.deps;
  relay = startMailRelay({ db, logger, bus, clock, config: { ...config, SMTP_URL: smtpUrl } });
  return relay;
}

interface Row {
  status: string;
  attempts: number;
  lastError: string | null;
  subject: string | null;
  sentAt: Date | null;
}

async function mailsOf(approvalId: string): Promise<Row[]> {
  return server.db.query<Row>(
    `SELECT status, attempts, last_error AS "lastError", subject, sent_at AS "sentAt" FROM mail
     WHERE approval_id = $1 ORDER BY created_at`,
    [approvalId],
  );
}

/** Waits until the request's one mail is in a state. */
async function until(approvalId: string, status: string, ms = 20_000): Promise<Row> {
  for (const end = Date.now() + ms; ;) {
    const [row] = await mailsOf(approvalId);
    if (row?.status === status) return row;
    if (Date.now() > end) throw new Error(`the mail is ${row?.status}: ${row?.lastError}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

const linksIn = (text: string) =>
  text.match(/https:\/\/netra\.test\/email-actions\/[\w.-]+/g) ?? [];

describe('the mail relay', () => {
  test('sends what is queued at once, with one link per verdict in both parts', async () => {
    smtp = await startOddSmtp();
    startRelay(smtp.url);
    const asked = await server.ask();
    const row = await until(asked.requestId, 'sent');
    expect(row).toMatchObject({ attempts: 1, lastError: null });
    expect(row.subject).toBe('Approval needed: 2 days of casual leave (Ravi Menon)');
    expect(row.sentAt).toBeInstanceOf(Date);
    const { recipients, parsed } = smtp.taken[0]!;
    expect(recipients).toEqual([asked.approverEmail]);
    expect(parsed.messageId).toBe(`<request.${asked.taskId}@netra>`);
    expect(parsed.headers.get('auto-submitted')).toBe('auto-generated');
    const wanted = [asked.tokens.approve, asked.tokens.reject].map(
      (t) => `https://netra.test/email-actions/${t}`,
    );
    expect(linksIn(parsed.text!)).toEqual(wanted);
    expect(linksIn(parsed.html as string)).toEqual(wanted);
  });

  test('queues one mail per key, however often an activity is repeated', async () => {
    const { requestId, approverId, approverEmail } = await server.ask();
    const draft = {
      template: 'comment' as const,
      to: { userId: approverId, address: approverEmail },
      props: {
        requestId,
        kindLabel: 'Leave',
        requesterName: 'A',
        title: 'B',
        byName: 'C',
        text: 'D',
      },
      messageKey: `comment.${randomUUID()}`,
      approvalId: requestId,
    };
    for (let n = 0; n < 3; n++)
      await server.db.transaction((tx) => queueMail(server.deps, tx, [draft, { ...draft }]));
    expect(await mailsOf(requestId)).toHaveLength(2);
    const bad = { ...draft, messageKey: 'a> \r\nBcc: x@y' };
    await expect(
      server.db.transaction((tx) => queueMail(server.deps, tx, [bad])),
    ).rejects.toThrow();
  });

  test('a lost acknowledgement: sent again under the same Message-ID, with the same links', async () => {
    smtp = await startOddSmtp();
    smtp.dropAcknowledgements(2);
    startRelay(smtp.url);
    const { requestId } = await server.ask();
    expect((await until(requestId, 'sent')).attempts).toBe(3);
    expect(smtp.taken).toHaveLength(3);
    expect(new Set(smtp.taken.map(({ parsed }) => parsed.messageId)).size).toBe(1);
    expect(new Set(smtp.taken.map(({ parsed }) => linksIn(parsed.text!).join())).size).toBe(1);
  });

  test('no server: rows say so; once it is back everything goes within seconds, once', async () => {
    const port = await anyFreePort();
    startRelay(`smtp://127.0.0.1:${port}`);
    const asked = await Promise.all(Array.from({ length: 8 }, () => server.ask()));
    // Which row is tried first is the relay's choice; it stops at the first that finds nobody.
    const row = await Promise.any(asked.map(({ requestId }) => until(requestId, 'retrying')));
    expect(row.lastError).toMatch(/^unreachable: /);
    await server.db.query(
      `UPDATE mail SET next_attempt_at = now() + interval '1 hour' WHERE status = 'retrying'`,
    );
    smtp = await startOddSmtp({ port });
    const back = Date.now();
    for (const { requestId } of asked) await until(requestId, 'sent');
    expect(Date.now() - back).toBeLessThan(promised(6000));
    expect(smtp.taken).toHaveLength(8);
  });

  test('a slow server gets five at a time, two relays never send the same row', async () => {
    smtp = await startOddSmtp({ slowMs: 150 });
    const asked = await Promise.all(Array.from({ length: 24 }, () => server.ask()));
    const first = startRelay(smtp.url);
    startRelay(smtp.url);
    for (const { requestId } of asked) await until(requestId, 'sent');
    await first.stop();
    expect(smtp.taken).toHaveLength(24);
    expect(smtp.mostAtOnce()).toBeGreaterThan(2);
    expect(smtp.mostAtOnce()).toBeLessThanOrEqual(10);
  });

  test('a refused recipient fails for good and is sent when an admin retries', async () => {
    smtp = await startOddSmtp();
    const asked = await server.ask();
    smtp.refuse(asked.approverEmail, 550);
    startRelay(smtp.url);
    expect((await until(asked.requestId, 'failed')).lastError).toMatch(/^refused: .*RCPT TO/);
    smtp.refuse(asked.approverEmail, 0);
    const [mail] = await server.db.query<{ id: string }>('SELECT id FROM mail');
    await retryMail(server.deps, { mailId: mail!.id, actorId: asked.requesterId });
    await until(asked.requestId, 'sent');
    await expect(
      retryMail(server.deps, { mailId: mail!.id, actorId: asked.requesterId }),
    ).rejects.toMatchObject({ code: 'conflict' });
  });

  test('a full mailbox (4xx) is tried again; three days of it are enough', async () => {
    smtp = await startOddSmtp();
    const asked = await server.ask();
    smtp.refuse(asked.approverEmail, 452);
    startRelay(smtp.url);
    expect((await until(asked.requestId, 'retrying')).lastError).toMatch(/^later: /);
    await server.db.query(
      `UPDATE mail SET created_at = now() - interval '73 hours', next_attempt_at = now()`,
    );
    await until(asked.requestId, 'failed');
  });

  test('the row of a sender that died is sent by another once its lease is over', async () => {
    smtp = await startOddSmtp();
    const asked = await server.ask();
    await server.db.query(
      `UPDATE mail SET attempts = 1, next_attempt_at = now() + interval '2 seconds'`,
    );
    startRelay(smtp.url);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(smtp.taken).toHaveLength(0);
    expect((await until(asked.requestId, 'sent')).attempts).toBe(2);
  });

  test('links that died meanwhile: the mail goes without them; a closed request: no mail', async () => {
    smtp = await startOddSmtp();
    const [revoked, expired, closed, decided] = await Promise.all(
      [1, 2, 3, 4].map(() => server.ask()),
    );
    await server.db.transaction((tx) => revokeEmailLinks(tx, [revoked!.taskId]));
    await server.db.query(
      `UPDATE email_link SET issued_at = issued_at - interval '25 hours', expires_at = expires_at - interval '25 hours'
       WHERE request_id = $1`,
      [expired!.requestId],
    );
    await server.db.query(
      `UPDATE approval_request SET status = 'withdrawn', closed_at = now() WHERE id = $1`,
      [closed!.requestId],
    );
    await server.db.query(`UPDATE approval_task SET status = 'superseded' WHERE id = $1`, [
      decided!.taskId,
    ]);
    startRelay(smtp.url);
    await until(revoked!.requestId, 'sent');
    await until(expired!.requestId, 'sent');
    await until(closed!.requestId, 'skipped');
    await until(decided!.requestId, 'skipped');
    expect(smtp.taken).toHaveLength(2);
    for (const { parsed } of smtp.taken) {
      expect(linksIn(`${parsed.text} ${parsed.html as string}`)).toEqual([]);
      expect(parsed.text).toContain('https://netra.test/approvals/');
    }
  });

  test('a template or props that are no good fail at once and stop nobody else', async () => {
    smtp = await startOddSmtp();
    const [bad, good] = [await server.ask(), await server.ask()];
    await server.db.query(`UPDATE mail SET template = 'no-such' WHERE approval_id = $1`, [
      bad.requestId,
    ]);
    startRelay(smtp.url);
    await until(good.requestId, 'sent');
    expect((await until(bad.requestId, 'failed')).lastError).toBe(
      'refused: cannot be rendered (Error)',
    );
  });

  test('line breaks in twelve fields add no header and no recipient', async () => {
    smtp = await startOddSmtp();
    const evil = 'x\r\nBcc: evil@netra.test\r\nX-Evil: 1\r\n\r\n<b>body</b>\u2028\u0085';
    const asked = await server.ask({ title: evil, facts: [{ label: evil, value: evil }] });
    await server.db.query(`UPDATE employee SET name = $2 WHERE id = $1`, [asked.approverId, evil]);
    await server.db.query(
      `UPDATE mail SET props = props || jsonb_build_object('kindLabel', $1::text, 'requesterName', $1::text, 'stepName', $1::text)`,
      [evil],
    );
    const request = {
      requestId: asked.requestId,
      kindLabel: evil,
      requesterName: evil,
      title: evil,
    };
    const comment = { ...request, byName: evil, text: evil };
    const to = { userId: asked.approverId, address: asked.approverEmail };
    const nobody = { userId: null, address: 'a@netra.test\r\nRCPT TO:<evil@netra.test>' };
    const said = {
      byName: evil,
      onBehalfOfName: evil,
      comment: evil,
      at: '2026-11-24T09:05:00.000Z',
    };
    const decision = { ...said, verdict: 'reject' as const, channel: 'app' as const };
    const outcome = { ...request, outcome: 'rejected' as const, decision };
    await server.db.transaction((tx) =>
      queueMail(server.deps, tx, [
        { template: 'approval-outcome', to, props: outcome, messageKey: randomUUID() },
        { template: 'comment', to, props: comment, messageKey: randomUUID() },
        { template: 'comment', to: nobody, props: comment, messageKey: randomUUID() },
      ]),
    );
    startRelay(smtp.url);
    await until(asked.requestId, 'sent');
    for (const end = Date.now() + 10_000; smtp.taken.length < 3 && Date.now() < end;)
      await new Promise((resolve) => setTimeout(resolve, 25));
    expect(smtp.taken).toHaveLength(3);
    for (const { recipients, raw, parsed } of smtp.taken) {
      expect(recipients).toEqual([asked.approverEmail]);
      const headers = raw.slice(0, raw.indexOf('\r\n\r\n'));
      expect(headers).not.toMatch(/^(bcc|x-evil):/im);
      expect(parsed.bcc).toBeUndefined();
      expect(parsed.html).not.toContain('<b>body</b>');
    }
    const [refused] = await server.db.query<Row>(
      `SELECT status, last_error AS "lastError" FROM mail WHERE to_user_id IS NULL`,
    );
    expect(refused).toMatchObject({ status: 'failed', lastError: 'refused: not a mail address' });
  });
});
