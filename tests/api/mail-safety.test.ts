import { SHORTEST_READING_MS } from '../../domain/mail/safety';
import type { LinkFetchRow } from '../../domain/wire/mail';
import { listLinkFetches } from '../../modules/mail/fetch-queries';
import { addSafetyRule, removeSafetyRule } from '../../modules/mail/use-cases/edit-safety-rules';
import { browse, nonceOf, type LinkBrowser, type Page } from '../support/link-browser';
import { startLinkServer, type AskedFor, type LinkServer } from '../support/mailed-links';

jest.setTimeout(60_000);

let server: LinkServer;
let browser: LinkBrowser;
beforeAll(async () => {
  server = await startLinkServer();
  browser = browse(server);
});
afterEach(async () => {
  await server.db.query('DELETE FROM mail_safety_rule');
  server.shiftClock(0);
});
afterAll(() => server.stop());

const actorId = '5f0c6f0e-9d0b-4c3a-8a51-6d4d5b0c9a11';
const INR = (amount: string) => ({ amount, currency: 'INR' });
const codeOf = ({ html }: Page) => /class="code">([^<]+)</.exec(html)?.[1];
const post = (token: string, form: Record<string, string>, from?: string) =>
  browser.call('POST', token, { form, from });

/** A rule of an admin who is somebody. */
async function rule(
  asked: AskedFor,
  kind: string | null,
  mode: 'button' | 'challenge' | 'sign-in',
) {
  const rows = { actorId: asked.requesterId, rule: { kind, atLeast: null, mode } };
  return addSafetyRule(server.deps, rows);
}

async function asClaim(asked: AskedFor, total: { amount: string; currency: string }) {
  await server.db.query(
    `UPDATE approval_request SET kind = 'expense-claim', data = jsonb_build_object('total', $2::jsonb) WHERE id = $1`,
    [asked.requestId, JSON.stringify(total)],
  );
}

describe('a link in the mode challenge', () => {
  test('asks for the code of the page, and takes it however it is typed', async () => {
    const asked = await server.ask();
    await rule(asked, 'leave', 'challenge');
    const page = await browser.call('GET', asked.tokens.approve);
    expect(page.status).toBe(200);
    expect(page.html).toContain('<label for="code">');
    expect(page.html).not.toContain('<script');
    const code = codeOf(page)!;
    const typed = ` ${code.slice(0, 2)}-${code.slice(2).toLowerCase()} `;
    const done = await post(asked.tokens.approve, { nonce: nonceOf(page), code: typed });
    expect(done.status).toBe(200);
    expect(await browser.decisionsOf(asked.requestId)).toMatchObject([{ verdict: 'approve' }]);
  });

  test('a wrong code, none, or one of another page decides nothing, and its form is spent', async () => {
    const asked = await server.ask();
    await rule(asked, null, 'challenge');
    const pages = [
      await browser.call('GET', asked.tokens.approve),
      await browser.call('GET', asked.tokens.approve),
      await browser.read(asked.tokens.approve),
    ] as const;
    const wrong = await post(asked.tokens.approve, { nonce: nonceOf(pages[0]), code: 'BBBBB' });
    const swapped = { nonce: nonceOf(pages[1]), code: codeOf(pages[0])! };
    const others = [await post(asked.tokens.approve, swapped)];
    others.push(await post(asked.tokens.approve, { nonce: nonceOf(pages[2]) }));
    for (const page of [wrong, ...others]) {
      expect([page.status, page.html.includes('not the code of this page')]).toEqual([400, true]);
    }
    const again = await post(asked.tokens.approve, {
      nonce: nonceOf(pages[0]),
      code: codeOf(pages[0])!,
    });
    expect([again.status, again.html.includes('was used before')]).toEqual([400, true]);
    expect(await browser.decisionsOf(asked.requestId)).toEqual([]);
    const next = await post(asked.tokens.approve, { nonce: nonceOf(wrong), code: codeOf(wrong)! });
    expect(next.status).toBe(200);
  });

  test('a guesser is stopped after ten codes a minute; others go on', async () => {
    const asked = await server.ask();
    await rule(asked, null, 'challenge');
    const from = '192.0.2.77';
    const statuses: number[] = [];
    for (let n = 0; n < 12; n++) {
      const nonce = nonceOf(await browser.call('GET', asked.tokens.approve, { from }));
      statuses.push((await post(asked.tokens.approve, { nonce, code: 'BBBBB' }, from)).status);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(400), 429, 429]);
    const page = await browser.call('GET', asked.tokens.approve, { from });
    const good = { nonce: nonceOf(page), code: codeOf(page)! };
    expect((await post(asked.tokens.approve, good, from)).status).toBe(200);
  });
});

test('a link in the mode sign-in leads into the app and decides nothing, whatever is posted', async () => {
  const asked = await server.ask();
  const page = await browser.read(asked.tokens.approve);
  await rule(asked, 'leave', 'sign-in');
  const now = await browser.call('GET', asked.tokens.approve);
  expect(now.status).toBe(200);
  expect(now.html).not.toContain('<form');
  expect(now.html).toContain(`href="https://netra.test/approvals/${asked.requestId}"`);
  const refused = await post(asked.tokens.approve, { nonce: nonceOf(page) });
  expect([refused.status, refused.html.includes('Please sign in')]).toEqual([403, true]);
  expect(await browser.decisionsOf(asked.requestId)).toEqual([]);
});

