import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import {
  RESTRICTION_CHANGED,
  type RestrictionActivities,
  type RestrictionView,
} from '../../domain/restrictions/workflow-contract';
import { restrictionWorkflow } from '../../workflows';
import { workflowSuite } from '../support/workflow-suite';

jest.setTimeout(60_000);

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

const suite = workflowSuite();

/** One restriction in memory, and what was asked about it. */
interface Row {
  until: number;
  lifted: boolean;
  calls: string[];
  /** How much earlier than the server's the rows' own clock is. */
  lagMs: number;
}

type Handle = WorkflowHandle<typeof restrictionWorkflow>;

async function play(
  lasting: number,
  story: (handle: Handle, row: Row) => Promise<void> = async (handle) => handle.result(),
  lagMs = 0,
): Promise<Row> {
  const row: Row = {
    until: (await suite.env.currentTimeMs()) + lasting,
    lifted: false,
    calls: [],
    lagMs,
  };
  const view = (): RestrictionView =>
    row.lifted ? { isOver: true } : { isOver: false, until: row.until };
  const activities: RestrictionActivities = {
    readRestriction: () => {
      row.calls.push('read');
      return Promise.resolve(view());
    },
    async endRestriction() {
      row.calls.push('end');
      row.lifted ||= (await suite.env.currentTimeMs()) - row.lagMs >= row.until;
      return view();
    },
  };
  const taskQueue = `restrictions-${randomUUID()}`;
  const worker = await suite.worker(taskQueue, activities);
  await worker.runUntil(async () => {
    const restrictionId = randomUUID();
    const handle = await suite.env.client.workflow.start(restrictionWorkflow, {
      taskQueue,
      workflowId: `restriction/${restrictionId}`,
      args: [{ restrictionId }],
    });
    await story(handle, row);
  });
  return row;
}

test.each([2 * HOUR, 9 * YEAR])(
  'it waits for its end, however far, and ends once',
  async (lasting) => {
    const row = await play(lasting);
    expect(row.calls).toEqual(['read', 'end']);
    expect(await suite.env.currentTimeMs()).toBeGreaterThanOrEqual(row.until);
  },
);

test('one that is over when its run comes late is left as it is', async () => {
  const row = await play(HOUR, async (handle, over) => {
    over.lifted = true;
    await handle.result();
  });
  expect(row.calls.filter((call) => call === 'end')).toEqual([]);
});

test('one that is lifted by hand ends its run at once; a signal that is not true changes nothing', async () => {
  const row = await play(HOUR, async (handle, waiting) => {
    await handle.signal(RESTRICTION_CHANGED, 'whatever', { it: 'carries' });
    while (waiting.calls.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
    waiting.lifted = true;
    await handle.signal(RESTRICTION_CHANGED);
    await handle.result();
  });
  expect(row.calls.filter((call) => call === 'end')).toEqual([]);
});

test("where the rows' clock is late it asks again, and not in a hurry", async () => {
  const row = await play(HOUR, undefined, 5_000);
  expect(row.lifted).toBe(true);
  expect(row.calls.length).toBeGreaterThan(2);
  expect(row.calls.length).toBeLessThanOrEqual(14);
});
