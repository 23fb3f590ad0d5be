import type { Approval, ApprovalRow, BulkUndone } from '../../domain/wire/approvals';
import { unmovedDecisions, undeliveredMessages } from '../../modules/approvals/drift';
import { signersOf } from '../../modules/approvals/queries';
import { readStage } from '../../modules/approvals/use-cases/read-stage';
import { startTestApi, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import {
  decide,
  decideAll,
  letItPass,
  rewriteDecisions,
  undo,
  undoable,
} from '../support/undoable';
import { workOn } from '../support/worker-by-hand';

jest.setTimeout(120_000);

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const read = async (persona: Persona, id: string) =>
  (await (await api.as(persona)).get(`/approvals/${id}`)).body as Approval;

const toldOf = (id: string, persona: Persona) =>
  api.db.query<{ type: string }>(
    'SELECT type FROM notification WHERE approval_id = $1 AND user_id = $2 ORDER BY seq',
    [id, api.company.people[persona]],
  );

test('a decision is recorded at once and takes effect when its window is over', async () => {
  const id = await undoable(api, { seconds: 120 });
  const decision = await decide(api, 'sales.manager', id);
  const [row] = await api.db.query<{ window: number; early: boolean }>(
    `SELECT extract(epoch FROM d.effective_at - d.recorded_at)::float8 AS window, m.available_at < d.effective_at AS early
     FROM approval_decision d JOIN outbox_message m ON m.payload->>'requestId' = d.request_id::text
     WHERE d.id = $1 AND m.topic = 'signal-approval'`,
    [decision.id],
  );
  expect(row?.window).toBeCloseTo(120, 1);
  expect(row?.early).toBe(false);
  expect(Date.parse(decision.takesEffectAt ?? '') - Date.now()).toBeGreaterThan(100_000);
  // Whatever wakes the run meanwhile, nothing comes of it.
  expect(await workOn(api, id)).toBe('pending');
  expect((await readStage(api.deps.approvals, { requestId: id, stage: 0 })).steps).toMatchObject([
    { status: 'open', remindAt: null, escalateAt: null },
  ]);
  expect(await toldOf(id, 'sales.rep')).toEqual([]);
  const manager = await read('sales.manager', id);
  expect(manager).toMatchObject({
    status: 'pending',
    undo: { decisionId: decision.id, verdict: 'approve', takesEffectAt: decision.takesEffectAt },
    may: { decide: false },
  });
  expect((await read('sales.rep', id)).undo).toBeNull();
  await letItPass(api, decision.id);
  const view = await readStage(api.deps.approvals, { requestId: id, stage: 0 });
  expect(view.steps).toMatchObject([{ status: 'approved' }]);
  expect(await workOn(api, id)).toBe('approved');
});

test('what was taken back is nobody’s approval of the record', async () => {
  const id = await undoable(api);
  const [record] = await api.db.query<{ kind: string; subjectId: string }>(
    'SELECT kind, subject_id AS "subjectId" FROM approval_request WHERE id = $1',
    [id],
  );
  const signers = async () => (await signersOf(api.db, record!)).map((signer) => signer.id);
  const { id: decisionId } = await decide(api, 'sales.manager', id);
  expect(await signers()).toEqual([api.company.people['sales.manager']]);
  await undo(api, 'sales.manager', id, decisionId);
  expect(await signers()).toEqual([]);
});

test('whoever decided takes it back once, decides anew, and nobody else can', async () => {
  const id = await undoable(api);
  const { id: decisionId } = await decide(api, 'sales.manager', id, 'reject');
  expect(await undo(api, 'sales.head', id, decisionId)).toEqual({ status: 403, code: 'forbidden' });
  expect((await undo(api, 'consultant', id, decisionId)).status).toBe(404);
  expect((await undo(api, 'sales.manager', id, id)).status).toBe(404);
  const before = await api.db.query('SELECT expires_at FROM approval_step WHERE request_id = $1', [
    id,
  ]);
  expect(await undo(api, 'sales.manager', id, decisionId)).toMatchObject({ status: 200 });
  expect(await undo(api, 'sales.manager', id, decisionId)).toEqual({
    ...{ status: 409, code: 'already-undone' },
  });
  const approval = await read('sales.manager', id);
  expect(approval).toMatchObject({
    status: 'pending',
    undo: null,
    decisions: [],
    may: { decide: true },
  });
  expect(approval.timeline.map(({ text }) => text)).toContain('Took the rejection back in the app');
  expect(
    await api.db.query('SELECT expires_at FROM approval_step WHERE request_id = $1', [id]),
  ).toEqual(before);
  const mails = await api.db.query(
    'SELECT template FROM mail WHERE approval_id = $1 ORDER BY created_at',
    [id],
  );
  expect(mails).toMatchObject([
    { template: 'approval-request' },
    { template: 'approval-reminder' },
  ]);
  const again = await decide(api, 'sales.manager', id);
  await letItPass(api, again.id);
  expect(await workOn(api, id)).toBe('approved');
  const kept = await api.db.query('SELECT id FROM approval_decision WHERE request_id = $1', [id]);
  expect(kept).toHaveLength(2);
});

test('what is in effect stays, and what took effect at once was never to be taken back', async () => {
  const [late, never] = [await undoable(api), await undoable(api)];
  const decision = await decide(api, 'sales.manager', late);
  await letItPass(api, decision.id);
  expect(await undo(api, 'sales.manager', late, decision.id)).toEqual({
    ...{ status: 409, code: 'too-late-to-undo' },
  });
  await api.db.query(`UPDATE approval_request SET plan = plan - 'undoSeconds' WHERE id = $1`, [
    never,
  ]);
  const final = await decide(api, 'sales.manager', never);
  expect(final.takesEffectAt).toBeUndefined();
  expect(await undo(api, 'sales.manager', never, final.id)).toEqual({
    ...{ status: 409, code: 'too-late-to-undo' },
  });
});

test('a request that was withdrawn or decided past it has nothing to take back', async () => {
  const [withdrawn, past] = [await undoable(api), await undoable(api)];
  const first = await decide(api, 'sales.manager', withdrawn, 'reject');
  const owner = await api.as('sales.rep');
  expect((await owner.post(`/approvals/${withdrawn}/withdraw`, {})).status).toBe(200);
  expect(await undo(api, 'sales.manager', withdrawn, first.id)).toEqual({
    ...{ status: 409, code: 'request-closed' },
  });
  await api.db.query(`UPDATE approval_step SET quorum = 'all' WHERE request_id = $1`, [past]);
  const to = api.company.people['sales.head'];
  await (await api.as('sales.manager')).post(`/approvals/${past}/approvers`, { to });
  const second = await decide(api, 'sales.manager', past);
  const override = { verdict: 'approve', reason: 'Quarter end' };
  expect((await (await api.as('admin')).post(`/approvals/${past}/override`, override)).status).toBe(
    200,
  );
  expect(await undo(api, 'sales.manager', past, second.id)).toEqual({
    status: 409,
    code: 'conflict',
  });
  expect(await workOn(api, past)).toBe('approved');
});

test('others go on meanwhile, and whoever was not needed is asked again when it is taken back', async () => {
  const id = await undoable(api);
  const to = api.company.people['sales.head'];
  await (await api.as('sales.manager')).post(`/approvals/${id}/approvers`, { to });
  const decision = await decide(api, 'sales.manager', id);
  const head = await api.as('sales.head');
  const refused = await head.post(`/approvals/${id}/decisions`, { verdict: 'reject' });
  expect(refused).toMatchObject({ status: 409, body: { code: 'already-decided' } });
  await undo(api, 'sales.manager', id, decision.id);
  const live = await api.db.query(
    `SELECT 1 FROM email_link WHERE request_id = $1 AND approver_id = $2 AND revoked_at IS NULL`,
    [id, to],
  );
  expect(live).toHaveLength(2);
  await api.db.query(`UPDATE approval_step SET quorum = 'all' WHERE request_id = $1`, [id]);
  const mine = await decide(api, 'sales.head', id);
  const theirs = await decide(api, 'sales.manager', id);
  await letItPass(api, mine.id);
  expect(await workOn(api, id)).toBe('pending');
  await letItPass(api, theirs.id);
  expect(await workOn(api, id)).toBe('approved');
});

test('a decision just before the deadline can be taken back until the deadline, and no longer', async () => {
  const id = await undoable(api, { seconds: 60 });
  await api.db.query(
    `UPDATE approval_step SET expires_at = now() + interval '5 seconds' WHERE request_id = $1`,
    [id],
  );
  const [step] = await api.db.query<{ at: Date }>(
    'SELECT expires_at AS at FROM approval_step WHERE request_id = $1',
    [id],
  );
  const { takesEffectAt } = await decide(api, 'sales.manager', id);
  expect(Math.abs(Date.parse(takesEffectAt ?? '') - Number(step?.at))).toBeLessThan(2);
});

test('the reconciler leaves alone what has not taken effect, and what never will', async () => {
  const [waiting, undone, moved] = [await undoable(api), await undoable(api), await undoable(api)];
  const taken = await decide(api, 'sales.manager', undone);
  await decide(api, 'sales.manager', waiting);
  const passed = await decide(api, 'sales.manager', moved);
  await undo(api, 'sales.manager', undone, taken.id);
  await rewriteDecisions(
    api,
    `UPDATE approval_decision SET recorded_at = recorded_at - interval '20 minutes' WHERE request_id = ANY($1)`,
    [[waiting, undone, moved]],
  );
  await rewriteDecisions(
    api,
    `UPDATE approval_decision SET effective_at = now() - interval '1 minute' WHERE id = $1`,
    [passed.id],
  );
  await api.db.query(
    `UPDATE outbox_message SET created_at = created_at - interval '20 minutes' WHERE payload->>'requestId' = $1`,
    [waiting],
  );
  const found = (await unmovedDecisions(api.db)).map(({ id }) => id);
  expect([waiting, undone, moved].filter((id) => found.includes(id))).toEqual([moved]);
  const stuck = (await undeliveredMessages(api.db)).map(({ requestId }) => requestId);
  expect(stuck).not.toContain(waiting);
});

test('a list shows mine until it takes effect, and drops what I took back', async () => {
  const id = await undoable(api);
  const rowOf = async () => {
    const page = (await (await api.as('sales.manager')).get('/approvals?box=done&limit=100'))
      .body as {
      items: ApprovalRow[];
    };
    return page.items.find((row) => row.id === id);
  };
  const { id: decisionId } = await decide(api, 'sales.manager', id);
  expect((await rowOf())?.undo).toMatchObject({ decisionId, verdict: 'approve' });
  await undo(api, 'sales.manager', id, decisionId);
  expect(await rowOf()).toBeUndefined();
});

test('twenty decided together are taken back together, each answered for itself', async () => {
  const ids: string[] = [];
  for (let index = 0; index < 20; index++) ids.push(await undoable(api));
  const decided = await decideAll(api, 'sales.manager', ids);
  const items = decided.map(({ id, decision }) => ({ id, decisionId: decision?.id ?? '' }));
  await letItPass(api, items[3]?.decisionId ?? '');
  const send = async (persona: Persona) =>
    ((await (await api.as(persona)).post('/approvals/undos', { items })).body as BulkUndone).items;
  expect((await send('sales.head')).map(({ problem }) => problem?.status)).toEqual(
    ids.map(() => 403),
  );
  const results = await send('sales.manager');
  expect(results.map(({ id }) => id)).toEqual(ids);
  expect(results.filter(({ status }) => status === 'undone')).toHaveLength(19);
  expect(results[3]?.problem?.code).toBe('too-late-to-undo');
  expect((await send('sales.manager')).map(({ problem }) => problem?.code)).toEqual(
    ids.map((_, index) => (index === 3 ? 'too-late-to-undo' : 'already-undone')),
  );
  const audited = await api.db.query(
    `SELECT 1 FROM audit_event WHERE action = 'approval.decision-undone' AND subject_id = ANY($1)`,
    [ids],
  );
  expect(audited).toHaveLength(19);
});

test('the database itself refuses what is not mine or too late', async () => {
  const id = await undoable(api);
  const { id: decisionId } = await decide(api, 'sales.manager', id);
  const insert = (by: Persona) =>
    api.db.query(
      `INSERT INTO approval_undo (decision_id, undone_by, channel) VALUES ($1, $2, 'app')`,
      [decisionId, api.company.people[by]],
    );
  await expect(insert('sales.head')).rejects.toThrow('taken back by whoever made it');
  await letItPass(api, decisionId);
  await expect(insert('sales.manager')).rejects.toThrow('before it takes effect');
});
