import { FORGERIES } from '../support/forged-tokens';
import { browse, nonceOf, type LinkBrowser, type Page } from '../support/link-browser';
import { LINK_SECRET, startLinkServer, type LinkServer } from '../support/mailed-links';

jest.setTimeout(120_000);

let server: LinkServer;
let browser: LinkBrowser;
beforeAll(async () => {
  server = await startLinkServer();
  browser = browse(server);
});
afterAll(() => server.stop());
afterEach(() => server.shiftClock(0));

describe('an expired link', () => {
  const fresh = (token: string, page: Page) =>
    browser.call('POST', token, { path: '/fresh', form: { nonce: nonceOf(page) } });
  const freshMails = (requestId: string) =>
    server.db.query<{ to: string; links: { approve: string; reject: string } }>(
      `SELECT to_address AS "to", props->'links' AS links FROM mail
       WHERE approval_id = $1 AND message_id LIKE '%.fresh.%' ORDER BY created_at`,
      [requestId],
    );

  test('works to the last second, then offers a fresh one', async () => {
    const { tokens } = await server.ask();
    server.shiftClock(86_395);
    expect((await browser.call('GET', tokens.approve)).status).toBe(200);
    server.shiftClock(86_402);
    const page = await browser.call('GET', tokens.approve);
    expect(page.status).toBe(410);
    expect(page.html).toContain('Send me a fresh link');
    expect(
      (await browser.call('POST', tokens.approve, { form: { nonce: nonceOf(page) } })).status,
    ).toBe(410);
  });

  test('is replaced at most three times an hour, only at the bound address, with the same answer', async () => {
    const asked = await server.ask();
    server.shiftClock(86_402);
    const page = await browser.call('GET', asked.tokens.approve);
    const answers: Page[] = [];
    for (let n = 0; n < 5; n++) answers.push(await fresh(asked.tokens.approve, page));
    expect(new Set(answers.map(({ html }) => html)).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 200 });
    const mails = await freshMails(asked.requestId);
    expect(mails.map(({ to }) => to)).toEqual(Array(3).fill(asked.approverEmail));
    const alive = await server.db.query<{ id: string }>(
      'SELECT id FROM email_link WHERE request_id = $1 AND revoked_at IS NULL ORDER BY verdict',
      [asked.requestId],
    );
    expect(alive.map(({ id }) => id)).toEqual([mails[2]!.links.approve, mails[2]!.links.reject]);
  });

  test('is not replaced without the nonce, nor once nothing waits any more', async () => {
    const asked = await server.ask();
    server.shiftClock(86_402);
    const page = await browser.call('GET', asked.tokens.approve);
    await browser.call('POST', asked.tokens.approve, { path: '/fresh', form: { nonce: 'x' } });
    expect(await freshMails(asked.requestId)).toEqual([]);
    await server.db.query(
      `UPDATE approval_request SET status = 'withdrawn', closed_at = now() WHERE id = $1`,
      [asked.requestId],
    );
    expect((await fresh(asked.tokens.approve, page)).status).toBe(200);
    expect(await freshMails(asked.requestId)).toEqual([]);
  });
});

describe('forged links', () => {
  test('1,000 tokens of forty sorts, by GET and POST: none accepted, all 401', async () => {
    const [mine, foreign] = [await server.ask(), await server.ask()];
    const material = {
      token: mine.tokens.approve,
      other: foreign.tokens.approve,
      secret: LINK_SECRET,
    };
    const nonce = nonceOf(await browser.call('GET', mine.tokens.approve));
    const seen = new Map<string, number>();
    for (const [name, forge] of Object.entries(FORGERIES)) {
      const answers = await Promise.all(
        Array.from({ length: 25 }, (_, n) => forge(material, n)).flatMap((token) => [
          browser.call('GET', token),
          browser.call('POST', token, { form: { nonce } }),
        ]),
      );
      for (const { status } of answers)
        seen.set(`${name}: ${status}`, (seen.get(`${name}: ${status}`) ?? 0) + 1);
    }
    const sorts = Object.keys(FORGERIES).sort();
    expect(sorts.length).toBeGreaterThanOrEqual(40);
    expect([...seen].sort()).toEqual(sorts.map((name) => [`${name}: 401`, 50]));
    expect(await browser.decisionsOf(mine.requestId)).toEqual([]);
    expect(await browser.decisionsOf(foreign.requestId)).toEqual([]);
  });

  test('an address that cannot be decoded is a 401 page', async () => {
    const page = await browser.call('GET', '%E0%A4%A');
    expect(page.status).toBe(401);
    expect(page.html).toContain('This link is not valid');
  });

  test('more than ten bad posts a minute from one address: 429, while good links go on working', async () => {
    const from = '192.0.2.7';
    const statuses: number[] = [];
    for (let n = 0; n < 12; n++)
      statuses.push((await browser.call('POST', 'bad', { from, form: {} })).status);
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
    const { tokens } = await server.ask();
    const nonce = nonceOf(await browser.read(tokens.approve, { from }));
    expect((await browser.call('POST', tokens.approve, { from, form: { nonce } })).status).toBe(
      200,
    );
  });
});
