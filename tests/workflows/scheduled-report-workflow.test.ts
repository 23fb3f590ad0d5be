import { randomUUID } from 'node:crypto';
import type { DueReport, ScheduledReportActivities } from '../../domain/assistant/report-contract';
import { scheduledReportWorkflow } from '../../workflows';
import { workflowSuite } from '../support/workflow-suite';

jest.setTimeout(60_000);

const suite = workflowSuite();

/** Runs a report whose first tries fail; answers with what was asked of the activities, and how long it took in its time. */
async function run(failures: number) {
  const tried: DueReport[] = [];
  const noted: DueReport[] = [];
  const activities: ScheduledReportActivities = {
    mailReport: (due) => {
      tried.push(due);
      if (tried.length <= failures) return Promise.reject(new Error('the database is away'));
      return Promise.resolve({ outcome: 'sent' });
    },
    noteFailedReport: (due) => {
      noted.push(due);
      return noted.length === 1
        ? Promise.reject(new Error('still away'))
        : Promise.resolve({ outcome: 'failed' });
    },
  };
  const taskQueue = `report-${randomUUID()}`;
  const worker = await suite.worker(taskQueue, activities);
  return worker.runUntil(async () => {
    const handle = await suite.env.client.workflow.start(scheduledReportWorkflow, {
      ...{ workflowId: `report-run/${randomUUID()}`, taskQueue },
      ...{ args: [{ reportId: 'report', revision: 3 }], workflowExecutionTimeout: '2 hours' },
    });
    const result = await handle.result();
    const { startTime, closeTime } = await handle.describe();
    return { result, tried, noted, took: closeTime!.getTime() - startTime.getTime(), startTime };
  });
}

test('a report that is due is mailed, under the time it was due at', async () => {
  const { result, tried, noted, startTime } = await run(0);
  expect(result).toEqual({ outcome: 'sent' });
  expect(tried).toEqual([{ reportId: 'report', revision: 3, dueAt: startTime.toISOString() }]);
  expect(noted).toEqual([]);
});

test('what fails is tried again, each time under the same time', async () => {
  const { result, tried, noted } = await run(5);
  expect(result).toEqual({ outcome: 'sent' });
  expect(tried).toHaveLength(6);
  expect(new Set(tried.map(({ dueAt }) => dueAt)).size).toBe(1);
  expect(noted).toEqual([]);
});

test('after an hour of tries it is given up and noted, within what a run may take', async () => {
  const { result, tried, noted, took } = await run(Infinity);
  expect(result).toEqual({ outcome: 'failed' });
  expect(tried).toHaveLength(12);
  expect(noted).toHaveLength(2);
  expect(noted[0]!.dueAt).toBe(tried[0]!.dueAt);
  expect(took).toBeGreaterThan(45 * 60_000);
  expect(took).toBeLessThan(110 * 60_000);
});
