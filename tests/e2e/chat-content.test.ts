import type { Page } from 'playwright-core';
import { barriers, expectNoBarriers, picture, WCAG } from '../support/barriers';
import { comesToBe, unreadOf } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import { log, meOf, sendAs, startedBy } from '../support/chat-people';
import type { Persona } from '../support/company';
import { askForLeave } from '../support/personas';
import { readEverything } from '../support/read-everything';

jest.setTimeout(180_000);

const suite = browserSuite();
const { open } = suite;
beforeAll(async () => {
  await readEverything(suite.people);
});

const field = (page: Page, label = 'Message') => page.getByLabel(label, { exact: true });

const started = (...who: [Persona, ...Persona[]]) => startedBy(suite.people, ...who);
const send = (persona: Persona, id: string, text: string) =>
  sendAs(suite.people, persona, { id, text });

async function say(page: Page, text: string, label = 'Message'): Promise<void> {
  await field(page, label).fill(text);
  await field(page, label).press('Enter');
}

/** Presses one of the actions of a message. */
async function act(page: Page, text: string, action: string): Promise<void> {
  const message = log(page).getByRole('article').filter({ hasText: text });
  await message.hover();
  await message.getByRole('button', { name: action, exact: true }).click();
}

test('a thread is answered beside the log, which only counts, and lives when its beginning goes', async () => {
  const id = await started('sales.rep', 'sales.rep2');
  await send('sales.rep', id, 'Who brings the projector?');
  const [mine, theirs] = [
    await open('sales.rep', `/chat/${id}`),
    await open('sales.rep2', `/chat/${id}`),
  ];
  await act(theirs, 'Who brings the projector?', 'Answer');
  const panel = (page: Page) => page.getByRole('complementary', { name: 'Thread' });
  await panel(theirs).getByText('No answers yet').waitFor();
  await say(theirs, 'I do', 'Answer');
  await panel(theirs).getByText('I do', { exact: true }).waitFor();
  await log(mine)
    .getByRole('button', { name: /^1 answer, last/ })
    .waitFor();
  expect(await log(mine).getByText('I do', { exact: true }).count()).toBe(0);
  await log(mine)
    .getByRole('button', { name: /^1 answer, last/ })
    .click();
  await panel(mine).getByText('I do', { exact: true }).waitFor();
  await say(mine, 'Thank you', 'Answer');
  await panel(theirs).getByText('Thank you').waitFor();
  for (const page of [mine, theirs]) {
    await log(page)
      .getByRole('button', { name: /^2 answers, last/ })
      .waitFor();
    await comesToBe(() => log(page).getByRole('article').count(), 1);
  }
  await expectNoBarriers(mine, 'chat-thread');
  await mine.reload();
  await panel(mine).getByText('Thank you').waitFor();
  await field(mine, 'Answer').press('Escape');
  await panel(mine).waitFor({ state: 'detached' });
  await act(mine, 'Who brings the projector?', 'Delete');
  await mine.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await panel(theirs).getByText('Message deleted').waitFor();
  await panel(theirs).getByText('Thank you').waitFor();
  await log(mine)
    .getByRole('button', { name: /^2 answers, last/ })
    .click();
  await panel(mine).getByText('I do', { exact: true }).waitFor();
});

test('somebody is named by keyboard; their bell rings and leads to the message', async () => {
  const id = await started('sales.rep', 'sales.rep2', 'sales.manager');
  const { name } = await meOf(suite.people, 'sales.manager');
  const [rep, manager] = [
    await open('sales.rep', `/chat/${id}`),
    await open('sales.manager', '/leave'),
  ];
  await field(rep).pressSequentially('Could @');
  const list = rep.getByRole('listbox', { name: 'Whom to mention' });
  await list.waitFor();
  const first = await list.getByRole('option', { selected: true }).innerText();
  await rep.keyboard.press('ArrowDown');
  expect(await list.getByRole('option', { selected: true }).innerText()).not.toBe(first);
  await expectNoBarriers(rep, 'chat-mention-list');
  await rep.keyboard.press('Escape');
  await list.waitFor({ state: 'detached' });
  await field(rep).fill('');
  await field(rep).pressSequentially(`Could @${name.slice(0, 3).toLowerCase()}`);
  await list.waitFor();
  await rep.keyboard.press('Tab');
  await list.waitFor({ state: 'detached' });
  await comesToBe(() => field(rep).inputValue(), `Could @${name} `);
  await field(rep).pressSequentially('look at this?');
  await rep.keyboard.press('Enter');
  await log(rep)
    .locator('.mention', { hasText: `@${name}` })
    .waitFor();
  expect(await log(rep).locator('.mention.mine').count()).toBe(0);

  await manager
    .getByText(/mentioned you/)
    .first()
    .waitFor();
  expect(await unreadOf(manager)).toBeGreaterThan(0);
  await manager.goto(`${suite.app.url}/notifications`);
  await manager
    .getByRole('link', { name: /mentioned you/ })
    .first()
    .click();
  await manager.waitForURL(`**/chat/${id}?message=1`);
  await log(manager)
    .locator('.mention.mine', { hasText: `@${name}` })
    .waitFor();
});

