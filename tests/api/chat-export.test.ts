import { createHash } from 'node:crypto';
import type { AuditedConversation, AuditedMessage, Membership } from '../../domain/wire/chat-audit';
import { startTestApi, type TestApi, type TestClient } from '../support/api';
import { makeOld, say, startWith, WHY, WHY_QUERY } from '../support/chat-records';
import { chatUploadsOf } from '../support/chat-uploads';
import type { Persona } from '../support/company';
import { txt } from '../support/uploads';

jest.setTimeout(60_000);

let api: TestApi;
let admin: TestClient;
beforeAll(async () => {
  api = await startTestApi();
  admin = await api.as('admin');
});
afterAll(() => api.stop());

const idOf = (persona: Persona) => api.company.people[persona];
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

interface Manifest {
  id: string;
  by: { id: string };
  reason: string;
  filters: object;
  counts: object;
  contentSha256: string;
}

interface Exported {
  export: { id: string };
  conversations: {
    conversation: AuditedConversation;
    membership: Membership[];
    messages: AuditedMessage[];
  }[];
  manifest: Manifest;
  manifestSha256: string;
}

async function download(query: string): Promise<{ text: string; headers: Headers }> {
  const answer = await fetch(`${api.url}/api/v1/admin/chat-exports?${query}&${WHY_QUERY}`, {
    headers: { authorization: `Bearer ${admin.token}` },
  });
  expect(answer.status).toBe(200);
  // The mark at its beginning is one of the file's bytes.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
  return { text, headers: answer.headers };
}

async function logged(action: string, exportId: string) {
  return api.db.query<{ details: { hits: number; filters: object; reason: string } }>(
    `SELECT details FROM audit_event WHERE action = $1 AND details -> 'filters' ->> 'exportId' = $2`,
    [`chat-audit.${action}`, exportId],
  );
}

/** Everything that can happen to a message. */
async function livelyTalk(): Promise<string> {
  const id = await startWith(api, ['sales.rep', 'sales.rep2', 'sales.manager']);
  const rep = await api.as('sales.rep');
  const first = await say(rep, id, '=HYPERLINK("http://evil.example","salary")');
  const path = `/conversations/${id}/messages/${first.id}`;
  await rep.patch(path, { text: '+1 from me, "quoted",\r\n-and more' });
  await (await api.as('sales.rep2')).call('PUT', `${path}/reactions/${encodeURIComponent('✅')}`);
  const gone = await say(rep, id, '@SUM(A1) I never said');
  await rep.call('DELETE', `/conversations/${id}/messages/${gone.id}`);
  await rep.call('DELETE', `/conversations/${id}/members/${idOf('sales.rep')}`);
  await say(await api.as('sales.manager'), id, 'after they had left');
  return id;
}

test('JSON holds edits, deletions, reactions, who was there when, and a manifest that proves it', async () => {
  const id = await livelyTalk();
  const { text, headers } = await download(`conversationId=${id}`);
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  const file = JSON.parse(text) as Exported;
  expect(headers.get('content-disposition')).toBe(
    `attachment; filename=conversations-${file.export.id}.json`,
  );
  const [only, ...others] = file.conversations;
  expect(others).toEqual([]);
  const [first, gone, last] = only!.messages;
  expect(first).toMatchObject({
    versions: [{ version: 1, text: '=HYPERLINK("http://evil.example","salary")' }],
    reactions: [{ emoji: '✅', by: { id: idOf('sales.rep2') } }],
    files: [],
  });
  expect(gone).toMatchObject({
    text: '',
    versions: [{ text: '@SUM(A1) I never said', changedBy: { id: idOf('sales.rep') } }],
  });
  const stay = only!.membership.find(({ person }) => person.id === idOf('sales.rep'))!;
  expect(Date.parse(stay.leftAt!)).toBeLessThanOrEqual(Date.parse(last!.createdAt));
  expect(Date.parse(stay.leftAt!)).toBeGreaterThanOrEqual(Date.parse(gone!.createdAt));

  const { manifest } = file;
  expect(manifest).toMatchObject({
    ...{ by: { id: idOf('admin') }, reason: WHY, filters: { conversationId: id } },
    counts: { conversations: 1, messages: 3, versions: 2, files: 0 },
  });
  const content = text.slice(0, text.indexOf('\n"manifest":') + 1);
  expect(sha256(content)).toBe(manifest.contentSha256);
  expect(sha256(JSON.stringify(manifest))).toBe(file.manifestSha256);
  // A letter more or less is another hash; and the log has the one that was sent.
  expect(sha256(content.replace('never', 'often'))).not.toBe(manifest.contentSha256);
  expect(await logged('exported', manifest.id)).toMatchObject([
    { details: { hits: 3, reason: WHY } },
  ]);
  expect(await logged('export-finished', manifest.id)).toMatchObject([
    {
      details: {
        hits: 3,
        filters: { contentSha256: manifest.contentSha256, manifestSha256: file.manifestSha256 },
      },
    },
  ]);
});

