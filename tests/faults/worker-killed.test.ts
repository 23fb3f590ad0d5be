import pg from 'pg';
import type { Approval } from '../../domain/wire/approvals';
import { startApp, type RunningApp } from '../support/app';
import type { TestClient } from '../support/api';
import type { Persona } from '../support/company';
import {
  approvalWhen,
  asked,
  askForLeave,
  claim,
  closed,
  personasOf,
  type Asked,
  type Personas,
} from '../support/personas';

jest.setTimeout(300_000);

const REQUESTS = 50;
const KILLS = 5;
const MANAGER_OF: Partial<Record<Persona, Persona>> = {
  'sales.rep': 'sales.manager',
  'sales.rep2': 'sales.manager',
  consultant: 'consulting.manager',
  consultant2: 'consulting.manager',
};
const REQUESTERS = Object.keys(MANAGER_OF) as Persona[];

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

interface Balance {
  employee: string;
  held: number;
  taken: number;
}

async function casualBalances(): Promise<Balance[]> {
  const { rows } = await db.query<Balance>(
    `SELECT e.email::text AS employee, b.held, b.taken FROM leave_balance b JOIN employee e ON e.id = b.employee_id
     WHERE b.type = 'casual' ORDER BY 1`,
  );
  return rows;
}

/** Every third request is a claim, the others a day of casual leave. */
async function submit(index: number): Promise<{ made: Asked; requester: Persona; kind: string }> {
  const requester = REQUESTERS[index % REQUESTERS.length] as Persona;
  const client = await people.as(requester);
  const isClaim = index % 3 === 0;
  const made = isClaim
    ? await claim(client, `${100 + index}.50`)
    : await askForLeave(client, { type: 'casual' });
  return { made, requester, kind: isClaim ? 'claim' : 'leave' };
}

async function signUnderFire(
  requester: Persona,
  { approvalId }: Asked,
  verdict: 'approve' | 'reject',
): Promise<Approval> {
  const own = await people.as(requester);
  const manager: TestClient = await people.as(MANAGER_OF[requester] as Persona);
  await approvalWhen(own, approvalId, asked('reporting-manager'), 120_000);
  const answer = await manager.post(`/approvals/${approvalId}/decisions`, { verdict });
  expect(answer.status).toBe(200);
  return approvalWhen(own, approvalId, closed, 120_000);
}

test('the worker is killed 5 times during 50 approvals: 50 decisions, balances exact, each mail under one id', async () => {
  const before = await casualBalances();
  const submitted = await Promise.all(
    Array.from({ length: REQUESTS }, (_, index) => submit(index)),
  );
  const verdictOf = (index: number) => (index % 5 === 4 ? 'reject' : 'approve');
  const endings = Promise.all(
    submitted.map(({ requester, made }, index) => signUnderFire(requester, made, verdictOf(index))),
  );
  for (let kill = 0; kill < KILLS; kill++) {
    await new Promise((resolve) => setTimeout(resolve, 700));
    await app.worker?.kill();
    await app.startWorker();
  }
  const approvals = await endings;

  const ids = submitted.map(({ made }) => made.approvalId);
  const decisions = await db.query('SELECT 1 FROM approval_decision WHERE request_id = ANY($1)', [
    ids,
  ]);
  expect(decisions.rowCount).toBe(REQUESTS);
  expect(approvals.map(({ status }) => status)).toEqual(
    submitted.map((_, index) => (verdictOf(index) === 'approve' ? 'approved' : 'rejected')),
  );

  const approvedLeave = (persona: Persona) =>
    submitted.filter(
      ({ requester, kind }, index) =>
        requester === persona && kind === 'leave' && verdictOf(index) === 'approve',
    ).length;
  const expected = before.map((balance) => {
    const persona = balance.employee.replace('@netra.example', '') as Persona;
    return { ...balance, taken: balance.taken + 100 * approvedLeave(persona) };
  });
  expect(await casualBalances()).toEqual(expected);

  const payable = await db.query<{ claim_id: string }>(
    'SELECT claim_id FROM reimbursement WHERE claim_id = ANY($1)',
    [submitted.map(({ made }) => made.id)],
  );
  const approvedClaims = submitted.filter(
    ({ kind }, index) => kind === 'claim' && verdictOf(index) === 'approve',
  );
  expect(payable.rows.map((row) => row.claim_id).sort()).toEqual(
    approvedClaims.map(({ made }) => made.id).sort(),
  );

  // One mail that asks and one that tells per request; a second copy has the same Message-ID.
  await eventually(async () => {
    const { rows } = await db.query<{ count: string }>(
      `SELECT count(*) FROM mail WHERE approval_id = ANY($1) AND status IN ('sent', 'skipped')`,
      [ids],
    );
    return Number(rows[0]?.count) === 2 * REQUESTS;
  });
  const rang = await db.query(
    `SELECT 1 FROM notification WHERE approval_id = ANY($1) AND type IN ('approval-approved', 'approval-rejected')`,
    [ids],
  );
  expect(rang.rowCount).toBe(REQUESTS);
});

async function eventually(isTrue: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; !(await isTrue());) {
    if (Date.now() > end) throw new Error('it did not come to that');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
