import type { Queryable, Transaction } from '../../platform/database/database';

/** Values of a row that change: ids, codes, dates and sums, never what people wrote. */
type Values = Record<string, unknown>;

/** What puts a fault right. */
interface Mend {
  /** What is done, as a sentence that follows the fault. */
  does: string;
  before: Values;
  after: Values;
  /** Writes it, on condition that it is still needed. @throws when it is not: somebody else was faster */
  write: (tx: Transaction) => Promise<void>;
}

/** One malformed record. */
export interface Fault {
  /** Of the row, as its table knows it. */
  id: string;
  /** Whose audit trail the change belongs to. */
  subject: { type: string; id: string };
  /** What is wrong, in a line. */
  text: string;
  /** Null: only a person can say what is right. */
  mend: Mend | null;
}

/** Where and by what a finding looks. */
export interface Look {
  db: Queryable;
  now: Date;
  /** The year of dates that were written without one; undefined when nobody said. */
  year?: number;
  /** Workflow IDs of all open runs; null when Temporal was not asked. */
  openRuns: ReadonlySet<string> | null;
  /** The first bad row of the audit chain, in words; null when the chain holds. */
  auditFault: () => Promise<{ id: string; text: string } | null>;
}

/** One way in which records can be malformed. */
export interface Finding {
  title: string;
  look: (look: Look) => Promise<Fault[]>;
}

interface FoundRow {
  id: string;
  subject: string;
  text: string;
  before?: Values;
  after?: Values;
  /** False where what is known would break another rule. */
  mendable?: boolean;
}

/**
 * A finding that is a statement, and its repair, that is another one.
 * @param options.subject the type the audit trail knows the rows' subject by
 * @param options.find answers `id` and `subject` as text, `text`, and of what is mended `before` and `after` as jsonb;
 * `mendable`, where it depends on the row
 * @param options.mend.write changes the row with the id `$1::text` if it is still wrong, and answers with it
 */
export function byStatement(options: {
  title: string;
  subject: string;
  find: string;
  mend?: { does: string; write: string };
}): Finding {
  const { title, subject, find, mend } = options;
  return {
    title,
    async look({ db }) {
      const rows = await db.query<FoundRow>(find);
      return rows.map((row) => ({
        id: row.id,
        subject: { type: subject, id: row.subject },
        text: row.text,
        mend:
          mend && row.mendable !== false
            ? {
                does: mend.does,
                before: row.before ?? {},
                after: row.after ?? {},
                write: (tx) => mustChange(tx, mend.write, [row.id]),
              }
            : null,
      }));
    },
  };
}

/** Runs a statement that has to answer with a row. @throws when it does not */
export async function mustChange(
  tx: Transaction,
  sql: string,
  parameters: unknown[],
): Promise<void> {
  const rows = await tx.query(sql, parameters);
  if (rows.length === 0)
    throw new Error(
      `${String(parameters[0])} has changed meanwhile: nothing was written, try again`,
    );
}
