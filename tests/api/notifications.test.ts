import { listNotifications, bellState } from '../../modules/notifications/queries';
import { markRead } from '../../modules/notifications/use-cases/mark-read';
import { notifyPeople } from '../../modules/notifications/use-cases/notify-people';
import { connectDatabase, type Database } from '../../platform/database/database';
import type { Bus, BusMessage } from '../../platform/realtime/bus';
import { draft, hire } from '../support/realtime-node';
import { startTestPostgres, type TestDatabase } from '../support/stack';

let database: TestDatabase;
let db: Database;
let published: BusMessage[];
const bus: Bus = {
  publish: (message) => void published.push(message),
  subscribe: () => () => undefined,
  close: () => Promise.resolve(),
};

beforeAll(async () => {
  database = await startTestPostgres();
  db = await connectDatabase({ url: database.url, entities: [], poolSize: 20 });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});
beforeEach(() => {
  published = [];
});

async function seqsOf(userId: string): Promise<number[]> {
  const rows = await listNotifications(db, { userId, after: 0, limit: 500 });
  return rows.map((row) => row.seq);
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

test('50 transactions at once, some rolled back, some repeated, leave no gap in any stream', async () => {
  const people = await Promise.all(upTo(5).map(() => hire(db)));
  const outcomes = await Promise.allSettled(
    upTo(50).map((n) =>
      db.transaction((tx) => {
        // Each transaction names the people in another order; every fifth key comes twice.
        const order = [...people.slice(n % 5), ...people.slice(0, n % 5)];
        const key = `event-${n % 5 === 4 ? n - 1 : n}`;
        notifyPeople(
          { bus },
          tx,
          order.map((userId) => draft(userId, key)),
        );
        if (n % 7 === 0) throw new Error('rolled back');
      }),
    ),
  );
  const failed = outcomes.filter(({ status }) => status === 'rejected');
  expect(failed).toHaveLength(7);
  const committed = new Set(
    upTo(50)
      .filter((n) => n % 7 !== 0)
      .map((n) => (n % 5 === 4 ? n - 1 : n)),
  );
  for (const person of people) {
    expect(await seqsOf(person)).toEqual(upTo(committed.size));
    expect((await bellState(db, person)).head).toBe(committed.size);
  }
  // A hint for each transaction that wrote something, none for a rollback or a repeat.
  expect(published).toHaveLength(50 - failed.length);
});

test('a repeated key in one call or in a later one rings once and burns no number', async () => {
  const person = await hire(db);
  const ring = (keys: string[]) =>
    db.transaction((tx) =>
      notifyPeople(
        { bus },
        tx,
        keys.map((key) => draft(person, key)),
      ),
    );
  await ring(['a', 'a', 'b']);
  await ring(['b', 'c', 'a']);
  await ring(['a', 'b', 'c']);
  await ring([]);
  await ring(['d']);
  const rows = await listNotifications(db, { userId: person, after: 0, limit: 10 });
  expect(rows.map((row) => row.seq)).toEqual([1, 2, 3, 4]);
});

test('pages go forward after a seq and back before one', async () => {
  const person = await hire(db);
  await db.transaction((tx) =>
    notifyPeople(
      { bus },
      tx,
      upTo(7).map(() => draft(person)),
    ),
  );
  const page = async (bounds: { after?: number; before?: number }) =>
    (await listNotifications(db, { userId: person, ...bounds, limit: 3 })).map((row) => row.seq);
  expect(await page({})).toEqual([7, 6, 5]);
  expect(await page({ before: 5 })).toEqual([4, 3, 2]);
  expect(await page({ after: 0 })).toEqual([1, 2, 3]);
  expect(await page({ after: 5 })).toEqual([6, 7]);
});

test('reading counts from rows and never touches the rows of others', async () => {
  const [mine, theirs] = [await hire(db), await hire(db)];
  for (const person of [mine, theirs]) {
    await db.transaction((tx) =>
      notifyPeople(
        { bus },
        tx,
        upTo(4).map(() => draft(person)),
      ),
    );
  }
  const rows = await listNotifications(db, { userId: mine, limit: 10 });
  const foreign = await listNotifications(db, { userId: theirs, limit: 10 });
  published = [];
  expect(await markRead({ db, bus }, { userId: mine, upTo: 2 })).toMatchObject({ unread: 2 });
  const ids = [rows[0]!.id, foreign[0]!.id];
  expect(await markRead({ db, bus }, { userId: mine, ids })).toMatchObject({ unread: 1 });
  expect(await markRead({ db, bus }, { userId: mine, ids })).toMatchObject({ unread: 1 });
  expect((await bellState(db, theirs)).unread).toBe(4);
  expect(published[0]).toEqual({
    topic: 'notifications-read',
    userId: mine,
    unread: 2,
    head: 4,
    revision: 1,
    ids: undefined,
    upTo: 2,
  });
});
