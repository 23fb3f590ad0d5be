import { createHash, randomUUID } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { ChangeList, MessageWire } from '../../domain/wire/chat';
import type { ChatFileList } from '../../domain/wire/chat-files';
import { createMessageQueue } from '../../modules/chat/message-queue';
import { startTestApi, type TestApi } from '../support/api';
import { chatUploadsOf } from '../support/chat-uploads';
import type { Persona } from '../support/company';
import { GOOD_FILES, HOSTILE_FILES, TRICKY_NAMES, type SentFile } from '../support/hostile-files';
import { txt } from '../support/uploads';

jest.setTimeout(120_000);

let api: TestApi;
let files: ReturnType<typeof chatUploadsOf>;
beforeAll(async () => {
  api = await startTestApi();
  files = chatUploadsOf(api);
});
afterAll(() => api.stop());

const idOf = (persona: Persona) => api.company.people[persona];

type Uploads = ReturnType<typeof chatUploadsOf>;
const group: Uploads['group'] = (...input) => files.group(...input);
const uploaded: Uploads['uploaded'] = (...input) => files.uploaded(...input);
const sending: Uploads['sending'] = (...input) => files.sending(...input);
const send: Uploads['send'] = (...input) => files.send(...input);
const stored = () => files.stored();
const ids = (of: { id: string }[]) => of.map(({ id }) => id);

const rowCount = async () =>
  Number((await api.db.query<{ n: string }>('SELECT count(*) AS n FROM chat_file'))[0]!.n);

test('files go out with a message, in their order, and come back byte for byte', async () => {
  const id = await group('sales.rep', 'sales.rep2');
  const sent = await uploaded('sales.rep', id, ...GOOD_FILES);
  const fileIds = ids(sent).reverse();
  const message = await send('sales.rep', id, { fileIds });
  expect(message).toMatchObject({ text: '', seq: 1 });
  expect(message.files).toEqual([...sent].reverse());
  const reader = await api.as('sales.rep2');
  const { items } = (await reader.get(`/conversations/${id}/messages`)).body as {
    items: MessageWire[];
  };
  expect(items[0]!.files).toEqual(message.files);
  const log = (await reader.get(`/conversations/${id}/changes?after=0`)).body as ChangeList;
  expect(log.items.at(-1)!.message!.files).toEqual(message.files);
  for (const [at, file] of sent.entries()) {
    const { content } = GOOD_FILES[at]!;
    const answer = await files.get('sales.rep2', id, `/${file.id}`);
    expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true);
    expect(file.sha256).toBe(createHash('sha256').update(content).digest('hex'));
    expect(file.size).toBe(content.length);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  }
});

test('a repeated client id answers the first message with its files, alone and at once', async () => {
  const id = await group('sales.rep', 'sales.rep2');
  const [one, two] = await uploaded('sales.rep', id, txt('one.txt'), txt('two.txt'));
  const body = { clientId: 'again', text: 'x', fileIds: [one!.id] };
  const all = await Promise.all(Array.from({ length: 8 }, () => send('sales.rep', id, body)));
  expect(new Set(ids(all)).size).toBe(1);
  const later = await send('sales.rep', id, { ...body, fileIds: [two!.id] });
  for (const message of [...all, later]) expect(ids(message.files)).toEqual([one!.id]);
  expect(ids((await send('sales.rep', id, { fileIds: [two!.id] })).files)).toEqual([two!.id]);
});

