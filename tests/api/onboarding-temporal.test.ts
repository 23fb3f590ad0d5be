import { Client, Connection } from '@temporalio/client';
import type { Me } from '../../domain/wire/common';
import type { OnboardingDetail } from '../../domain/wire/onboarding';
import { startApp, type RunningApp } from '../support/app';
import type { TestClient } from '../support/api';
import { startFor, tasksOf } from '../support/onboarding';
import { personasOf, type Personas } from '../support/personas';
import { until } from '../support/socket-client';

jest.setTimeout(120_000);

let app: RunningApp;
let people: Personas;
let hr: TestClient;
beforeAll(async () => {
  app = await startApp({ demo: true });
  people = personasOf(app);
  hr = await people.as('hr');
});
afterAll(() => app?.stop());

const meOf = async (client: TestClient) => (await client.get('/me')).body as Me;
const detailOf = async (id: string) =>
  (await hr.get(`/onboardings/${id}`)).body as OnboardingDetail;

async function withTemporal<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
  const connection = await Connection.connect({ address: app.environment.TEMPORAL_ADDRESS });
  try {
    return await work(new Client({ connection, namespace: app.environment.TEMPORAL_NAMESPACE }));
  } finally {
    await connection.close();
  }
}

/** Of those somebody has, the demo company's are settled. */
const isDue = ({ blocking, status }: { blocking: boolean; status: string }) =>
  blocking && status === 'open';

const runStatus = (id: string) =>
  withTemporal(
    async (client) => (await client.workflow.getHandle(`onboarding/${id}`).describe()).status.name,
  );

/** Everything Temporal keeps of a run, its payloads as the text they are. */
const historyOf = (id: string) =>
  withTemporal(async (client) => {
    const history = await client.workflow.getHandle(`onboarding/${id}`).fetchHistory();
    return JSON.stringify(history, (name, value: unknown) =>
      name === 'data' && typeof value === 'string'
        ? Buffer.from(value, 'base64').toString()
        : value,
    );
  });

test('a run opens tasks, hands them on when a manager leaves, ends with the last blocking one, and knows nobody by name', async () => {
  const rep = await people.as('consultant');
  const [person, manager, head] = await Promise.all(
    (['consultant', 'consulting.manager', 'consulting.head'] as const).map(async (persona) =>
      meOf(await people.as(persona)),
    ),
  );
  const { id } = await startFor(hr, person!.id, { dayZero: '2025-03-03' });
  await until(async () => (await detailOf(id)).tasks.open === 10, 20_000);
  expect(await runStatus(id)).toBe('RUNNING');

  const admin = await people.as('admin');
  await admin.post(`/people/${manager!.id}/deactivate`);
  const led = async () =>
    (await detailOf(id)).checklist.filter(({ ownerRole }) => ownerRole === 'manager');
  await until(async () => (await led()).every(({ owner }) => owner?.id === head!.id), 10_000);
  expect((await led())[0]!.takenOverFrom?.id).toBe(manager!.id);

  for (const client of [hr, admin, rep]) {
    for (const task of (await tasksOf(client)).filter(isDue)) {
      const body = { outcome: 'done', document: 'Cabinet 3' };
      expect((await client.post(`/onboarding-tasks/${task.id}/settle`, body)).status).toBe(200);
    }
  }
  await until(async () => (await detailOf(id)).status === 'finished', 10_000);
  await until(async () => (await runStatus(id)) === 'COMPLETED', 10_000);
  const history = await historyOf(id);
  for (const personal of [person!.id, person!.name, manager!.name, 'code of conduct', 'Cabinet']) {
    expect([personal, history.includes(personal)]).toEqual([personal, false]);
  }
});
