import type { NotificationList } from '../../domain/wire/notifications';
import { notifyPeople } from '../../modules/notifications/use-cases/notify-people';
import { startTestApi, type TestApi, type TestClient } from '../support/api';
import { draft } from '../support/realtime-node';

let api: TestApi;
let rep: TestClient;
let manager: TestClient;

async function ring(client: TestClient, count: number): Promise<void> {
  const { id } = (await client.get('/me')).body as { id: string };
  const drafts = Array.from({ length: count }, () => draft(id));
  await api.db.transaction((tx) => notifyPeople(api.deps, tx, drafts));
}

async function list(client: TestClient, query = ''): Promise<NotificationList> {
  const answer = await client.get(`/notifications${query}`);
  expect(answer.status).toBe(200);
  return answer.body;
}

const seqs = ({ items }: NotificationList) => items.map(({ seq }) => seq);

beforeAll(async () => {
  api = await startTestApi();
  [rep, manager] = [await api.as('sales.rep'), await api.as('sales.manager')];
  await ring(rep, 7);
  await ring(manager, 2);
});
afterAll(() => api.stop());

test('the list is one’s own, with the head and the unread rows', async () => {
  expect(await list(rep)).toMatchObject({ head: 7, unread: 7, nextCursor: null });
  expect(seqs(await list(rep, '?after=4'))).toEqual([5, 6, 7]);
  expect(seqs(await list(manager))).toEqual([2, 1]);
  expect((await api.anonymous.get('/notifications')).status).toBe(401);
});

test.each([
  ['backwards', '?limit=3', [7, 6, 5, 4, 3, 2, 1]],
  ['forwards', '?limit=3&after=1', [2, 3, 4, 5, 6, 7]],
])('cursors walk %s to the end', async (_way, query, all) => {
  const walked: number[] = [];
  for (let next: string | null = query; next !== null;) {
    const page: NotificationList = await list(rep, next);
    walked.push(...seqs(page));
    next = page.nextCursor && `?limit=3&cursor=${page.nextCursor}`;
  }
  expect(walked).toEqual(all);
});

test.each(['?after=-1', '?after=x', '?limit=0', '?limit=501', '?before=0', '?cursor=up-1'])(
  'GET %s is refused',
  async (query) => {
    expect((await rep.get(`/notifications${query}`)).status).toBe(422);
  },
);

test('reading is counted from rows; the rows of others stay as they are', async () => {
  const [foreign] = (await list(manager)).items;
  const [newest] = (await list(rep)).items;
  const read = async (body: unknown) => (await rep.post('/notifications/read', body)).body;
  expect(await read({ upTo: 3 })).toMatchObject({ unread: 4 });
  expect(await read({ ids: [newest!.id, foreign!.id] })).toMatchObject({ unread: 3 });
  expect((await list(manager)).unread).toBe(2);
  expect((await list(rep, '?after=6')).items[0]!.readAt).toMatch(/^\d{4}-.*Z$/);
});

test.each([{}, { ids: [] }, { ids: ['x'] }, { upTo: -1 }, { upTo: 1, userId: 'someone' }])(
  'reading %j is refused',
  async (body) => {
    expect((await rep.post('/notifications/read', body)).status).toBe(422);
  },
);