test('each file is named with the hash of its content, in both forms', async () => {
  const id = await startWith(api, ['sales.rep', 'sales.rep2']);
  const uploads = chatUploadsOf(api);
  const content = [txt('offer.txt', 'ten boxes'), txt('terms.txt', 'thirty days')];
  const sent = await uploads.uploaded('sales.rep', id, ...content);
  await uploads.send('sales.rep', id, { fileIds: sent.map((file) => file.id) });
  const files = [
    { name: 'offer.txt', sha256: sha256('ten boxes') },
    { name: 'terms.txt', sha256: sha256('thirty days') },
  ];
  const { conversations, manifest } = JSON.parse(
    (await download(`conversationId=${id}`)).text,
  ) as Exported;
  expect(conversations[0]!.messages[0]!.files).toEqual(files);
  expect(manifest.counts).toMatchObject({ files: 2 });
  const csv = (await download(`conversationId=${id}&format=csv`)).text;
  const [head, ...records] = recordsOf(csv.slice(1));
  const rows = records.filter((record) => record[head!.indexOf('Record')] === 'file');
  expect(rows).toHaveLength(2);
  for (const [at, { name, sha256: hash }] of files.entries()) {
    expect(rows[at]!.join()).toContain(name);
    expect(rows[at]!.join()).toContain(hash);
  }
});

/** Records of an RFC 4180 file. */
function recordsOf(text: string): string[][] {
  const cells = [...text.matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n)/g)];
  const records: string[][] = [[]];
  for (const [, cell = '', end] of cells) {
    records.at(-1)!.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === '\r\n') records.push([]);
  }
  return records.slice(0, -1);
}

test('CSV holds the same, and no cell of it is a formula', async () => {
  const id = await livelyTalk();
  const { text, headers } = await download(`conversationId=${id}&format=csv`);
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(text.startsWith('\uFEFF')).toBe(true);
  const [head, ...records] = recordsOf(text.slice(1));
  expect(new Set(records.map((record) => record.length))).toEqual(new Set([head!.length]));
  const cell = (record: string[], name: string) => record[head!.indexOf(name)]!;
  const kinds = records.map((record) => cell(record, 'Record'));
  expect(kinds).toEqual([
    ...['export', 'conversation', 'member', 'member', 'member'],
    ...['message', 'version', 'reaction', 'message', 'version', 'message'],
    ...['manifest', 'manifest-sha256'],
  ]);
  for (const record of records)
    for (const value of record) expect(value).not.toMatch(/^[=+\-@\t\r]/);
  const [first, second] = records.filter((record) => cell(record, 'Record') === 'message');
  expect(cell(first!, 'Text')).toBe(`'+1 from me, "quoted",\r\n-and more`);
  expect(cell(second!, 'Details')).toMatch(/^deleted 20/);
  expect(records.map((record) => cell(record, 'Text'))).toContain(`'@SUM(A1) I never said`);
  const left = records.filter((record) => cell(record, 'Details').startsWith('left '));
  expect(left.map((record) => cell(record, 'Person id'))).toEqual([idOf('sales.rep')]);

  const [manifestText, manifestSha256] = records.slice(-2).map((record) => cell(record, 'Text'));
  const manifest = JSON.parse(manifestText!) as Manifest;
  expect(sha256(manifestText!)).toBe(manifestSha256);
  expect(sha256(text.slice(0, text.indexOf('\r\nmanifest,') + 2))).toBe(manifest.contentSha256);
});

test('of a person everything they are or were in, within the days that were asked for', async () => {
  const old = await startWith(api, ['consultant', 'finance']);
  await say(await api.as('consultant'), old, 'long ago');
  await makeOld(api, old, { days: 400 });
  const left = await startWith(api, ['consultant', 'consultant2', 'finance']);
  await say(await api.as('consultant2'), left, 'while they were there');
  const finance = await api.as('finance');
  await finance.call('DELETE', `/conversations/${left}/members/${idOf('finance')}`);
  const foreign = await startWith(api, ['consultant', 'consultant2']);
  await say(await api.as('consultant'), foreign, 'not theirs');

  const of = async (query: string) => {
    const { text } = await download(`personId=${idOf('finance')}${query}`);
    return (JSON.parse(text) as Exported).conversations.map(({ conversation }) => conversation.id);
  };
  expect((await of('')).sort()).toEqual([old, left].sort());
  const day = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);
  expect(await of(`&from=${day}`)).toEqual([left]);
  expect(await of(`&to=${day}`)).toEqual([old]);
  expect(await of('&from=2001-01-01&to=2001-02-01')).toEqual([]);
  const both = await admin.get(
    `/admin/chat-exports?personId=${idOf('finance')}&conversationId=${old}&${WHY_QUERY}`,
  );
  expect(both.status).toBe(422);
});

test('a long one is streamed while people write on, and holds each message that was there once', async () => {
  const id = await startWith(api, ['sales.head', 'hr', 'finance']);
  await api.db.query(
    `WITH taken AS (UPDATE conversation SET head = 20000, change_head = change_head + 20000 WHERE id = $1
       RETURNING change_head - 20000 AS change)
     INSERT INTO chat_message (conversation_id, seq, author_id, client_id, text, change)
     SELECT $1, n, $2, n, repeat('line ' || n || ' ', 20), taken.change + n FROM taken, generate_series(1, 20000) AS n`,
    [id, idOf('sales.head')],
  );
  const writer = await api.as('hr');
  const [{ text }] = await Promise.all([
    download(`conversationId=${id}`),
    ...Array.from({ length: 10 }, (_, n) => say(writer, id, `meanwhile ${n}`)),
  ]);
  const file = JSON.parse(text) as Exported;
  const seqs = file.conversations[0]!.messages.map(({ seq }) => seq);
  const { head } = file.conversations[0]!.conversation;
  expect(head).toBeGreaterThanOrEqual(20_000);
  expect(seqs).toEqual(Array.from({ length: head }, (_, n) => n + 1));
  expect((file.manifest.counts as { messages: number }).messages).toBe(head);
});
