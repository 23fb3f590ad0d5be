import { createServer, type Server } from 'node:http';
import { effects } from '../approvals/effects';
import { forgetExpired } from '../modules/auth/use-cases/forget-expired';
import type { ApprovalDeps } from '../modules/approvals/deps';
import { sweepChatFiles } from '../modules/chat/use-cases/keep-files';
import { sweepDocuments } from '../modules/leave/use-cases/keep-documents';
import { sweepReceipts } from '../modules/expenses/use-cases/keep-receipts';
import { sweepOnboardingDocuments } from '../modules/onboarding/use-cases/read-document';
import { entities } from '../modules/entities';
import { systemClock } from '../platform/clock/clock';
import { readConfig, type Config } from '../platform/config/config';
import { asAppRole } from '../platform/database/app-role';
import { connectDatabase } from '../platform/database/database';
import { createScopedReader } from '../platform/database/scoped-reader';
import { createFileStore } from '../platform/files/file-store';
import { createLanguageModel } from '../platform/llm/openai-model';
import { createLogger } from '../platform/logger/logger';
import { runProcess } from '../platform/process/run-process';
import { createBus } from '../platform/realtime/create-bus';
import { connectTemporal } from '../platform/temporal/gateway';
import { createEmailLinkTokens } from '../platform/tokens/email-link';
import { createApp } from './app';
import type { ApiDeps } from './deps';
import { attachSockets } from './notifications/realtime';
import { repeatEvery } from './notifications/repeat-every';

const HOUSEKEEPING_MS = 3_600_000;
/** Longer than the minute that proxies and browsers keep an idle connection: they close it, not we under them. */
const KEEP_ALIVE_MS = 75_000;

/** The API process: HTTP, sockets and the web app on one port. */
async function main(): Promise<() => Promise<void>> {
  const config = readConfig(process.env);
  const logger = createLogger({ level: config.LOG_LEVEL, role: 'api' });
  const url = await asAppRole(config.DATABASE_URL, logger);
  const db = await connectDatabase({ url, entities, poolSize: config.DATABASE_POOL });
  const clock = systemClock;
  const bus = createBus({ config: { ...config, DATABASE_URL: url }, logger });
  const temporal = connectTemporal(config);
  const links = createEmailLinkTokens(config);
  const files = createFileStore(config.FILES_DIR);
  const approvals: ApprovalDeps = { db, clock, bus, links, effects };
  const reader = createScopedReader({ url: config.DATABASE_URL, logger });
  const roots = { config, logger, db, clock, bus, temporal, files, reader };
  const deps: ApiDeps = { ...roots, approvals, model: createLanguageModel(config) };

  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, createApp(deps));
  const sockets = attachSockets(server, deps);
  const housekeeping = repeatEvery(HOUSEKEEPING_MS, async () => {
    await Promise.all([
      forgetExpired({ db, logger }),
      files.sweep(),
      sweepChatFiles({ db, files }),
      sweepReceipts({ db, files }),
      sweepDocuments({ db, files }),
      sweepOnboardingDocuments({ db, files }),
    ]);
  });
  await listen(server, config);
  logger.info({ port: config.PORT }, 'ready');
  return async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    await sockets.close();
    await closed;
    await housekeeping.stop();
    await temporal.close();
    await bus.close();
    await Promise.all([reader.close(), db.close()]);
  };
}

function listen(server: Server, { PORT, HOST }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(PORT, HOST, resolve);
  });
}

void runProcess('api', main);
