import { hostname } from 'node:os';
import { effects } from '../approvals/effects';
import { startAuditSealer } from '../modules/audit/audit-sealer';
import { startChatMailRelay } from '../modules/chat/chat-mail-relay';
import { startPushRelay } from '../modules/notifications/push-relay';
import { startMailRelay } from '../modules/mail/mail-relay';
import { startReplyDoor } from '../modules/mail/reply-door';
import { startPeopleRelay } from '../modules/approvals/people-relay';
import type { ApprovalDeps } from '../modules/approvals/deps';
import { entities } from '../modules/entities';
import { systemClock } from '../platform/clock/clock';
import { readConfig } from '../platform/config/config';
import { asAppRole } from '../platform/database/app-role';
import { connectDatabase } from '../platform/database/database';
import { createScopedReader } from '../platform/database/scoped-reader';
import { startHeartbeat } from '../platform/database/heartbeat';
import { createLogger } from '../platform/logger/logger';
import { runProcess } from '../platform/process/run-process';
import { createBus } from '../platform/realtime/create-bus';
import { ensureDigestSchedule } from '../platform/temporal/digest-schedule';
import { ensureLeaveAccrualSchedule } from '../platform/temporal/leave-accrual-schedule';
import { ensureReconcilerSchedule } from '../platform/temporal/reconciler-schedule';
import { ensureRetentionSchedule } from '../platform/temporal/retention-schedule';
import { connectTemporal } from '../platform/temporal/gateway';
import { createWorker } from '../platform/temporal/create-worker';
import { createPushSender } from '../platform/web-push/push-sender';
import { createEmailLinkTokens } from '../platform/tokens/email-link';
import { createActivities } from './index';
import { startTemporalRelays } from './temporal-relays';

/** The worker process: serves the task queue, sends mail, relays the outbox. */
async function main(): Promise<() => Promise<void>> {
  const config = readConfig(process.env);
  const logger = createLogger({ level: config.LOG_LEVEL, role: 'worker' });
  const url = await asAppRole(config.DATABASE_URL, logger);
  const db = await connectDatabase({ url, entities, poolSize: config.DATABASE_POOL });
  const reader = createScopedReader({ url: config.DATABASE_URL, logger });
  const clock = systemClock;
  const bus = createBus({ config: { ...config, DATABASE_URL: url }, logger });
  const temporal = connectTemporal(config);
  const relays = startTemporalRelays({ db, bus, temporal, logger });
  const links = createEmailLinkTokens(config);
  const approvals: ApprovalDeps = { db, clock, bus, links, effects };
  const sealer = startAuditSealer({ db, logger, anchorFile: config.AUDIT_ANCHOR_FILE });
  const people = startPeopleRelay({ approvals, logger });
  const mail = startMailRelay({ db, config, logger, bus, clock });
  const chatMail = startChatMailRelay({ db, config, logger, bus, clock });
  const push = startPushRelay({ db, clock, logger, sender: createPushSender(config) });
  const replies = await startReplyDoor({ config, logger, approvals });
  const worker = await createWorker({
    config,
    logger,
    activities: createActivities({ approvals, temporal, config, reader }),
  });
  await ensureReconcilerSchedule(temporal.client);
  await ensureDigestSchedule(temporal.client);
  await ensureRetentionSchedule(temporal.client);
  await ensureLeaveAccrualSchedule(temporal.client);
  const heartbeat = startHeartbeat(db, {
    role: 'worker',
    instance: `${hostname()}:${process.pid}`,
  });
  logger.info('ready');

  return async () => {
    await replies.stop();
    const parts = [heartbeat, worker, mail, chatMail, push, people, relays];
    await Promise.all(parts.map((part) => part.stop()));
    // Last, so that what the others wrote while they stopped is sealed too.
    await sealer.stop();
    await temporal.close();
    await bus.close();
    await Promise.all([reader.close(), db.close()]);
  };
}

void runProcess('worker', main);
