import pg from 'pg';
import type { Approval } from '../../domain/wire/approvals';
import { startApp, type RunningApp } from '../support/app';
import type { TestClient } from '../support/api';
import { mailedLinks, pressLink } from '../support/decision-page';
import {
  approvalWhen,
  asked,
  askForLeave,
  claim,
  closed,
  personasOf,
  type Personas,
} from '../support/personas';

jest.setTimeout(60_000);

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

const approve = { verdict: 'approve' };
const inRound = (round: number, step: string) => (approval: Approval) =>
  approval.round === round && asked(step)(approval);

const claimOf = (...amounts: string[]) => ({
  title: 'Customer visit',
  lines: amounts.map((amount) => ({
    date: '2026-11-02',
    category: 'travel',
    amount: { amount, currency: 'INR' },
    description: 'Taxi to the customer',
  })),
});

/** What was sent, without what the server completed it with. */
const without = (data: Approval['data'], completed: string) =>
  Object.fromEntries(Object.entries(data).filter(([name]) => name !== completed));

const casualOf = async (client: TestClient) => {
  const { items } = (await client.get('/leave-balances')).body as unknown as {
    items: { type: string; available: string; held: string; taken: string }[];
  };
  return items.find(({ type }) => type === 'casual');
};

/** The link to approve of the mail that came after the one with `known`. */
async function linkOtherThan(known: string, persona: string, approvalId: string): Promise<string> {
  for (const end = Date.now() + 10_000; Date.now() < end;) {
    const links = await mailedLinks(app.inbox, `${persona}@netra.example`, approvalId);
    if (links.approve !== known) return links.approve;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('no newer mail came');
}

describe('changing a pending request', () => {
  test('voids signatures and links, asks anew by the plan of the new content, and shows what changed', async () => {
    const [consultant, manager] = [
      await people.as('consultant'),
      await people.as('consulting.manager'),
    ];
    const { id, approvalId } = await claim(consultant, '20000.00', '9000.00');
    await approvalWhen(consultant, approvalId, asked('reporting-manager'));
    const first = await mailedLinks(app.inbox, 'consulting.manager@netra.example', approvalId);
    expect((await manager.post(`/approvals/${approvalId}/decisions`, approve)).status).toBe(200);
    await approvalWhen(consultant, approvalId, asked('finance'));
    const old = await mailedLinks(app.inbox, 'finance@netra.example', approvalId);

    const data = claimOf('20000.00', '19000.00');
    const answer = await consultant.post(`/approvals/${approvalId}/revisions`, {
      data,
      note: 'The hotel was missing',
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ version: 2, round: 2, decisions: [], status: 'pending' });
    expect((await pressLink(old.approve)).status).toBe(410);

    const again = await approvalWhen(manager, approvalId, inRound(2, 'reporting-manager'));
    expect(again.changes).toContainEqual({
      label: 'Total',
      before: expect.stringContaining('29,000.00') as string,
      after: expect.stringContaining('39,000.00') as string,
    });
    expect(again.timeline.map(({ type }) => type)).toContain('approval.revised');
    expect(again.timeline.find(({ type }) => type === 'approval.revised')?.comment).toBe(
      'The hotel was missing',
    );
    const fresh = await linkOtherThan(first.approve, 'consulting.manager', approvalId);
    expect((await pressLink(fresh)).status).toBe(200);
    await approvalWhen(consultant, approvalId, inRound(2, 'finance'));
    const finance = await people.as('finance');
    expect((await finance.post(`/approvals/${approvalId}/decisions`, approve)).status).toBe(200);
    expect(await approvalWhen(consultant, approvalId, closed)).toMatchObject({
      status: 'approved',
    });
    const { rows } = await db.query('SELECT amount_minor FROM reimbursement WHERE claim_id = $1', [
      id,
    ]);
    expect(rows).toEqual([{ amount_minor: '3900000' }]);
  });

  test('a claim that grows beyond the limit needs finance from then on', async () => {
    const consultant = await people.as('consultant2');
    const { approvalId } = await claim(consultant, '1000.00');
    await approvalWhen(consultant, approvalId, asked('reporting-manager'));
    await consultant.post(`/approvals/${approvalId}/revisions`, { data: claimOf('26000.00') });
    const approval = await approvalWhen(consultant, approvalId, inRound(2, 'reporting-manager'));
    expect(approval.steps.map(({ key }) => key)).toEqual(['reporting-manager', 'finance']);
    await consultant.post(`/approvals/${approvalId}/withdraw`, {});
  });

  test('held days follow: what the first version held is free, what the last one held is taken', async () => {
    const [rep, manager] = [await people.as('sales.rep'), await people.as('sales.manager')];
    const before = await casualOf(rep);
    const { id, approvalId } = await askForLeave(rep, {
      ...{ type: 'casual', from: '2028-05-01', to: '2028-05-03' },
    });
    await approvalWhen(rep, approvalId, asked('reporting-manager'));
    const data = { type: 'casual', from: '2028-05-02', to: '2028-05-02', reason: 'One is enough' };
    const revised = await rep.post(`/approvals/${approvalId}/revisions`, { data });
    expect([revised.status, (revised.body as Approval).data.units]).toEqual([200, 100]);
    expect(Number((await casualOf(rep))?.held)).toBe(Number(before?.held) + 1);
    await approvalWhen(manager, approvalId, inRound(2, 'reporting-manager'));
    await manager.post(`/approvals/${approvalId}/decisions`, approve);
    await approvalWhen(rep, approvalId, closed);
    const after = await casualOf(rep);
    expect([Number(after?.held), Number(after?.taken)]).toEqual([
      Number(before?.held),
      Number(before?.taken) + 1,
    ]);
    const { rows } = await db.query(
      'SELECT status, units, from_on FROM leave_request WHERE id = $1',
      [id],
    );
    expect(rows).toMatchObject([{ status: 'approved', units: 100 }]);
  });

  test('is refused, and loses nothing, when it is not the requester, not a change, not valid or too late', async () => {
    const [rep, manager] = [await people.as('sales.rep2'), await people.as('sales.manager')];
    const { approvalId } = await askForLeave(rep, { type: 'unpaid' });
    const open = await approvalWhen(rep, approvalId, asked('reporting-manager'));
    const revise = (client: TestClient, data: unknown) =>
      client.post(`/approvals/${approvalId}/revisions`, { data });
    const same = without(open.data, 'units');
    expect((await revise(manager, same)).status).toBe(403);
    expect((await revise(await people.as('consultant'), same)).status).toBe(404);
    expect((await revise(rep, same)).status).toBe(409);
    const broken = await revise(rep, { ...same, from: '25th Feb', to: '27th feb' });
    expect(broken.status).toBe(422);
    expect((broken.body as { errors: { path: string }[] }).errors.map(({ path }) => path)).toEqual([
      'from',
      'to',
    ]);
    const tooMuch = await revise(rep, {
      ...{ type: 'casual', from: '2028-06-05', to: '2028-10-20', reason: 'A long time' },
    });
    expect([409, 422]).toContain(tooMuch.status);
    expect(await approvalWhen(rep, approvalId, () => true)).toMatchObject({
      ...{ version: 1, round: 1, status: 'pending' },
      steps: [{ status: 'open' }],
    });
    await manager.post(`/approvals/${approvalId}/decisions`, approve);
    await approvalWhen(rep, approvalId, closed);
    expect((await revise(rep, { ...same, reason: 'Too late' })).status).toBe(409);
  });
});

describe('sending back', () => {
  test('ends the round, tells the requester, and goes on as the next round when it is sent again', async () => {
    const [consultant, manager] = [
      await people.as('consultant'),
      await people.as('consulting.manager'),
    ];
    const { approvalId } = await claim(consultant, '700.00');
    await approvalWhen(consultant, approvalId, asked('reporting-manager'));
    const { approve: link } = await mailedLinks(
      app.inbox,
      'consulting.manager@netra.example',
      approvalId,
    );
    const back = await manager.post(`/approvals/${approvalId}/send-back`, {
      text: 'Please attach the bill number',
    });
    expect([back.status, (back.body as Approval).status]).toEqual([200, 'pending']);
    expect((back.body as Approval).sentBackUntil).not.toBeNull();
    expect((await pressLink(link)).status).toBe(410);
    const refused = await manager.post(`/approvals/${approvalId}/decisions`, approve);
    expect(refused.status).toBe(403);
    const mails = await app.inbox.mails(
      { to: 'consultant@netra.example', subject: 'Sent back' },
      10_000,
    );
    expect(mails[0]?.text).toContain('Please attach the bill number');

    const same = without((back.body as Approval).data, 'total');
    const again = await consultant.post(`/approvals/${approvalId}/revisions`, { data: same });
    expect(again.body).toMatchObject({ version: 2, round: 2, sentBackUntil: null });
    await approvalWhen(manager, approvalId, inRound(2, 'reporting-manager'));
    await manager.post(`/approvals/${approvalId}/decisions`, approve);
    const done = await approvalWhen(consultant, approvalId, closed);
    expect(done.status).toBe('approved');
    expect(done.timeline.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['approval.sent-back', 'approval.resubmitted']),
    );
  });

  test('is for those who are asked, and a request that is sent back can be withdrawn', async () => {
    const [consultant, manager] = [
      await people.as('consultant2'),
      await people.as('consulting.manager'),
    ];
    const { approvalId } = await claim(consultant, '800.00');
    await approvalWhen(consultant, approvalId, asked('reporting-manager'));
    const send = (client: TestClient) =>
      client.post(`/approvals/${approvalId}/send-back`, { text: 'No' });
    expect((await send(consultant)).status).toBe(403);
    expect((await send(await people.as('admin'))).status).toBe(403);
    expect((await send(await people.as('sales.rep'))).status).toBe(404);
    expect((await send(manager)).status).toBe(200);
    expect((await send(manager)).status).toBe(403);
    expect((await consultant.post(`/approvals/${approvalId}/withdraw`, {})).status).toBe(200);
    expect(await approvalWhen(consultant, approvalId, closed)).toMatchObject({
      ...{ status: 'withdrawn', sentBackUntil: null },
    });
  });
});

