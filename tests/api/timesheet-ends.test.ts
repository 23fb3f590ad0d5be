import { addDays } from '../../domain/dates/calendar';
import type { TimesheetWeek } from '../../domain/wire/timesheets';
import { startTestApi, type TestApi } from '../support/api';
import { startProject } from '../support/projects';
import { lastMonday, timeOf } from '../support/timesheets';

let api: TestApi;
const time = timeOf(() => api);
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const day = (minutes: number) => [minutes, 0, 0, 0, 0, 0, 0];
const row = (projectId: string, minutes: number) => ({
  ...{ projectId, task: '', billable: true, minutes: day(minutes) },
});

test('what would take time back stays while its hours are worked elsewhere: a day has 24 of them', async () => {
  const [one, other] = [await startProject(api), await startProject(api)];
  const monday = addDays(lastMonday(), -21);
  await time.work({ persona: 'consultant', projectId: one, minutes: day(1000), monday });
  const { sheets } = await time.week('consultant', monday);
  const client = await api.as('consultant');
  const path = `/timesheet-lines/${sheets.at(-1)!.lines[0]!.id}/reversals`;
  const { id } = (await client.post(path)).body as { id: string };
  const saved = await time.save('consultant', [row(other, 1400)], monday);
  expect(saved.status).toBe(200);
  const dropped = await client.call('DELETE', `/timesheet-lines/${id}`);
  expect([dropped.status, (dropped.body as { detail: string }).detail]).toEqual([
    409,
    'Without it the day has more than 24 hours: clear what was entered in its place first',
  ]);
  expect((await time.save('consultant', [], monday)).status).toBe(200);
  expect((await client.call('DELETE', `/timesheet-lines/${id}`)).status).toBe(204);
});

test('time is taken back where time can be entered: what is older could not be handed in', async () => {
  const projectId = await startProject(api);
  const monday = addDays(lastMonday(), -70);
  const [line] = await api.db.query<{ id: string }>(
    `WITH sheet AS (
       INSERT INTO timesheet (id, employee_id, project_id, week_starts_on, status)
       VALUES (gen_random_uuid(), $1, $2, $3, 'approved') RETURNING id
     )
     INSERT INTO timesheet_line (employee_id, project_id, worked_on, task, billable, minutes, sheet_id, approved_at)
     SELECT $1, $2, $3, '', true, 60, id, now() FROM sheet RETURNING id`,
    [api.company.people.consultant, projectId, monday],
  );
  const client = await api.as('consultant');
  const refused = await client.post(`/timesheet-lines/${line!.id}/reversals`);
  expect([refused.status, (refused.body as { detail: string }).detail]).toEqual([
    409,
    'Time is taken back in this week or one of the eight before it',
  ]);
  const { reversals }: TimesheetWeek = await time.week('consultant', monday);
  expect(reversals).toEqual([]);
});