test('the strictest rule that matches counts, amounts only in their own currency, and at once', async () => {
  const asked = await server.ask();
  await asClaim(asked, INR('50000.00'));
  const modeNow = async () => {
    const { html } = await browser.call('GET', asked.tokens.approve);
    if (html.includes('Sign in and decide')) return 'sign-in';
    return html.includes('for="code"') ? 'challenge' : 'button';
  };
  const add = (
    kind: string | null,
    atLeast: ReturnType<typeof INR> | null,
    mode: 'challenge' | 'sign-in',
  ) => addSafetyRule(server.deps, { actorId: asked.requesterId, rule: { kind, atLeast, mode } });
  await add('leave', null, 'sign-in');
  await add('expense-claim', INR('50000.01'), 'sign-in');
  await add(null, { amount: '1.00', currency: 'EUR' }, 'sign-in');
  expect(await modeNow()).toBe('button');
  await add('expense-claim', INR('50000.00'), 'challenge');
  expect(await modeNow()).toBe('challenge');
  const id = await add(null, INR('49999.99'), 'sign-in');
  expect(await modeNow()).toBe('sign-in');
  await removeSafetyRule(server.deps, { actorId: asked.requesterId, ruleId: id });
  expect(await modeNow()).toBe('challenge');
  await expect(removeSafetyRule(server.deps, { actorId, ruleId: id })).rejects.toMatchObject({
    code: 'not-found',
  });
});

test('a button pressed at once asks for a code, and a second later is believed', async () => {
  const asked = await server.ask();
  const page = await browser.call('GET', asked.tokens.reject);
  const hasty = await post(asked.tokens.reject, { nonce: nonceOf(page), comment: 'Not now' });
  expect(hasty.status).toBe(400);
  expect(hasty.html).toContain('sooner than anybody can read');
  expect(hasty.html).toContain('>Not now</textarea>');
  expect(await browser.decisionsOf(asked.requestId)).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, SHORTEST_READING_MS));
  const reused = await post(asked.tokens.reject, { nonce: nonceOf(page), comment: 'Not now' });
  expect(reused.status).toBe(400);
  const typed = { nonce: nonceOf(hasty), code: codeOf(hasty)!, comment: 'Not now' };
  expect((await post(asked.tokens.reject, typed)).status).toBe(200);
  expect(await browser.decisionsOf(asked.requestId)).toMatchObject([{ comment: 'Not now' }]);
});

test('the page asks for the reason of a rejection, and the door takes a form without one', async () => {
  const asked = await server.ask();
  const page = await browser.read(asked.tokens.reject);
  expect(page.html).toMatch(/<textarea[^>]* required=""/);
  const approving = await browser.call('GET', asked.tokens.approve);
  expect(approving.html).not.toMatch(/<textarea[^>]* required/);
  expect((await post(asked.tokens.reject, { nonce: nonceOf(page) })).status).toBe(200);
});

describe('fetches', () => {
  const CHROME =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';
  const fetchesOf = ({ requestId }: AskedFor): Promise<LinkFetchRow[]> =>
    listLinkFetches(server.db, { approvalId: requestId, readerId: actorId });
  const as = (agent: string, from = '203.0.113.9') => ({ from, headers: { 'user-agent': agent } });

  test('are logged as fetches, with the agent and the network and without token or address', async () => {
    const asked = await server.ask();
    await browser.call('GET', asked.tokens.approve, as(CHROME));
    await browser.call('HEAD', asked.tokens.approve, as('Barracuda Sentinel (EE)'));
    await browser.call('POST', asked.tokens.approve, { ...as(CHROME), form: { nonce: 'x' } });
    expect(await fetchesOf(asked)).toMatchObject([
      {
        method: 'GET',
        verdict: 'approve',
        agent: CHROME.slice(0, 120),
        network: '203.0.113.0/24',
        reading: 'opened',
      },
      { method: 'HEAD', agent: 'Barracuda Sentinel (EE)', reading: 'scanner' },
      { method: 'POST', reading: 'refused' },
    ]);
    const rows = JSON.stringify(await server.db.query('SELECT * FROM email_link_fetch'));
    expect(rows).not.toContain('203.0.113.9');
    for (const token of Object.values(asked.tokens)) expect(rows).not.toContain(token.slice(-40));
  });

  test('of both links within seconds look like a scanner, of one after the other do not', async () => {
    const [hasty, calm] = [await server.ask(), await server.ask()];
    await browser.call('GET', hasty.tokens.approve, as(CHROME));
    await browser.call('GET', hasty.tokens.reject, as(CHROME));
    await browser.call('GET', calm.tokens.approve, as(CHROME));
    server.shiftClock(6);
    await browser.call('GET', calm.tokens.reject, as(CHROME));
    expect((await fetchesOf(hasty)).map(({ reading }) => reading)).toEqual(['scanner', 'scanner']);
    expect((await fetchesOf(calm)).map(({ reading }) => reading)).toEqual(['opened', 'opened']);
  });

  test('are nothing the requester is told, and end at 200 a link', async () => {
    const asked = await server.ask();
    for (let n = 0; n < 205; n++) await browser.call('HEAD', asked.tokens.approve);
    expect(await fetchesOf(asked)).toHaveLength(200);
    const own = { approvalId: asked.requestId, readerId: asked.requesterId };
    expect(await listLinkFetches(server.db, own)).toEqual([]);
    const page = await browser.call('GET', asked.tokens.approve);
    expect((await post(asked.tokens.approve, { nonce: nonceOf(page) })).status).toBe(400);
    await new Promise((resolve) => setTimeout(resolve, SHORTEST_READING_MS));
    expect((await post(asked.tokens.approve, { nonce: nonceOf(page) })).html).toContain(
      'used before',
    );
  });
});
