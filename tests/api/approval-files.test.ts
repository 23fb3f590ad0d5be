import { createHash } from 'node:crypto';
import { readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startTestApi, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { GOOD_FILES, HOSTILE_FILES, TRICKY_NAMES } from '../support/hostile-files';
import { txt, uploadsOf, waitingLeave } from '../support/uploads';

jest.setTimeout(120_000);

let api: TestApi;
let store: ReturnType<typeof uploadsOf>;

beforeAll(async () => {
  api = await startTestApi();
  store = uploadsOf(api);
});
afterAll(() => api.stop());

const waiting = () => waitingLeave(api);
const upload: typeof store.upload = (...input) => store.upload(...input);
const read = (approvalId: string) => store.read(approvalId);
const stored = () => store.stored();
const download: typeof store.download = (...input) => store.download(...input);

test('one good file of each format comes back byte for byte, to be saved, with its hash', async () => {
  const id = await waiting();
  const { status, body } = await upload('sales.rep', id, GOOD_FILES);
  expect([status, body.errors]).toEqual([201, undefined]);
  expect(body.items.map(({ name }) => name)).toEqual(GOOD_FILES.map(({ name }) => name));
  for (const [index, file] of body.items.entries()) {
    const sent = GOOD_FILES[index]!;
    const hash = createHash('sha256').update(sent.content).digest('hex');
    expect(file).toMatchObject({ size: sent.content.length, sha256: hash });
    const answer = await download('sales.manager', id, file.id);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(sent.content);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename=/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    expect(answer.headers.get('content-type')).toContain(file.type);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  }
  const approval = await read(id);
  expect(approval.files).toEqual(body.items);
  const told = approval.timeline.filter(({ type }) => type === 'approval.file-added');
  expect(told.flatMap(({ files = [] }) => files)).toEqual(body.items);
});

describe('hostile files', () => {
  test('there are at least 25 of them', () => {
    expect(HOSTILE_FILES.length).toBeGreaterThanOrEqual(25);
  });

  test.each(HOSTILE_FILES.map((file) => [file.why, file] as const))('%s', async (_why, file) => {
    const id = await waiting();
    const before = await stored();
    const { status, body } = await upload('sales.rep', id, [txt('fine.txt'), file]);
    expect([file.why, status]).toEqual([file.why, 422]);
    expect(body.errors?.[0]?.path).toBe('file');
    expect(body.errors?.[0]?.message.length).toBeGreaterThan(20);
    expect(await stored()).toEqual(before);
    expect((await read(id)).files).toEqual([]);
  });

  test('names that try to be paths are names, and the content lies under its id', async () => {
    for (const [sent, kept] of TRICKY_NAMES) {
      const id = await waiting();
      const { status, body } = await store.uploadRaw(id, sent);
      expect([sent, status, body.items?.[0]?.name]).toEqual([sent, 201, kept]);
      const file = body.items[0]!;
      expect(await stored()).toContain(file.id);
      const answer = await download('sales.rep', id, file.id);
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/);
      expect(await answer.text()).toBe('hello');
    }
    expect((await stored()).every((name) => /^[0-9a-f-]{36}$/.test(name))).toBe(true);
  });
});

test('only forms of files are taken', async () => {
  const id = await waiting();
  const rep = await api.as('sales.rep');
  expect((await rep.post(`/approvals/${id}/files`, { file: 'x' })).status).toBe(415);
  const broken = { 'content-type': 'multipart/form-data' };
  const answer = await rep.call('POST', `/approvals/${id}/files`, { body: 'x', headers: broken });
  expect(answer.status).toBe(400);
  const cut = { 'content-type': 'multipart/form-data; boundary=x' };
  const half = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nab';
  expect(
    (await rep.call('POST', `/approvals/${id}/files`, { body: half, headers: cut })).status,
  ).toBe(400);
  expect((await upload('sales.rep', id, [])).status).toBe(422);
  const fields = { status: 'approved', requestId: id };
  const extra = await upload('sales.rep', id, [txt('a.txt')], { fields });
  expect([extra.status, extra.body.errors?.map(({ path }) => path)]).toEqual([
    422,
    ['status', 'requestId'],
  ]);
  expect((await read(id)).files).toEqual([]);
});

