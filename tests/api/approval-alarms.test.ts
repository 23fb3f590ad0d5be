import { systemClock } from '../../platform/clock/clock';
import { openStage } from '../../modules/approvals/use-cases/open-stage';
import { escalateStep, expireStep, remindStep } from '../../modules/approvals/use-cases/ring-alarm';
import { decideApproval } from '../../modules/approvals/use-cases/decide-approval';
import { submitRequest } from '../../modules/approvals/use-cases/submit-request';
import type { ApprovalDeps } from '../../modules/approvals/deps';
import { createEmailLinkTokens } from '../../platform/tokens/email-link';
import { effects } from '../../approvals/effects';
import { startTestApi, type TestApi } from '../support/api';

jest.setTimeout(60_000);

const STEP = { stage: 0, stepKey: 'reporting-manager' };
const HOUR = 3_600_000;

let api: TestApi;
let deps: ApprovalDeps;
let shift = 0;

beforeAll(async () => {
  api = await startTestApi();
  deps = {
    ...{ db: api.db, bus: api.deps.bus, effects },
    clock: { now: () => new Date(systemClock.now().getTime() + shift) },
    links: createEmailLinkTokens(api.deps.config),
  };
});

afterAll(() => api?.stop());
beforeEach(() => {
  shift = 0;
});

let asked = 0;

/** A leave of sales.rep with its first stage open, without a workflow: the alarms are rung by hand. */
async function waiting(): Promise<string> {
  // Monday to Friday, week after week from 1 March 2027.
  const offset = Math.floor(asked / 5) * 7 + (asked++ % 5);
  const on = new Date(Date.UTC(2027, 2, 1 + offset)).toISOString().slice(0, 10);
  const [requester] = await api.db.query<never>(
    `SELECT id, name, department_id AS "departmentId", zone FROM employee WHERE email LIKE 'sales.rep@%'`,
  );
  const { approvalId } = await submitRequest(deps, {
    kind: 'leave',
    requester: requester as never,
    request: { type: 'unpaid', from: on, to: on, fromHalf: 'am', toHalf: 'pm', reason: 'Away' },
  });
  await openStage(deps, { requestId: approvalId, stage: 0 });
  return approvalId;
}

async function tasksOf(requestId: string): Promise<string[]> {
  const rows = await api.db.query<{ task: string }>(
    `SELECT split_part(e.email::text, '@', 1) || ' ' || t.status AS task FROM approval_task t
     JOIN employee e ON e.id = t.approver_id WHERE t.request_id = $1 ORDER BY t.created_at, t.id`,
    [requestId],
  );
  return rows.map(({ task }) => task);
}

async function mailsOf(requestId: string): Promise<string[]> {
  const rows = await api.db.query<{ mail: string }>(
    `SELECT template || ' to ' || split_part(to_address, '@', 1) AS mail FROM mail WHERE approval_id = $1
     ORDER BY created_at, message_id`,
    [requestId],
  );
  return rows.map(({ mail }) => mail);
}

test('a reminder is sent once per person asked, with links that replace the earlier ones', async () => {
  const requestId = await waiting();
  // Beyond a working day, whatever day of the week it is.
  shift = 5 * 24 * HOUR;
  await remindStep(deps, { requestId, ...STEP });
  await remindStep(deps, { requestId, ...STEP });
  expect(await mailsOf(requestId)).toEqual([
    'approval-request to sales.manager',
    'approval-reminder to sales.manager',
  ]);
  const [links] = await api.db.query<{ dead: string; live: string }>(
    `SELECT count(*) FILTER (WHERE revoked_at IS NOT NULL) AS dead, count(*) FILTER (WHERE revoked_at IS NULL) AS live
     FROM email_link WHERE request_id = $1`,
    [requestId],
  );
  expect(links).toEqual({ dead: '2', live: '2' });
});

