import type { Queryable } from '../../platform/database/database';
import type { Anchor } from './anchors';
import { canonicalInstant, GENESIS, sealHash, SEALED_COLUMNS, type SealedContent } from './chain';

const PAGE = 5_000;
/** No transaction of ours takes longer from writing a row to its commit. */
const SLOWEST_COMMIT = '5 minutes';
const SLOWEST_COMMIT_MS = 300_000;

/** The first thing that is wrong. */
export interface Fault {
  /** The row's place in the chain; null for a row that has none. */
  position: number | null;
  eventId: string | null;
  /** A sentence about it. */
  what: string;
}

/** What a walk over the chain found. */
export interface Verification {
  fault: Fault | null;
  /** Rows that hold up, from the first one. */
  sealed: number;
  /** Of the last row that holds up, in hex. */
  head: string;
  /** Rows that wait for their seal. */
  waiting: number;
  /** Anchors that agree with the chain. */
  anchors: number;
}

interface SealRow extends Omit<SealedContent, 'id'> {
  position: string;
  eventId: string;
  previousHash: Buffer;
  hash: Buffer;
  sealedAt: string;
  /** Null when the row is gone. */
  id: string | null;
}

interface Walk {
  sealed: number;
  head: Buffer;
  /** The newest time a row may claim to have been written at, so far; milliseconds. */
  latest: number;
  anchors: number;
  fault: Fault | null;
}

/** Walks the chain from its first row and compares it with what was anchored outside. Reads only; stops at the first fault. */
export async function verifyChain(db: Queryable, anchors: Anchor[]): Promise<Verification> {
  const anchored = new Map<number, Anchor[]>();
  for (const anchor of anchors) {
    anchored.set(anchor.position, [...(anchored.get(anchor.position) ?? []), anchor]);
  }
  const walk: Walk = { sealed: 0, head: GENESIS, latest: -Infinity, anchors: 0, fault: null };
  for (let full = true; full && !walk.fault;) {
    const page = await readPage(db, walk.sealed);
    for (const row of page) {
      walk.fault = step(walk, row, anchored.get(walk.sealed + 1) ?? []);
      if (walk.fault) break;
    }
    full = page.length === PAGE;
  }
  walk.fault ??= cutOff(walk, anchors) ?? (await slippedIn(db));
  return {
    fault: walk.fault,
    sealed: walk.sealed,
    head: walk.head.toString('hex'),
    waiting: await countWaiting(db),
    anchors: walk.anchors,
  };
}

function readPage(db: Queryable, after: number): Promise<SealRow[]> {
  return db.query<SealRow>(
    `SELECT s.position::text AS position, s.event_id::text AS "eventId", s.previous_hash AS "previousHash", s.hash,
       ${canonicalInstant('s.sealed_at')} AS "sealedAt", ${SEALED_COLUMNS}
     FROM audit_seal s LEFT JOIN audit_event a ON a.id = s.event_id
     WHERE s.position > $1 ORDER BY s.position LIMIT $2`,
    [after, PAGE],
  );
}

/** Takes one row into the walk, or says what is wrong with it. */
function step(walk: Walk, row: SealRow, anchors: Anchor[]): Fault | null {
  const position = walk.sealed + 1;
  const fault = (what: string): Fault => ({ position, eventId: row.eventId, what });
  if (Number(row.position) !== position) {
    return { position, eventId: null, what: `its seal is gone; the next one is ${row.position}` };
  }
  const { id, previousHash, sealedAt } = row;
  if (!previousHash.equals(walk.head)) return fault('its seal does not follow the row before it');
  if (id === null) return fault('the row is gone');
  if (!sealHash({ ...row, id }, { position, previousHash, sealedAt }).equals(row.hash)) {
    return fault('its content is not what was sealed');
  }
  const at = Date.parse(row.at);
  if (at < walk.latest - SLOWEST_COMMIT_MS) {
    return fault(`it says ${row.at} but was sealed after rows that are younger`);
  }
  if (anchors.some(({ hash }) => hash !== row.hash.toString('hex'))) {
    return fault('its seal is not the one that was anchored: the chain was written anew');
  }
  walk.sealed = position;
  walk.head = row.hash;
  walk.anchors += anchors.length;
  // A date in the future is a wrong date, not a reason to doubt all rows after it.
  walk.latest = Math.max(walk.latest, Math.min(at, Date.parse(sealedAt)));
  return null;
}

/** Whatever is missing at the end, only an anchor remembers. */
function cutOff(walk: Walk, anchors: Anchor[]): Fault | null {
  const last = anchors.reduce((most, { position }) => Math.max(most, position), 0);
  if (last <= walk.sealed) return null;
  const what = `the chain ends before it, but was anchored up to ${last}`;
  return { position: walk.sealed + 1, eventId: null, what };
}

/** A row without a seal that is older than the last seal was not there when the sealer passed. */
async function slippedIn(db: Queryable): Promise<Fault | null> {
  const [row] = await db.query<{ id: string }>(
    `SELECT a.id::text AS id FROM audit_event a
     WHERE a.at < (SELECT s.sealed_at FROM audit_seal s ORDER BY s.position DESC LIMIT 1)
       - $1::interval
       AND NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.event_id = a.id)
     ORDER BY a.id LIMIT 1`,
    [SLOWEST_COMMIT],
  );
  if (!row) return null;
  return { position: null, eventId: row.id, what: 'it was put between rows that were sealed' };
}

async function countWaiting(db: Queryable): Promise<number> {
  const [row] = await db.query<{ waiting: number }>(
    `SELECT count(*)::integer AS waiting FROM audit_event a
     WHERE NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.event_id = a.id)`,
  );
  return row?.waiting ?? 0;
}
