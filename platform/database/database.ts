import 'reflect-metadata';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import pg from 'pg';
import { migrations } from '../../db/migrations';
import { HeardClient } from './heard-client';
import { runPrepared } from './prepared';

// A date without a time is a string from the database to the browser: a JavaScript Date would move it across zones.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);

/** What a read needs: rows of a parameterised statement. Both the data source and a transaction are one. */
export interface Queryable {
  query<Row>(sql: string, parameters?: unknown[]): Promise<Row[]>;
}

/** One database transaction. `afterCommit` callbacks run in order once it is durable, and never otherwise. */
export interface Transaction extends Queryable {
  /**
   * Runs a statement whose answer nobody needs, without waiting for it: it travels together with the next one, or with
   * the commit. Should it fail, the transaction fails with its error, whatever was sent after it.
   */
  send(sql: string, parameters?: unknown[]): void;
  afterCommit(callback: () => void): void;
}

/** The database as the modules see it. */
export interface Database extends Queryable {
  /**
   * Runs `work` in one transaction; a serialization failure or a deadlock is retried up to five times,
   * so `work` must have no effect outside the transaction except through `afterCommit`.
   */
  transaction<Result>(work: (tx: Transaction) => Result | Promise<Result>): Promise<Result>;
  source: DataSource;
  close(): Promise<void>;
}

/**
 * How long anybody waits for the database. A process that is frozen, or whose cable is pulled, in the middle of a
 * transaction would otherwise hold its locks for hours: the server ends its session first, then those who waited for the
 * lock go on. The client's own limit is the last one, for a server that does not answer at all. A hundred requests at
 * once for the same row wait for a connection of the pool, which takes a busy machine longer than five seconds.
 */
const LIMITS = {
  connectionTimeoutMillis: 10_000,
  idle_in_transaction_session_timeout: 10_000,
  statement_timeout: 20_000,
  query_timeout: 25_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
};

const RETRYABLE = new Set(['40001', '40P01']);
const MAX_ATTEMPTS = 5;

/** The SQLSTATE of a driver error, wherever TypeORM put it, or undefined. */
export function sqlState(error: unknown): string | undefined {
  const { code, driverError } = error as { code?: string; driverError?: { code?: string } };
  return driverError?.code ?? code;
}

/** The name of the violated constraint, or undefined. */
export function violatedConstraint(error: unknown): string | undefined {
  const { constraint, driverError } = error as {
    constraint?: string;
    driverError?: { constraint?: string };
  };
  return driverError?.constraint ?? constraint;
}

/**
 * Connects to PostgreSQL.
 * @param options.entities all mapped classes of the process
 * @param options.poolSize connections at most (one process)
 * @param options.unhurried statements may take as long as they take, as those of migrations do
 */
export async function connectDatabase(options: {
  url: string;
  entities: EntityTarget<ObjectLiteral>[];
  poolSize?: number;
  unhurried?: boolean;
}): Promise<Database> {
  const source = new DataSource({
    type: 'postgres',
    url: options.url,
    entities: options.entities as never,
    migrations,
    migrationsTransactionMode: 'each',
    extra: {
      ...(options.unhurried ? {} : LIMITS),
      ...{ max: options.poolSize ?? 12, idleTimeoutMillis: 0, pipeline: true, Client: HeardClient },
    },
  });
  await source.initialize();
  return {
    source,
    query: (sql, parameters) => runPrepared(poolOf(source), sql, parameters),
    transaction: (work) => inTransaction(poolOf(source), work),
    close: () => source.destroy(),
  };
}

/** TypeORM's own pool: migrations and statements share its connections. */
function poolOf(source: DataSource): pg.Pool {
  return (source.driver as unknown as { master: pg.Pool }).master;
}

async function inTransaction<Result>(
  pool: pg.Pool,
  work: (tx: Transaction) => Result | Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptTransaction(pool, work);
    } catch (error) {
      if (attempt >= MAX_ATTEMPTS || !RETRYABLE.has(sqlState(error) ?? '')) throw error;
    }
  }
}

async function attemptTransaction<Result>(
  pool: pg.Pool,
  work: (tx: Transaction) => Result | Promise<Result>,
): Promise<Result> {
  const callbacks: (() => void)[] = [];
  const connection = await pool.connect();
  const sent: Promise<unknown>[] = [];
  const query = <Row>(sql: string, parameters?: unknown[]) => {
    gatherWrites(connection);
    return runPrepared<Row>(connection, sql, parameters);
  };
  const send = (sql: string, parameters?: unknown[]) => {
    const answer = query(sql, parameters);
    // Heard at the end; until then a failure is nobody's unhandled rejection.
    answer.catch(() => undefined);
    sent.push(answer);
  };
  let broken: Error | undefined;
  let result: Result;
  try {
    send('BEGIN');
    result = await work({ query, send, afterCommit: (callback) => callbacks.push(callback) });
    gatherWrites(connection);
    const commit = connection.query('COMMIT');
    await Promise.all([...sent, commit]);
    if ((await commit).command !== 'COMMIT') throw new Error('a failed statement was not heeded');
  } catch (error) {
    // A connection that cannot even roll back is not given to anybody else.
    await connection.query('ROLLBACK').catch((failure: Error) => (broken = failure));
    throw await firstFailure(sent, error);
  } finally {
    connection.release(broken);
  }
  for (const callback of callbacks) callback();
  return result;
}

/** What is queried in one turn of the event loop leaves in one piece: a write to a socket costs more than most statements. */
function gatherWrites(client: pg.PoolClient): void {
  const { stream } = client.connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** The reason of what failed after it: PostgreSQL refuses everything in a transaction that has failed. */
async function firstFailure(sent: Promise<unknown>[], otherwise: unknown): Promise<unknown> {
  const failed = (await Promise.allSettled(sent)).find(({ status }) => status === 'rejected');
  return failed?.status === 'rejected' ? (failed.reason as unknown) : otherwise;
}
