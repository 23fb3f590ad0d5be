import type { Page } from 'playwright-core';
import { barriers, expectNoBarriers, picture, WCAG } from '../support/barriers';
import { choose, comesToBe } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import type { Persona } from '../support/company';
import { readEverything } from '../support/read-everything';

jest.setTimeout(180_000);

const suite = browserSuite();
beforeAll(async () => {
  await readEverything(suite.people);
});

const open = (persona: Persona, path = '/chat') => suite.open(persona, path);

async function idOf(persona: Persona): Promise<string> {
  return ((await (await suite.people.as(persona)).get('/me')).body as { id: string }).id;
}

async function startedBy(persona: Persona, ...others: Persona[]): Promise<string> {
  const memberIds = await Promise.all(others.map(idOf));
  const kind = others.length === 1 ? 'direct' : 'group';
  const answer = await (await suite.people.as(persona)).post('/conversations', { kind, memberIds });
  return (answer.body as { id: string }).id;
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByLabel('Message', { exact: true }).fill(text);
  await page.getByLabel('Message', { exact: true }).press('Enter');
}

const log = (page: Page) => page.getByRole('log', { name: 'Messages' });
const unread = (page: Page) => page.getByRole('navigation', { name: 'Main' }).getByLabel(/unread$/);

test('two people talk: who writes, what is read, a change, an emoji, a deletion', async () => {
  const rep = await open('sales.rep');
  await rep.getByRole('button', { name: 'New conversation' }).click();
  await choose(rep, 'To whom', /Rohan Desai/);
  await rep.keyboard.press('Escape');
  await rep.getByRole('dialog').getByRole('button', { name: 'Start' }).click();
  await rep.getByRole('heading', { name: 'Rohan Desai' }).waitFor();

  const manager = await open('sales.manager', '/');
  await say(rep, 'Is the Kaveri deal signed?');
  await log(rep).getByText('Is the Kaveri deal signed?').waitFor();
  await unread(manager).getByText('1').waitFor();
  await manager.getByRole('link', { name: /^Chat/ }).click();
  await manager.getByRole('link', { name: /Is the Kaveri deal signed/ }).click();
  await log(manager).getByText('Is the Kaveri deal signed?').waitFor();
  await unread(manager).waitFor({ state: 'detached' });
  await rep.getByText('Seen by Rohan Desai').waitFor();

  await manager.getByLabel('Message', { exact: true }).pressSequentially('Not');
  await rep.getByText('Rohan Desai is writing …').waitFor();
  await say(manager, 'Not <b>yet</b>');
  await log(rep).getByText('Not <b>yet</b>').waitFor();
  await rep.getByRole('article').last().hover();
  await rep.getByRole('button', { name: 'React with 👍' }).last().click();
  await log(manager).getByRole('button', { name: /^👍 1/ }).waitFor();

  await manager.getByRole('article').last().hover();
  await manager.getByRole('button', { name: 'Edit' }).click();
  await manager.getByLabel('Change the message').fill('Signed this morning');
  await manager.getByLabel('Change the message').press('Enter');
  await log(rep).getByText('Signed this morning (edited)').waitFor();
  await manager.getByRole('article').last().hover();
  await manager.getByRole('button', { name: 'Delete' }).click();
  await manager.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await log(rep).getByText('Message deleted').waitFor();
  await rep.getByText('Signed this morning').first().waitFor({ state: 'detached' });
  await expectNoBarriers(rep, 'chat-direct');
});

test('what is written without a network is kept over a reload and sent once on return', async () => {
  const id = await startedBy('consultant', 'consultant2', 'consulting.manager');
  const mine = await open('consultant', `/chat/${id}`);
  const theirs = await open('consultant2', `/chat/${id}`);
  await log(theirs).getByText('No messages yet').waitFor();
  await mine.getByLabel('Message', { exact: true }).fill('half a tho');
  await mine.reload();
  await comesToBe(() => mine.getByLabel('Message', { exact: true }).inputValue(), 'half a tho');
  // The page is there, the API is not.
  await mine.route('**/messages', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  );
  await say(mine, 'written in a tunnel');
  await say(mine, 'and another');
  await log(mine).getByText('Sending …').first().waitFor();
  await mine.reload();
  await log(mine).getByText('written in a tunnel').waitFor();
  expect(await log(theirs).getByRole('article').count()).toBe(0);
  await mine.unroute('**/messages');
  await log(theirs).getByText('and another').waitFor();
  await log(mine).getByText('Sending …').first().waitFor({ state: 'detached' });
  for (const page of [mine, theirs]) {
    const shown = await log(page).getByRole('article').allInnerTexts();
    expect(shown.map((text) => /written in a tunnel|and another/.exec(text)?.[0])).toEqual([
      'written in a tunnel',
      'and another',
    ]);
  }
});

