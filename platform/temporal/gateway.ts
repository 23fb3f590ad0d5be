import {
  Client,
  Connection,
  WorkflowExecutionAlreadyStartedError,
  WorkflowIdConflictPolicy,
  WorkflowIdReusePolicy,
  WorkflowNotFoundError,
} from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import { TASK_QUEUE, type ApprovalWorkflowInput } from '../../domain/approvals/workflow-contract';
import type { Config } from '../config/config';
import { connectionOptions } from './connect';
import { clientDataConverter } from './data-converter';

/** A run to start. `department` and `summary` are shown in the Temporal Web UI: no personal data. */
interface ApprovalStart extends ApprovalWorkflowInput {
  workflowId: string;
  department: string | null;
  summary: string;
}

/** What the API, the relay and the reconciler ask of Temporal. Every call may be repeated. */
export interface TemporalGateway {
  /** Starts the workflow, or finds the run that already has this ID; a run that closed well is not started again. */
  startApproval(start: ApprovalStart): Promise<void>;
  /** Tells a run that a row waits for it; false when no run of this ID is open. */
  signalApproval(message: {
    workflowId: string;
    signal: string;
    arguments: string[];
  }): Promise<boolean>;
  /** The IDs of all open approval runs. */
  openApprovalIds(): Promise<Set<string>>;
  /** Whether the server answers now. */
  isUp(): Promise<boolean>;
  client: Client;
  close(): Promise<void>;
}

const kindKey = defineSearchAttributeKey('ApprovalKind', 'KEYWORD');
const statusKey = defineSearchAttributeKey('ApprovalStatus', 'KEYWORD');
const departmentKey = defineSearchAttributeKey('Department', 'KEYWORD');

const DEADLINE_MS = 5_000;

/** Connects on first use, so that a process can start while Temporal is away. */
export function connectTemporal(config: Config): TemporalGateway {
  const connection = Connection.lazy({
    ...connectionOptions(config),
    // After an outage the first call must not wait for gRPC's own two-minute back-off.
    channelArgs: {
      'grpc.initial_reconnect_backoff_ms': 200,
      'grpc.max_reconnect_backoff_ms': 2_000,
    },
  });
  const client = new Client({
    connection,
    namespace: config.TEMPORAL_NAMESPACE,
    dataConverter: clientDataConverter(config),
  });
  const timed = <Result>(call: () => Promise<Result>) =>
    connection.withDeadline(Date.now() + DEADLINE_MS, call);
  return {
    client,
    startApproval: (start) => timed(() => startApproval(client, start)),
    signalApproval: (message) => timed(() => signalApproval(client, message)),
    openApprovalIds: () => openApprovalIds(client),
    isUp: () =>
      connection
        .withDeadline(Date.now() + 1_000, () => connection.workflowService.getSystemInfo({}))
        .then(() => true)
        .catch(() => false),
    close: () => connection.close(),
  };
}

async function startApproval(client: Client, start: ApprovalStart): Promise<void> {
  const { workflowId, department, summary, ...input } = start;
  try {
    await client.workflow.start('approvalWorkflow', {
      taskQueue: TASK_QUEUE,
      workflowId,
      workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
      args: [input],
      staticSummary: summary,
      typedSearchAttributes: [
        { key: kindKey, value: start.kind },
        { key: statusKey, value: 'pending' },
        ...(department ? [{ key: departmentKey, value: department }] : []),
      ],
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

async function signalApproval(
  client: Client,
  message: { workflowId: string; signal: string; arguments: string[] },
): Promise<boolean> {
  try {
    await client.workflow
      .getHandle(message.workflowId)
      .signal(message.signal, ...message.arguments);
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

async function openApprovalIds(client: Client): Promise<Set<string>> {
  const ids = new Set<string>();
  const runs = client.workflow.list({
    query: `WorkflowType = 'approvalWorkflow' AND ExecutionStatus = 'Running'`,
    pageSize: 1000,
  });
  for await (const run of runs) ids.add(run.workflowId);
  return ids;
}
