import pg from 'pg';
import type { Logger } from '../logger/logger';
import { withServerOptions } from './app-role';
import type { Queryable } from './database';

/** Reads for one person at a time behind row-level security. */
export interface ScopedReader {
  /**
   * Runs `work` in a read-only transaction in which row-level security goes by this person.
   * @param options.signal ends the statement that runs when it is aborted
   */
  read<Result>(
    options: { personId: string; signal?: AbortSignal },
    work: (rows: Queryable) => Promise<Result>,
  ): Promise<Result>;
  close(): Promise<void>;
}

const AI_ROLE = 'netra_ai';
const STATEMENT_MS = 2000;

/** Connects as the role of the assistant, which can only read, and only what a person may see. */
export function createScopedReader(options: {
  url: string;
  logger: Logger;
  poolSize?: number;
}): ScopedReader {
  const pool = new pg.Pool({
    connectionString: withServerOptions(
      options.url,
      `-c role=${AI_ROLE} -c default_transaction_read_only=on -c statement_timeout=${STATEMENT_MS}`,
    ),
    max: options.poolSize ?? 4,
  });
  pool.on('error', (error) => options.logger.warn({ err: error }, 'a reader was lost'));
  return {
    read: async ({ personId }, work) => {
      const client = await pool.connect();
      try {
        await client.query('BEGIN READ ONLY');
        await client.query(`SELECT set_config('netra.uid', $1, true)`, [personId]);
        const result = await work({
          query: async <Row>(sql: string, parameters?: unknown[]) =>
            (await client.query(sql, parameters as never)).rows as Row[],
        });
        await client.query('COMMIT');
        client.release();
        return result;
      } catch (error) {
        client.release(error as Error);
        throw error;
      }
    },
    close: () => pool.end(),
  };
}