test("only what is one's own, of this conversation and not sent yet goes along; nobody else waits for that", async () => {
  const id = await group('sales.rep', 'sales.rep2');
  const other = await group('sales.rep', 'sales.rep2');
  const [mine] = await uploaded('sales.rep', id, txt('mine.txt'));
  const [theirs] = await uploaded('sales.rep2', id, txt('theirs.txt'));
  const [elsewhere] = await uploaded('sales.rep', other, txt('elsewhere.txt'));
  const refused = async (fileIds: string[]) => {
    const answer = await sending('sales.rep', id, { text: 'x', fileIds });
    expect(answer.body).toMatchObject({ status: 422, errors: [{ path: 'fileIds' }] });
  };
  await refused([theirs!.id]);
  await refused([elsewhere!.id]);
  await refused([mine!.id, randomUUID()]);
  await refused(Array.from({ length: 11 }, () => randomUUID()));
  // One batch, one file twice: the first has it, the second is refused, and those between them are written.
  const queue = createMessageQueue(api.deps);
  const draft = (clientId: string, fileIds?: string[]) =>
    queue.write(id, { authorId: idOf('sales.rep'), clientId, text: clientId, fileIds });
  const first = draft('first');
  const written = await Promise.all([
    draft('has it', [mine!.id]),
    draft('plain'),
    draft('has it not', [mine!.id]),
    draft('last'),
  ]);
  await first;
  expect(written.map((message) => [message?.seq, message?.files.length])).toEqual([
    [2, 1],
    [3, 0],
    [undefined, undefined],
    [4, 0],
  ]);
  await refused([mine!.id]);
  expect((await sending('sales.rep', id, { text: ' ', fileIds: [] })).status).toBe(422);
});

test.each(HOSTILE_FILES)('refused, and nothing kept: $why', async ({ why: _why, ...file }) => {
  const id = await group('consultant', 'consultant2');
  const before = [await stored(), await rowCount()];
  const { status, body } = await files.upload('consultant', id, txt('good.txt'), file);
  expect([status, body.errors?.[0]?.path]).toEqual([422, 'file']);
  expect([await stored(), await rowCount()]).toEqual(before);
});

test('no name leads out of the store, and none is used in it', async () => {
  const id = await group('consultant', 'consultant2');
  // A client of good will writes a quote as %22.
  for (const [sent, kept] of TRICKY_NAMES.filter(([name]) => !name.includes('"'))) {
    const [file] = await uploaded('consultant', id, { ...txt('x'), name: sent });
    expect(file!.name).toBe(kept);
    expect(await stored()).toContain(file!.id);
  }
});

