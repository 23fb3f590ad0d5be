import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { emailActionRouter } from '../../api/email-actions/router';
import type { ApiDeps } from '../../api/deps';
import { problems } from '../../api/middleware/errors';
import { stampReceipt } from '../../api/middleware/receipt';
import { effects } from '../../approvals/effects';
import { entities } from '../../modules/entities';
import { issueEmailLinks } from '../../modules/mail/use-cases/issue-email-links';
import { queueMail, type MailProps } from '../../modules/mail/use-cases/queue-mail';
import { findEmailLink } from '../../modules/mail/queries';
import { systemClock } from '../../platform/clock/clock';
import type { Config } from '../../platform/config/config';
import { connectDatabase, type Database } from '../../platform/database/database';
import { createLogger } from '../../platform/logger/logger';
import { createBus } from '../../platform/realtime/create-bus';
import { createEmailLinkTokens, type EmailLinkTokens } from '../../platform/tokens/email-link';
import { startTestPostgres } from './stack';

/** The secrets the mailed links of the tests are signed with. */
export const LINK_SECRET = 'the link secret of the tests, 0123456789ab';

/** A server of nothing but the pages behind mailed links, over a database of its own. */
export interface LinkServer {
  url: string;
  deps: ApiDeps;
  db: Database;
  tokens: EmailLinkTokens;
  /** Moves the server's clock away from the machine's, in seconds. */
  shiftClock(seconds: number): void;
  ask(options?: AskOptions): Promise<AskedFor>;
  stop(): Promise<void>;
}

interface AskOptions {
  /** Two approvers of whom one is enough. */
  second?: boolean;
  title?: string;
  facts?: { label: string; value: string }[];
}

/** One task with its two links. */
interface AskedTask {
  taskId: string;
  approverId: string;
  approverEmail: string;
  links: { approve: string; reject: string };
  tokens: { approve: string; reject: string };
}

/** A pending request with an open step. */
export interface AskedFor extends AskedTask {
  requestId: string;
  stepId: string;
  requesterId: string;
  /** The other approver, when one was asked for. */
  second?: AskedTask;
}

/** Starts the pages. Addresses may be given by `X-Forwarded-For`, so that limits can be met one at a time. */
export async function startLinkServer(more: Partial<Config> = {}): Promise<LinkServer> {
  const database = await startTestPostgres();
  const config = {
    DATABASE_URL: database.url,
    PUBLIC_URL: 'https://netra.test',
    SMTP_URL: 'smtp://127.0.0.1:1',
    MAIL_FROM: 'NETRA <no-reply@netra.test>',
    EMAIL_LINK_SECRET: LINK_SECRET,
    GMAIL_ACTIONS: 'off',
    ...more,
  } as Config;
  const logger = createLogger({ level: 'silent', role: 'test' });
  const db = await connectDatabase({ url: database.url, entities, poolSize: 8 });
  const bus = createBus({ config, logger });
  let shift = 0;
  const clock = { now: () => new Date(systemClock.now().getTime() + shift * 1000) };
  const links = createEmailLinkTokens(config);
  const approvals = { db, clock, bus, links, effects };
  const deps = { config, logger, db, clock, bus, approvals } as unknown as ApiDeps;
  const app = express();
  app.set('trust proxy', true);
  app.use(stampReceipt(clock), emailActionRouter(deps), problems(logger));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    ...{ deps, db, tokens: links },
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    shiftClock: (seconds) => (shift = seconds),
    ask: (options) => ask(deps, options),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await bus.close();
      await db.close();
      await database.drop();
    },
  };
}

/** Writes a pending request of somebody new, asks somebody new for a signature, and queues the mail. */
export async function ask(
  deps: Pick<ApiDeps, 'db' | 'bus' | 'clock' | 'approvals'>,
  options: AskOptions = {},
): Promise<AskedFor> {
  const [requestId, stepId] = [randomUUID(), randomUUID()];
  const requester = await person(deps.db, 'Ravi Menon');
  await deps.db.query(
    `INSERT INTO approval_request (id, kind, title, requester_id, subject_id, data, content_hash, policy_version, plan,
       workflow_id)
     VALUES ($1, 'leave', $2, $3, $1, '{}', '-', 1, '{"steps":[]}', $4)`,
    [
      requestId,
      options.title ?? '2 days of casual leave',
      requester.id,
      `approval/leave/${requestId}`,
    ],
  );
  await deps.db.query(
    `INSERT INTO approval_step (id, request_id, ordinal, stage, key, name, quorum, status, opened_at, due_at, expires_at)
     VALUES ($1, $2, 0, 0, 'reporting-manager', 'Reporting manager', 'any', 'open', now(), now() + interval '2 days',
       now() + interval '30 days')`,
    [stepId, requestId],
  );
  const place = { requestId, stepId, title: options.title, facts: options.facts };
  const first = await give(deps, place);
  const second = options.second ? await give(deps, place) : undefined;
  return { ...first, requestId, stepId, requesterId: requester.id, second };
}

async function person(db: Database, name: string): Promise<{ id: string; email: string }> {
  const rows = await db.query<{ id: string; email: string }>(
    `INSERT INTO employee (email, name, password_hash, joined_on)
     VALUES (gen_random_uuid() || '@netra.test', $1, '-', '2024-01-01') RETURNING id, email::text`,
    [name],
  );
  return rows[0]!;
}

async function give(
  deps: Pick<ApiDeps, 'db' | 'bus' | 'clock' | 'approvals'>,
  place: { requestId: string; stepId: string } & AskOptions,
): Promise<AskedTask> {
  const { requestId, stepId } = place;
  const taskId = randomUUID();
  const approver = await person(deps.db, 'Meera Nair');
  const tokens = deps.approvals.links;
  const links = await deps.db.transaction(async (tx) => {
    await tx.query(
      `INSERT INTO approval_task (id, request_id, step_id, approver_id, reason) VALUES ($1, $2, $3, $4, 'test')`,
      [taskId, requestId, stepId, approver.id],
    );
    const task = { taskId, stepId, requestId, approverId: approver.id, round: 1, version: 1 };
    const issued = issueEmailLinks(tx, tokens, [task], deps.clock.now()).get(taskId)!;
    const props: MailProps<'approval-request'> = {
      requestId,
      kindLabel: 'Leave',
      requesterName: 'Ravi Menon',
      title: place.title ?? '2 days of casual leave',
      facts: place.facts ?? [{ label: 'Dates', value: '1–2 Dec 2026' }],
      stepName: 'Reporting manager',
      dueAt: '2026-11-26T12:30:00.000Z',
      links: issued,
    };
    const to = { userId: approver.id, address: approver.email };
    const messageKey = `request.${taskId}`;
    queueMail(deps, tx, [
      { template: 'approval-request', to, props, messageKey, approvalId: requestId },
    ]);
    return issued;
  });
  const tokenOf = async (id: string) => tokens.sign((await findEmailLink(deps.db, id))!)!;
  return {
    ...{ taskId, approverId: approver.id, approverEmail: approver.email, links },
    tokens: { approve: await tokenOf(links.approve), reject: await tokenOf(links.reject) },
  };
}
