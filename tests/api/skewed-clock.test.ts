import { effects } from '../../approvals/effects';
import { openStage } from '../../modules/approvals/use-cases/open-stage';
import { escalateStep, expireStep } from '../../modules/approvals/use-cases/ring-alarm';
import type { ApprovalDeps } from '../../modules/approvals/deps';
import { systemClock } from '../../platform/clock/clock';
import type { EmailLink } from '../../platform/tokens/email-link';
import { startTestApi, type TestApi } from '../support/api';

jest.setTimeout(60_000);

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const STEP = { stage: 0, stepKey: 'reporting-manager' };

// The API's clock is moved through its adapter; the worker's stays right, as on another machine.
let apiNow = () => Date.now();
let api: TestApi;
let worker: ApprovalDeps;

beforeAll(async () => {
  api = await startTestApi({ clock: { now: () => new Date(apiNow()) } });
  worker = { ...api.deps.approvals, effects, clock: systemClock };
});
afterAll(() => api?.stop());
beforeEach(() => {
  apiNow = () => Date.now();
});

let asked = 0;

/** A leave asked for through the API and opened by the worker. */
async function waiting(): Promise<string> {
  const offset = Math.floor(asked / 5) * 7 + (asked++ % 5);
  const on = new Date(Date.UTC(2027, 2, 1 + offset)).toISOString().slice(0, 10);
  const client = await api.as('sales.rep');
  const body = { type: 'unpaid', from: on, to: on, reason: 'Away' };
  const { approvalId } = (await client.post('/leave-requests', body)).body as {
    approvalId: string;
  };
  await openStage(worker, { requestId: approvalId, stage: 0 });
  return approvalId;
}

async function mailedLink(requestId: string): Promise<{ token: string; issuedAt: number }> {
  const [link] = await api.db.query<EmailLink>(
    `SELECT id, request_id AS "requestId", step_id AS "stepId", approver_id AS "approverId", round, version, verdict,
       key_id AS "keyId", issued_at AS "issuedAt" FROM email_link WHERE request_id = $1 AND verdict = 'approve'`,
    [requestId],
  );
  return { token: worker.links.sign(link!)!, issuedAt: link!.issuedAt.getTime() };
}

async function opens(token: string): Promise<number> {
  return (await fetch(`${api.url}/email-actions/${token}`)).status;
}

async function times(requestId: string) {
  const [row] = await api.db.query<Record<'opened' | 'remind' | 'due' | 'expires', Date>>(
    `SELECT opened_at AS opened, remind_at AS remind, due_at AS due, expires_at AS expires
     FROM approval_step WHERE request_id = $1 AND stage = 0`,
    [requestId],
  );
  return row!;
}

test('a link lives 86,399 seconds by the API’s clock, and is refused from the next one on', async () => {
  const { token, issuedAt } = await mailedLink(await waiting());
  const at = async (seconds: number) => {
    apiNow = () => issuedAt + seconds * SECOND;
    return opens(token);
  };
  expect(await at(86_399)).toBe(200);
  expect(await at(86_400)).toBe(410);
  expect(await at(-30)).toBe(200);
  expect(await at(-31)).toBe(401);
});

test.each([
  ['25 hours ahead', 25 * HOUR, 410],
  ['2 hours behind', -2 * HOUR, 401],
])('an API %s takes no link of another time, and rings nothing early', async (_, shift, status) => {
  const right = await waiting();
  apiNow = () => Date.now() + shift;
  const { token } = await mailedLink(right);
  expect(await opens(token)).toBe(status);
  const sent = await fetch(`${api.url}/email-actions/${token}`, { method: 'POST' });
  expect([401, 403, 410]).toContain(sent.status);
  expect(
    await api.db.query('SELECT 1 FROM approval_decision WHERE request_id = $1', [right]),
  ).toEqual([]);

  const requestId = await waiting();
  // Submitted by the wrong clock, due by the right one: to the minute like the other request.
  const [one, other] = [await times(right), await times(requestId)];
  for (const instant of ['remind', 'due', 'expires'] as const) {
    expect(Math.abs(other[instant].getTime() - one[instant].getTime())).toBeLessThan(60 * SECOND);
    expect(other[instant].getTime()).toBeGreaterThan(Date.now());
  }
  await escalateStep(worker, { requestId, ...STEP });
  await expireStep(worker, { requestId, ...STEP });
  const tasks = await api.db.query<{ status: string }>(
    'SELECT status FROM approval_task WHERE request_id = $1',
    [requestId],
  );
  expect(tasks).toEqual([{ status: 'open' }]);
});