test('the same Idempotency-Key uploads once', async () => {
  const id = await waiting();
  const headers = { 'idempotency-key': 'once' };
  const first = await upload('sales.rep', id, [txt('a.txt')], { headers });
  const again = await upload('sales.rep', id, [txt('a.txt')], { headers });
  expect(again).toEqual(first);
  expect((await read(id)).files).toHaveLength(1);
  const other = await upload('sales.rep', id, [txt('a.txt', 'something else')], { headers });
  expect(other.status).toBe(422);
});

test('are seen by those who see the request, and are not there for others', async () => {
  const [id, other] = [await waiting(), await waiting()];
  const { items } = (await upload('sales.rep', id, [txt('a.txt')])).body;
  const fileId = items[0]!.id;
  const insiders: Persona[] = ['sales.rep', 'sales.manager', 'sales.head', 'admin'];
  for (const persona of insiders) expect((await download(persona, id, fileId)).status).toBe(200);
  const outsiders: Persona[] = ['sales.rep2', 'consultant', 'consulting.head', 'finance'];
  for (const persona of outsiders) {
    expect([persona, (await download(persona, id, fileId)).status]).toEqual([persona, 404]);
    expect([persona, (await upload(persona, id, [txt('a.txt')])).status]).toEqual([persona, 404]);
  }
  expect((await download('sales.rep', other, fileId)).status).toBe(404);
  expect((await fetch(`${api.url}/api/v1/approvals/${id}/files/${fileId}`)).status).toBe(401);
});

test('a file that was changed or lost in the store is not served, and says so', async () => {
  const id = await waiting();
  const { items } = (await upload('sales.rep', id, [txt('a.txt')])).body;
  const fileId = items[0]!.id;
  const path = join(api.deps.config.FILES_DIR, fileId.slice(0, 2), fileId);
  expect((await readFile(path)).toString()).toBe('hello');
  await writeFile(path, 'hellO');
  const changed = await download('sales.rep', id, fileId);
  expect(changed.status).toBe(409);
  expect(await changed.json()).toMatchObject({
    damage: 'changed',
    detail: expect.stringContaining('has changed since it was uploaded') as string,
  });
  await rm(path);
  const lost = await download('sales.rep', id, fileId);
  expect([lost.status, await lost.json()]).toMatchObject([409, { damage: 'missing' }]);
});

test('go along with a comment and a decision, once, and only one’s own', async () => {
  const id = await waiting();
  const rep = await api.as('sales.rep');
  const manager = await api.as('sales.manager');
  const [mine] = (await upload('sales.rep', id, [txt('mine.txt')])).body.items;
  const [theirs] = (await upload('sales.manager', id, [txt('theirs.txt')])).body.items;
  const comment = (client: typeof rep, files: string[]) =>
    client.post(`/approvals/${id}/comments`, { text: 'See this', files });
  expect((await comment(rep, [theirs!.id])).status).toBe(422);
  expect((await comment(rep, [mine!.id])).status).toBe(200);
  expect((await comment(rep, [mine!.id])).status).toBe(422);

  const decisions = `/approvals/${id}/decisions`;
  const stolen = await manager.post(decisions, { verdict: 'approve', files: [mine!.id] });
  expect(stolen.status).toBe(422);
  const decided = await manager.post(decisions, { verdict: 'approve', files: [theirs!.id] });
  expect(decided).toMatchObject({ status: 200, body: { decision: { files: [theirs] } } });
  const approval = await read(id);
  const told = approval.timeline.flatMap(({ type, files = [] }) =>
    files.map(({ name }) => `${type}: ${name}`),
  );
  expect(told).toEqual(['approval.commented: mine.txt', 'approval.decided: theirs.txt']);
  expect(approval.decisions[0]?.files).toEqual([theirs]);
});

test('what a crash left is swept after an hour, what is kept stays', async () => {
  const id = await waiting();
  await upload('sales.rep', id, [txt('a.txt')]);
  const before = await stored();
  const folder = join(api.deps.config.FILES_DIR, 'arrivals');
  const old = join(folder, 'half');
  await writeFile(old, 'half');
  await writeFile(join(folder, 'young'), 'half');
  const long = new Date(Date.now() - 2 * 3_600_000);
  await utimes(old, long, long);
  expect(await api.deps.files.sweep()).toBe(1);
  expect((await stored()).sort()).toEqual([...before, 'young'].sort());
});
