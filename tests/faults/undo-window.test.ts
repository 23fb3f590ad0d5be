import pg from 'pg';
import type { DecisionWire } from '../../domain/wire/approvals';
import { startApp, type RunningApp } from '../support/app';
import type { TestClient } from '../support/api';
import {
  approvalWhen,
  asked,
  askForLeave,
  claim,
  closed,
  personasOf,
  type Personas,
} from '../support/personas';

jest.setTimeout(240_000);

let app: RunningApp;
let people: Personas;
let db: pg.Pool;

beforeAll(async () => {
  app = await startApp({ demo: true });
  people = personasOf(app);
  db = new pg.Pool({ connectionString: app.environment.DATABASE_URL, max: 2 });
}, 120_000);

afterAll(async () => {
  await db?.end();
  await app?.stop();
});

/** A request whose manager is asked, with so many seconds to take a decision back. */
async function waiting(
  make: (own: TestClient) => Promise<{ approvalId: string }>,
  seconds: number,
): Promise<string> {
  const own = await people.as('sales.rep');
  const { approvalId } = await make(own);
  await approvalWhen(own, approvalId, asked('reporting-manager'));
  await db.query(`UPDATE approval_request SET plan = plan || $2::jsonb WHERE id = $1`, [
    approvalId,
    JSON.stringify({ undoSeconds: seconds }),
  ]);
  return approvalId;
}

async function decide(id: string, verdict: 'approve' | 'reject'): Promise<DecisionWire> {
  const manager = await people.as('sales.manager');
  const answer = await manager.post(`/approvals/${id}/decisions`, { verdict });
  expect(answer.status).toBe(200);
  return (answer.body as { decision: DecisionWire }).decision;
}

const closedAfter = async (id: string) => {
  const { rows } = await db.query<{ late: boolean }>(
    `SELECT bool_and(r.closed_at > d.effective_at) AS late FROM approval_request r
     JOIN approval_decision d ON d.request_id = r.id
       AND NOT EXISTS (SELECT 1 FROM approval_undo u WHERE u.decision_id = d.id)
     WHERE r.id = $1`,
    [id],
  );
  return rows[0]?.late;
};

test('worker and API killed inside the window: what was not taken back takes effect after it, once', async () => {
  const [approved, rejected, undone] = [
    await waiting((own) => claim(own, '120.50'), 8),
    await waiting((own) => askForLeave(own), 8),
    await waiting((own) => claim(own, '99.00'), 8),
  ];
  await decide(approved, 'approve');
  await decide(rejected, 'reject');
  const taken = await decide(undone, 'reject');
  await app.worker?.kill();
  await app.api.kill();
  await app.startApi();
  const manager = await people.as('sales.manager');
  const answer = await manager.post(`/approvals/${undone}/decisions/${taken.id}/undo`);
  expect(answer.status).toBe(200);
  await app.startWorker();
  const own = await people.as('sales.rep');
  expect((await approvalWhen(own, approved, closed, 60_000)).status).toBe('approved');
  expect((await approvalWhen(own, rejected, closed, 60_000)).status).toBe('rejected');
  expect([await closedAfter(approved), await closedAfter(rejected)]).toEqual([true, true]);
  const open = await approvalWhen(own, undone, () => true);
  expect(open).toMatchObject({ status: 'pending', decisions: [] });

  await decide(undone, 'approve');
  expect((await approvalWhen(own, undone, closed, 60_000)).status).toBe('approved');
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM notification
     WHERE approval_id = ANY($1) AND type IN ('approval-approved', 'approval-rejected') GROUP BY approval_id`,
    [[approved, rejected, undone]],
  );
  expect(rows).toEqual([{ count: 1 }, { count: 1 }, { count: 1 }]);
});

test('whoever signals a run before the time moves nothing and loses nothing', async () => {
  const id = await waiting((own) => claim(own, '45.00'), 4);
  const { id: decisionId } = await decide(id, 'approve');
  await db.query(`INSERT INTO outbox_message (topic, payload) VALUES ('signal-approval', $1)`, [
    JSON.stringify({
      ...{ topic: 'signal-approval', requestId: id },
      ...{ signal: 'decisionRecorded', argument: decisionId },
    }),
  ]);
  const own = await people.as('sales.rep');
  expect((await approvalWhen(own, id, closed, 30_000)).status).toBe('approved');
  expect(await closedAfter(id)).toBe(true);
});
