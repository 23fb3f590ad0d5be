import type { PlanStep } from '../../domain/approvals/plan';
import { resumeClock } from '../../modules/approvals/clock';
import { lockRequest } from '../../modules/approvals/store';
import { openStage } from '../../modules/approvals/use-cases/open-stage';
import { reassignTask } from '../../modules/approvals/use-cases/reassign-task';
import { escalateStep, expireStep } from '../../modules/approvals/use-cases/ring-alarm';
import { startMovedTime } from '../support/moved-time';

jest.setTimeout(60_000);

type World = Awaited<ReturnType<typeof startMovedTime>>;

let world: World;
beforeAll(async () => {
  world = await startMovedTime();
});
afterAll(() => world?.api.stop());
beforeEach(() => world.reset());

const STEP = { stage: 0, stepKey: 'reporting-manager' };
const HOUR = 3_600_000;

describe('deadlines', () => {
  test('are counted on the approver’s calendar, in the approver’s zone', async () => {
    const standard = await world.waiting();
    expect((await world.times(standard)).due).toEqual(new Date('2027-01-19T15:00:00+05:30'));
    await world.moveTo('sales.manager', {
      zone: 'America/New_York',
      hours: [[9, 17]],
      off: ['2027-01-18'],
    });
    const elsewhere = await world.waiting();
    // Friday 4:30 in New York: the two days are Friday and, Monday being off, Tuesday.
    expect(await world.times(elsewhere)).toMatchObject({
      remind: new Date('2027-01-15T17:00:00-05:00'),
      due: new Date('2027-01-19T17:00:00-05:00'),
      escalate: new Date('2027-01-19T17:00:00-05:00'),
    });
  });

  test('know weeks that begin on Sunday, and halves of days off', async () => {
    const hours: [number, number][] = [
      [8, 12],
      [13, 17],
    ];
    await world.moveTo('sales.manager', {
      zone: 'Asia/Riyadh',
      hours,
      days: [7, 1, 2, 3, 4],
      off: ['2027-01-17 am'],
    });
    const requestId = await world.waiting();
    // Sunday afternoon 4 h, Monday 8 h, and half of Tuesday.
    expect(await world.dueOf(requestId)).toEqual(new Date('2027-01-19T12:00:00+03:00'));
  });

  test('of several approvers are the latest one’s', async () => {
    await world.moveTo('hr', { zone: 'America/New_York', hours: [[9, 17]], off: ['2027-01-18'] });
    await world.api.db.query(`UPDATE employee SET roles = roles || 'hr'::text WHERE id = $1`, [
      world.idOf('consultant'),
    ]);
    const requestId = await world.waiting({ approver: { role: 'hr' } });
    expect((await world.tasksOf(requestId)).sort()).toEqual(['consultant open', 'hr open']);
    expect(await world.dueOf(requestId)).toEqual(new Date('2027-01-19T17:00:00-05:00'));
    await world.api.db.query(
      `UPDATE employee SET roles = array_remove(roles, 'hr') WHERE id = $1`,
      [world.idOf('consultant')],
    );
  });

  test('in elapsed time keep their meaning, and a changed calendar moves nothing that is open', async () => {
    const requestId = await world.waiting({
      remindAfter: '24 hours',
      escalateAfter: '48 hours',
      expireAfter: '30 days',
    });
    const before = await world.times(requestId);
    expect(before.due).toEqual(new Date(world.time.now.getTime() + 48 * HOUR));
    expect(before.expires).toEqual(new Date(world.time.now.getTime() + 720 * HOUR));
    await world.moveTo('sales.manager', { zone: 'Pacific/Kiritimati', hours: [[0, 1]] });
    await openStage(world.deps, { requestId, stage: 0 });
    expect(await world.times(requestId)).toEqual(before);
  });

  test('follow a task to another person’s calendar, by whose hours that person is told', async () => {
    const requestId = await world.waiting();
    const { expires } = await world.times(requestId);
    await world.moveTo('hr', { zone: 'America/New_York', hours: [[9, 17]] });
    await reassignTask(world.deps, {
      approvalId: requestId,
      principal: world.principalOf('admin', ['admin']),
      fromId: world.idOf('sales.manager'),
      toId: world.idOf('hr'),
    });
    expect(await world.times(requestId)).toMatchObject({
      due: new Date('2027-01-18T17:00:00-05:00'),
      expires,
    });
    const [mail] = await world.mails(`approval_id = '${requestId}' AND to_address LIKE 'hr@%'`);
    expect(mail?.props).toMatchObject({
      dueAt: '2027-01-18T22:00:00.000Z',
      dueIn: { count: 2, unit: 'day', isWorking: true, isOverdue: false },
    });
  });

  test('stand while the requester is asked something, and leave as much working time as there was', async () => {
    const requestId = await world.waiting();
    await world.api.db.query(
      'UPDATE approval_request SET information_asked_at = $2, information_asked_by = $3 WHERE id = $1',
      [requestId, new Date('2027-01-15T17:00:00+05:30'), world.idOf('sales.manager')],
    );
    world.time.now = new Date('2027-01-18T12:00:00+05:30');
    await world.api.db.transaction(async (tx) =>
      resumeClock(world.deps, tx, await lockRequest(tx, requestId)),
    );
    // Of Friday an hour was left, and five of Monday are: what was due on Tuesday at three is due on Wednesday at ten.
    expect(await world.times(requestId)).toMatchObject({
      remind: new Date('2027-01-19T10:00:00+05:30'),
      due: new Date('2027-01-20T10:00:00+05:30'),
      escalate: new Date('2027-01-20T10:00:00+05:30'),
    });
  });

  test('wait for somebody to mend a place that is gone, and say which', async () => {
    await world.api.db.query(`UPDATE location SET is_default = false`);
    await expect(world.waiting()).rejects.toThrow(
      'there is no working calendar for location (the default one)',
    );
    await world.api.db.query(`UPDATE location SET is_default = true WHERE name = 'Head office'`);
  });
});

