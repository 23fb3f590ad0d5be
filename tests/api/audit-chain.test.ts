import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { appendAnchor, readAnchors, type Anchor } from '../../modules/audit/anchors';
import { startAuditSealer } from '../../modules/audit/audit-sealer';
import { recordAudit } from '../../modules/audit/use-cases/record-audit';
import { verifyChain, type Verification } from '../../modules/audit/verify-chain';
import { connectDatabase, type Database, type Transaction } from '../../platform/database/database';
import { createLogger } from '../../platform/logger/logger';
import { runRole, spawnRole } from '../support/app';
import { startTestPostgres, testFolder, type TestDatabase } from '../support/stack';

jest.setTimeout(60_000);

const ROWS = 10_000;
const logger = createLogger({ level: 'silent', role: 'test' });

let database: TestDatabase;
let db: Database;
let anchorFile: string;

beforeAll(async () => {
  database = await startTestPostgres();
  db = await connectDatabase({ url: database.url, entities: [], poolSize: 12 });
  anchorFile = join(testFolder(), 'audit', 'anchors.jsonl');
});

afterAll(async () => {
  await db.close();
  await database.drop();
});

const seal = () => startAuditSealer({ db, logger, anchorFile }).stop();
const verify = (anchors: Anchor[] = readAnchors(anchorFile)) => verifyChain(db, anchors);
const entry = (n: number) => ({
  actorId: null,
  action: 'test.happened',
  subjectType: 'test',
  subjectId: String(n),
  ...(n % 3 === 0 ? { channel: 'app' } : {}),
  details: { n, text: 'ä "quoted" \\ \u2028 ₹', nested: { b: [1.5, null], a: true } },
});

