import { request as httpRequest } from 'node:http';
import { FILE_MAX_BYTES } from '../../domain/files/file-types';
import { startTestApi, type TestApi } from '../support/api';
import type { SentFile } from '../support/hostile-files';
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

describe('sizes and numbers', () => {
  const big = (bytes: number): SentFile => ({
    ...txt('big.txt'),
    content: Buffer.alloc(bytes, 'a'),
  });

  test('10 MB are taken, one byte more is 413 and leaves nothing behind', async () => {
    const id = await waiting();
    expect((await upload('sales.rep', id, [big(FILE_MAX_BYTES)])).status).toBe(201);
    const before = await stored();
    const { status, body } = await upload('sales.rep', id, [txt('a.txt'), big(FILE_MAX_BYTES + 1)]);
    expect([status, body.detail]).toEqual([413, '“big.txt” is larger than 10 MB']);
    expect(await stored()).toEqual(before);
    expect((await read(id)).files).toHaveLength(1);
  });

  test('20 files a request, however many come at once', async () => {
    const id = await waiting();
    const three = (batch: number) => [0, 1, 2].map((index) => txt(`${batch}-${index}.txt`));
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, batch) => upload('sales.rep', id, three(batch))),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(6);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(2);
    expect((await read(id)).files).toHaveLength(18);
    expect((await upload('sales.rep', id, [txt('a.txt'), txt('b.txt')])).status).toBe(201);
    expect((await upload('sales.rep', id, [txt('c.txt')])).status).toBe(409);
  });

  test('an upload that breaks off leaves nothing behind', async () => {
    const id = await waiting();
    const before = await stored();
    const token = (await api.as('sales.rep')).token ?? '';
    await new Promise<void>((resolve) => {
      const sending = httpRequest(`${api.url}/api/v1/approvals/${id}/files`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'multipart/form-data; boundary=x',
          'content-length': 1_000_000,
        },
      });
      sending.on('error', () => resolve());
      sending.write(
        '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf a file',
      );
      setTimeout(() => sending.destroy(new Error('gone')), 300);
    });
    for (const end = Date.now() + 5_000; Date.now() < end;) {
      if ((await stored()).length === before.length) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await stored()).toEqual(before);
    expect((await read(id)).files).toEqual([]);
  });
});
