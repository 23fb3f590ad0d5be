import type { BrowserContext, Page } from 'playwright-core';
import { barriers, expectNoBarriers } from '../support/barriers';
import { browserSuite } from '../support/browser-suite';
import { mailedLinks, openLink } from '../support/decision-page';
import type { Persona } from '../support/company';
import { rememberAnswers, untranslated } from '../support/untranslated';
import { asked, askForLeave, approvalWhen } from '../support/personas';

jest.setTimeout(240_000);

const suite = browserSuite();
let approval: string;
let chat: string;

beforeAll(async () => {
  const rep = await suite.people.as('sales.rep');
  approval = (await askForLeave(rep)).approvalId;
  await approvalWhen(rep, approval, asked('reporting-manager'));
  chat = await talk();
});

/** A conversation in which both have said something. @returns its address */
async function talk(): Promise<string> {
  const manager = await suite.people.as('sales.manager');
  const { id: other } = (await (await suite.people.as('sales.rep')).get('/me')).body as {
    id: string;
  };
  const started = await manager.post('/conversations', { kind: 'direct', memberIds: [other] });
  const { id } = started.body as { id: string };
  await manager.post(`/conversations/${id}/messages`, { clientId: 'hi-1', text: 'नमस्ते' });
  return `/chat/${id}`;
}

const openContext = (locale: string, width = 1280) =>
  suite.browser.newContext({ locale, viewport: { width, height: 860 }, reducedMotion: 'reduce' });

async function signIn(context: BrowserContext, persona: Persona, path = '/'): Promise<Page> {
  const data = { email: `${persona}@netra.example`, password: 'netra-demo' };
  await context.request.post(`${suite.app.url}/api/v1/auth/login`, { data });
  return openPage(context, path);
}

async function openPage(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(suite.app.url + path);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  return page;
}

const languageOf = (page: Page) => page.evaluate<string>('document.documentElement.lang');

/** Words that are cut off, and whether the page goes beyond the window. */
const clipped = (page: Page) =>
  page.evaluate<string[]>(`(() => {
    const cut = [...document.querySelectorAll('button, .mantine-Badge-label, h1, h2, a, label')]
      .filter((element) => element.innerText.trim() !== '' && element.offsetParent !== null)
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      .filter((element) => getComputedStyle(element).overflowX !== 'visible')
      .map((element) => element.innerText.trim());
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [...cut, 'the page: ' + scrollWidth] : cut;
  })()`);

/** What is cut once the layout has followed the window. */
async function settled(page: Page): Promise<string[]> {
  for (const end = Date.now() + 3_000; ;) {
    const cut = await clipped(page);
    if (cut.length === 0 || Date.now() > end) return cut;
    await page.waitForTimeout(50);
  }
}

test('before anybody has chosen, the app speaks the language of the browser, from the sign-in page on', async () => {
  const context = await openContext('hi-IN');
  const page = await context.newPage();
  await page.goto(`${suite.app.url}/sign-in`);
  await page.getByRole('heading', { level: 1, name: 'NETRA में साइन इन करें' }).waitFor();
  expect(await languageOf(page)).toBe('hi');
  await page.getByRole('button', { name: 'साइन इन करें' }).click();
  await page.getByText('अपना ई-मेल लिखें').waitFor();
  await page.getByLabel('ई-मेल').fill('sales.manager@netra.example');
  await page.getByRole('textbox', { name: 'पासवर्ड' }).fill('wrong');
  await page.getByRole('button', { name: 'साइन इन करें' }).click();
  await page.getByText('यह ई-मेल और पासवर्ड किसी खाते से मेल नहीं खाते।').waitFor();
  await page.getByRole('textbox', { name: 'पासवर्ड' }).fill('netra-demo');
  await page.getByRole('button', { name: 'साइन इन करें' }).click();
  await page.getByRole('heading', { level: 1, name: /^नमस्ते, / }).waitFor();
  await page
    .getByRole('link', { name: /^इनबॉक्स/ })
    .first()
    .waitFor();
  await context.close();
});

test('what is chosen goes with the account, into another browser and back to the sign-in page', async () => {
  const context = await openContext('en-GB');
  const page = await signIn(context, 'consultant', '/account');
  expect(await languageOf(page)).toBe('en');
  await page.getByText('हिन्दी', { exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'खाता' }).waitFor();
  expect(await languageOf(page)).toBe('hi');
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'खाता' }).waitFor();

  const elsewhere = await openContext('en-GB');
  const second = await signIn(elsewhere, 'consultant', '/requests');
  expect(await second.title()).toBe('मेरे अनुरोध · NETRA');
  await second.getByRole('button', { name: /का खाता$/ }).click();
  await second.getByRole('menuitem', { name: 'साइन आउट' }).click();
  await second.getByRole('heading', { level: 1, name: 'NETRA में साइन इन करें' }).waitFor();
  await elsewhere.close();

  await page.getByText('ब्राउज़र जैसी', { exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Account' }).waitFor();
  expect(await languageOf(page)).toBe('en');
  await context.close();
});

