import type { Page } from 'playwright-core';
import { addDays } from '../../domain/dates/calendar';
import { tours } from '../../domain/tours/tours';
import type { Me } from '../../domain/wire/common';
import { barriers, expectNoBarriers, picture, WCAG } from '../support/barriers';
import { choose, fillDate } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import type { Persona } from '../support/company';
import { pdf } from '../support/receipts';
import { today } from '../support/records';

jest.setTimeout(180_000);

const suite = browserSuite();
const { open } = suite;

const meOf = async (persona: Persona) =>
  (await (await suite.people.as(persona)).get('/me')).body as Me;
const joined = (persona: Persona, on: string) =>
  suite.db.query('UPDATE employee SET joined_on = $2 WHERE email = $1', [
    `${persona}@netra.example`,
    on,
  ]);
const tour = (page: Page) => page.locator('.driver-popover');
const stepOf = (page: Page, index: number) =>
  tour(page).getByText(tours.employee.steps[index]!.title, { exact: true }).waitFor();
const progressOf = async (persona: Persona) =>
  (await (await suite.people.as(persona)).get('/tours/employee/progress')).body as {
    step: number;
    state: string;
  };
const untilProgress = async (persona: Persona, step: number, state: string) => {
  for (const end = Date.now() + 5000; ;) {
    const progress = await progressOf(persona);
    if (progress.step === step && progress.state === state) return;
    if (Date.now() > end) throw new Error(`it is at ${JSON.stringify(progress)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

test('HR starts an onboarding, its tasks appear with their owners, and each ticks off their own', async () => {
  const consultant = await meOf('consultant');
  const hr = await open('hr', '/onboardings');
  // The move that the demo company has under way.
  await hr.getByText('Meera Krishnan').first().waitFor();
  await hr.getByRole('button', { name: 'Start a checklist' }).click();
  const dialog = hr.getByRole('dialog', { name: /^Start a checklist/ });
  await dialog.getByRole('button', { name: 'Start', exact: true }).click();
  await dialog.getByText('Choose a person').waitFor();
  expect(await barriers(hr, WCAG)).toEqual([]);
  await picture(hr, 'start-onboarding');
  await choose(dialog, 'Person', new RegExp(consultant.name));
  await fillDate(dialog, 'First day', '2 Nov 2026');
  await dialog.getByRole('button', { name: 'Start', exact: true }).click();
  await hr.waitForURL(/\/onboardings\/[0-9a-f-]{36}$/);
  await hr.getByRole('heading', { name: `Onboarding of ${consultant.name}` }).waitFor();

  const mine = await open('consultant', '/tasks');
  for (const end = Date.now() + 20_000; Date.now() < end; await mine.waitForTimeout(500)) {
    await mine.reload();
    await mine.getByRole('heading', { name: 'Open', exact: true }).waitFor();
    if ((await mine.getByRole('list', { name: 'Open tasks' }).count()) > 0) break;
  }
  const task = (title: RegExp) => mine.getByRole('listitem', { name: title });
  await task(/code of conduct/)
    .getByText('Blocking')
    .waitFor();
  await expectNoBarriers(mine, 'my-tasks');

  // The blocking task holds what it blocks, and says so where one asks.
  const client = await suite.people.as('consultant');
  const claim = {
    title: 'Taxi',
    lines: [
      {
        ...{ date: '2026-11-02', category: 'travel', description: 'Taxi' },
        amount: { amount: '10.00', currency: 'INR' },
      },
    ],
  };
  expect(await client.post('/expense-claims', claim)).toMatchObject({ status: 403 });

  // What a task asks for is handed in here, sent back once, and settles the task when HR accepts it.
  const bank = task(/^Hand in bank/);
  const chooseFile = async (mark: string, name: string) => {
    const chooser = mine.waitForEvent('filechooser');
    await bank.getByRole('button', { name: /^Hand in a document/ }).click();
    const { content: buffer, type: mimeType } = pdf(mark);
    await (await chooser).setFiles({ name, mimeType, buffer });
  };
  await chooseFile('first', 'account.pdf');
  await bank.getByText(/handed in, waits for HR/).waitFor();
  await expectNoBarriers(mine, 'my-tasks-document');
  await hr.goto(`${suite.app.url}/onboardings`);
  const reviews = hr.getByRole('list', { name: 'Documents to review' });
  await reviews.getByRole('link', { name: 'account.pdf' }).waitFor();
  await expectNoBarriers(hr, 'documents-to-review');
  await reviews.getByRole('button', { name: /^Send back/ }).click();
  const sentBack = hr.getByRole('dialog', { name: 'Send back?' });
  await sentBack.getByRole('button', { name: 'Send back' }).click();
  await sentBack.getByText('Say why').waitFor();
  await sentBack.getByLabel('Reason').fill('The number cannot be read');
  await sentBack.getByRole('button', { name: 'Send back' }).click();
  await reviews.waitFor({ state: 'detached' });
  await mine.reload();
  await bank.getByText(/The number cannot be read/).waitFor();
  await chooseFile('second', 'readable.pdf');
  await bank.getByRole('link', { name: 'readable.pdf' }).waitFor();
  await hr.reload();
  await reviews.getByRole('button', { name: /^Accept/ }).click();
  await reviews.waitFor({ state: 'detached' });
  await hr.goBack();
  await mine.reload();
  await mine
    .getByRole('list', { name: 'Settled tasks' })
    .getByText(/Bank details form: accepted/)
    .waitFor();
  await mine.getByRole('button', { name: /^Not applicable: Take the tour/ }).click();
  const declined = mine.getByRole('dialog', { name: 'Not applicable?' });
  await declined.getByLabel('Reason').fill('Knows it');
  await declined.getByRole('button', { name: 'Not applicable' }).click();
  await mine.getByText(/: Knows it$/).waitFor();

  await hr.reload();
  await hr.getByText('2 of 10 tasks, 4 still blocking').waitFor();
  // Somebody else's task has no buttons, not even for HR.
  const foreign = hr.getByRole('listitem', { name: /code of conduct/ });
  await foreign.getByText(new RegExp(consultant.name)).waitFor();
  expect(await foreign.getByRole('button').count()).toBe(0);
  await expectNoBarriers(hr, 'onboarding');
  await hr.goto(`${suite.app.url}/onboardings`);
  await hr.getByRole('link', { name: `Onboarding of ${consultant.name}` }).waitFor();
  await expectNoBarriers(hr, 'onboardings');
  await hr.goto(`${suite.app.url}/people/${consultant.id}`);
  await hr.getByRole('heading', { name: 'Onboarding and off-boarding' }).waitFor();
  await hr.getByRole('link', { name: `Onboarding of ${consultant.name}` }).waitFor();
  await expectNoBarriers(hr, 'person-onboardings');

  const mails = await suite.app.inbox.mails(
    { to: 'consultant@netra.example', subject: 'tasks for your start' },
    10_000,
  );
  expect(mails[0]!.subject).toBe('3 tasks for your start');
  expect(mails[0]!.text).toContain('Read the code of conduct');
});

test('HR copies a checklist, puts its tasks in order by keyboard and by dragging, sees the dates, saves and retires it', async () => {
  const hr = await open('hr', '/onboardings/checklists');
  await hr.getByRole('link', { name: 'Copy Joining', exact: true }).click();
  await hr.getByRole('heading', { name: 'New checklist, like Joining' }).waitFor();
  await hr.getByRole('button', { name: 'Save' }).click();
  await hr.getByText('Give it a name').waitFor();
  await hr.getByLabel('Name').fill('Interns');
  const title = (task: number) =>
    hr
      .getByRole('group', { name: `Task ${task}`, exact: true })
      .getByLabel('Title')
      .inputValue();
  const first = await title(1);
  const third = await title(3);
  const down = hr.getByRole('button', { name: 'Move task 1 down' });
  await down.focus();
  await hr.keyboard.press('Enter');
  await hr.getByText(`${first} is now task 2 of 10`).waitFor();
  expect(await title(2)).toBe(first);
  await hr.waitForFunction(
    `document.activeElement.getAttribute('aria-label') === 'Move task 2 down'`,
  );
  // Both ends in view: scrolling between press and move would let go of the grip.
  await hr.setViewportSize({ width: 1280, height: 2400 });
  await hr
    .locator('[data-grip="3"]')
    .dragTo(hr.getByRole('group', { name: 'Task 1', exact: true }).getByLabel('Title'));
  await hr.getByText(`${third} is now task 1 of 10`).waitFor();
  expect(await title(1)).toBe(third);
  await fillDate(hr, 'For a person who starts on', '1 Jun 2026');
  await hr.getByRole('button', { name: 'Show the dates' }).click();
  const dates = hr.getByRole('region', { name: 'When tasks are due' });
  // Five working days before, past a weekend and the holiday of 27 May.
  await dates.getByRole('row', { name: /22 May 2026/ }).waitFor();
  await expectNoBarriers(hr, 'checklist-editor');
  await hr.getByRole('button', { name: 'Save' }).click();
  await hr.getByRole('link', { name: 'Interns', exact: true }).waitFor();
  await expectNoBarriers(hr, 'checklists');
  await hr.getByRole('link', { name: 'Interns', exact: true }).click();
  await hr.getByRole('heading', { name: 'Checklist: Interns' }).waitFor();
  expect([await title(1), await title(3)]).toEqual([third, first]);
  await hr.goto(`${suite.app.url}/onboardings/checklists`);
  await hr.getByRole('button', { name: 'Retire Interns' }).click();
  await hr.getByText('Retired', { exact: true }).waitFor();
  expect(await hr.getByRole('link', { name: 'Interns', exact: true }).count()).toBe(0);
});

test('nobody who has long been here is met by a tour', async () => {
  for (const persona of ['sales.manager', 'hr', 'admin'] as const) {
    const page = await open(persona, '/');
    await page.getByRole('button', { name: /^Account of/ }).waitFor();
    await page.waitForLoadState('networkidle');
    expect([persona, await tour(page).count()]).toEqual([persona, 0]);
  }
});

test('a newcomer’s tour begins on the first visit, is walked by keyboard, goes on on another device, and can be begun again', async () => {
  await joined('consultant2', addDays(today(), -3));
  const desk = await open('consultant2', '/');
  await stepOf(desk, 0);
  await tour(desk).getByText('1 of 7').waitFor();
  const focused = () => desk.evaluate<string>('document.activeElement.textContent');
  expect(await focused()).toBe('Next');
  await expectNoBarriers(desk, 'tour-welcome');
  await desk.keyboard.press('Enter');
  await stepOf(desk, 1);
  await desk.keyboard.press('ArrowRight');
  await stepOf(desk, 2);
  expect(await focused()).toBe('Next');
  // Tab stays in the window.
  for (let tab = 0; tab < 6; tab++) await desk.keyboard.press('Tab');
  expect(await desk.evaluate('!!document.activeElement.closest(".driver-popover")')).toBe(true);
  expect(await barriers(desk, WCAG)).toEqual([]);
  await untilProgress('consultant2', 2, 'running');

  const phone = await open('consultant2', '/leave');
  await phone.setViewportSize({ width: 390, height: 844 });
  await stepOf(phone, 2);
  await phone.keyboard.press('ArrowRight');
  await stepOf(phone, 3);
  const box = (await tour(phone).boundingBox())!;
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(390);
  await picture(phone, 'tour-phone');
  await phone.keyboard.press('ArrowLeft');
  await stepOf(phone, 2);
  await phone.keyboard.press('Escape');
  await tour(phone).waitFor({ state: 'detached' });
  await untilProgress('consultant2', 2, 'paused');

  await desk.reload();
  await desk.getByRole('button', { name: /^Account of/ }).click();
  await desk.getByRole('menuitem', { name: 'Continue the tour' }).click();
  await stepOf(desk, 2);
  for (let step = 3; step < tours.employee.steps.length; step++) {
    await tour(desk).getByRole('button', { name: 'Next' }).click();
    await stepOf(desk, step);
  }
  await tour(desk).getByRole('button', { name: 'Done' }).press('Enter');
  await tour(desk).waitFor({ state: 'detached' });
  await untilProgress('consultant2', 6, 'finished');
  expect(await desk.evaluate('document.activeElement !== document.body')).toBe(true);

  await desk.reload();
  await desk.getByRole('button', { name: /^Account of/ }).click();
  await desk.getByRole('menuitem', { name: 'Take the tour' }).click();
  await stepOf(desk, 0);
  await tour(desk).getByRole('button', { name: 'Do not show this again' }).click();
  await untilProgress('consultant2', 0, 'skipped');
  await desk.reload();
  await desk.getByRole('button', { name: /^Account of/ }).waitFor();
  await desk.waitForLoadState('networkidle');
  expect(await tour(desk).count()).toBe(0);
});
