import { WorkflowIdConflictPolicy, WorkflowNotFoundError, type Client } from '@temporalio/client';
import { TASK_QUEUE } from '../../domain/approvals/workflow-contract';
import {
  INCENTIVE_RUN_MOVED,
  incentiveRunWorkflowId,
  type IncentiveRunInput,
} from '../../domain/incentives/run-contract';

const DEADLINE_MS = 5_000;

/** What is asked of Temporal about incentive runs. Every call may be repeated. */
export interface IncentiveRuns {
  /** Has the workflow of a run read its row again, and starts it if there is none. */
  startOrTell(runId: string): Promise<void>;
  /** Tells a workflow to read its row again; none is open when it has ended. */
  tellMoved(runId: string): Promise<void>;
}

/** The incentive runs at a server. A call that is not answered in time fails. */
export function incentiveRuns(client: Client): IncentiveRuns {
  const timed = <Result>(call: () => Promise<Result>) =>
    client.withDeadline(Date.now() + DEADLINE_MS, call);
  return {
    async startOrTell(runId) {
      const input: IncentiveRunInput = { runId };
      await timed(() =>
        client.workflow.signalWithStart('incentiveRunWorkflow', {
          taskQueue: TASK_QUEUE,
          workflowId: incentiveRunWorkflowId(runId),
          workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
          args: [input],
          signal: INCENTIVE_RUN_MOVED,
          signalArgs: [],
        }),
      );
    },
    async tellMoved(runId) {
      const handle = client.workflow.getHandle(incentiveRunWorkflowId(runId));
      await timed(() => handle.signal(INCENTIVE_RUN_MOVED)).catch((error: unknown) => {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      });
    },
  };
}
