import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { emailOf, type Persona } from '../../support/company';
import { prepareErrands, signIn } from '../../support/faults/load';
import { startPlant, type Plant } from '../../support/faults/plant';
import { report } from '../../support/faults/report';

jest.setTimeout(900_000);

const ROUNDS = 250;
const ASKING: Persona[] = ['sales.rep', 'sales.rep2', 'consultant', 'consultant2'];

let plant: Plant;

beforeAll(async () => {
  // Who looks first gives way: the API's transaction, which waits before the opponent does, but long enough for that.
  plant = await startPlant({ postgresSettings: { deadlock_timeout: '150ms' } });
  await prepareErrands(plant, []);
}, 180_000);
afterAll(() => plant?.stop(), 120_000);

test('1,000 requests that meet a deadlock: all are acknowledged, none is written by half', async () => {
  const tokens = await signIn(plant, ASKING);
  const before = await deadlocks();
  const statuses = new Map<number, number>();
  await Promise.all(
    ASKING.map(async (persona) => {
      const opponent = new pg.Client(plant.db.options.connectionString);
      await opponent.connect();
      await opponent.query(`SET deadlock_timeout = '1min'`);
      for (let round = 0; round < ROUNDS; round++) {
        const token = tokens.get(emailOf(persona)) ?? '';
        const status = await meet(opponent, { persona, token, round });
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
      await opponent.end();
    }),
  );
  // What a session has counted is published when it has been idle for a moment.
  await sleep(2_000);
  const met = (await deadlocks()) - before;
  const half = await halfWritten();
  report('Deadlocks', {
    deadlocks: met,
    'requests for leave': ROUNDS * ASKING.length,
    answers: [...statuses].map(([status, count]) => `${count} × ${status}`).join(', '),
    'written by half': half.length,
  });
  expect(half).toEqual([]);
  expect([...statuses]).toEqual([[201, ROUNDS * ASKING.length]]);
  expect(met).toBeGreaterThanOrEqual(1_000);
});

/**
 * Asking for leave locks the person's row (shared) and then the balance. The opponent holds the balance, waits until the
 * request stands there, and then wants the person.
 */
async function meet(
  opponent: pg.Client,
  { persona, token, round }: { persona: Persona; token: string; round: number },
): Promise<number> {
  const person = `(SELECT id FROM employee WHERE email = $1)`;
  const { rows } = await opponent.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  await opponent.query('BEGIN');
  await opponent.query(
    `SELECT 1 FROM leave_balance WHERE employee_id = ${person} AND type = 'casual' FOR UPDATE`,
    [emailOf(persona)],
  );
  const week = Math.floor(round / 5);
  const day = new Date(Date.UTC(2027, 2, 1 + week * 7 + (round % 5))).toISOString().slice(0, 10);
  const asking = fetch(`${plant.urls[round % 2]}/api/v1/leave-requests`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify({ type: 'casual', from: day, to: day, reason: 'Away' }),
  });
  for (const end = Date.now() + 5_000; Date.now() < end; await sleep(2)) {
    const waiting = await plant.db.query(
      'SELECT 1 FROM pg_stat_activity WHERE $1 = ANY(pg_blocking_pids(pid)) LIMIT 1',
      [rows[0]?.pid],
    );
    if (waiting.rowCount) break;
  }
  await opponent.query(`SELECT 1 FROM employee WHERE email = $1 FOR UPDATE`, [emailOf(persona)]);
  await opponent.query('COMMIT');
  return (await asking).status;
}

async function deadlocks(): Promise<number> {
  const { rows } = await plant.db.query<{ count: number }>(
    'SELECT deadlocks::int AS count FROM pg_stat_database WHERE datname = current_database()',
  );
  return rows[0]?.count ?? 0;
}

/** Leave without its request, request without its hold, order or audit row, and balances that are not their ledger's. */
async function halfWritten(): Promise<{ what: string }[]> {
  const { rows } = await plant.db.query<{ what: string }>(
    `SELECT l.id::text AS what FROM leave_request l
     LEFT JOIN approval_request r ON r.subject_id = l.id AND r.kind = 'leave'
     LEFT JOIN leave_ledger h ON h.leave_request_id = l.id AND h.entry = 'hold' AND h.source = r.id::text
     LEFT JOIN audit_event a ON a.subject_id = r.id::text AND a.action = 'approval.submitted'
     WHERE l.reason = 'Away' AND (r.id IS NULL OR h.id IS NULL OR a.id IS NULL)
     UNION ALL
     SELECT b.employee_id || ' ' || b.type FROM leave_balance b WHERE b.held <> (
       SELECT coalesce(sum(CASE entry WHEN 'hold' THEN units WHEN 'release' THEN -units ELSE 0 END), 0)
       FROM leave_ledger g WHERE g.employee_id = b.employee_id AND g.type = b.type)`,
  );
  return rows;
}
