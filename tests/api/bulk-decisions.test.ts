import { randomUUID } from 'node:crypto';
import type { BulkDecided } from '../../domain/wire/approvals';
import { startTestApi, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { claim } from '../support/personas';
import { workOn } from '../support/worker-by-hand';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

/** A claim that waits for its owner's manager. */
async function waiting(owner: Persona = 'sales.rep'): Promise<string> {
  const { approvalId } = await claim(await api.as(owner), '10.00');
  await workOn(api, approvalId);
  return approvalId;
}

const bulk = async (persona: Persona, items: object[], headers: Record<string, string> = {}) =>
  (await api.as(persona)).post('/approvals/decisions', { items }, headers);
const approve = (id: string) => ({ id, verdict: 'approve' });
const decisions = async () =>
  (
    await api.db.query<{ count: number }>(
      'SELECT count(*)::integer AS count FROM approval_decision',
    )
  )[0]!.count;

test('each is answered for itself, in order', async () => {
  const [good, refused, done, own, foreign] = [
    await waiting(),
    await waiting('sales.rep2'),
    await waiting(),
    await waiting('sales.manager'),
    await waiting('consultant'),
  ];
  const nobody = randomUUID();
  await bulk('sales.manager', [approve(done)]);
  const answer = await bulk('sales.manager', [
    approve(good),
    { id: refused, verdict: 'reject', comment: 'Quarter end' },
    approve(done),
    approve(own),
    approve(foreign),
    approve(nobody),
    { id: good.toUpperCase(), verdict: 'reject', comment: 'Twice' },
  ]);
  expect(answer.status).toBe(200);
  const { items } = answer.body as BulkDecided;
  expect(
    items.map(({ id, status, problem }) => [id, status, problem?.status, problem?.code]),
  ).toEqual([
    [good, 'recorded', undefined, undefined],
    [refused, 'recorded', undefined, undefined],
    [done, 'refused', 409, 'already-decided'],
    [own, 'refused', 403, 'own-request'],
    [foreign, 'refused', 404, 'not-found'],
    [nobody, 'refused', 404, 'not-found'],
    [good.toUpperCase(), 'refused', 409, 'conflict'],
  ]);
  expect(items[1]?.decision).toMatchObject({ verdict: 'reject', comment: 'Quarter end' });
  expect(await workOn(api, good)).toBe('approved');
  expect(await workOn(api, refused)).toBe('rejected');
  const audited = await api.db.query<{ id: string }>(
    `SELECT subject_id AS id FROM audit_event WHERE action = 'approval.decided' AND (details->>'bulk')::boolean`,
  );
  expect(audited.map(({ id }) => id).sort()).toEqual([good, refused, done].sort());
});

test('a hundred at once, and one more is refused whole', async () => {
  const ids: string[] = [];
  for (let index = 0; index < 100; index++) ids.push(await waiting());
  const before = await decisions();
  const tooMany = await bulk('sales.manager', [...ids, randomUUID()].map(approve));
  expect([tooMany.status, await decisions()]).toEqual([422, before]);
  const answer = await bulk('sales.manager', ids.map(approve));
  const { items } = answer.body as BulkDecided;
  expect(items.map(({ id }) => id)).toEqual(ids);
  expect(items.every(({ status }) => status === 'recorded')).toBe(true);
  expect(await decisions()).toBe(before + 100);
}, 120_000);

test('two calls with the same requests decide each once', async () => {
  const ids = [await waiting(), await waiting(), await waiting(), await waiting()];
  const before = await decisions();
  const answers = await Promise.all([
    bulk('sales.manager', ids.map(approve)),
    bulk(
      'sales.manager',
      [...ids].reverse().map((id) => ({ id, verdict: 'reject', comment: 'No' })),
    ),
  ]);
  const results = answers.flatMap(({ body }) => (body as BulkDecided).items);
  expect(results.filter(({ status }) => status === 'recorded')).toHaveLength(4);
  for (const { status, problem } of results)
    if (status === 'refused') expect(problem?.code).toBe('already-decided');
  expect(await decisions()).toBe(before + 4);
});

test('the same Idempotency-Key answers the same, and decides nothing again', async () => {
  const ids = [await waiting(), await waiting()];
  const headers = { 'idempotency-key': 'bulk-once' };
  const answers = await Promise.all([
    bulk('sales.manager', ids.map(approve), headers),
    bulk('sales.manager', ids.map(approve), headers),
  ]);
  expect(answers[1].body).toEqual(answers[0].body);
  expect((answers[0].body as BulkDecided).items.map(({ status }) => status)).toEqual([
    'recorded',
    'recorded',
  ]);
});

test('what is no list of decisions is refused', async () => {
  const id = await waiting();
  const before = await decisions();
  for (const items of [
    [],
    [{ id }],
    [{ id: 'x', verdict: 'approve' }],
    [{ ...approve(id), decidedBy: randomUUID() }],
    [approve(id), { id, verdict: 'maybe' }],
  ])
    expect((await bulk('sales.manager', items)).status).toBe(422);
  const extra = await (
    await api.as('sales.manager')
  ).post('/approvals/decisions', { items: [approve(id)], channel: 'email' });
  expect(extra.status).toBe(422);
  expect(await decisions()).toBe(before);
});