test('a step that is due goes up manager by manager, and stays with the last one', async () => {
  const requestId = await waiting();
  await escalateStep(deps, { requestId, ...STEP });
  expect(await tasksOf(requestId)).toEqual(['sales.manager open']);
  for (const level of [1, 2, 3]) {
    // Two working days are over within five days, whatever day it is.
    shift = level * 5 * 24 * HOUR;
    await escalateStep(deps, { requestId, ...STEP });
  }
  expect(await tasksOf(requestId)).toEqual([
    'sales.manager escalated',
    'sales.head escalated',
    'admin open',
  ]);
  expect(await mailsOf(requestId)).toEqual([
    'approval-request to sales.manager',
    'approval-escalated to sales.head',
    'approval-escalated to admin',
    'approval-reminder to admin',
  ]);
});

test('an alarm that comes after a decision changes nothing', async () => {
  const requestId = await waiting();
  const [manager] = await api.db.query<{ id: string }>(
    `SELECT id FROM employee WHERE email LIKE 'sales.manager@%'`,
  );
  const door = { channel: 'app', approvalId: requestId, approverId: manager!.id } as const;
  await decideApproval(deps, { door, verdict: 'approve', receivedAt: new Date() });
  shift = 40 * 24 * HOUR;
  for (const ring of [remindStep, escalateStep, expireStep]) {
    const view = await ring(deps, { requestId, ...STEP });
    expect(view.steps[0]?.status).toBe('open');
    expect(view.decisionIds).toHaveLength(1);
  }
  expect(await tasksOf(requestId)).toEqual(['sales.manager approved']);
});

test('a step of several signers still expires when only one of them has signed', async () => {
  const requestId = await waiting();
  const people = await api.db.query<{ id: string; email: string }>(
    `SELECT id, email::text FROM employee WHERE email LIKE 'sales.manager@%' OR email LIKE 'hr@%' ORDER BY email`,
  );
  await api.db.query(`UPDATE approval_step SET quorum = 'all' WHERE request_id = $1`, [requestId]);
  await api.db.query(
    `INSERT INTO approval_task (request_id, step_id, approver_id, reason)
     SELECT $1, id, $2, 'rule' FROM approval_step WHERE request_id = $1`,
    [requestId, people[0]?.id],
  );
  const door = { channel: 'app', approvalId: requestId, approverId: people[1]!.id } as const;
  await decideApproval(deps, { door, verdict: 'approve', receivedAt: new Date() });
  shift = 40 * 24 * HOUR;
  const view = await expireStep(deps, { requestId, ...STEP });
  expect(view.steps[0]?.status).toBe('expired');
});

test('a click received after the deadline is refused, even while nothing has expired the step', async () => {
  const requestId = await waiting();
  const [manager] = await api.db.query<{ id: string }>(
    `SELECT id FROM employee WHERE email LIKE 'sales.manager@%'`,
  );
  const door = { channel: 'app', approvalId: requestId, approverId: manager!.id } as const;
  const receivedAt = new Date(Date.now() + 40 * 24 * HOUR);
  await expect(
    decideApproval(deps, { door, verdict: 'approve', receivedAt }),
  ).rejects.toMatchObject({ code: 'deadline-passed' });
});

test('an inactive manager is passed over, and with nobody left above the last resort signs', async () => {
  await api.db.query(`UPDATE employee SET active = false WHERE email LIKE 'sales.manager@%'`);
  const first = await waiting();
  expect(await tasksOf(first)).toEqual(['sales.head open']);
  await api.db.query(`UPDATE employee SET active = false WHERE email LIKE 'sales.head@%'`);
  const second = await waiting();
  expect(await tasksOf(second)).toEqual(['admin open']);
  await api.db.query(`UPDATE employee SET active = false WHERE email LIKE 'admin@%'`);
  const third = await waiting();
  expect(await tasksOf(third)).toEqual(['hr open']);
  await api.db.query('UPDATE employee SET active = true');
});
