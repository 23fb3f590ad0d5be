import { Client, Connection } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { AuditRow } from '../../domain/wire/admin';
import type { Page } from '../../domain/wire/common';
import {
  STUCK_PROBLEMS,
  type Repaired,
  type Stuck,
  type StuckProblem,
} from '../../domain/wire/stuck';
import { startApp, type RunningApp } from '../support/app';
import { approvalWhen, asked, askForLeave, personasOf, type Personas } from '../support/personas';

jest.setTimeout(90_000);

/** A stuck thing and the request it is about. */
interface Planted {
  id: string;
  approvalId: string;
}

let app: RunningApp;
let people: Personas;
let connection: Connection;
let temporal: Client;
let db: pg.Client;
let planted: Record<StuckProblem, Planted>;

beforeAll(async () => {
  app = await startApp({ demo: true });
  people = personasOf(app);
  connection = await Connection.connect({ address: app.environment.TEMPORAL_ADDRESS });
  temporal = new Client({ connection, namespace: app.environment.TEMPORAL_NAMESPACE });
  db = new pg.Client(app.environment.DATABASE_URL);
  await db.connect();
  // The reconciler would put right by itself what a person is to put right here.
  await temporal.schedule.getHandle('netra-reconciler').pause();
  planted = await plantEverything();
}, 150_000);

afterAll(async () => {
  await connection?.close();
  await db?.end();
  await app?.stop();
});

async function open(
  persona: 'sales.rep' | 'consultant',
): Promise<{ approvalId: string; workflowId: string }> {
  const client = await people.as(persona);
  const { approvalId } = await askForLeave(client);
  const { workflowId } = await approvalWhen(client, approvalId, asked('reporting-manager'));
  return { approvalId, workflowId };
}

async function one<Row>(sql: string, values: unknown[]): Promise<Row> {
  const { rows } = await db.query(sql, values);
  if (rows.length === 0) throw new Error(`nothing planted by: ${sql}`);
  return rows[0] as Row;
}

const PLANTS: Record<StuckProblem, () => Promise<Planted>> = {
  'lost-run': async () => {
    const { approvalId, workflowId } = await open('sales.rep');
    await temporal.workflow.getHandle(workflowId).terminate('lost on purpose');
    await db.query(
      `UPDATE approval_request SET submitted_at = submitted_at - interval '1 hour' WHERE id = $1`,
      [approvalId],
    );
    return { id: approvalId, approvalId };
  },
  'unmoved-decision': async () => {
    const { approvalId } = await open('sales.rep');
    const { id } = await one<{ id: string }>(
      `INSERT INTO approval_decision (request_id, step_id, task_id, decided_by, verdict, channel, received_at, recorded_at)
       SELECT request_id, step_id, id, approver_id, 'approve', 'app', now(), now() - interval '1 minute'
       FROM approval_task WHERE request_id = $1 RETURNING id`,
      [approvalId],
    );
    return { id, approvalId };
  },
  'run-of-closed': async () => {
    const { approvalId } = await open('sales.rep');
    await db.query(`UPDATE approval_task SET status = 'revoked' WHERE request_id = $1`, [
      approvalId,
    ]);
    await db.query(
      `UPDATE approval_request SET status = 'cancelled', closed_at = now() - interval '1 minute' WHERE id = $1`,
      [approvalId],
    );
    return { id: approvalId, approvalId };
  },
  'inactive-approver': async () => {
    const { approvalId } = await open('consultant');
    const task = await one<{ id: string; approver: string }>(
      `SELECT id, approver_id AS approver FROM approval_task WHERE request_id = $1 AND status = 'open'`,
      [approvalId],
    );
    // Without the trigger that would have the task moved before anybody could see it stuck.
    await db.query(
      `BEGIN; SET LOCAL session_replication_role = replica;
       UPDATE employee SET active = false WHERE id = '${task.approver}'; COMMIT`,
    );
    return { id: task.id, approvalId };
  },
  'nobody-can-sign': async () => {
    const { approvalId } = await open('sales.rep');
    const { id } = await one<{ id: string }>(
      `UPDATE approval_task SET status = 'revoked' WHERE request_id = $1 RETURNING step_id AS id`,
      [approvalId],
    );
    return { id, approvalId };
  },
  'undelivered-message': async () => {
    const { approvalId } = await open('sales.rep');
    const payload = { topic: 'signal-approval', requestId: approvalId, signal: 'requestChanged' };
    const { id } = await one<{ id: string }>(
      `INSERT INTO outbox_message (topic, payload, attempts, available_at)
       VALUES ('signal-approval', $1, 9, now() + interval '1 hour') RETURNING id::text`,
      [payload],
    );
    return { id, approvalId };
  },
  'failed-mail': async () => {
    const { approvalId } = await open('sales.rep');
    await app.inbox.mails({ to: 'sales.manager@netra.example' }, 10_000);
    await eventually(async () => {
      const { rowCount } = await db.query(
        `UPDATE mail SET status = 'failed', last_error = 'refused: 550 no such box', sent_at = NULL
         WHERE approval_id = $1 AND status = 'sent'`,
        [approvalId],
      );
      return rowCount === 1;
    });
    const { id } = await one<{ id: string }>('SELECT id FROM mail WHERE approval_id = $1', [
      approvalId,
    ]);
    return { id, approvalId };
  },
};