test('emoji are found by name and walked by keyboard, for writing and for reactions', async () => {
  const id = await started('sales.rep', 'sales.rep2');
  await send('sales.rep2', id, 'We are live');
  const rep = await open('sales.rep', `/chat/${id}`);
  const asked: string[] = [];
  rep.on('request', (request) => {
    if (!request.url().startsWith(suite.app.url)) asked.push(request.url());
  });
  await field(rep).fill('Off we go ');
  await rep.getByRole('button', { name: 'Insert an emoji' }).click();
  await rep.getByLabel('Find an emoji').fill('rocket');
  await rep.keyboard.press('Enter');
  await field(rep).and(rep.locator(':focus')).waitFor();
  await comesToBe(() => field(rep).inputValue(), 'Off we go 🚀');
  const message = log(rep).getByRole('article').first();
  await message.hover();
  await message.getByRole('button', { name: 'React with another emoji' }).click();
  await rep.getByLabel('Find an emoji').waitFor();
  expect(await barriers(rep, WCAG)).toEqual([]);
  await picture(rep, 'chat-emoji');
  await rep.getByLabel('Find an emoji').focus();
  await rep.keyboard.press('ArrowDown');
  await rep.keyboard.press('ArrowRight');
  await rep.keyboard.press('ArrowRight');
  await rep.keyboard.press('Enter');
  await log(rep).getByRole('button', { name: /^😄 1/ }).waitFor();
  expect(asked).toEqual([]);
});

test('what is pinned everybody finds, what is bookmarked only oneself', async () => {
  const id = await started('sales.rep', 'sales.rep2');
  await send('sales.rep', id, 'The door code is 4711');
  const [mine, theirs] = [
    await open('sales.rep', `/chat/${id}`),
    await open('sales.rep2', `/chat/${id}`),
  ];
  await act(mine, 'The door code is 4711', 'Keep');
  await mine.getByRole('menuitem', { name: 'Pin for everybody here' }).click();
  await log(theirs).getByText('Pinned', { exact: true }).waitFor();
  await act(theirs, 'The door code is 4711', 'Keep');
  await theirs.getByRole('menuitem', { name: 'Bookmark for myself' }).click();
  await log(theirs).getByText('Pinned, Bookmarked').waitFor();
  await theirs.getByRole('button', { name: 'Pins' }).click();
  const dialog = theirs.getByRole('dialog');
  await dialog.getByText('The door code is 4711').waitFor();
  await dialog.getByRole('button', { name: 'Unpin' }).click();
  await dialog.getByText('Nothing is pinned').waitFor();
  await theirs.keyboard.press('Escape');
  await log(mine).getByText('Pinned', { exact: true }).waitFor({ state: 'detached' });

  await theirs.goto(`${suite.app.url}/chat`);
  await theirs.getByRole('button', { name: 'Bookmarks' }).click();
  await dialog.getByText('The door code is 4711').waitFor();
  expect(await barriers(theirs, WCAG)).toEqual([]);
  await picture(theirs, 'chat-bookmarks');
  await dialog.getByRole('link', { name: 'Show in the conversation' }).click();
  await theirs.waitForURL(`**/chat/${id}?message=1`);
  await mine.goto(`${suite.app.url}/chat`);
  await mine.getByRole('button', { name: 'Bookmarks' }).click();
  await mine.getByText('No bookmarks yet').waitFor();
});

