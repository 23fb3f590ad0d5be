import { createTransport } from 'nodemailer';
import { linksOf } from '../../dev/embedded/inbox-store';
import { startTestInbox, testFolder, type TestInbox } from '../support/stack';

describe('the mail inbox', () => {
  let inbox: TestInbox;
  const folder = testFolder();
  const send = (mail: { to: string; subject: string; html?: string; text?: string }) =>
    createTransport(inbox.smtpUrl).sendMail({
      from: 'NETRA <no-reply@netra.example>',
      messageId: '<one@netra.example>',
      text: 'See http://localhost:3000/approvals/7.',
      ...mail,
    });

  beforeAll(async () => {
    inbox = await startTestInbox({ folder });
  });
  beforeEach(() => inbox.clear());
  afterAll(() => inbox.stop());

  test('shows a received mail with all its parts', async () => {
    await send({
      to: 'Asha <asha@netra.example>',
      subject: 'Leave of Ravi',
      html: '<a href="http://localhost:3000/email-actions/a.b.c?x=1&amp;y=2">Approve</a>',
    });
    expect(await inbox.mails()).toEqual([
      {
        id: expect.stringMatching(/^\d+-\d+$/) as string,
        from: '"NETRA" <no-reply@netra.example>',
        to: 'asha@netra.example',
        subject: 'Leave of Ravi',
        messageId: '<one@netra.example>',
        date: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
        html: expect.stringContaining('Approve') as string,
        text: expect.stringContaining('See http') as string,
        links: [
          'http://localhost:3000/email-actions/a.b.c?x=1&y=2',
          'http://localhost:3000/approvals/7',
        ],
      },
    ]);
  });

  test('lists newest first and filters by recipient and subject, whatever the case', async () => {
    await send({ to: 'asha@netra.example', subject: 'First' });
    await send({ to: 'ravi@netra.example', subject: 'Second' });
    await send({ to: 'asha@netra.example', subject: 'Third' });
    const subjects = async (filter: object) => (await inbox.mails(filter)).map((m) => m.subject);
    expect(await subjects({})).toEqual(['Third', 'Second', 'First']);
    expect(await subjects({ to: 'ASHA@netra.example' })).toEqual(['Third', 'First']);
    expect(await subjects({ to: 'sha@netra.example' })).toEqual([]);
    expect(await subjects({ subject: 'secO' })).toEqual(['Second']);
  });

  test('a waiting read answers as soon as a mail matches', async () => {
    const started = Date.now();
    const waiting = inbox.mails({ to: 'asha@netra.example', subject: 'wanted' }, 20_000);
    await send({ to: 'asha@netra.example', subject: 'Another' });
    await send({ to: 'asha@netra.example', subject: 'Wanted' });
    expect((await waiting).map((mail) => mail.subject)).toEqual(['Wanted']);
    expect(Date.now() - started).toBeLessThan(5_000);
  });

  test('a waiting read answers with an empty list when its time is over', async () => {
    const started = Date.now();
    expect(await inbox.mails({ to: 'nobody@netra.example' }, 300)).toEqual([]);
    expect(Date.now() - started).toBeGreaterThanOrEqual(290);
  });

  test('keeps its mails over a restart', async () => {
    await send({ to: 'asha@netra.example', subject: 'Kept' });
    await inbox.stop();
    inbox = await startTestInbox({ folder, smtpPort: inbox.smtpPort });
    expect((await inbox.mails()).map(({ subject, to }) => [subject, to])).toEqual([
      ['Kept', 'asha@netra.example'],
    ]);
  });

  test("shows a mail's body without letting it run anything", async () => {
    await send({ to: 'a@netra.example', subject: 'x', html: '<script>alert(1)</script>Hello' });
    const [mail] = await inbox.mails();
    const body = await fetch(`${inbox.url}/api/mails/${mail?.id}/html`);
    const policy = body.headers.get('content-security-policy');
    expect(policy).toMatch(/^sandbox /);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('allow-scripts');
  });
});

test('links are unescaped, each once, and only of the web', () => {
  const html = `<a href='https://a.example/?q=1&#38;r=2'>x</a> <a href="mailto:x@a.example">y</a>
    <a class="b" href="https://b.example">b</a> <a href="javascript:alert(1)">z</a>`;
  expect(linksOf(html, 'At https://b.example, or (https://c.example/d).')).toEqual([
    'https://a.example/?q=1&r=2',
    'https://b.example',
    'https://c.example/d',
  ]);
});
