import { WorkflowIdConflictPolicy, WorkflowIdReusePolicy, type Client } from '@temporalio/client';
import { TASK_QUEUE } from '../../domain/approvals/workflow-contract';
import { leaveYearWorkflowId, type LeaveYearRunInput } from '../../domain/leave/year-run-contract';

const DEADLINE_MS = 5_000;

/** What is asked of Temporal about years' ends. Every call may be repeated. */
export interface LeaveYearRuns {
  /** Starts the workflow of a run, or finds the one that is at it. */
  start(runId: string): Promise<void>;
}

/** The runs of years' ends at a server. A call that is not answered in time fails. */
export function leaveYearRuns(client: Client): LeaveYearRuns {
  return {
    async start(runId) {
      const input: LeaveYearRunInput = { runId };
      await client.withDeadline(Date.now() + DEADLINE_MS, () =>
        client.workflow.start('leaveYearRunWorkflow', {
          taskQueue: TASK_QUEUE,
          workflowId: leaveYearWorkflowId(runId),
          workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
          // One that was stopped goes on under its name; what is done is not done again.
          workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
          args: [input],
        }),
      );
    },
  };
}
