import { join } from 'node:path';
import { anyFreePort } from '../../dev/embedded/ports';
import { startTemporal, type RunningTemporal } from '../../dev/embedded/temporal';
import { RETENTION_DAYS, SEARCH_ATTRIBUTES } from '../../dev/embedded/temporal-namespace';
import { startApp, type RunningApp } from './app';
import { startTestInbox, testFolder } from './stack';

/** A NETRA whose Temporal server and inbox can be stopped and brought back where they were. */
export interface BreakableApp {
  app: RunningApp;
  temporal: RunningTemporal;
  /** Brings Temporal back with everything it kept. */
  startTemporal(): Promise<void>;
  /** Brings the inbox back, empty, at the same port. */
  startInbox(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the demo company over a Temporal server of its own. */
export async function startBreakableApp(): Promise<BreakableApp> {
  const [port, uiPort] = [await anyFreePort(), await anyFreePort()];
  const stateDir = join(testFolder(), 'temporal');
  const launch = () =>
    startTemporal({
      ...{ stateDir, port, uiPort, namespace: 'netra', uiPublicPath: '/temporal' },
      ...{ retentionDays: RETENTION_DAYS, searchAttributes: SEARCH_ATTRIBUTES },
    });
  const temporal = await launch();
  const env = { TEMPORAL_ADDRESS: temporal.address, TEMPORAL_NAMESPACE: 'netra' };
  const app = await startApp({ demo: true, env });
  const firstInbox = app.inbox;
  const parts: BreakableApp = {
    app,
    temporal,
    async startTemporal() {
      parts.temporal = await launch();
    },
    async startInbox() {
      app.inbox = await startTestInbox({ smtpPort: app.inbox.smtpPort });
    },
    async stop() {
      await app.stop();
      if (app.inbox !== firstInbox) await app.inbox.stop();
      await parts.temporal.stop();
    },
  };
  return parts;
}