test.each([390, 1280])(
  'in Hindi at %d px nothing is cut, nothing stays English, and nothing is in anybody’s way',
  async (width) => {
    const context = await openContext('hi-IN', width);
    const page = await signIn(context, 'sales.manager');
    const answers = rememberAnswers(page);
    const pages = ['/', '/inbox', `/inbox/${approval}`, '/requests', `/approvals/${approval}`]
      .concat([
        '/account',
        '/leave',
        '/leave?show=all&cols=employee,type,from,fromHalf,days,status',
      ])
      .concat(['/expenses', '/expenses?cols=title,claimed,asked', '/notifications', '/people'])
      .concat(['/projects', '/requests/new/leave', '/requests/new/expense-claim'])
      .concat(['/chat', chat]);
    for (const path of pages) {
      await page.goto(suite.app.url + path);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      expect([path, await languageOf(page)]).toEqual([path, 'hi']);
      if (width === 390) expect([path, await barriers(page)]).toEqual([path, []]);
      else await expectNoBarriers(page, `hi${path.replaceAll('/', '-')}`);
      expect([path, await settled(page)]).toEqual([path, []]);
      expect([path, await untranslated(page, answers)]).toEqual([path, []]);
    }
    // Where a machine has no such letters, ours are there.
    const fonts = await page.evaluate<string[]>(
      `document.fonts.load('16px "NETRA Devanagari"', 'अनुरोध').then((all) => all.map(({ status }) => status))`,
    );
    expect(fonts.length).toBeGreaterThan(0);
    expect(new Set(fonts)).toEqual(new Set(['loaded']));
    await context.close();
  },
);

test('what is wrong with a form is said in Hindi, by the form and by the server, and days are said as people write them', async () => {
  const context = await openContext('hi-IN');
  const page = await signIn(context, 'sales.rep', '/requests/new/leave');
  await page.getByRole('button', { name: 'स्वीकृति के लिए भेजें' }).click();
  await page.getByText('कारण बताएँ', { exact: true }).waitFor();
  const day = page.getByLabel('पहला दिन');
  await day.fill('2028-02-29');
  await page.getByLabel('अंतिम दिन').fill('2028-02-28');
  await page.getByLabel('कारण').fill('विवाह');
  await page.getByText('अंतिम दिन पहले दिन से पहले है').waitFor();
  await page.goto(`${suite.app.url}/leave`);
  await page
    .getByText(/\d दिन$/)
    .first()
    .waitFor();
  await page
    .getByText(/^\d.* [ऀ-ॿ].* 20\d\d$/)
    .first()
    .waitFor();
  await context.close();
});

test('the page of a mailed link is in the language of whom it is for, whoever’s browser opens it', async () => {
  const manager = await suite.people.as('sales.manager');
  const link = (await mailedLinks(suite.app.inbox, 'sales.manager@netra.example', approval))
    .approve;
  expect((await openLink(link)).html).toContain('Approve this request?');
  expect((await manager.call('PUT', '/me/language', { body: { language: 'hi' } })).status).toBe(
    200,
  );
  expect((await manager.get('/me')).body).toMatchObject({ language: 'hi' });
  const { html } = await openLink(link);
  expect(html).toContain('<html lang="hi">');
  expect(html).toContain('क्या यह अनुरोध स्वीकृत करना है?');
  expect(html).toContain('टिप्पणी (वैकल्पिक)');
  expect((await manager.call('PUT', '/me/language', { body: { language: null } })).status).toBe(
    200,
  );
});

test('an approval is read, rejected for a reason and found again, all in Hindi', async () => {
  const context = await openContext('hi-IN');
  const page = await signIn(context, 'sales.manager', `/approvals/${approval}`);
  await page.getByText('क्या माँगा गया है').waitFor();
  await page.getByText('कार्य दिवस', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'अस्वीकार करें', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'अस्वीकार करें' }).click();
  await dialog.getByText('बताएँ कि अस्वीकार क्यों करते हैं').waitFor();
  await dialog.getByLabel('कारण').fill('अगले सप्ताह सम्भव है');
  await dialog.getByRole('button', { name: 'अस्वीकार करें' }).click();
  await page.getByText('अस्वीकृत', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: /^सूचनाएँ/ }).click();
  await page.getByRole('button', { name: 'सभी को पढ़ा मानें' }).waitFor();
  await context.close();
});
