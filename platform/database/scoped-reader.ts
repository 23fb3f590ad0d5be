import pg from 'pg';
import { DomainError } from '../../domain/errors';
import type { Logger } from '../logger/logger';
import { withServerOptions } from './app-role';
import { sqlState, type Queryable } from './database';
import { HeardClient } from './heard-client';

/** Reads for one person at a time behind row-level security. */
export interface ScopedReader {
  /**
   * Runs `work` in a read-only transaction in which row-level security goes by this person. Nothing of it is left on the
   * connection for whoever reads next.
   * @param options.signal ends the statement that runs when it is aborted, and the wait for a connection
   * @throws the signal's reason; DomainError unavailable when the database, or the role, is not there; whatever `work` throws
   */
  read<Result>(
    options: { personId: string; signal?: AbortSignal },
    work: (rows: Queryable) => Promise<Result>,
  ): Promise<Result>;
  close(): Promise<void>;
}

const AI_ROLE = 'netra_ai';
const PATIENCE_MS = 5_000;
/** How long one statement may take. A connection that is gone is noticed sooner. */
const STATEMENT_MS = 2_000;
const NOTICED_MS = 200;

/** What the server says to who may not act as a role, or names one there is not. */
const NO_ROLE = new Set(['22023', '42501']);

const SESSION = [
  `role=${AI_ROLE}`,
  'default_transaction_read_only=on',
  `statement_timeout=${STATEMENT_MS}`,
  `client_connection_check_interval=${NOTICED_MS}`,
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

/** Connects as the role of the assistant, which can only read, and only what a person may see. */
export function createScopedReader(options: {
  url: string;
  logger: Logger;
  poolSize?: number;
}): ScopedReader {
  const pool = new pg.Pool({
    connectionString: withServerOptions(options.url, SESSION),
    connectionTimeoutMillis: PATIENCE_MS,
    max: options.poolSize ?? 4,
    Client: HeardClient,
  });
  pool.on('error', (error) => options.logger.warn({ err: error }, 'a reader lost its connection'));
  return {
    read: async ({ personId, signal }, work) => {
      const client = await borrow(pool, signal);
      let isBack = false;
      const giveBack = (broken: boolean) => {
        if (!isBack) client.release(broken);
        isBack = true;
      };
      // A connection that is thrown away in the middle ends its statement on the server, too.
      const stop = () => giveBack(true);
      signal?.addEventListener('abort', stop, { once: true });
      let broken = true;
      try {
        signal?.throwIfAborted();
        const result = await within(client, personId, work);
        broken = false;
        return result;
      } finally {
        signal?.removeEventListener('abort', stop);
        giveBack(broken);
      }
    },
    close: () => pool.end(),
  };
}

/** A connection. Whoever gives up meanwhile waits no longer, and leaves theirs to the next. */
async function borrow(pool: pg.Pool, signal?: AbortSignal): Promise<pg.PoolClient> {
  signal?.throwIfAborted();
  const borrowed = pool.connect().catch((error: unknown) => {
    throw unavailable(error);
  });
  if (!signal) return borrowed;
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      reject(signal.reason as Error);
      borrowed.then(
        (client) => client.release(),
        () => undefined,
      );
    };
    signal.addEventListener('abort', giveUp, { once: true });
    borrowed
      .then((client) => (signal.aborted ? undefined : resolve(client)), reject)
      .finally(() => signal.removeEventListener('abort', giveUp));
  });
}

/** As the extended protocol takes it: one statement, and no second one behind it. */
type OneStatement = pg.QueryConfig & { queryMode: 'extended' };

async function within<Result>(
  client: pg.PoolClient,
  personId: string,
  work: (rows: Queryable) => Promise<Result>,
): Promise<Result> {
  await client.query('BEGIN READ ONLY');
  // Of this transaction alone: kept for the session, the next reader of the connection would read as this person.
  await client.query(`SELECT set_config('netra.uid', $1, true)`, [personId]);
  const result = await work({
    query: async <Row>(text: string, values: unknown[] = []) => {
      const statement: OneStatement = { text, values, queryMode: 'extended' };
      return (await client.query(statement)).rows as Row[];
    },
  });
  await client.query('COMMIT');
  return result;
}

function unavailable(error: unknown): DomainError {
  const reason = NO_ROLE.has(sqlState(error) ?? '')
    ? `the database role ${AI_ROLE} cannot be used: run migrate, which says what is missing`
    : 'the database does not answer';
  return new DomainError('unavailable', `The assistant cannot read records: ${reason}`);
}
