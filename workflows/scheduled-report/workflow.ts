import {
  ActivityFailure,
  isCancellation,
  proxyActivities,
  workflowInfo,
} from '@temporalio/workflow';
import { defineSearchAttributeKey } from '@temporalio/common';
import type {
  ReportRunResult,
  ScheduledReportActivities,
  ScheduledReportInput,
} from '../../domain/assistant/report-contract';

/** When a run was due, as Temporal notes it of what a Schedule starts. */
const scheduledStartKey = defineSearchAttributeKey('TemporalScheduledStartTime', 'DATETIME');

const { mailReport } = proxyActivities<ScheduledReportActivities>({
  startToCloseTimeout: '2 minutes',
  retry: {
    ...{ initialInterval: '5 s', maximumInterval: '10 minutes', backoffCoefficient: 2 },
    maximumAttempts: 12,
  },
});

const { noteFailedReport } = proxyActivities<ScheduledReportActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 s', maximumInterval: '1 minute', backoffCoefficient: 2 },
});

/**
 * Mails a report that is due: run by the Schedule of the report, never two at a time. After an hour of tries it is given up
 * until the next time, and its owner is told.
 */
export async function scheduledReportWorkflow(
  input: ScheduledReportInput,
): Promise<ReportRunResult> {
  const { typedSearchAttributes, startTime } = workflowInfo();
  const dueAt = typedSearchAttributes.get(scheduledStartKey) ?? startTime;
  const due = { ...input, dueAt: dueAt.toISOString() };
  try {
    return await mailReport(due);
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    return noteFailedReport(due);
  }
}
