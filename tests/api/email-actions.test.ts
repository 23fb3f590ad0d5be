import { randomUUID } from 'node:crypto';
import { decideApproval } from '../../modules/approvals/use-cases/decide-approval';
import { browse, nonceOf, type LinkBrowser } from '../support/link-browser';
import { startLinkServer, type LinkServer } from '../support/mailed-links';

jest.setTimeout(120_000);

let server: LinkServer;
let browser: LinkBrowser;
beforeAll(async () => {
  server = await startLinkServer();
  browser = browse(server);
});
afterAll(() => server.stop());
afterEach(() => server.shiftClock(0));

describe('an open link', () => {
  test('shows what is asked, by whom, as whom one acts, and one form without script', async () => {
    const { tokens, approverEmail, requestId } = await server.ask({
      title: 'Dinner <script>alert(1)</script> & more',
      facts: [{ label: '"><img src=x>', value: "O'Hara </textarea>" }],
    });
    const page = await browser.call('GET', tokens.approve);
    expect(page.status).toBe(200);
    expect(page.html).toContain('Ravi Menon asks for your decision');
    expect(page.html).toContain('Meera Nair');
    expect(page.html).toContain(approverEmail);
    expect(page.html).toContain('Dinner &lt;script&gt;alert(1)&lt;/script&gt; &amp; more');
    expect(page.html).not.toMatch(/<script|<img|onload|javascript:/i);
    expect(page.html.match(/<form/g)).toHaveLength(1);
    expect(page.html).toContain('<form method="post">');
    expect(page.html).toMatch(/<button type="submit"[^>]*>Approve<\/button>/);
    expect(page.html).toContain(`https://netra.test/approvals/${requestId}`);
    const reject = await browser.call('GET', tokens.reject);
    expect(reject.html).toMatch(/<button type="submit"[^>]*>Reject<\/button>/);
  });

  test('is kept, indexed, framed and referred nowhere', async () => {
    const { headers } = await browser.call('GET', (await server.ask()).tokens.approve);
    expect(headers.get('content-type')).toMatch(/^text\/html; charset=utf-8/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toContain('noindex');
    const policy = headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
  });

  test('decides once, as what the link says, whatever the form claims', async () => {
    const { tokens, requestId, links } = await server.ask();
    const page = await browser.read(tokens.reject);
    const done = await browser.call('POST', tokens.reject, {
      form: {
        nonce: nonceOf(page),
        comment: 'Not this\r\nweek',
        verdict: 'approve',
        approver: randomUUID(),
      },
    });
    expect(done.status).toBe(200);
    expect(done.html).toContain('You have rejected this request');
    expect(await browser.decisionsOf(requestId)).toEqual([
      { verdict: 'reject', channel: 'email', comment: 'Not this\nweek', link: links.reject },
    ]);
  });

  test('changes nothing by GET and HEAD, however often', async () => {
    const asked = await Promise.all(Array.from({ length: 10 }, () => server.ask()));
    for (const { tokens } of asked) {
      for (const token of [tokens.approve, tokens.reject]) {
        for (let n = 0; n < 5; n++) {
          expect((await browser.call('HEAD', token)).status).toBe(200);
          expect((await browser.call('GET', token)).status).toBe(200);
        }
      }
    }
    for (const { requestId } of asked) {
      expect(await browser.decisionsOf(requestId)).toEqual([]);
      const used = `SELECT 1 FROM email_link WHERE request_id = $1 AND used_at IS NOT NULL`;
      expect(await server.db.query(used, [requestId])).toEqual([]);
    }
  });

  test('records nothing without the nonce of its own page, or after an hour', async () => {
    const { tokens, requestId } = await server.ask();
    const other = nonceOf(await browser.call('GET', (await server.ask()).tokens.approve));
    const own = nonceOf(await browser.call('GET', tokens.approve));
    const swapped = nonceOf(await browser.call('GET', tokens.reject));
    for (const form of [
      {},
      { nonce: '' },
      { nonce: other },
      { nonce: swapped },
      { nonce: `${own}x` },
    ]) {
      const refused = await browser.call('POST', tokens.approve, {
        form: form as Record<string, string>,
      });
      expect(refused.status).toBe(400);
      expect(refused.html).toContain('Nothing was recorded');
    }
    expect((await browser.call('POST', tokens.approve)).status).toBe(400);
    server.shiftClock(3700);
    expect((await browser.call('POST', tokens.approve, { form: { nonce: own } })).status).toBe(400);
    expect(await browser.decisionsOf(requestId)).toEqual([]);
  });

  test('answers forms that cannot be read without a 5xx', async () => {
    const { tokens, requestId } = await server.ask();
    const nonce = nonceOf(await browser.read(tokens.approve));
    const many = Array.from({ length: 50 }, (_, n) => `a${n}=1`).join('&');
    const bodies = [
      `nonce=${nonce}&comment=${'x'.repeat(5000)}`,
      `c=${'x'.repeat(40_000)}`,
      many,
      '%E0%A4%A',
      '=&=&',
    ];
    for (const form of bodies) {
      const answer = await browser.call('POST', tokens.approve, { form });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
    }
    const odd = await browser.call('POST', tokens.approve, {
      form: { nonce, comment: 'a\u0000b' },
    });
    expect(odd.status).toBe(200);
    expect((await browser.decisionsOf(requestId))[0]?.comment).toBe('ab');
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      expect((await browser.call(method, tokens.approve)).status).toBe(405);
    }
  });
});

