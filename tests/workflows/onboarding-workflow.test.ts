import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import {
  ONBOARDING_CHANGED,
  type OnboardingActivities,
  type ProbationView,
  type TaskView,
} from '../../domain/onboarding/workflow-contract';
import { onboardingWorkflow } from '../../workflows';
import { workflowSuite } from '../support/workflow-suite';

jest.setTimeout(60_000);

const DAY = 24 * 3_600_000;

const suite = workflowSuite();

/** One onboarding in memory, and what was done about it: the day since its start, and what. */
interface Rows {
  tasks: TaskView[];
  over: boolean;
  probation?: ProbationView;
  done: string[];
  reads: number;
}

type Handle = WorkflowHandle<typeof onboardingWorkflow>;

async function play(
  tasks: (start: number) => TaskView[],
  story: (handle: Handle, rows: Rows, activities: OnboardingActivities) => Promise<void>,
): Promise<Rows> {
  const start = await suite.env.currentTimeMs();
  const rows: Rows = { tasks: tasks(start), over: false, done: [], reads: 0 };
  const note = async (what: string) => {
    const day = Math.round(((await suite.env.currentTimeMs()) - start) / DAY);
    rows.done.push(`day ${day}: ${what}`);
  };
  const find = (id: string) => rows.tasks.find((task) => task.id === id)!;
  const activities: OnboardingActivities = {
    readOnboarding() {
      rows.reads++;
      const probation = rows.probation && { probation: rows.probation };
      return Promise.resolve(
        rows.over
          ? { isOver: true as const, ...probation }
          : { isOver: false as const, tasks: rows.tasks, ...probation },
      );
    },
    async openTasks({ taskIds }) {
      for (const id of taskIds) find(id).status = 'open';
      await note(`open ${taskIds.join()}`);
    },
    async remindOwners({ reminders }) {
      for (const { taskId, round } of reminders) find(taskId).reminders = round;
      await note(`remind ${reminders.map(({ taskId, round }) => `${taskId}${round}`).join()}`);
    },
    async finishOnboarding() {
      rows.over = true;
      await note('finish');
    },
    async openProbationReview() {
      rows.probation = { opensAt: null };
      await note('review');
    },
  };
  const taskQueue = `onboardings-${randomUUID()}`;
  const worker = await suite.worker(taskQueue, activities);
  await worker.runUntil(async () => {
    const onboardingId = randomUUID();
    const handle = await suite.env.client.workflow.start(onboardingWorkflow, {
      taskQueue,
      workflowId: `onboarding/${onboardingId}`,
      args: [{ onboardingId }],
    });
    await story(handle, rows, activities);
  });
  return rows;
}

const task = (id: string, start: number, day: number, over: Partial<TaskView> = {}): TaskView => ({
  ...{ id, status: 'waiting', blocking: false, reminders: 0 },
  opensAt: start + day * DAY,
  remindAt: [2, 5, 10].map((days) => start + (day + days) * DAY),
  ...over,
});

/** Settles a task at a moment of the workflow's time, as its owner does. */
async function settle(handle: Handle, rows: Rows, id: string): Promise<void> {
  rows.tasks.find((one) => one.id === id)!.status = 'done';
  await handle.signal(ONBOARDING_CHANGED);
}

test('over weeks it opens each task on its day, reminds of what stays open, and ends when nothing blocking is left', async () => {
  const rows = await play(
    (start) => [
      task('contract', start, -1, { blocking: true }),
      task('laptop', start, 0, { blocking: true }),
      task('talk', start, 20),
      task('review', start, 60),
    ],
    async (handle, story) => {
      await suite.env.sleep(3 * DAY);
      await settle(handle, story, 'contract');
      await suite.env.sleep(30 * DAY);
      await settle(handle, story, 'laptop');
      await handle.result();
    },
  );
  expect(rows.done).toEqual([
    'day 0: open contract,laptop',
    'day 1: remind contract1',
    'day 2: remind laptop1',
    'day 5: remind laptop2',
    'day 10: remind laptop3',
    'day 20: open talk',
    'day 22: remind talk1',
    'day 25: remind talk2',
    'day 30: remind talk3',
    'day 60: open review',
    'day 60: finish',
  ]);
});

test('what blocks holds the end for months, without a reminder more; what does not block holds nothing', async () => {
  const rows = await play(
    (start) => [task('contract', start, 0, { blocking: true }), task('talk', start, 0)],
    async (handle, story) => {
      await suite.env.sleep(200 * DAY);
      expect(story.over).toBe(false);
      await settle(handle, story, 'contract');
      await handle.result();
    },
  );
  expect(rows.done.filter((line) => line.includes('remind'))).toHaveLength(3);
  expect(rows.done.at(-1)).toBe('day 200: finish');
  expect(rows.reads).toBeLessThanOrEqual(10);
});

test('one that is cancelled ends its run and opens nothing more; a signal that is not true changes nothing', async () => {
  const rows = await play(
    (start) => [task('later', start, 30, { blocking: true })],
    async (handle, story) => {
      await suite.env.sleep(DAY);
      await handle.signal(ONBOARDING_CHANGED, 'whatever', { it: 'carries' });
      await suite.env.sleep(DAY);
      story.over = true;
      await handle.signal(ONBOARDING_CHANGED);
      await handle.result();
    },
  );
  expect(rows.done).toEqual([]);
});

test('a run that comes late does what is due once, and not once for each day it was away', async () => {
  const rows = await play(
    (start) => [task('contract', start, -30, { blocking: true, status: 'open' })],
    async (handle, story) => {
      await suite.env.sleep(DAY);
      await settle(handle, story, 'contract');
      await handle.result();
    },
  );
  expect(rows.done).toEqual(['day 0: remind contract3', 'day 1: finish']);
});

test('a probation outlives the checklist: its review is asked for on its day, once more after an extension, and ends the run', async () => {
  const rows = await play(
    (start) => [task('contract', start, 0, { blocking: true })],
    async (handle, story) => {
      const start = await suite.env.currentTimeMs();
      story.probation = { opensAt: start + 90 * DAY };
      await handle.signal(ONBOARDING_CHANGED);
      await suite.env.sleep(DAY);
      await settle(handle, story, 'contract');
      await suite.env.sleep(100 * DAY);
      story.probation = { opensAt: start + 150 * DAY };
      await handle.signal(ONBOARDING_CHANGED);
      await suite.env.sleep(60 * DAY);
      await handle.signal(ONBOARDING_CHANGED);
      expect((await handle.describe()).status.name).toBe('RUNNING');
      delete story.probation;
      await handle.signal(ONBOARDING_CHANGED);
      await handle.result();
    },
  );
  expect(rows.done).toEqual([
    'day 0: open contract',
    'day 1: finish',
    'day 90: review',
    'day 150: review',
  ]);
  expect(rows.reads).toBeLessThanOrEqual(12);
});
