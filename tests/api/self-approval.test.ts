import { findEmailLink } from '../../modules/mail/queries';
import { openStage } from '../../modules/approvals/use-cases/open-stage';
import { followCalendar } from '../../modules/approvals/use-cases/follow-people';
import { takeChanges } from '../../modules/approvals/people-relay';
import { startTestApi, type TestApi } from '../support/api';
import { byHand, type ByHand } from '../support/by-hand';
import type { Persona } from '../support/company';
import { pressLink } from '../support/decision-page';
import { claim } from '../support/personas';

jest.setTimeout(120_000);

let api: TestApi;
let hand: ByHand;

beforeAll(async () => {
  api = await startTestApi();
  hand = byHand(api);
});
afterAll(() => api.stop());

const TIMES = 50;
const id = (persona: Persona) => api.company.people[persona];
const decide = { verdict: 'approve' };

/** A claim of somebody with its first stage open. */
async function claimOf(persona: Persona): Promise<string> {
  const { approvalId } = await claim(await api.as(persona), '100.00');
  await openStage(hand.deps, { requestId: approvalId, stage: 0 });
  return approvalId;
}

async function tokenOf(requestId: string): Promise<string> {
  const [row] = await api.db.query<{ id: string }>(
    `SELECT id FROM email_link WHERE request_id = $1 AND verdict = 'approve' LIMIT 1`,
    [requestId],
  );
  const link = await findEmailLink(api.db, row!.id);
  return hand.deps.links.sign(link!)!;
}

/** Every way in which somebody might sign what they have asked for. Each answers a status. */
const DOORS: Record<string, () => Promise<number>> = {
  'the app': async () => {
    const requestId = await claimOf('sales.rep');
    return (await (await api.as('sales.rep')).post(`/approvals/${requestId}/decisions`, decide))
      .status;
  },
  'a mailed link, with the request turned round under it': async () => {
    const requestId = await claimOf('sales.rep');
    const token = await tokenOf(requestId);
    await api.db.query('UPDATE approval_request SET requester_id = $2 WHERE id = $1', [
      ...[requestId, id('sales.manager')],
    ]);
    return (await pressLink(`${api.url}/email-actions/${token}`)).status;
  },
  'a task handed to the requester': async () => {
    const requestId = await claimOf('sales.rep');
    const manager = await api.as('sales.manager');
    const handed = await manager.post(`/approvals/${requestId}/reassign`, { to: id('sales.rep') });
    const own = await (await api.as('sales.rep')).post(`/approvals/${requestId}/decisions`, decide);
    return Math.min(handed.status, own.status);
  },
  'the substitute of the approver': async () => {
    const requestId = await claimOf('sales.rep');
    await followCalendar(hand.deps);
    const tasks = await hand.tasksOf(requestId);
    if (tasks.some((task) => task.startsWith('sales.rep '))) return 200;
    return (await (await api.as('sales.rep')).post(`/approvals/${requestId}/decisions`, decide))
      .status;
  },
  'being added as an approver': async () => {
    const requestId = await claimOf('sales.rep');
    const manager = await api.as('sales.manager');
    const added = await manager.post(`/approvals/${requestId}/approvers`, { to: id('sales.rep') });
    const own = await (await api.as('sales.rep')).post(`/approvals/${requestId}/decisions`, decide);
    return Math.min(added.status, own.status);
  },
  'an admin override': async () => {
    const requestId = await claimOf('admin');
    const answer = await (
      await api.as('admin')
    ).post(`/approvals/${requestId}/override`, { ...decide, reason: 'I may' });
    return answer.status;
  },
};

test.each(Object.entries(DOORS))(`%s: ${TIMES} times, none accepted`, async (_, attempt) => {
  const manager = await api.as('sales.manager');
  const delegation = await manager.post('/delegations', {
    ...{ to: id('sales.rep'), when: 'dates' },
    ...{ startsOn: '2026-01-01', endsOn: '2030-01-01' },
  });
  expect(delegation.status).toBe(201);
  await takeChanges(hand.deps);
  const statuses: number[] = [];
  for (let time = 0; time < TIMES; time++) statuses.push(await attempt());
  expect(statuses.filter((status) => status < 400 || status >= 500)).toEqual([]);
  const decisions = await api.db.query('SELECT 1 FROM approval_decision');
  expect(decisions).toEqual([]);
  await manager.post(`/delegations/${(delegation.body as { id: string }).id}/revoke`);
});
