import { Client, Connection } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { startApp, type RunningApp } from '../support/app';
import {
  approvalWhen,
  asked,
  askForLeave,
  closed,
  personasOf,
  type Personas,
} from '../support/personas';

jest.setTimeout(60_000);

let app: RunningApp;
let people: Personas;
let connection: Connection;
let temporal: Client;

beforeAll(async () => {
  app = await startApp({ demo: true });
  people = personasOf(app);
  connection = await Connection.connect({ address: app.environment.TEMPORAL_ADDRESS });
  temporal = new Client({ connection, namespace: app.environment.TEMPORAL_NAMESPACE });
}, 120_000);

afterAll(async () => {
  await connection?.close();
  await app?.stop();
});

const decide = (verdict: 'approve' | 'reject', comment?: string) => ({ verdict, comment });

test('malformed and forged signals from the command line do no harm, and the real decision still counts', async () => {
  const rep = await people.as('sales.rep');
  const { approvalId } = await askForLeave(rep);
  const { workflowId } = await approvalWhen(rep, approvalId, asked('reporting-manager'));
  const handle = temporal.workflow.getHandle(workflowId);
  for (let round = 0; round < 20; round++) {
    for (const argument of [
      randomUUID(),
      7,
      null,
      { verdict: 'approve' },
      [approvalId],
      '\u0000',
    ]) {
      await handle.signal('decisionRecorded', argument);
    }
  }
  await handle.signal('requestChanged', { status: 'approved' });
  await signalRaw(workflowId, { encoding: 'json/plain', data: '{not json' });
  await signalRaw(workflowId, { encoding: 'binary/unheard-of', data: '\u0001\u0002' });
  const still = await approvalWhen(rep, approvalId, () => true);
  expect(still.status).toBe('pending');
  const manager = await people.as('sales.manager');
  expect((await manager.post(`/approvals/${approvalId}/decisions`, decide('approve'))).status).toBe(
    200,
  );
  await approvalWhen(rep, approvalId, ({ status }) => status === 'approved');
});

async function signalRaw(
  workflowId: string,
  payload: { encoding: string; data: string },
): Promise<void> {
  await connection.workflowService.signalWorkflowExecution({
    namespace: app.environment.TEMPORAL_NAMESPACE,
    workflowExecution: { workflowId },
    signalName: 'decisionRecorded',
    input: {
      payloads: [
        { metadata: { encoding: Buffer.from(payload.encoding) }, data: Buffer.from(payload.data) },
      ],
    },
  });
}

test("another request's decision forged into a run moves nothing", async () => {
  const rep = await people.as('sales.rep');
  const manager = await people.as('sales.manager');
  const [first, second] = [await askForLeave(rep), await askForLeave(rep)];
  const { workflowId } = await approvalWhen(rep, second.approvalId, asked('reporting-manager'));
  await approvalWhen(rep, first.approvalId, asked('reporting-manager'));
  const decided = await manager.post(`/approvals/${first.approvalId}/decisions`, decide('approve'));
  const { id } = (decided.body as { decision: { id: string } }).decision;
  await temporal.workflow.getHandle(workflowId).signal('decisionRecorded', id);
  await approvalWhen(rep, first.approvalId, closed);
  expect((await approvalWhen(rep, second.approvalId, () => true)).status).toBe('pending');
});

test('the Temporal UI finds what waits on a person, and reads whose turn it is without a name', async () => {
  const rep = await people.as('sales.rep');
  const { approvalId } = await askForLeave(rep);
  const { workflowId } = await approvalWhen(rep, approvalId, asked('reporting-manager'));
  const { id } = (await (await people.as('sales.manager')).get('/me')).body as { id: string };
  const query = `WaitingOn = '${id}' AND ApprovalKind = 'leave' AND ApprovalStatus = 'pending' AND Department = 'Sales'`;
  await eventually(async () => {
    const found: string[] = [];
    for await (const run of temporal.workflow.list({ query })) found.push(run.workflowId);
    return found.includes(workflowId);
  });
  const handle = temporal.workflow.getHandle(workflowId);
  const description = await handle.describe();
  expect(await description.staticSummary()).toBe('Leave, policy version 1');
  const metadata = await handle.query<{ currentDetails: string }>('__temporal_workflow_metadata');
  expect(metadata.currentDetails).toContain('Waiting on **Reporting manager**');
  expect(metadata.currentDetails).not.toContain('Rohan');
});

async function eventually(isTrue: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 15_000; !(await isTrue());) {
    if (Date.now() > end) throw new Error('it did not come to that');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
