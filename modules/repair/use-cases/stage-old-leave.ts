import { createHash } from 'node:crypto';
import { readOldLeave, type OldLeaveFields } from '../../../domain/old-records/read-file';
import type { RowProblem } from '../../../domain/people-import/read-csv';
import type { Database } from '../../../platform/database/database';

/** What a file came to: either problems, and nothing was taken in, or how many lines are new. */
type Staged = { problems: RowProblem[] } | { lines: number; staged: number };

/**
 * Takes a file of leave from an old system in as it is written, all of it or nothing. A line that is there already,
 * from this file or another one of the same system, is not taken again. `repair` makes leave of them.
 * @param input.source what the old system is called
 */
export async function stageOldLeave(
  deps: { db: Database },
  input: { file: Uint8Array; source: string },
): Promise<Staged> {
  const { rows, problems } = readOldLeave(input.file);
  if (problems.length > 0) return { problems };
  const staged = await deps.db.query<{ id: string }>(
    `INSERT INTO imported_record (source, kind, line, fields, content_hash)
     SELECT $1, 'leave', r.line, r.fields, r.hash
     FROM jsonb_to_recordset($2::jsonb) AS r (line integer, fields jsonb, hash text)
     ON CONFLICT ON CONSTRAINT imported_record_once DO NOTHING RETURNING id`,
    [
      input.source,
      JSON.stringify(rows.map(({ line, fields }) => ({ line, fields, hash: hashOf(fields) }))),
    ],
  );
  return { lines: rows.length, staged: staged.length };
}

function hashOf({ person, type, dates, reason }: OldLeaveFields): string {
  const content = JSON.stringify([person, type, dates, reason]);
  return createHash('sha256').update(content).digest('hex');
}