describe('a ladder', () => {
  const ladder = { escalations: ['1 working day', '4 working hours'] } as Partial<PlanStep>;

  test('of three levels gives each its own time on its own calendar, and stops', async () => {
    await world.moveTo('sales.head', { zone: 'Europe/London', hours: [[9, 17]] });
    const requestId = await world.waiting(ladder);
    world.time.now = (await world.dueOf(requestId))!;
    await escalateStep(world.deps, { requestId, ...STEP });
    expect(await world.tasksOf(requestId)).toEqual(['sales.manager escalated', 'sales.head open']);
    // Tuesday 15:00 in India is 9:30 in London.
    expect(await world.dueOf(requestId)).toEqual(new Date('2027-01-20T09:30:00Z'));

    world.time.now = (await world.dueOf(requestId))!;
    await escalateStep(world.deps, { requestId, ...STEP });
    expect((await world.tasksOf(requestId)).at(-1)).toBe('admin open');
    // Wednesday 15:00 in India.
    expect(await world.dueOf(requestId)).toEqual(new Date('2027-01-21T10:00:00+05:30'));
    const [mail] = await world.mails(`approval_id = '${requestId}' AND to_address LIKE 'admin@%'`);
    expect(mail).toMatchObject({
      template: 'approval-escalated',
      props: { dueIn: { count: 4, unit: 'hour', isWorking: true, isOverdue: false } },
    });

    world.time.now = (await world.dueOf(requestId))!;
    await escalateStep(world.deps, { requestId, ...STEP });
    expect((await world.tasksOf(requestId)).at(-1)).toBe('admin open');
    expect(await world.times(requestId)).toMatchObject({ remind: null, escalate: null });
    expect((await world.mails(`approval_id = '${requestId}'`)).at(-1)?.template).toBe(
      'approval-reminder',
    );
  });

  test('of one level stops below the top of the line', async () => {
    const requestId = await world.waiting({ escalations: ['1 working day'] });
    for (let level = 0; level < 3; level++) {
      world.time.now = (await world.dueOf(requestId))!;
      await escalateStep(world.deps, { requestId, ...STEP });
    }
    expect(await world.tasksOf(requestId)).toEqual(['sales.manager escalated', 'sales.head open']);
  });

  test.each(Array.from({ length: 6 }, (_, round) => [round]))(
    'that goes up while its approver decides: one of the two happens, and a decision stands (%d)',
    async () => {
      const requestId = await world.waiting(ladder);
      world.time.now = (await world.dueOf(requestId))!;
      const receivedAt = new Date(world.time.now.getTime() - 1000);
      const [decided] = await Promise.allSettled([
        world.approve(requestId, 'sales.manager', receivedAt),
        escalateStep(world.deps, { requestId, ...STEP }),
      ]);
      const tasks = await world.tasksOf(requestId);
      if (decided?.status === 'fulfilled') expect(tasks).toEqual(['sales.manager approved']);
      else expect(tasks).toEqual(['sales.manager escalated', 'sales.head open']);
    },
  );

  test('does not take a decided task, however long nobody heard of the decision', async () => {
    const requestId = await world.waiting(ladder);
    const { due, expires } = await world.times(requestId);
    await world.approve(requestId, 'sales.manager', new Date(due!.getTime() - 1));
    world.time.now = new Date(expires!.getTime() + 24 * HOUR);
    await escalateStep(world.deps, { requestId, ...STEP });
    const view = await expireStep(world.deps, { requestId, ...STEP });
    expect(view.steps[0]?.status).toBe('open');
    expect(view.decisionIds).toHaveLength(1);
    expect(await world.tasksOf(requestId)).toEqual(['sales.manager approved']);
  });

  test('and the deadline judge by when the click arrived, whatever is down', async () => {
    const inTime = await world.waiting(ladder);
    const late = await world.waiting(ladder);
    const { expires } = await world.times(inTime);
    world.time.now = new Date(expires!.getTime() + 48 * HOUR);
    await expect(world.approve(inTime, 'sales.manager', expires!)).resolves.toBeDefined();
    await expect(
      world.approve(late, 'sales.manager', new Date(expires!.getTime() + 1)),
    ).rejects.toMatchObject({ code: 'deadline-passed' });
  });
});
