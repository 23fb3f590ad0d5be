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

/** What teardown needs; both run in jest's own process. */
export interface TestStack {
  postgres: RunningPostgres;
  temporal: RunningTemporal;
  guard: ChildProcess;
}

declare global {
  var netraTestStack: TestStack | undefined;
}

/** Starts one PostgreSQL with a migrated template database and one Temporal server for the whole run. */
export default async function globalSetup(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'netra-tests-'));
  chmodSync(folder, 0o755);
  const [postgres, temporal] = await Promise.all([
    startPostgres({
      dataDir: join(folder, 'postgres'),
      port: await anyFreePort(),
      password: 'tests',
      database: TEMPLATE,
      settings: { fsync: 'off', max_connections: '400' },
    }),
    startTemporal({
      stateDir: join(folder, 'temporal'),
      port: await anyFreePort(),
      uiPort: await anyFreePort(),
      namespace: 'netra',
      uiPublicPath: '/temporal',
      retentionDays: RETENTION_DAYS,
      searchAttributes: SEARCH_ATTRIBUTES,
      durable: false,
    }),
  ]);
  const guard = spawn(
    process.execPath,
    [join(__dirname, 'guard.mjs'), folder, `${temporal.pid}:SIGTERM`, `${postgres.pid}:SIGINT`],
    { stdio: ['pipe', 'ignore', 'inherit'], detached: true },
  );
  globalThis.netraTestStack = { postgres, temporal, guard };
  const database = await connectDatabase({ url: postgres.url, entities: [] });
  await database.source.runMigrations();
  await database.close();
  const addresses: StackAddresses = {
    databaseUrl: postgres.url,
    temporalAddress: temporal.address,
    temporalUiUrl: temporal.uiUrl,
    folder,
  };
  process.env.NETRA_TEST_STACK = JSON.stringify(addresses);
}