async function plantEverything() {
  const found: Partial<Record<StuckProblem, Planted>> = {};
  for (const problem of STUCK_PROBLEMS) found[problem] = await PLANTS[problem]();
  return found as Record<StuckProblem, Planted>;
}

async function eventually(isTrue: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; !(await isTrue());) {
    if (Date.now() > end) throw new Error('it did not come to that');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const stuck = async () => (await (await people.as('admin')).get('/admin/stuck')).body as Stuck;

async function repair(items: { problem: string; id: string }[]) {
  const { body, status } = await (await people.as('admin')).post('/admin/stuck/repairs', { items });
  expect(status).toBe(200);
  return (body as Repaired).items;
}

const orders = () => STUCK_PROBLEMS.map((problem) => ({ problem, id: planted[problem].id }));

test('finds each case that was planted, and nothing else', async () => {
  // Temporal lists a run that was ended for a moment longer.
  await eventually(async () => (await stuck()).items.length === STUCK_PROBLEMS.length);
  const { items, total, runsKnown } = await stuck();
  expect({ total, runsKnown }).toEqual({ total: STUCK_PROBLEMS.length, runsKnown: true });
  const found = Object.fromEntries(
    items.map(({ problem, id, approvalId }) => [problem, { id, approvalId }]),
  );
  expect(found).toEqual(planted);
  const detail = Object.fromEntries(items.map((item) => [item.problem, item.detail]));
  expect(detail).toMatchObject({
    'inactive-approver': 'Imran Sheikh',
    'nobody-can-sign': 'Reporting manager',
    'undelivered-message': 'signal-approval, 9 attempts',
    'failed-mail': 'refused: 550 no such box',
  });
});

test('is for admins alone, and writes nothing for others', async () => {
  for (const persona of ['hr', 'finance', 'sales.head', 'sales.manager', 'sales.rep'] as const) {
    const client = await people.as(persona);
    expect((await client.get('/admin/stuck')).status).toBe(403);
    expect((await client.post('/admin/stuck/repairs', { items: orders() })).status).toBe(403);
  }
  expect((await stuck()).total).toBe(STUCK_PROBLEMS.length);
});

test('what is not stuck, or nothing at all, is said so and left alone', async () => {
  const unknown = STUCK_PROBLEMS.map((problem) => ({
    problem,
    id: problem === 'undelivered-message' ? '987654321' : randomUUID(),
  }));
  const results = await repair([...unknown, { problem: 'lost-run', id: 'no id' }]);
  expect(results.map(({ result }) => result)).toEqual([
    ...['gone', 'gone', 'gone', 'gone', 'gone', 'gone', 'failed'],
    'failed',
  ]);
  for (const items of [[], [{ problem: 'mood', id: randomUUID() }], [{ problem: 'lost-run' }]]) {
    const answer = await (await people.as('admin')).post('/admin/stuck/repairs', { items });
    expect(answer.status).toBe(422);
  }
});

describe('one press each', () => {
  beforeAll(async () => {
    const results = await repair(orders());
    expect(results.map(({ problem, result }) => [problem, result])).toEqual(
      STUCK_PROBLEMS.map((problem) => [problem, 'sent']),
    );
  });

  const decide = async (persona: 'sales.manager' | 'consulting.head', approvalId: string) => {
    const client = await people.as(persona);
    await approvalWhen(client, approvalId, ({ may }) => may.decide);
    const answer = await client.post(`/approvals/${approvalId}/decisions`, { verdict: 'approve' });
    expect(answer.status).toBe(200);
    await approvalWhen(client, approvalId, ({ status }) => status === 'approved');
  };

  test('starts a lost run again', async () => {
    const { approvalId } = planted['lost-run'];
    const { workflowId } = await approvalWhen(await people.as('admin'), approvalId, () => true);
    const handle = temporal.workflow.getHandle(workflowId);
    await eventually(async () => (await handle.describe()).status.name === 'RUNNING');
    await decide('sales.manager', approvalId);
  });

  test('sends a decision again that moved nothing', async () => {
    const { approvalId } = planted['unmoved-decision'];
    await approvalWhen(await people.as('admin'), approvalId, ({ status }) => status === 'approved');
  });

  test('ends the run of a closed request', async () => {
    const { approvalId } = planted['run-of-closed'];
    const { workflowId } = await approvalWhen(await people.as('admin'), approvalId, () => true);
    const handle = temporal.workflow.getHandle(workflowId);
    await eventually(async () => (await handle.describe()).status.name === 'COMPLETED');
    expect(await handle.result()).toEqual({ status: 'cancelled' });
  });

  test('asks somebody else than who is inactive, and their links die', async () => {
    const { approvalId, id } = planted['inactive-approver'];
    const { rows } = await db.query(
      'SELECT count(*)::int AS alive FROM email_link WHERE task_id = $1 AND revoked_at IS NULL',
      [id],
    );
    expect(rows).toEqual([{ alive: 0 }]);
    await decide('consulting.head', approvalId);
  });

  test('looks for people again where nobody was asked', async () => {
    await decide('sales.manager', planted['nobody-can-sign'].approvalId);
  });

  test('delivers a message that was put off', async () => {
    await eventually(async () => {
      const { rowCount } = await db.query('SELECT 1 FROM outbox_message WHERE id = $1', [
        planted['undelivered-message'].id,
      ]);
      return rowCount === 0;
    });
  });

  test('sends a failed mail again', async () => {
    await eventually(async () => {
      const { status } = await one<{ status: string }>('SELECT status FROM mail WHERE id = $1', [
        planted['failed-mail'].id,
      ]);
      return status === 'sent';
    });
  });

  test('leaves nothing stuck, an audit row for each, and nothing to do for a second press', async () => {
    await eventually(async () => (await stuck()).total === 0);
    const admin = await people.as('admin');
    const trail = async (action: string) =>
      ((await admin.get(`/admin/audit?action=${action}`)).body as Page<AuditRow>).items;
    const audited = await trail('approval.repaired');
    const repaired = STUCK_PROBLEMS.filter((problem) => problem !== 'failed-mail');
    expect(
      audited.map(({ subjectId, details }) => [details.problem, details.id, subjectId]).sort(),
    ).toEqual(
      repaired.map((problem) => [problem, planted[problem].id, planted[problem].approvalId]).sort(),
    );
    expect(new Set(audited.map(({ actor }) => actor?.name))).toEqual(new Set(['Arjun Mehta']));
    expect((await trail('mail.retried')).map(({ subjectId }) => subjectId)).toEqual([
      planted['failed-mail'].id,
    ]);
    const again = await repair(orders().filter(({ problem }) => problem !== 'run-of-closed'));
    expect(new Set(again.map(({ result }) => result))).toEqual(new Set(['gone']));
  });
});