test('a channel is started, found, joined and left', async () => {
  const hr = await open('hr');
  await hr.getByRole('button', { name: 'New conversation' }).click();
  await hr.getByText('A channel', { exact: true }).click();
  await hr.getByLabel('Name').fill('Town hall');
  await hr.getByLabel('What it is about').fill('Questions to the management');
  await hr.getByLabel('Anybody may find and join it').check();
  expect(await barriers(hr, WCAG)).toEqual([]);
  await picture(hr, 'chat-new');
  await hr.getByRole('dialog').getByRole('button', { name: 'Start' }).click();
  await hr.getByRole('heading', { name: '# Town hall' }).waitFor();
  await say(hr, 'Welcome');

  const rep = await open('sales.rep2');
  await rep.getByRole('button', { name: 'Channels' }).click();
  await rep.getByLabel('Find a channel').fill('town');
  await rep.getByRole('button', { name: 'Join Town hall' }).click();
  await log(rep).getByText('Welcome').waitFor();
  await hr.getByRole('button', { name: '2 people' }).waitFor();
  await rep.getByRole('button', { name: '2 people' }).click();
  await rep.getByRole('dialog').getByText('Questions to the management').waitFor();
  await hr.getByRole('button', { name: '2 people' }).click();
  const box = hr.getByRole('dialog');
  await box.getByLabel('Name').fill('sales-wins');
  await box.getByRole('button', { name: 'Save' }).click();
  await box.getByText('There is a channel of this name already.').waitFor();
  await box.getByLabel('Name').fill('All hands');
  await box.getByLabel('What it is about').fill('Every first Monday');
  await box.getByRole('button', { name: 'Save' }).click();
  await rep.getByRole('dialog').getByText('Every first Monday').waitFor();
  await rep.getByRole('dialog', { name: '# All hands' }).waitFor();
  expect(await barriers(hr, WCAG)).toEqual([]);
  await hr.keyboard.press('Escape');
  await rep.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
  await hr.getByRole('button', { name: '1 person' }).waitFor();
});

test('who is taken out sees no more of it, in a page that was open too', async () => {
  const manager = await suite.people.as('sales.manager');
  const made = await manager.post('/conversations', {
    ...{ kind: 'channel', visibility: 'private', name: 'offer', topic: '' },
    memberIds: [await idOf('sales.rep2')],
  });
  const path = `/conversations/${(made.body as { id: string }).id}`;
  const message = { clientId: 'offer', text: 'The last price is 90' };
  await manager.post(`${path}/messages`, message);
  const rep = await open('sales.rep2', path.replace('conversations', 'chat'));
  await log(rep).getByText(message.text).waitFor();
  await manager.call('DELETE', `${path}/members/${await idOf('sales.rep2')}`);
  await rep.getByText('It does not exist, or it is not shared with you.').waitFor();
  await comesToBe(() => rep.getByText(message.text).count(), 0);
});

/** So many more people, in a conversation. */
async function crowdIn(conversationId: string, size: number): Promise<void> {
  await suite.db.query(
    `WITH hired AS (
       INSERT INTO employee (email, name, password_hash, roles, joined_on)
       SELECT 'crowd' || n || '@netra.example', 'Crowd ' || n, '-', '{employee}', '2026-01-01'
       FROM generate_series(1, $2::int) AS n RETURNING id
     )
     INSERT INTO conversation_member (conversation_id, user_id, joined_change) SELECT $1, id, 1 FROM hired`,
    [conversationId, size],
  );
}

test('before a crowd is told by @channel, whoever writes is asked, and can go on writing', async () => {
  const id = await startedBy('consulting.head', 'consulting.manager', 'consultant');
  await crowdIn(id, 25);
  const [page, other] = [
    await open('consulting.head', `/chat/${id}`),
    await open('consultant', '/leave'),
  ];
  const field = page.getByLabel('Message', { exact: true });
  const question = page.getByRole('dialog', { name: 'Tell everybody?' });
  await say(page, '@channel lunch is there');
  await question.getByText(/rings the bell of all 28 people/).waitFor();
  expect(await barriers(page, WCAG)).toEqual([]);
  await question.getByRole('button', { name: 'Go on writing' }).click();
  await question.waitFor({ state: 'detached' });
  await comesToBe(() => field.inputValue(), '@channel lunch is there');
  expect(await log(page).getByText('lunch is there').count()).toBe(0);
  await field.press('Enter');
  await question.getByRole('button', { name: 'Tell 28 people' }).click();
  await log(page).getByText('lunch is there').waitFor();
  await other
    .getByText(/mentioned/)
    .first()
    .waitFor();
});

test('whoever touches nothing for five minutes is away, until they do', async () => {
  const id = await startedBy('consulting.head', 'consulting.manager');
  const mine = await open('consulting.head', `/chat/${id}`);
  // Of all that this page waits for only the five minutes are shortened: its connection stays as it is.
  const script = `{
    const wait = window.setTimeout;
    window.setTimeout = (run, ms, ...rest) => wait(run, ms === 300000 ? 6000 : ms, ...rest);
  }`;
  const theirs = await suite.open('consulting.manager', '/leave', script);
  const says = (state: string) => mine.getByText(state, { exact: true }).last().waitFor();
  await says('Online');
  await says('Away');
  await theirs.mouse.move(10, 10);
  await says('Online');
});

test('a long conversation opens at what is new and goes back to its first word', async () => {
  const id = await startedBy('finance', 'sales.head');
  const finance = await suite.people.as('finance');
  for (let n = 1; n <= 130; n++) {
    await finance.post(`/conversations/${id}/messages`, { clientId: `${n}`, text: `line ${n}.` });
  }
  const head = await open('sales.head', `/chat/${id}`);
  await log(head).getByText('line 1.', { exact: true }).waitFor();
  await head.getByRole('button', { name: /new messages/ }).click();
  await log(head).getByText('line 130.').waitFor();
  await expectNoBarriers(head, 'chat-long');
  await head.goto(`${suite.app.url}/chat/00000000-0000-4000-8000-000000000000`);
  await head.getByText('It does not exist, or it is not shared with you.').waitFor();
});
