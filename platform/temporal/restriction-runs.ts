import {
  WorkflowIdConflictPolicy,
  WorkflowIdReusePolicy,
  WorkflowNotFoundError,
  type Client,
} from '@temporalio/client';
import { TASK_QUEUE } from '../../domain/approvals/workflow-contract';
import {
  RESTRICTION_CHANGED,
  restrictionWorkflowId,
  type RestrictionWorkflowInput,
} from '../../domain/restrictions/workflow-contract';

const DEADLINE_MS = 5_000;

/** What is asked of Temporal about restrictions. Every call may be repeated. */
export interface RestrictionRuns {
  /** Starts the workflow of a restriction, or finds the run it has. */
  start(restrictionId: string): Promise<void>;
  /** Tells a run to read its row again; none is open when it has ended. */
  tellChanged(restrictionId: string): Promise<void>;
}

/** The runs of restrictions at a server. A call that is not answered in time fails. */
export function restrictionRuns(client: Client): RestrictionRuns {
  const timed = <Result>(call: () => Promise<Result>) =>
    client.withDeadline(Date.now() + DEADLINE_MS, call);
  return {
    async start(restrictionId) {
      const input: RestrictionWorkflowInput = { restrictionId };
      await timed(() =>
        client.workflow.start('restrictionWorkflow', {
          taskQueue: TASK_QUEUE,
          workflowId: restrictionWorkflowId(restrictionId),
          workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
          // A run does nothing but read its row: another one after it is harmless.
          workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
          args: [input],
        }),
      );
    },
    async tellChanged(restrictionId) {
      const handle = client.workflow.getHandle(restrictionWorkflowId(restrictionId));
      await timed(() => handle.signal(RESTRICTION_CHANGED)).catch((error: unknown) => {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      });
    },
  };
}
