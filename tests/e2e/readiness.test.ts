import { barriers, expectNoBarriers, WCAG } from '../support/barriers';
import { browserSuite } from '../support/browser-suite';

jest.setTimeout(180_000);

const suite = browserSuite();
const { open } = suite;
let projectId: string;

beforeAll(async () => {
  const client = await suite.people.as('consulting.manager');
  const { items } = (await client.get('/projects?status=active')).body as unknown as {
    items: { id: string }[];
  };
  projectId = items[0]!.id;
});

test('a plan is started, says why it is not ready, is seen to, and then the go-live is asked for', async () => {
  const page = await open('consulting.manager', `/projects/${projectId}`);
  await page.getByRole('link', { name: 'Readiness' }).click();
  await page.getByText('No plan yet').waitFor();
  await page.getByRole('button', { name: 'Start a plan' }).click();
  for (let left = 7; left > 0; left--) {
    await page.getByRole('button', { name: 'Remove check 2', exact: true }).click();
  }
  expect(await barriers(page, WCAG)).toEqual([]);
  await page.getByLabel('There is a plan for the way back').check();
  await page.getByRole('button', { name: 'Save the plan' }).click();
  await page.getByText('they say what is missing').waitFor();
  await page.getByLabel('When one goes back').fill('One in ten orders fails');
  await page.getByRole('textbox', { name: 'How' }).fill('Switch the alias back');
  await page.getByRole('button', { name: 'Add a risk' }).click();
  await page.getByLabel('What may go wrong').fill('The courier is late');
  await page.getByRole('button', { name: 'Save the plan' }).click();
  await page.getByText('Not ready', { exact: true }).waitFor();
  await page.getByText('is mandatory and open').waitFor();
  await page.getByText('has not been drilled').waitFor();
  await expectNoBarriers(page, 'readiness');

  await page.getByRole('button', { name: /^Change “/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Done').click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('Say where it can be seen').waitFor();
  await dialog.getByLabel('Where it can be seen').fill('Protocol 7');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Protocol 7').waitFor();
  await page.getByRole('button', { name: 'Record the drill' }).click();
  await page.getByText('Ready with risks', { exact: true }).waitFor();
  await page.getByText('Risk “The courier is late” (9 of 25) is open').waitFor();

  await page.getByRole('link', { name: 'Ask for go-live' }).click();
  await page.getByText('Readiness: ready with risks').waitFor();
  expect(await page.getByText('Users are trained').count()).toBe(0);
});

test('a member reads the plan without a way to change it, and sales finds nothing', async () => {
  const member = await open('consultant', `/projects/${projectId}/readiness`);
  await member.getByText('Ready with risks', { exact: true }).waitFor();
  expect(await member.getByRole('button', { name: 'Change the plan' }).count()).toBe(0);
  const client = await suite.people.as('sales.head');
  expect((await client.get(`/projects/${projectId}/readiness`)).status).toBe(404);
});

/** A project of the manager's that went live, asked for by a member, a day ago. */
async function goneLive(): Promise<string> {
  const { rows } = await suite.db.query<{ id: string; live: string }>(
    `SELECT p.id, g.id AS live FROM project p JOIN go_live g ON g.project_id = p.id AND g.status = 'approved'
     JOIN approval_request a ON a.subject_id = g.id JOIN employee e ON e.id = p.manager_id
     WHERE p.status = 'live' AND e.email = 'consulting.manager@netra.example' ORDER BY p.code LIMIT 1`,
  );
  const { id, live } = rows[0]!;
  await suite.db.query(
    `INSERT INTO go_live_watch (go_live_id, starts_on, lapses_at) VALUES ($1, current_date - 1, now() + interval '60 days')`,
    [live],
  );
  await suite.db.query(
    `INSERT INTO go_live_check_in (go_live_id, working_day, falls_on, ask_at, remind_at, tell_at, asked_at)
     VALUES ($1, 1, current_date, now() - interval '1 hour', now() + interval '1 day', now() + interval '2 days', now()),
       ($1, 3, current_date + 2, now() + interval '2 days', now() + interval '3 days', now() + interval '4 days', NULL)`,
    [live],
  );
  return id;
}

test('a check-in after the go-live is given, and at the next trouble the project is rolled back', async () => {
  const id = await goneLive();
  const page = await open('consulting.manager', `/projects/${id}/readiness`);
  const section = page.getByRole('region', { name: 'After the go-live' });
  await section.getByText('Working day 1').waitFor();
  await expectNoBarriers(page, 'check-ins');
  await section.getByText('In trouble').click();
  await section.getByRole('button', { name: 'Give the check-in' }).click();
  await section.getByText('Say what is wrong').waitFor();
  await section.getByLabel('Note').fill('Orders wait for an hour');
  await section.getByLabel('Open incidents').fill('2');
  await section.getByRole('button', { name: 'Give the check-in' }).click();
  await section.getByText('In trouble, 2 open incidents').waitFor();
  await section.getByText('Done', { exact: true }).waitFor();

  await section.getByText('Roll it back').click();
  await section.getByText('whoever signed is told').waitFor();
  await section.getByLabel('Note').fill('Orders are lost');
  await section.getByRole('button', { name: 'Roll back now' }).click();
  await section.getByText('Rolled back.').waitFor();
  await section.getByText('between two check-ins').waitFor();
  await section.getByRole('button').first().waitFor({ state: 'detached' });
});
