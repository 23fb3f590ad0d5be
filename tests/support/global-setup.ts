import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anyFreePort } from '../../dev/embedded/ports';
import { startPostgres, type RunningPostgres } from '../../dev/embedded/postgres';
import { startTemporal, type RunningTemporal } from '../../dev/embedded/temporal';
import { RETENTION_DAYS, SEARCH_ATTRIBUTES } from '../../dev/embedded/temporal-namespace';
import { connectDatabase } from '../../platform/database/database';
import { TEMPLATE, type StackAddresses } from './stack';

declare global {
  /** Ends the servers once its input is closed; see guard.mjs. */
  var netraTestGuard: ChildProcess | undefined;
}

/** Starts one PostgreSQL with a migrated template database and one Temporal server for the whole run. */
export default async function globalSetup(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'netra-tests-'));
  chmodSync(folder, 0o755);
  const guard = spawn(process.execPath, [join(__dirname, 'guard.mjs'), folder], {
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true,
  });
  globalThis.netraTestGuard = guard;
  const postgres = await startTemplate(folder);
  guard.stdin.write(`${postgres.pid} SIGINT\n`);
  const temporal = await startServer(folder);
  guard.stdin.write(`${temporal.pid} SIGTERM\n`);
  const addresses: StackAddresses = {
    databaseUrl: postgres.url,
    temporalAddress: temporal.address,
    temporalUiUrl: temporal.uiUrl,
    folder,
  };
  process.env.NETRA_TEST_STACK = JSON.stringify(addresses);
}

async function startTemplate(folder: string): Promise<RunningPostgres> {
  const postgres = await startPostgres({
    dataDir: join(folder, 'postgres'),
    port: await anyFreePort(),
    password: 'tests',
    database: TEMPLATE,
    settings: { fsync: 'off', max_connections: '400' },
  });
  const database = await connectDatabase({ url: postgres.url, entities: [] });
  await database.source.runMigrations();
  await database.close();
  return postgres;
}

/** The server chooses further ports by itself, of which one may be taken at that moment: tried again. */
async function startServer(folder: string, triesLeft = 2): Promise<RunningTemporal> {
  try {
    return await startTemporal({
      stateDir: join(folder, 'temporal'),
      port: await anyFreePort(),
      uiPort: await anyFreePort(),
      namespace: 'netra',
      uiPublicPath: '/temporal',
      retentionDays: RETENTION_DAYS,
      searchAttributes: SEARCH_ATTRIBUTES,
      durable: false,
    });
  } catch (error) {
    if (triesLeft === 0) throw error;
    return startServer(folder, triesLeft - 1);
  }
}
