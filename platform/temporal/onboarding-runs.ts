import { WorkflowIdConflictPolicy, WorkflowNotFoundError, type Client } from '@temporalio/client';
import { TASK_QUEUE } from '../../domain/approvals/workflow-contract';
import {
  ONBOARDING_CHANGED,
  onboardingWorkflowId,
  type OnboardingWorkflowInput,
} from '../../domain/onboarding/workflow-contract';

const DEADLINE_MS = 5_000;

/** What is asked of Temporal about onboardings. Every call may be repeated. */
export interface OnboardingRuns {
  /** Has the run of an onboarding read its rows again, and starts it if there is none. */
  startOrTell(onboardingId: string): Promise<void>;
  /** Tells a run to read its rows again; none is open when it has ended. */
  tellChanged(onboardingId: string): Promise<void>;
}

/** The runs of onboardings at a server. A call that is not answered in time fails. */
export function onboardingRuns(client: Client): OnboardingRuns {
  const timed = <Result>(call: () => Promise<Result>) =>
    client.withDeadline(Date.now() + DEADLINE_MS, call);
  return {
    async startOrTell(onboardingId) {
      const input: OnboardingWorkflowInput = { onboardingId };
      // A run does nothing but read rows and do what they ask for: another one after it is harmless.
      await timed(() =>
        client.workflow.signalWithStart('onboardingWorkflow', {
          taskQueue: TASK_QUEUE,
          workflowId: onboardingWorkflowId(onboardingId),
          workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
          args: [input],
          signal: ONBOARDING_CHANGED,
          signalArgs: [],
        }),
      );
    },
    async tellChanged(onboardingId) {
      const handle = client.workflow.getHandle(onboardingWorkflowId(onboardingId));
      await timed(() => handle.signal(ONBOARDING_CHANGED)).catch((error: unknown) => {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      });
    },
  };
}
