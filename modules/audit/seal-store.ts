import type { Transaction } from '../../platform/database/database';
import { canonicalInstant, GENESIS, sealHash, SEALED_COLUMNS, type SealedContent } from './chain';

/** Taken for a transaction by whoever seals: two chains would be none. */
const SEALER_LOCK = 7_301_945;
const BATCH = 2_000;

/** The newest seal; position 0 stands for a chain that has not begun. */
export interface Head {
  position: number;
  hash: Buffer;
}

/** What one pass did. */
interface Pass {
  sealed: number;
  head: Head;
  /** Whether rows may be left that could have been sealed. */
  more: boolean;
  /** The transaction before which everything is sealed now; where the next pass has to look from. */
  horizon: number;
}

/**
 * Seals the next committed rows, in order of their ids. Null when another process is sealing.
 *
 * Ids are given before a commit, so a row may appear below others that are sealed. None is lost: each row carries the
 * transaction that wrote it, and a transaction below the snapshot's oldest running one has ended for good.
 * @param from the transaction to look from: the horizon of the last complete pass, or 0 to look at everything
 */
export async function sealNext(tx: Transaction, from: number): Promise<Pass | null> {
  // Read before the rows are: an older horizon only means looking at a few rows twice.
  const [turn] = await tx.query<{ mine: boolean; horizon: string; now: string }>(
    `SELECT pg_try_advisory_xact_lock($1) AS mine, pg_snapshot_xmin(pg_current_snapshot())::text AS horizon,
       ${canonicalInstant('clock_timestamp()')} AS now`,
    [SEALER_LOCK],
  );
  if (!turn?.mine) return null;
  const horizon = Number(turn.horizon);
  // Transaction numbers that have gone back are those of another server, into which this database was restored.
  const rows = await unsealed(tx, from > horizon ? 0 : from);
  const before = await readHead(tx);
  const head = appendSeals(tx, { rows, before, sealedAt: turn.now });
  return { sealed: rows.length, head, more: rows.length === BATCH, horizon };
}

function unsealed(tx: Transaction, from: number): Promise<SealedContent[]> {
  // A plan for any `from` reads all seals each time; only one for this `from` knows that few rows follow it.
  tx.send("SET LOCAL plan_cache_mode = 'force_custom_plan'");
  return tx.query<SealedContent>(
    `SELECT ${SEALED_COLUMNS} FROM audit_event a
     WHERE a.written_in >= $1 AND NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.event_id = a.id)
     ORDER BY a.id LIMIT $2`,
    [from, BATCH],
  );
}

async function readHead(tx: Transaction): Promise<Head> {
  const [head] = await tx.query<{ position: string; hash: Buffer }>(
    'SELECT s.position::text AS position, s.hash FROM audit_seal s ORDER BY s.position DESC LIMIT $1',
    [1],
  );
  return head ? { ...head, position: Number(head.position) } : { position: 0, hash: GENESIS };
}

function appendSeals(
  tx: Transaction,
  { rows, before, sealedAt }: { rows: SealedContent[]; before: Head; sealedAt: string },
): Head {
  if (rows.length === 0) return before;
  let head = before;
  const seals = rows.map((row) => {
    const position = head.position + 1;
    const link = { position, previousHash: head.hash, sealedAt };
    const hash = sealHash(row, link);
    head = { position, hash };
    return { row, link, hash };
  });
  tx.send(
    `INSERT INTO audit_seal (position, event_id, previous_hash, hash, sealed_at)
     SELECT s.position, s.event_id, s.previous_hash, s.hash, $5::timestamptz
     FROM unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::bytea[]) AS s (position, event_id, previous_hash, hash)`,
    [
      seals.map(({ link }) => link.position),
      seals.map(({ row }) => row.id),
      seals.map(({ link }) => link.previousHash),
      seals.map(({ hash }) => hash),
      sealedAt,
    ],
  );
  return head;
}
