import { barriers, picture } from '../support/barriers';
import { choose, comesToBe, fillDate } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import { approvalWhen, asked, askForLeave } from '../support/personas';

jest.setTimeout(120_000);

const suite = browserSuite({ startingMs: 180_000 });
const { open } = suite;

test('the page says what two working days come to, in the zone one asks for', async () => {
  const page = await open('admin', '/calendars');
  const answer = page.locator('output');
  await answer.getByText(/2 working days from now is/).waitFor();
  await answer.getByText(/IST/).waitFor();
  await page.getByRole('button', { name: 'United Kingdom' }).click();
  await answer.getByText(/(GMT|BST)/).waitFor();
  await page.getByText('A working day of this calendar is 7 h 30 min').waitFor();
});

test('an admin changes a week, gives a half day off and moves somebody to the place', async () => {
  const page = await open('admin', '/calendars');
  await page.getByRole('heading', { name: 'The week of India: Bengaluru' }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await picture(page, 'calendars');

  await page.getByLabel('Friday, to (2)').fill('08:00');
  await page.getByRole('button', { name: 'Save the week' }).click();
  await page.getByText('Friday: Ends before it begins').waitFor();
  await picture(page, 'calendars-refused');
  await page.getByLabel('Friday, to (2)').fill('17:00');
  await page.getByRole('button', { name: 'Save the week' }).click();
  await page.getByText('Saved').first().waitFor();

  const form = page.locator('form', { hasText: 'Add day off' });
  await form.getByRole('button', { name: 'Add day off' }).click();
  await form.getByText('Give it a name').waitFor();
  await fillDate(form, 'Date', '2026-12-24');
  await form.getByLabel('Name').fill('Christmas Eve');
  await choose(form, 'What is off', 'Afternoon');
  await form.getByRole('button', { name: 'Add day off' }).click();
  const row = page.getByRole('row', { name: /24 Dec 2026 Christmas Eve Afternoon/ });
  await row.waitFor();
  await row.getByRole('button', { name: 'Remove Christmas Eve, 24 Dec 2026' }).click();
  await row.waitFor({ state: 'detached' });

  await page.getByLabel('New location').fill('Leeds');
  const add = page.locator('form', { hasText: 'Add location' });
  await choose(add, 'Calendar', 'United Kingdom');
  await add.getByRole('button', { name: 'Add location' }).click();
  const place = page.getByRole('listitem').filter({ hasText: 'Who else works in Leeds' });
  await choose(place, 'Who else works in Leeds', /Karan/);
  await place.getByRole('button', { name: 'Assign' }).click();
  await place.getByText('Karan Malhotra', { exact: true }).waitFor();
});

test('everybody reads the calendars, and only admins have anything to press', async () => {
  const page = await open('sales.rep', '/calendars');
  await page.getByRole('heading', { name: 'Locations' }).waitFor();
  await page.getByText('Everybody without a place').waitFor();
  expect(await page.getByRole('button', { name: /Save|Add|Assign|Remove/ }).count()).toBe(0);
  expect(await barriers(page)).toEqual([]);
});

test('what is due is counted down in working time, in the reader’s zone, without a word to the server', async () => {
  const personas = suite.people;
  const { approvalId } = await askForLeave(await personas.as('sales.rep'));
  const manager = await personas.as('sales.manager');
  await approvalWhen(manager, approvalId, asked('reporting-manager'));
  const page = await open('sales.manager', '/inbox');
  const due = page.locator('time', { hasText: /due in \d+ working/ }).first();
  await due.waitFor();
  expect(await due.textContent()).toMatch(
    /^due in \d+ working (hours|days) \(\w{3} \d+ \w{3}, \d\d:\d\d IST\)$/,
  );
  expect(await page.locator('[aria-live] time').count()).toBe(0);
  await picture(page, 'inbox');
  await page.goto(`${suite.app.url}/approvals/${approvalId}`);
  await page
    .locator('time', { hasText: /due in \d+ working/ })
    .first()
    .waitFor();
  await picture(page, 'approval');

  const calls: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/')) calls.push(request.url());
  });
  await page.clock.install();
  await page.goto(`${suite.app.url}/approvals/${approvalId}`);
  const shown = page.locator('time', { hasText: /due in/ }).first();
  await shown.waitFor();
  await page.waitForLoadState('networkidle');
  calls.length = 0;
  await page.clock.fastForward(6 * 24 * 3_600_000);
  await page
    .locator('time', { hasText: /overdue by \d+ day/ })
    .first()
    .waitFor();
  expect(calls.filter((url) => !url.includes('socket'))).toEqual([]);

  const [mail] = await suite.app.inbox.mails({ to: 'sales.manager@netra.example' }, 15_000);
  expect(mail?.text).toMatch(
    /Due +in \d+ working (hours|days) \(\w{3} \d+ \w{3} \d{4}, \d\d:\d\d IST\)/,
  );
});

test('a person chooses one mail each morning, and gets no mail per request from then on', async () => {
  const page = await open('consulting.manager', '/notifications/settings');
  const choice = page.getByRole('switch', { name: 'One mail each working morning' });
  await choice.click();
  await page.getByText(/The next one comes .* IST/).waitFor();
  await comesToBe(() => choice.isChecked(), true);
  await choose(page, 'At', '07:45');
  await page.getByText(/07:45 IST/).waitFor();
  expect(await barriers(page)).toEqual([]);
  await picture(page, 'account');
  const personas = suite.people;
  await suite.app.inbox.clear();
  const { approvalId } = await askForLeave(await personas.as('consultant'));
  await approvalWhen(
    await personas.as('consulting.manager'),
    approvalId,
    asked('reporting-manager'),
  );
  expect(await suite.app.inbox.mails({ to: 'consulting.manager@netra.example' }, 3000)).toEqual([]);
});

test('the pages fit a phone and the dark', async () => {
  const page = await open('admin', '/calendars');
  await page.getByRole('heading', { name: 'Locations' }).waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  await page.waitForTimeout(300);
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  expect(wide).toBeLessThanOrEqual(0);
  expect(await barriers(page)).toEqual([]);
  await picture(page, 'calendars-phone-dark');
  await page.goto(`${suite.app.url}/admin/mail/templates?template=approval-digest`);
  await page.getByRole('heading', { name: 'Morning digest' }).waitFor();
  await page.locator('iframe').waitFor();
  await page.waitForTimeout(300);
  await picture(page, 'digest');
});
