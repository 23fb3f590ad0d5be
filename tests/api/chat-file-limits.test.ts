import { CHAT_QUOTA_BYTES, FILE_MAX_BYTES } from '../../domain/files/file-types';
import { sweepChatFiles } from '../../modules/chat/use-cases/keep-files';
import { startTestApi, type TestApi } from '../support/api';
import { chatUploadsOf } from '../support/chat-uploads';
import type { Persona } from '../support/company';
import type { SentFile } from '../support/hostile-files';
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

const big = (bytes: number): SentFile => ({
  ...txt('big.txt'),
  content: Buffer.alloc(bytes, 'a'),
});

test('10 MB are taken, a byte more is 413; ten files a form, not eleven', async () => {
  const id = await group('consultant', 'consultant2');
  expect((await files.upload('consultant', id, big(FILE_MAX_BYTES))).status).toBe(201);
  const before = await stored();
  const over = await files.upload('consultant', id, txt('a.txt'), big(FILE_MAX_BYTES + 1));
  expect([over.status, over.body.detail]).toEqual([413, '“big.txt” is larger than 10 MB']);
  const eleven = Array.from({ length: 11 }, (_, n) => txt(`${n}.txt`));
  expect((await files.upload('consultant', id, ...eleven)).status).toBe(422);
  expect(await stored()).toEqual(before);
  expect((await files.upload('consultant', id, ...eleven.slice(1))).status).toBe(201);
});

test('a person has a quota, also with several uploads at once', async () => {
  const id = await group('consulting.head', 'consultant');
  // As if there were much already: all but 25 bytes.
  const pieces = Math.floor(CHAT_QUOTA_BYTES / FILE_MAX_BYTES);
  await api.db.query(
    `INSERT INTO chat_message (conversation_id, seq, author_id, client_id, text, change)
       SELECT $1, n, $2, 'big' || n, 'x', n FROM generate_series(1, $3::integer) AS n`,
    [id, idOf('consulting.head'), pieces],
  );
  await api.db.query(
    `INSERT INTO chat_file (id, conversation_id, seq, position, uploaded_by, name, media_type, size, sha256)
       SELECT gen_random_uuid(), $1, n, 0, $2, 'x.txt', 'text/plain', $3::integer - CASE WHEN n = 1 THEN 25 ELSE 0 END,
         repeat('0', 64) FROM generate_series(1, $4::integer) AS n`,
    [id, idOf('consulting.head'), FILE_MAX_BYTES, pieces],
  );
  const before = await stored();
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, n) =>
      files.upload('consulting.head', id, txt(`${n}.txt`, '0123456789')),
    ),
  );
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses).toEqual([201, 201, 413, 413, 413, 413]);
  const { body } = answers.find(({ status }) => status === 413)!;
  expect(body.detail).toBe(
    'Your files in conversations take 500 MB at most, and these would be more.',
  );
  expect((await stored()).length).toBe(before.length + 2);
});

test('what is not sent is taken back by its owner, or forgotten after a day', async () => {
  const id = await group('finance', 'hr');
  const [gone, sent, old, young] = await uploaded(
    ...(['finance', id] as const),
    ...['gone.txt', 'sent.txt', 'old.txt', 'young.txt'].map((name) => txt(name)),
  );
  const discard = async (persona: Persona, fileId: string) =>
    (await (await api.as(persona)).call('DELETE', `/conversations/${id}/files/${fileId}`)).status;
  expect(await discard('hr', gone!.id)).toBe(404);
  expect(await discard('finance', gone!.id)).toBe(204);
  expect(await stored()).not.toContain(gone!.id);
  await send('finance', id, { fileIds: [sent!.id] });
  expect(await discard('finance', sent!.id)).toBe(404);
  await api.db.query(
    `UPDATE chat_file SET created_at = created_at - interval '25 hours' WHERE id = ANY($1::uuid[])`,
    [[sent!.id, old!.id]],
  );
  expect(await sweepChatFiles(api.deps)).toBe(1);
  const left = await stored();
  expect([sent, old, young].map((file) => left.includes(file!.id))).toEqual([true, false, true]);
  expect((await sending('finance', id, { fileIds: [old!.id] })).status).toBe(422);
});
