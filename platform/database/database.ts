import 'reflect-metadata';
import { DataSource, type EntityManager, type EntityTarget, type ObjectLiteral } from 'typeorm';
import pg from 'pg';
import { migrations } from '../../db/migrations';
import { runPrepared, type Executor } from './prepared';

// A date without a time is a string from the database to the browser: a JavaScript Date would move it across zones.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);

/** What a read needs: rows of a parameterised statement. Both the data source and a transaction are one. */
export interface Queryable {
  query<Row>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  manager: EntityManager;
}

/** One database transaction. `afterCommit` callbacks run in order once it is durable, and never otherwise. */
export interface Transaction extends Queryable {
  afterCommit(callback: () => void): void;
}

/** The database as the modules see it. */
export interface Database extends Queryable {
  /**
   * Runs `work` in one transaction; a serialization failure or a deadlock is retried up to five times,
   * so `work` must have no effect outside the transaction except through `afterCommit`.
   */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  source: DataSource;
  close(): Promise<void>;
}

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
 */
export async function connectDatabase(options: {
  url: string;
  entities: EntityTarget<ObjectLiteral>[];
  poolSize?: number;
}): Promise<Database> {
  const source = new DataSource({
    type: 'postgres',
    url: options.url,
    entities: options.entities as never,
    migrations,
    migrationsTransactionMode: 'each',
    extra: { max: options.poolSize ?? 12 },
  });
  await source.initialize();
  return {
    source,
    manager: source.manager,
    query: (sql, parameters) => runPrepared(poolOf(source), sql, parameters),
    transaction: (work) => inTransaction(source, work),
    close: () => source.destroy(),
  };
}

/** TypeORM's own pool: entities and statements share its connections. */
function poolOf(source: DataSource): Executor {
  return (source.driver as unknown as { master: Executor }).master;
}

async function inTransaction<Result>(
  source: DataSource,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    const callbacks: (() => void)[] = [];
    try {
      const result = await source.transaction(async (manager) => {
        const connection = (await manager.queryRunner?.connect()) as Executor;
        return work({
          manager,
          query: (sql, parameters) => runPrepared(connection, sql, parameters),
          afterCommit: (callback) => callbacks.push(callback),
        });
      });
      for (const callback of callbacks) callback();
      return result;
    } catch (error) {
      if (attempt >= MAX_ATTEMPTS || !RETRYABLE.has(sqlState(error) ?? '')) throw error;
    }
  }
}