describe('a link that does not act any more', () => {
  test('used: says who decided what, when and through which door', async () => {
    const { tokens, requestId } = await server.ask();
    expect((await browser.press(tokens.approve, 'Fine')).status).toBe(200);
    for (const token of [tokens.approve, tokens.reject]) {
      for (const method of ['GET', 'POST']) {
        const page = await browser.call(method, token, method === 'POST' ? { form: {} } : {});
        expect(page.status).toBe(409);
        expect(page.html).toContain('You have approved this already');
        expect(page.html).toMatch(
          /Meera Nair \(you\) approved this request on .* IST, through a mailed link/,
        );
        expect(page.html).not.toContain('<form');
      }
    }
    expect(await browser.decisionsOf(requestId)).toHaveLength(1);
  });

  test('decided in the app, or by another approver: says so', async () => {
    const { tokens, requestId, second, approverId } = await server.ask({ second: true });
    await decideApproval(server.deps.approvals, {
      door: { channel: 'app', approvalId: requestId, approverId },
      verdict: 'reject',
      comment: 'No',
      receivedAt: new Date(),
    });
    const mine = await browser.call('GET', tokens.approve);
    expect([mine.status, mine.html.includes('rejected this already')]).toEqual([409, true]);
    expect(mine.html).toContain('in the app');
    const theirs = await browser.call('GET', second!.tokens.approve);
    expect([theirs.status, theirs.html.includes('Meera Nair has rejected this already')]).toEqual([
      409,
      true,
    ]);
  });

  test('pressed twenty times at once: one decision, the rest are told', async () => {
    const { tokens, requestId } = await server.ask();
    const [yes, no] = await Promise.all([
      browser.read(tokens.approve),
      browser.read(tokens.reject),
    ]);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        n % 2
          ? browser.call('POST', tokens.approve, { form: { nonce: nonceOf(yes) } })
          : browser.call('POST', tokens.reject, { form: { nonce: nonceOf(no) } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200,
      ...Array<number>(19).fill(409),
    ]);
    expect(await browser.decisionsOf(requestId)).toHaveLength(1);
  });

  test.each([
    [
      'withdrawn',
      `UPDATE approval_request SET status = 'withdrawn', closed_at = now() WHERE id = $1`,
      'was withdrawn',
    ],
    [
      'cancelled',
      `UPDATE approval_request SET status = 'cancelled', closed_at = now() WHERE id = $1`,
      'was cancelled',
    ],
    ['edited', 'UPDATE approval_request SET version = 2 WHERE id = $1', 'The request was changed'],
    ['sent round again', 'UPDATE approval_request SET round = 2 WHERE id = $1', 'sent round again'],
    [
      'reassigned',
      `UPDATE approval_task SET status = 'reassigned' WHERE request_id = $1`,
      'was passed on',
    ],
    [
      'escalated',
      `UPDATE approval_task SET status = 'escalated' WHERE request_id = $1`,
      'was passed on',
    ],
    ['revoked', 'UPDATE email_link SET revoked_at = now() WHERE request_id = $1', 'A newer mail'],
    [
      'of somebody who left',
      'UPDATE employee SET active = false WHERE id IN (SELECT approver_id FROM email_link WHERE request_id = $1)',
      'no longer waits for you',
    ],
  ])('%s: 410 with its own sentence', async (_name, change, sentence) => {
    const { tokens, requestId } = await server.ask();
    const nonce = nonceOf(await browser.call('GET', tokens.approve));
    await server.db.query(change, [requestId]);
    for (const method of ['GET', 'POST']) {
      const page = await browser.call(
        method,
        tokens.approve,
        method === 'POST' ? { form: { nonce } } : {},
      );
      expect(page.status).toBe(410);
      expect(page.html).toContain(sentence);
    }
    expect(await browser.decisionsOf(requestId)).toEqual([]);
  });

  test('of a step whose deadline is over: 410', async () => {
    const { tokens, stepId } = await server.ask();
    await server.db.query(
      `UPDATE approval_step SET expires_at = now() - interval '1 s' WHERE id = $1`,
      [stepId],
    );
    expect((await browser.call('GET', tokens.approve)).html).toContain(
      'deadline of this step has passed',
    );
  });
});