describe('asking for information', () => {
  test('stops the clock, and the answer lets it run with what was left', async () => {
    const [rep, manager] = [await people.as('sales.rep2'), await people.as('sales.manager')];
    const { approvalId } = await askForLeave(rep);
    const open = await approvalWhen(rep, approvalId, asked('reporting-manager'));
    const due = Date.parse(open.steps[0]?.dueAt ?? '');
    await manager.post(`/approvals/${approvalId}/information-requests`, {
      text: 'Who stands in for you?',
    });
    const stopped = await approvalWhen(rep, approvalId, () => true);
    expect([stopped.steps[0]?.dueAt, stopped.dueAt]).toEqual([null, null]);
    expect(stopped.informationAskedAt).not.toBeNull();
    await db.query(
      `UPDATE approval_request SET information_asked_at = information_asked_at - interval '5 hours' WHERE id = $1`,
      [approvalId],
    );
    await db.query(
      `UPDATE approval_step SET opened_at = opened_at - interval '6 hours' WHERE request_id = $1`,
      [approvalId],
    );
    await rep.post(`/approvals/${approvalId}/comments`, { text: 'Vikram does' });
    const runs = await approvalWhen(rep, approvalId, ({ dueAt }) => dueAt !== null);
    expect(runs.informationAskedAt).toBeNull();
    const moved = Date.parse(runs.steps[0]?.dueAt ?? '') - due;
    expect(moved).toBeGreaterThanOrEqual(5 * 3_600_000);
    expect(moved).toBeLessThan(5 * 3_600_000 + 60_000);
    expect(runs.timeline.map(({ type }) => type)).toContain('approval.answered');
    const mails = await app.inbox.mails(
      { to: 'sales.manager@netra.example', subject: 'Answered' },
      10_000,
    );
    expect(mails[0]?.text).toContain('Vikram does');
    await manager.post(`/approvals/${approvalId}/decisions`, approve);
    expect((await approvalWhen(rep, approvalId, closed)).status).toBe('approved');
  });

  test('a decision during a question counts', async () => {
    const [rep, manager] = [await people.as('sales.rep'), await people.as('sales.manager')];
    const { approvalId } = await askForLeave(rep);
    await approvalWhen(rep, approvalId, asked('reporting-manager'));
    await manager.post(`/approvals/${approvalId}/information-requests`, { text: 'Why?' });
    await manager.post(`/approvals/${approvalId}/decisions`, approve);
    expect(await approvalWhen(rep, approvalId, closed)).toMatchObject({
      ...{ status: 'approved', informationAskedAt: null },
    });
  });
});