test('a message is formatted, its code copied, its links safe, and a long one folded', async () => {
  const id = await started('sales.rep', 'sales.rep2');
  await send(
    'sales.rep',
    id,
    [
      ...['# Plan', 'This is **bold**, *leaning*, ~~gone~~ and `inline`.', 'Next line', ''],
      ...['> quoted', '', '- one', '- two', '', '```ts', 'const a = 1 < 2;', '```', ''],
      ...['| a | b |', '| - | - |', '| 1 | 2 |', ''],
      ...['https://example.org/a?b=1 and [here](/leave) and [not](javascript:alert(1))'],
      ...['![picture](https://example.org/spy.png)', '<b>as typed</b>'],
    ].join('\n'),
  );
  await send('sales.rep', id, Array.from({ length: 60 }, (_, i) => `row ${i + 1}`).join('\n'));
  await send('sales.rep', id, '> '.repeat(9000) + 'deep');
  const page = await open('sales.rep2', `/chat/${id}`);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const message = log(page).getByRole('article').first();
  for (const [element, text] of [
    ['strong', 'bold'],
    ['em', 'leaning'],
    ['del', 'gone'],
    ['p code', 'inline'],
    ['blockquote', 'quoted'],
    ['ul li', 'two'],
    ['td', '2'],
    ['pre code', 'const a = 1 < 2;'],
  ] as const) {
    await message.locator(element, { hasText: text }).first().waitFor();
  }
  const links = await Promise.all(
    (await message.locator('a').all()).map(async (link) => [
      await link.innerText(),
      await link.getAttribute('href'),
      await link.getAttribute('rel'),
    ]),
  );
  expect(links).toEqual([
    ['https://example.org/a?b=1', 'https://example.org/a?b=1', 'noopener noreferrer'],
    ['here', '/leave', null],
    ['picture', 'https://example.org/spy.png', 'noopener noreferrer'],
  ]);
  expect(await message.locator('img, b').count()).toBe(0);
  await message.getByText('<b>as typed</b>').waitFor();
  await message.getByRole('button', { name: 'Copy the code' }).click();
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe('const a = 1 < 2;');

  const long = log(page).locator('[data-seq="2"]').getByRole('article');
  const height = async () => (await long.boundingBox())!.height;
  const folded = await height();
  await long.getByRole('button', { name: 'Show all' }).click();
  await long.getByRole('button', { name: 'Show less' }).waitFor();
  expect(await height()).toBeGreaterThan(folded * 2);
  // Quotes within quotes without end are shown as they were typed.
  await log(page).press('End');
  const deep = log(page).locator('[data-seq="3"]').getByRole('article');
  await deep.getByText('> > >').waitFor();
  expect(await deep.locator('blockquote').count()).toBe(0);
  await expectNoBarriers(page, 'chat-markdown');
});

test('a link to a record shows its card to whoever may see it, and nothing to others', async () => {
  const leave = await askForLeave(await suite.people.as('sales.rep'));
  const id = await started('sales.rep', 'sales.manager', 'consultant');
  const secret = await started('sales.rep', 'sales.manager');
  await send('sales.rep', secret, 'Only between us two');
  await send(
    'sales.rep',
    id,
    `See ${suite.app.url}/approvals/${leave.approvalId} and ${suite.app.url}/chat/${secret}?message=1, please.`,
  );
  const manager = await open('sales.manager', `/chat/${id}`);
  const title = (
    (await (await suite.people.as('sales.rep')).get(`/approvals/${leave.approvalId}`)).body as {
      title: string;
    }
  ).title;
  await log(manager)
    .getByRole('link', { name: new RegExp(`: ${title}`) })
    .waitFor();
  await log(manager).getByText('Only between us two').waitFor();
  await expectNoBarriers(manager, 'chat-records');
  await log(manager)
    .getByRole('link', { name: new RegExp(`: ${title}`) })
    .click();
  await manager.waitForURL(`**/approvals/${leave.approvalId}`);

  const stranger = await open('consultant', `/chat/${id}`);
  await log(stranger).getByText('Not available to you').nth(1).waitFor();
  const shown = await log(stranger).innerText();
  expect(shown).not.toContain(title);
  expect(shown).not.toContain('Only between us two');
});
