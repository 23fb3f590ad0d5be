import { takeChanges } from '../../modules/approvals/people-relay';
import { decideApproval } from '../../modules/approvals/use-cases/decide-approval';
import { followCalendar } from '../../modules/approvals/use-cases/follow-people';
import { escalateStep } from '../../modules/approvals/use-cases/ring-alarm';
import { waitingOnInactive } from '../../modules/approvals/waiting-on-inactive';
import type { Approval, ApprovalRow } from '../../domain/wire/approvals';
import { startTestApi, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { byHand, type ByHand } from '../support/by-hand';

jest.setTimeout(60_000);

let api: TestApi;
let hand: ByHand;

beforeAll(async () => {
  api = await startTestApi();
  hand = byHand(api);
});

afterAll(async () => {
  expect(await waitingOnInactive(api.db)).toEqual([]);
  await api.stop();
});

// A Wednesday of the middle of the day in India.
const WEDNESDAY = '2027-06-16T07:00:00Z';
const ON = '2027-06-16';

beforeEach(async () => {
  hand.at(WEDNESDAY);
  await api.db.query('UPDATE delegation SET revoked_at = now() WHERE revoked_at IS NULL');
  await api.db.query(`UPDATE leave_request SET status = 'cancelled' WHERE status = 'approved'`);
  await api.db.query('TRUNCATE people_change');
});

const id = (persona: Persona) => api.company.people[persona];

async function delegate(from: Persona, to: Persona, over: object = {}) {
  const client = await api.as(from);
  const answer = await client.post('/delegations', { to: id(to), when: 'away', ...over });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body as { id: string };
}

const dates = (startsOn = ON, endsOn = ON) => ({ when: 'dates', startsOn, endsOn });
const follow = () => takeChanges(hand.deps);

describe('a delegation', () => {
  test('moves what is open and what comes, and gives it back when it is revoked', async () => {
    const before = await hand.leaveOf('sales.rep');
    const { id: delegation } = await delegate('sales.manager', 'sales.head', dates());
    await follow();
    expect(await hand.tasksOf(before)).toEqual([
      'sales.manager open',
      'sales.head for sales.manager open',
    ]);
    const after = await hand.leaveOf('sales.rep');
    expect(await hand.tasksOf(after)).toEqual([
      'sales.manager open',
      'sales.head for sales.manager open',
    ]);
    expect(await hand.mailsOf(after)).toEqual(['approval-request to sales.head']);
    expect(await hand.bellOf('sales.head', after)).toEqual([
      'sales.rep asks for your approval, for sales.manager',
    ]);

    const manager = await api.as('sales.manager');
    expect(await manager.post(`/delegations/${delegation}/revoke`)).toMatchObject({
      status: 200,
      body: { state: 'revoked', inForce: false },
    });
    await follow();
    for (const requestId of [before, after]) {
      expect(await hand.tasksOf(requestId)).toEqual([
        'sales.manager open',
        'sales.head for sales.manager reassigned',
      ]);
      expect(await hand.mailsOf(requestId)).toContain('approval-reminder to sales.manager');
      expect(await hand.bellOf('sales.manager', requestId)).toContain(
        "sales.rep's request waits for you again",
      );
      expect(await hand.liveLinks(requestId, 'sales.head')).toBe(0);
    }
    // Nothing differs: another round writes nothing.
    expect(await followCalendar(hand.deps)).toEqual({ rerouted: 0, substituted: 0 });
  });

  test('lets the first of the two decide, and says for whom everywhere', async () => {
    await delegate('sales.manager', 'sales.head', dates());
    const requestId = await hand.leaveOf('sales.rep');
    const [head, rep] = [await api.as('sales.head'), await api.as('sales.rep')];
    const row = ((await head.get('/approvals?box=inbox')).body as { items: ApprovalRow[] }).items;
    expect(row.find((one) => one.id === requestId)?.waitingOn).toEqual([
      {
        id: id('sales.head'),
        name: 'sales.head',
        onBehalfOf: { id: id('sales.manager'), name: 'sales.manager' },
      },
      { id: id('sales.manager'), name: 'sales.manager' },
    ]);
    const decided = await head.post(`/approvals/${requestId}/decisions`, { verdict: 'approve' });
    const onBehalfOf = { id: id('sales.manager'), name: 'sales.manager' };
    expect(decided).toMatchObject({ status: 200, body: { decision: { onBehalfOf } } });
    const late = await (
      await api.as('sales.manager')
    ).post(`/approvals/${requestId}/decisions`, { verdict: 'reject' });
    expect(late).toMatchObject({ status: 409, body: { decision: { onBehalfOf } } });
    expect((late.body as { detail: string }).detail).toContain('sales.head (for sales.manager)');
    const approval = (await rep.get(`/approvals/${requestId}`)).body as Approval;
    expect(approval.decisions).toMatchObject([{ by: { name: 'sales.head' }, onBehalfOf }]);
    expect(approval.timeline.map(({ text }) => text)).toEqual([
      'Submitted',
      'Reporting manager: asked sales.manager; sales.head for sales.manager',
      'Approved for sales.manager in the app',
    ]);
    expect(await hand.bellOf('sales.manager', requestId)).toEqual([
      "sales.head approved sales.rep's request for you",
    ]);
    const [mail] = await api.db.query<{ props: { onBehalfOfName: string } }>(
      'SELECT props FROM mail WHERE approval_id = $1',
      [requestId],
    );
    expect(mail?.props.onBehalfOfName).toBe('sales.manager');
  });

  test('leaves the decision with the one who gave it as well', async () => {
    await delegate('sales.manager', 'sales.head', dates());
    const requestId = await hand.leaveOf('sales.rep');
    const own = await (
      await api.as('sales.manager')
    ).post(`/approvals/${requestId}/decisions`, { verdict: 'approve' });
    expect(own.status).toBe(200);
    expect((own.body as { decision: object }).decision).not.toHaveProperty('onBehalfOf');
    expect(await hand.tasksOf(requestId)).toEqual([
      'sales.manager approved',
      'sales.head for sales.manager superseded',
    ]);
  });

  test('is one signature where everybody signs', async () => {
    const requestId = await hand.leaveOf('sales.rep');
    await api.db.query(`UPDATE approval_step SET quorum = 'all' WHERE request_id = $1`, [
      requestId,
    ]);
    const manager = await api.as('sales.manager');
    await manager.post(`/approvals/${requestId}/approvers`, { to: id('hr') });
    await delegate('sales.manager', 'sales.head', dates());
    await follow();
    await (
      await api.as('sales.head')
    ).post(`/approvals/${requestId}/decisions`, { verdict: 'approve' });
    expect(await hand.tasksOf(requestId)).toEqual([
      'sales.manager superseded',
      'hr open',
      'sales.head for sales.manager approved',
    ]);
  });

  test('goes up with the task it stands beside when that is late', async () => {
    const requestId = await hand.leaveOf('sales.rep');
    await delegate('sales.manager', 'consulting.head', dates(ON, '2027-06-30'));
    await follow();
    hand.at('2027-06-19T07:00:00Z');
    await escalateStep(hand.deps, { requestId, stage: 0, stepKey: 'reporting-manager' });
    expect(await hand.tasksOf(requestId)).toEqual([
      'sales.manager escalated',
      'consulting.head for sales.manager escalated',
      'sales.head open',
    ]);
  });

  test('that a substitute hands on takes the task itself along', async () => {
    await delegate('sales.manager', 'consulting.head', dates());
    const requestId = await hand.leaveOf('sales.rep');
    const moved = await (
      await api.as('consulting.head')
    ).post(`/approvals/${requestId}/reassign`, { to: id('hr') });
    expect(moved.status).toBe(200);
    expect(await hand.tasksOf(requestId)).toEqual([
      'sales.manager reassigned',
      'consulting.head for sales.manager reassigned',
      'hr open',
    ]);
  });
});

describe('who acts', () => {
  test('never the requester, nor whom the requester has named', async () => {
    await delegate('sales.manager', 'sales.rep', dates());
    await delegate('sales.rep', 'consultant', dates());
    const requestId = await hand.leaveOf('sales.rep');
    expect(await hand.tasksOf(requestId)).toEqual(['sales.manager open']);
    await followCalendar(hand.deps);
    expect(await hand.tasksOf(requestId)).toEqual(['sales.manager open']);
    // The colleague's request does go to the one who is there.
    expect(await hand.tasksOf(await hand.leaveOf('sales.rep2'))).toEqual([
      'sales.manager open',
      'consultant for sales.manager open',
    ]);
  });

  test('nobody in a loop: the task stays where it is', async () => {
    await delegate('sales.manager', 'sales.head', dates());
    await delegate('sales.head', 'hr', dates());
    await delegate('hr', 'sales.manager', dates());
    const requestId = await hand.leaveOf('sales.rep');
    expect(await hand.tasksOf(requestId)).toEqual(['sales.manager open']);
    expect(await hand.mailsOf(requestId)).toEqual(['approval-request to sales.manager']);
  });

  test('for the kinds it was given for only', async () => {
    await delegate('sales.manager', 'sales.head', { ...dates(), kinds: ['expense-claim'] });
    expect(await hand.tasksOf(await hand.leaveOf('sales.rep'))).toEqual(['sales.manager open']);
  });
});

describe('leave', () => {
  test('switches a standing substitute on when it is approved, also for open tasks, and off when it is cancelled', async () => {
    await delegate('sales.manager', 'sales.head');
    // The trigger compares with the server's day: the clock of this test is the server's.
    hand.now();
    await follow();
    const requestId = await hand.leaveOf('sales.rep');
    expect(await hand.tasksOf(requestId)).toEqual(['sales.manager open']);
    const today = new Date().toISOString().slice(0, 10);
    const next = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const leave = await hand.approvedLeave('sales.manager', { from: today, to: next });
    expect(await follow()).toBe(1);
    expect(await hand.tasksOf(requestId)).toEqual([
      'sales.manager open',
      'sales.head for sales.manager open',
    ]);
    await api.db.query(`UPDATE leave_request SET status = 'cancelled' WHERE id = $1`, [leave]);
    expect(await follow()).toBe(1);
    expect(await hand.tasksOf(requestId)).toEqual([
      'sales.manager open',
      'sales.head for sales.manager reassigned',
    ]);
  });

  test('without a delegation moves nothing', async () => {
    await hand.approvedLeave('sales.manager', { from: ON, to: ON });
    expect(await hand.tasksOf(await hand.leaveOf('sales.rep'))).toEqual(['sales.manager open']);
  });

  test.each([
    // India is 5½ hours ahead: 18:29 UTC is 23:59 there.
    ['the evening before', '2027-06-15T18:29:00Z', false],
    ['midnight', '2027-06-15T18:31:00Z', true],
    ['the evening of the day', '2027-06-16T18:29:00Z', true],
    ['midnight after', '2027-06-16T18:31:00Z', false],
  ])('of a day, at %s of the zone', async (_, instant, away) => {
    await delegate('sales.manager', 'sales.head');
    await hand.approvedLeave('sales.manager', { from: ON, to: ON });
    hand.at('2027-06-14T07:00:00Z');
    const requestId = await hand.leaveOf('sales.rep');
    hand.at(instant);
    await followCalendar(hand.deps);
    const open = (await hand.tasksOf(requestId)).includes('sales.head for sales.manager open');
    expect(open).toBe(away);
  });

  test.each([
    ['am', '2027-06-16T06:29:00Z', true],
    ['am', '2027-06-16T06:31:00Z', false],
    ['pm', '2027-06-16T06:29:00Z', false],
    ['pm', '2027-06-16T06:31:00Z', true],
  ] as const)('of a half day (%s) counts for that half, at %s', async (half, instant, away) => {
    await delegate('sales.manager', 'sales.head');
    const halves = { fromHalf: half, toHalf: half };
    await hand.approvedLeave('sales.manager', { from: ON, to: ON, ...halves });
    hand.at(instant);
    const open = (await hand.tasksOf(await hand.leaveOf('sales.rep'))).length === 2;
    expect(open).toBe(away);
  });

  test('that ends gives the tasks back with the next sweep, and who has decided has decided', async () => {
    await delegate('sales.manager', 'sales.head');
    await hand.approvedLeave('sales.manager', { from: ON, to: ON });
    const [decided, open] = [await hand.leaveOf('sales.rep'), await hand.leaveOf('sales.rep')];
    const door = { channel: 'app', approvalId: decided, approverId: id('sales.head') } as const;
    await decideApproval(hand.deps, {
      door,
      verdict: 'approve',
      receivedAt: hand.deps.clock.now(),
    });
    hand.at('2027-06-17T07:00:00Z');
    await followCalendar(hand.deps);
    expect(await hand.tasksOf(decided)).toEqual([
      'sales.manager superseded',
      'sales.head for sales.manager approved',
    ]);
    expect(await hand.tasksOf(open)).toEqual([
      'sales.manager open',
      'sales.head for sales.manager reassigned',
    ]);
  });
});
