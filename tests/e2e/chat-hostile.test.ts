import { browserSuite } from '../support/browser-suite';
import { log, sendAs, startedBy } from '../support/chat-people';
import { readEverything } from '../support/read-everything';
import { XSS_PAYLOADS } from '../support/xss-payloads';

jest.setTimeout(180_000);

const suite = browserSuite();
beforeAll(async () => {
  await readEverything(suite.people);
});

interface Found {
  elements: string[];
  attributes: string[];
  schemes: string[];
  ran: unknown;
}

/** Does to every element of the messages what a payload may wait for; a link is not followed. */
const PROVOKE = `
  for (const element of document.querySelectorAll('[role=log] .message-text *')) {
    for (const type of ['mouseover', 'pointerenter', 'focus', 'load', 'error', 'toggle', 'click']) {
      element.dispatchEvent(new Event(type, { cancelable: true }));
    }
  }`;

/** What the messages have become. */
const FIND = `(() => {
  const all = [...document.querySelectorAll('[role=log] .message-text *')];
  const unique = (list) => [...new Set(list)].sort();
  return {
    elements: unique(all.map(({ localName }) => localName)),
    attributes: unique(all.flatMap(({ attributes }) => [...attributes].map(({ name }) => name))),
    schemes: unique(all.filter(({ localName }) => localName === 'a').map(({ protocol }) => protocol)),
    ran: window.__ran ?? null,
  };
})()`;

/** Which messages are drawn. */
const SEQS = `[...document.querySelectorAll('[role=log] [data-seq]')].map((row) => row.dataset.seq)`;

const ELEMENTS =
  'a blockquote br button code del div em hr li ol p pre span strong table tbody td th thead tr ul';
// Those of the copy button aside, nothing but where a link goes and how a mention looks.
const ATTRIBUTES =
  'aria-label class data-size data-variant href rel start style tabindex target type data-discover';

test('none of more than two hundred hostile messages runs, loads or breaks out', async () => {
  expect(XSS_PAYLOADS.length).toBeGreaterThan(200);
  const id = await startedBy(suite.people, 'sales.rep', 'sales.rep2', 'sales.manager');
  for (let from = 0; from < XSS_PAYLOADS.length; from += 10) {
    const some = XSS_PAYLOADS.slice(from, from + 10);
    await Promise.all(some.map((text) => sendAs(suite.people, 'sales.rep', { id, text })));
  }
  const page = await suite.open('sales.rep2', `/chat/${id}`);
  const escaped: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(suite.app.url)) escaped.push(request.url());
  });
  page.on('dialog', (dialog) => {
    escaped.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  const articles = log(page).getByRole('article');
  await articles.first().waitFor();
  const beyond = (seen: string[], allowed: string) =>
    seen.filter((name) => !allowed.split(' ').includes(name));
  // Only what is near the eye is drawn: each stretch of the log is looked at in its turn.
  const drawn = new Set<string>();
  for (let stretch = 0; drawn.size < XSS_PAYLOADS.length; stretch++) {
    expect(stretch).toBeLessThan(400);
    for (const seq of await page.evaluate<string[]>(SEQS)) drawn.add(seq);
    await page.evaluate(PROVOKE);
    const found = await page.evaluate<Found>(FIND);
    expect(found.ran).toBeNull();
    expect(beyond(found.elements, ELEMENTS)).toEqual([]);
    expect(beyond(found.attributes, ATTRIBUTES)).toEqual([]);
    expect(beyond(found.schemes, 'http: https: mailto:')).toEqual([]);
    await log(page).hover();
    await page.mouse.wheel(0, 400);
    await page.waitForTimeout(50);
  }
  expect(escaped).toEqual([]);
  expect(page.url()).toBe(`${suite.app.url}/chat/${id}`);
});
