import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Queryable } from '../../platform/database/database';
import { promised } from '../support/promised';
import { hire, signInAs, startNode, type RealtimeNode } from '../support/realtime-node';
import { connectSocket, until, type SocketClient } from '../support/socket-client';
import { startTestPostgres, type TestDatabase } from '../support/stack';

jest.setTimeout(60_000);

let database: TestDatabase;
let node: RealtimeNode;
let other: RealtimeNode;
let requester: { id: string; page: SocketClient };
let approver: { id: string; page: SocketClient };
let admin: { id: string; page: SocketClient };
let bystander: { id: string; page: SocketClient };

async function person(roles: string[], at: RealtimeNode) {
  const id = await hire(at.deps.db, roles);
  const { token } = await signInAs(at.deps.db, id);
  return { id, page: await connectSocket(at.url, { token }) };
}

beforeAll(async () => {
  database = await startTestPostgres();
  node = await startNode({ databaseUrl: database.url });
  other = await startNode({ databaseUrl: database.url });
  requester = await person(['employee'], node);
  approver = await person(['employee', 'manager'], other);
  admin = await person(['admin'], other);
  bystander = await person(['employee', 'manager', 'hr', 'finance'], node);
});
afterAll(async () => {
  for (const { page } of [requester, approver, admin, bystander]) page.close();
  await Promise.all([node.close(), other.close()]);
  await database.drop();
});

/** A request with one step that waits for the approver. */
async function submit(db: Queryable): Promise<string> {
  const id = randomUUID();
  await db.query(
    `INSERT INTO approval_request (id, kind, title, requester_id, subject_id, data, content_hash,
       policy_version, plan, workflow_id)
     VALUES ($1, 'leave', 'A test', $2, $1, '{}', '-', 1, '{}', $3)`,
    [id, requester.id, `approval/leave/${id}`],
  );
  await db.query(
    `WITH step AS (
       INSERT INTO approval_step (request_id, ordinal, stage, key, name, quorum, status, opened_at, expires_at)
       VALUES ($1, 0, 0, 'reporting-manager', 'Reporting manager', 'any', 'open', now(), now() + interval '1 day')
       RETURNING id)
     INSERT INTO approval_task (request_id, step_id, approver_id, reason)
     SELECT $1, id, $2, 'manager' FROM step`,
    [id, approver.id],
  );
  return id;
}

async function approve(db: Queryable, id: string): Promise<void> {
  await db.query(
    `UPDATE approval_step SET status = 'approved', closed_at = now() WHERE request_id = $1`,
    [id],
  );
  await db.query(
    `UPDATE approval_request SET status = 'approved', closed_at = now(), changed_at = now(),
       revision = revision + 1 WHERE id = $1`,
    [id],
  );
}

const told = (client: SocketClient, id: string) =>
  client.approvals.map(({ payload }) => payload).filter((event) => event.id === id);

test('those concerned hear of each change after its commit, on every node, and nobody else does', async () => {
  const { db, bus } = node.deps;
  let id = '';
  await db.transaction(async (tx) => {
    id = await submit(tx);
    bus.publish({ topic: 'approval', approvalId: id });
    await sleep(100);
    expect(told(requester.page, id)).toEqual([]);
  });
  bus.publish({ topic: 'approval', approvalId: id });
  const opened = { id, status: 'pending', step: 'reporting-manager' };
  const concerned = [requester.page, approver.page, admin.page];
  await until(() => concerned.every((client) => told(client, id).length >= 1));
  await db.transaction(async (tx) => {
    await approve(tx, id);
    tx.afterCommit(() => bus.publish({ topic: 'approval', approvalId: id }));
  });
  const closed = { id, status: 'approved', step: null };
  await until(() => concerned.every((client) => told(client, id).at(-1)?.status === 'approved'));
  await sleep(1100);
  for (const client of concerned) {
    expect(told(client, id)[0]).toEqual(opened);
    expect(told(client, id).at(-1)).toEqual(closed);
  }
  expect(bystander.page.approvals).toEqual([]);
});

test('a change nobody hinted at is told within about a second, once', async () => {
  const { db } = node.deps;
  const id = await submit(db);
  const committed = Date.now();
  await until(() => [requester, approver, admin].every(({ page }) => told(page, id).length === 1));
  expect(Date.now() - committed).toBeLessThanOrEqual(promised(1500));
  await sleep(2200);
  for (const { page } of [requester, approver, admin]) expect(told(page, id)).toHaveLength(1);
});

test('whoever becomes an admin or stops being one is followed within a second', async () => {
  const { db, bus } = node.deps;
  const someone = await person(['employee'], node);
  const setRoles = async (roles: string[]) => {
    await db.query('UPDATE employee SET roles = $2 WHERE id = $1', [someone.id, roles]);
    await sleep(1200);
    const id = await submit(db);
    bus.publish({ topic: 'approval', approvalId: id });
    await until(() => told(admin.page, id).length > 0);
    await sleep(200);
    return told(someone.page, id).length;
  };
  expect(await setRoles(['employee', 'admin'])).toBe(1);
  expect(await setRoles(['employee'])).toBe(0);
  someone.page.close();
});

test('a burst of 1,000 hints is told from few statements', async () => {
  const { db, bus } = node.deps;
  const ids: string[] = [];
  for (let n = 0; n < 200; n++) ids.push(await submit(db));
  await sleep(1200);
  const query = jest.spyOn(db, 'query');
  for (let round = 0; round < 5; round++) {
    for (const id of ids) bus.publish({ topic: 'approval', approvalId: id });
  }
  await until(() => ids.every((id) => told(requester.page, id).length >= 1));
  await sleep(100);
  const reads = query.mock.calls.filter(([sql]) => sql.includes('concerned'));
  query.mockRestore();
  expect(reads.length).toBeLessThanOrEqual(3);
});

test('who was lent a look at the requests of a department hears of them as long as it runs', async () => {
  const { db, bus } = node.deps;
  const [department] = await db.query<{ id: string }>(
    `INSERT INTO department (name, kind) VALUES ('Lent', 'sales') RETURNING id`,
  );
  await db.query('UPDATE employee SET department_id = $2 WHERE id = $1', [
    requester.id,
    department!.id,
  ]);
  const reader = await person(['employee'], node);
  const change = async () => {
    const id = await submit(db);
    bus.publish({ topic: 'approval', approvalId: id });
    await until(() => told(admin.page, id).length > 0);
    await sleep(200);
    return told(reader.page, id).length;
  };
  expect(await change()).toBe(0);
  await db.query(
    `INSERT INTO access_grant (grantee_id, department_id, resources, reason, until, ends_at, granted_at, granted_by)
     VALUES ($1, $2, '{approval}', 'x', current_date, now() + interval '1 hour', now(), $3)`,
    [reader.id, department!.id, admin.id],
  );
  expect(await change()).toBe(1);
  await db.query('UPDATE access_grant SET revoked_at = now(), revoked_by = $1', [admin.id]);
  expect(await change()).toBe(0);
  reader.page.close();
});