test('pictures are shown sealed, a PDF only if it could do nothing, all else is for saving', async () => {
  const id = await group('sales.rep', 'sales.rep2');
  const pdf = (name: string, body: string | Buffer): SentFile => ({
    ...{ name, type: 'application/pdf' },
    content: Buffer.concat([
      Buffer.from('%PDF-1.5\n1 0 obj<</Type/Catalog'),
      Buffer.from(body),
      Buffer.from('>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
    ]),
  });
  const packed = (inside: string) => {
    const stream = deflateSync(Buffer.from(inside));
    const head = `>>endobj\n2 0 obj<</Type/ObjStm/Filter/FlateDecode/Length ${stream.length}>>stream\n`;
    return Buffer.concat([Buffer.from(head), stream, Buffer.from('\nendstream endobj\n3 0 obj<<')]);
  };
  const acting = [
    pdf('script.pdf', '/OpenAction<</S/JavaScript/JS(app.alert(1))>>'),
    pdf('spelled.pdf', '/OpenAction<</S/J#61vaScript>>'),
    pdf('launch.pdf', '/OpenAction<</S/Launch/F(cmd.exe)>>'),
    pdf('packed.pdf', packed('<</S/JavaScript/JS(x)>>')),
    pdf('locked.pdf', '/Encrypt 4 0 R'),
  ];
  const harmless = [pdf('packed-text.pdf', packed('<</Title(Quarter)>>'))];
  const sent = await uploaded('sales.rep', id, ...GOOD_FILES);
  const more = await uploaded('sales.rep', id, ...acting, ...harmless);
  const inline = new Set<string>();
  for (const { id: fileId, name, type } of [...sent, ...more]) {
    const answer = await files.get('sales.rep', id, `/${fileId}/preview`);
    const isInline = /^inline;/.test(answer.headers.get('content-disposition') ?? '');
    if (isInline) inline.add(name);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-type')).toMatch(new RegExp(`^${type.replace('+', '.')}`));
    const policy = answer.headers.get('content-security-policy');
    expect([name, /(^|; )sandbox/.test(policy!)]).toEqual([name, !(isInline && /pdf$/.test(name))]);
    expect(policy).toContain("default-src 'none'");
  }
  expect([...inline]).toEqual([
    ...['receipt.pdf', 'photo.png', 'photo.JPG', 'photo.webp', 'dot.gif'],
    'packed-text.pdf',
  ]);
});

test('a link is dead at once for whoever is not in, has left, or when the message is deleted; the content stays', async () => {
  const id = await group('sales.rep', 'sales.rep2', 'sales.manager');
  const [file, unsent] = await uploaded('sales.rep', id, txt('plan.txt'), txt('draft.txt'));
  const reach = async (persona: Persona, fileId = file!.id) => [
    (await files.get(persona, id, `/${fileId}`)).status,
    (await files.get(persona, id, `/${fileId}/preview`)).status,
  ];
  // Before it is sent it is its owner's alone.
  expect(await reach('sales.rep')).toEqual([200, 200]);
  expect(await reach('sales.rep2')).toEqual([404, 404]);
  const message = await send('sales.rep', id, { fileIds: [file!.id] });
  expect(await reach('sales.rep2')).toEqual([200, 200]);
  expect(await reach('admin')).toEqual([404, 404]);
  expect(await reach('sales.rep2', unsent!.id)).toEqual([404, 404]);
  // Nor through a conversation one is in.
  const own = await group('admin', 'hr');
  expect((await files.get('admin', own, `/${file!.id}`)).status).toBe(404);
  const leaver = await api.as('sales.manager');
  expect(await reach('sales.manager')).toEqual([200, 200]);
  await leaver.call('DELETE', `/conversations/${id}/members/${idOf('sales.manager')}`);
  expect(await reach('sales.manager')).toEqual([404, 404]);
  expect((await files.get('sales.manager', id, '')).status).toBe(404);
  expect((await files.upload('sales.manager', id, txt('late.txt'))).status).toBe(404);

  const list = async () => (await (await files.get('sales.rep2', id, '')).json()) as ChatFileList;
  expect(ids((await list()).items)).toEqual([file!.id]);
  const author = await api.as('sales.rep');
  const path = `/conversations/${id}/messages/${message.id}`;
  expect(((await author.call('DELETE', path)).body as MessageWire).files).toEqual([]);
  for (const persona of ['sales.rep', 'sales.rep2'] as const) {
    expect(await reach(persona)).toEqual([404, 404]);
  }
  expect((await list()).items).toEqual([]);
  expect(await stored()).toContain(file!.id);
  const [row] = await api.db.query<{ seq: string; sha256: string }>(
    'SELECT seq, sha256 FROM chat_file WHERE id = $1',
    [file!.id],
  );
  expect(row).toEqual({ seq: String(message.seq), sha256: file!.sha256 });
});

test('the files of a conversation are listed page by page, the newest first', async () => {
  const id = await group('hr', 'finance');
  for (const n of [1, 2, 3]) {
    const fileIds = ids(await uploaded('hr', id, txt(`${n}a.txt`), txt(`${n}b.txt`)));
    await send('hr', id, { fileIds });
  }
  const names: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query: string = cursor && `&cursor=${cursor}`;
    const page = (await (
      await files.get('finance', id, `?limit=4${query}`)
    ).json()) as ChatFileList;
    names.push(...page.items.map(({ name, by }) => `${by.id === idOf('hr')} ${name}`));
    cursor = page.nextCursor;
  }
  const inOrder = ['3b', '3a', '2b', '2a', '1b', '1a'].map((name) => `true ${name}.txt`);
  expect(names).toEqual(inOrder);
});