/** Tampers as an owner of the database who switches the triggers off, asks, and takes it back. */
async function tampered(
  change: (tx: Transaction) => Promise<unknown>,
  anchors: Anchor[] = readAnchors(anchorFile),
): Promise<Verification> {
  const undo = new Error('undo');
  let found: Verification | undefined;
  await db
    .transaction(async (tx) => {
      await tx.query("SET LOCAL session_replication_role = 'replica'");
      await change(tx);
      found = await verifyChain(tx, anchors);
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return found!;
}

const eventAt = async (position: number) => {
  const rows = await db.query<{ id: string }>(
    'SELECT event_id::text AS id FROM audit_seal WHERE position = $1',
    [position],
  );
  return rows[0]!.id;
};

test('10,000 rows of many writers at once become one chain, in which nothing is missing', async () => {
  const sealer = startAuditSealer({ db, logger, anchorFile });
  const second = startAuditSealer({ db, logger, anchorFile });
  let next = 0;
  const writer = async () => {
    while (next < ROWS) {
      const batch = Array.from({ length: 20 }, () => entry(next++));
      await db.transaction(async (tx) => {
        recordAudit(tx, batch);
        // Some transactions stay open while later ones commit.
        if (next % 100 === 0) await tx.query('SELECT pg_sleep(0.05)');
      });
    }
  };
  await Promise.all(Array.from({ length: 8 }, writer));
  await Promise.all([sealer.stop(), second.stop()]);
  await seal();
  expect(await verify()).toMatchObject({ fault: null, sealed: ROWS, waiting: 0 });
  expect(readAnchors(anchorFile).at(-1)).toMatchObject({ position: ROWS });
}, 60_000);

test('a row that commits late, below rows that are sealed, is sealed too', async () => {
  const sealer = startAuditSealer({ db, logger });
  let lateId = '';
  await db.transaction(async (tx) => {
    const rows = await tx.query<{ id: string }>(
      `INSERT INTO audit_event (action, subject_type, subject_id) VALUES ('test.late', $1, '-') RETURNING id::text AS id`,
      ['test'],
    );
    lateId = rows[0]!.id;
    await db.transaction((other) => recordAudit(other, [entry(1)]));
    // Several passes go by over the row that has committed already.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
  });
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  const order = await db.query<{ id: string }>(
    'SELECT event_id::text AS id FROM audit_seal ORDER BY position DESC LIMIT 2',
  );
  expect(order.map(({ id }) => Number(id))).toEqual([Number(lateId), Number(lateId) + 1]);
  await sealer.stop();
  await seal();
  expect(await verify()).toMatchObject({ fault: null, waiting: 0 });
});

describe('each way to change the trail is found, with the first bad row named', () => {
  const POSITION = 5_000;

  test('edit', async () => {
    const id = await eventAt(POSITION);
    for (const change of [
      `subject_id = 'somebody else'`,
      `details = details || '{"n": 0}'`,
      `at = at + interval '1 microsecond'`,
      `actor_id = gen_random_uuid()`,
      `channel = 'email'`,
      `action = 'test.happened '`,
      `subject_type = ''`,
    ]) {
      const { fault, sealed } = await tampered((tx) =>
        tx.query(`UPDATE audit_event SET ${change} WHERE id = $1`, [id]),
      );
      expect([change, fault]).toMatchObject([change, { position: POSITION, eventId: id }]);
      expect(sealed).toBe(POSITION - 1);
    }
  });

  test('delete, with and without its seal', async () => {
    const id = await eventAt(POSITION);
    const row = (tx: Transaction) => tx.query('DELETE FROM audit_event WHERE id = $1', [id]);
    const sealOf = (tx: Transaction) =>
      tx.query('DELETE FROM audit_seal WHERE position = $1', [POSITION]);
    expect((await tampered(row)).fault).toMatchObject({ position: POSITION, eventId: id });
    const both = await tampered(async (tx) => [await row(tx), await sealOf(tx)]);
    expect(both.fault).toMatchObject({ position: POSITION });
  });

  test('insert: between sealed rows, or backdated and then sealed like any other', async () => {
    const slip = (tx: Transaction) =>
      tx.query<{ id: string }>(
        `INSERT INTO audit_event (at, action, subject_type, subject_id)
         VALUES (now() - $1::interval, 'test.slipped', 'test', '-') RETURNING id::text AS id`,
        ['3 days'],
      );
    let id = '';
    const waiting = await tampered(async (tx) => {
      id = (await slip(tx))[0]!.id;
    });
    expect(waiting.fault).toMatchObject({ position: null, eventId: id });
  });

  test('swap of two rows', async () => {
    const [one, other] = [await eventAt(POSITION), await eventAt(POSITION + 7)];
    const { fault } = await tampered((tx) =>
      tx.query(
        `UPDATE audit_event a SET at = b.at, subject_id = b.subject_id, channel = b.channel, details = b.details
         FROM audit_event b WHERE (a.id, b.id) IN (($1::bigint, $2::bigint), ($2::bigint, $1::bigint))`,
        [one, other],
      ),
    );
    expect(fault).toMatchObject({ position: POSITION, eventId: one });
  });

  test('truncate: the table, both tables, or only the newest rows', async () => {
    const table = await tampered((tx) => tx.query('TRUNCATE audit_event'));
    expect(table.fault).toMatchObject({ position: 1, eventId: await eventAt(1) });
    const both = await tampered((tx) => tx.query('TRUNCATE audit_event, audit_seal'));
    expect(both.fault).toMatchObject({ position: 1 });
    const end = await tampered(async (tx) => {
      await tx.query(
        'DELETE FROM audit_event WHERE id IN (SELECT event_id FROM audit_seal WHERE position >= $1)',
        [POSITION],
      );
      await tx.query('DELETE FROM audit_seal WHERE position >= $1', [POSITION]);
    });
    expect(end).toMatchObject({ fault: { position: POSITION }, sealed: POSITION - 1 });
    // Only what stands outside can tell.
    const unanchored = await tampered((tx) => tx.query('TRUNCATE audit_event, audit_seal'), []);
    expect(unanchored.fault).toBeNull();
  });

  test('a whole chain written anew is not the one that was anchored', async () => {
    const known = readAnchors(anchorFile)[0]!;
    const rewritten = await verify([{ ...known, hash: known.hash.replace(/^./, 'x') }]);
    expect(rewritten.fault).toMatchObject({ position: known.position });
  });
});

test('a backdated row that the sealer has taken for new is out of its time', async () => {
  const rows = await db.query<{ id: string }>(
    `INSERT INTO audit_event (at, action, subject_type, subject_id)
     VALUES (now() - $1::interval, 'test.backdated', 'test', '-') RETURNING id::text AS id`,
    ['1 day'],
  );
  await seal();
  const { fault } = await verify();
  expect(fault).toMatchObject({ eventId: rows[0]!.id });
  expect(fault!.what).toContain('after rows that are younger');
});

describe('the command', () => {
  const environment = () => ({ DATABASE_URL: database.url, AUDIT_ANCHOR_FILE: anchorFile });

  test('fails naming the first bad row, and says what it compared with', async () => {
    const bad = spawnRole('audit-verify', environment());
    expect(await bad.exited).toBe('exit code 1');
    expect(bad.output()).toMatch(
      /audit-verify failed: the first bad row is position \d+, audit_event \d+: .*\d+ rows before it hold/,
    );
    const empty = await startTestPostgres();
    const file = join(testFolder(), 'anchors.jsonl');
    const fine = { DATABASE_URL: empty.url, AUDIT_ANCHOR_FILE: file };
    expect(await runRole('audit-verify', fine)).toContain('there is no');
    appendAnchor(file, { at: '2026-11-24T00:00:00Z', position: 3, hash: 'a'.repeat(64) });
    const cut = spawnRole('audit-verify', fine);
    expect(await cut.exited).toBe('exit code 1');
    expect(cut.output()).toContain('was anchored up to 3');
    await empty.drop();
  });

  test('reads anchors up to a line that a crash cut off, and refuses a line that is none', () => {
    const file = join(testFolder(), 'anchors.jsonl');
    const anchor = { at: '2026-11-24T00:00:00Z', position: 1, hash: 'b'.repeat(64) };
    appendAnchor(file, anchor);
    appendFileSync(file, '{"at":"2026');
    expect(readAnchors(file)).toEqual([anchor]);
    writeFileSync(file, 'nonsense\n');
    expect(() => readAnchors(file)).toThrow('line 1');
  });
});
