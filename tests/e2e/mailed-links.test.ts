import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { SHORTEST_READING_MS } from '../../domain/mail/safety';
import { renderMail } from '../../modules/mail/render-mail';
import { mailTemplates } from '../../modules/mail/templates/registry';
import { picture } from '../support/barriers';
import { launchBrowser } from '../support/browser';
import { browse } from '../support/link-browser';
import { startLinkServer, type AskedFor, type LinkServer } from '../support/mailed-links';

jest.setTimeout(120_000);

let server: LinkServer;
let browser: Browser;
beforeAll(async () => {
  server = await startLinkServer();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});
afterEach(() => server.shiftClock(0));

const address = (token: string) => `${server.url}/email-actions/${token}`;
const recorded = ({ requestId }: AskedFor) => browse(server).decisionsOf(requestId);

/** Lets decisions of a request be taken back, and gives it content that a new mail can tell. */
async function letUndo({ requestId }: AskedFor): Promise<void> {
  const leave = {
    ...{ type: 'unpaid', from: '2026-12-01', to: '2026-12-02', reason: 'A rest' },
    units: 200,
  };
  await server.db.query(
    `UPDATE approval_request SET plan = plan || '{"undoSeconds":300}', data = $2 WHERE id = $1`,
    [requestId, JSON.stringify(leave)],
  );
}

const LOOKS: Record<string, BrowserContextOptions> = {
  light: { colorScheme: 'light', viewport: { width: 1000, height: 900 } },
  dark: { colorScheme: 'dark', viewport: { width: 1000, height: 900 } },
  phone: { colorScheme: 'light', viewport: { width: 390, height: 844 }, isMobile: true },
};

/** Every page in every look: readable, and on a phone without a sideways scroll. */
async function inspect(pages: Record<string, (page: Page) => Promise<unknown>>) {
  for (const [look, options] of Object.entries(LOOKS)) {
    const context = await browser.newContext(options);
    for (const [name, show] of Object.entries(pages)) {
      const page = await context.newPage();
      await show(page);
      await picture(page, `${name}-${look}`);
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      const found = look === 'phone' ? [] : await barriers(page);
      expect({ name, look, found, overflow }).toEqual({ name, look, found: [], overflow: 0 });
      await page.close();
    }
    await context.close();
  }
}

async function barriers(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

test('a robot that runs scripts and opens every link five times decides nothing', async () => {
  const asked = await server.ask();
  const context = await browser.newContext();
  for (const token of Object.values(asked.tokens)) {
    for (let n = 0; n < 5; n++) {
      const page = await context.newPage();
      await page.goto(address(token));
      await page.close();
    }
  }
  await context.close();
  expect(await recorded(asked)).toEqual([]);
});

test('a person decides by one button in a browser without scripts, and is told the second time', async () => {
  const asked = await server.ask();
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address(asked.tokens.reject));
  await page.getByLabel('Reason').fill('The quarter closes that week');
  await page.waitForTimeout(SHORTEST_READING_MS);
  await page.getByRole('button', { name: 'Reject' }).click();
  await page.getByRole('heading', { name: 'You have rejected this request' }).waitFor();
  expect(await recorded(asked)).toMatchObject([
    { verdict: 'reject', channel: 'email', comment: 'The quarter closes that week' },
  ]);
  const again = await page.goto(address(asked.tokens.approve));
  expect(again?.status()).toBe(409);
  await page.getByText('through a mailed link').waitFor();
  await context.close();
});

test('a decision is taken back by one button of its page, in a browser without scripts', async () => {
  const asked = await server.ask();
  await letUndo(asked);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address(asked.tokens.approve));
  await page.waitForTimeout(SHORTEST_READING_MS);
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('Until then you can take it back').waitFor();
  await page.waitForTimeout(SHORTEST_READING_MS);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('heading', { name: 'Your decision was taken back' }).waitFor();
  const mails = `SELECT template FROM mail WHERE approval_id = $1 ORDER BY created_at`;
  expect(await server.db.query(mails, [asked.requestId])).toEqual([
    { template: 'approval-request' },
    { template: 'approval-reminder' },
  ]);
  const again = await page.goto(address(asked.tokens.approve));
  expect(again?.status()).toBe(409);
  await page.getByRole('heading', { name: 'You have taken this decision back' }).waitFor();
  await context.close();
});

test('an expired link asks for a fresh one by one button', async () => {
  const asked = await server.ask();
  server.shiftClock(86_500);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address(asked.tokens.approve));
  await page.getByRole('button', { name: 'Send me a fresh link' }).click();
  await page.getByRole('heading', { name: 'Please look into your mailbox' }).waitFor();
  const mails = `SELECT 1 FROM mail WHERE approval_id = $1`;
  expect(await server.db.query(mails, [asked.requestId])).toHaveLength(2);
  await context.close();
});

test('pages and mails are accessible in light and dark, and fit a phone', async () => {
  const [open, used, old] = [await server.ask(), await server.ask(), await server.ask()];
  await browse(server).press(used.tokens.approve);
  await server.db.query(
    `UPDATE email_link SET issued_at = issued_at - interval '2 days', expires_at = expires_at - interval '2 days'
     WHERE request_id = $1`,
    [old.requestId],
  );
  const undoable = await server.ask();
  await letUndo(undoable);
  await browse(server).press(undoable.tokens.approve);
  const reader = { recipientName: 'Meera Nair', zone: 'Asia/Kolkata' };
  const actions = { approve: 'https://netra.test/a', reject: 'https://netra.test/r' };
  const mail = (template: keyof typeof mailTemplates) => (page: Page) => {
    const props = mailTemplates[template].example;
    const context = { appUrl: 'https://netra.test', ...reader, actions };
    return page.setContent(renderMail({ template, props }, context).html);
  };
  await inspect({
    'link-open': (page) => page.goto(address(open.tokens.reject)),
    'link-used': (page) => page.goto(address(used.tokens.reject)),
    'link-undoable': (page) => page.goto(address(undoable.tokens.approve)),
    'link-expired': (page) => page.goto(address(old.tokens.approve)),
    'mail-request': mail('approval-request'),
    'mail-outcome': mail('approval-outcome'),
  });
});
