import { DomainError, invalidInput } from '../../domain/errors';
import { isPicture, mediaTypeOf } from '../../domain/files/file-types';
import type { Database, Transaction } from '../database/database';
import { jsonRows } from '../database/json-rows';
import type { FileStore } from './file-store';
import { receiveUpload, type GoodFile, type Upload } from './receive-upload';

const SWEPT_AT_ONCE = 200;
const FILE = 'id uuid, name text, "mediaType" text, size integer, sha256 text';

/** Pictures and PDFs that are uploaded before what they belong to is sent: where they are kept, and what of them. */
export interface EarlyUploads {
  /** A table with id, employee_id, name, media_type, size, sha256 and created_at. */
  table: string;
  /** The column that says what a file belongs to; null as long as that was not sent. */
  belongsTo: string;
  /** How many files somebody may have that belong to nothing yet. */
  most: number;
  /** What one is called: "receipt". */
  noun: string;
  /** What is said to somebody who has too many. */
  tooMany: string;
}

/** A file that was taken in. */
export interface EarlyFile {
  id: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
  at: Date;
}

interface FileDeps {
  db: Database;
  files: FileStore;
}

/**
 * Takes in files, in the order they came: all of them, or none and nothing left behind.
 * @throws DomainError invalid-input (what a file is, or is called), too-large, conflict (too many that belong to nothing)
 */
export async function receiveEarly(
  deps: FileDeps,
  of: EarlyUploads,
  { employeeId, upload }: { employeeId: string; upload: Upload },
): Promise<EarlyFile[]> {
  return receiveUpload(deps.files, upload, (files) => {
    const wrong = files.filter(({ mediaType }) => !isPaper(mediaType));
    const message = (name: string) => `“${name}”: A ${of.noun} is a picture or a PDF.`;
    if (wrong.length > 0)
      throw invalidInput(wrong.map(({ name }) => ({ path: 'file', message: message(name) })));
    return deps.db.transaction(async (tx) => {
      await requireRoom(tx, of, { employeeId, more: files.length });
      return write(deps, { tx, of, employeeId, files });
    });
  });
}

const isPaper = (type: string) => isPicture(type) || type === mediaTypeOf('pdf');

async function requireRoom(
  tx: Transaction,
  { table, belongsTo, most, tooMany }: EarlyUploads,
  { employeeId, more }: { employeeId: string; more: number },
): Promise<void> {
  // One upload of a person at a time, or two together would pass the limit that each of them keeps.
  tx.send(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`${table} of ${employeeId}`]);
  const [unused] = await tx.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM ${table} WHERE employee_id = $1 AND ${belongsTo} IS NULL`,
    [employeeId],
  );
  if ((unused?.count ?? 0) + more > most) throw new DomainError('conflict', tooMany);
}

async function write(
  deps: FileDeps,
  input: { tx: Transaction; of: EarlyUploads; employeeId: string; files: GoodFile[] },
): Promise<EarlyFile[]> {
  const rows = await input.tx.query<EarlyFile>(
    `INSERT INTO ${input.of.table} (id, employee_id, name, media_type, size, sha256)
     SELECT f.id, $1, f.name, f."mediaType", f.size, f.sha256 FROM ${jsonRows('$2', FILE)} AS f
     RETURNING id, name, media_type AS type, size, sha256, created_at AS at`,
    [input.employeeId, JSON.stringify(input.files)],
  );
  // Before the commit: a row never names content that is not there. Should the commit fail, it is removed again.
  for (const { id } of input.files) await deps.files.keep(id);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return input.files.flatMap(({ id }) => byId.get(id) ?? []);
}

/**
 * Forgets files that were uploaded over thirty days ago, longer than any draft is kept for, and belong to nothing. The row
 * first: a crash in between leaves content without a row, never a row without content. Returns how many.
 */
export async function sweepEarly(
  deps: FileDeps,
  { table, belongsTo }: Pick<EarlyUploads, 'table' | 'belongsTo'>,
): Promise<number> {
  const gone = await deps.db.query<{ id: string }>(
    `DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table}
       WHERE ${belongsTo} IS NULL AND created_at < now() - interval '30 days' LIMIT ${SWEPT_AT_ONCE}
       FOR UPDATE SKIP LOCKED) RETURNING id`,
  );
  await deps.files.remove(gone.map(({ id }) => id));
  return gone.length;
}
