import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import pg from 'pg';
import { startInbox } from '../../dev/embedded/inbox';
import type { Mail, MailFilter } from '../../dev/embedded/inbox-store';
import { anyFreePort } from '../../dev/embedded/ports';
import {
  ensureNamespace,
  RETENTION_DAYS,
  SEARCH_ATTRIBUTES,
} from '../../dev/embedded/temporal-namespace';

/** The migrated, empty database that every suite's own is copied from. */
export const TEMPLATE = 'netra_template';

/** Where the servers of this test run are. */
export interface StackAddresses {
  databaseUrl: string;
  temporalAddress: string;
  temporalUiUrl: string;
  /** Deleted with everything in it when the run ends. */
  folder: string;
}

/** A database of a suite's own, migrated and empty. */
export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** A Temporal namespace of a suite's own, with the search attributes. */
export interface TestNamespace {
  address: string;
  namespace: string;
}

/** A mail inbox of a suite's own. */
export interface TestInbox {
  smtpUrl: string;
  smtpPort: number;
  url: string;
  /** Newest first; waits up to `waitMs` until one matches. */
  mails(filter?: MailFilter, waitMs?: number): Promise<Mail[]>;
  clear(): Promise<void>;
  stop(): Promise<void>;
}

/** The servers that globalSetup started; only suites of the `system` project have them. */
export function testStack(): StackAddresses {
  const addresses = process.env.NETRA_TEST_STACK;
  if (!addresses) {
    throw new Error('This suite needs the servers of the "system" project: move it to tests/api');
  }
  return JSON.parse(addresses) as StackAddresses;
}

/** A folder of a suite's own, deleted when the run ends. */
export function testFolder(): string {
  return mkdtempSync(join(testStack().folder, 'suite-'));
}

/** Makes a database for the calling suite. Drop it in afterAll: open connections do not stop that. */
export async function startTestPostgres(template = TEMPLATE): Promise<TestDatabase> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  // Copying a template needs a moment without anybody else connected to it.
  await asAdmin(async (admin) => {
    await admin.query('SELECT pg_advisory_lock(1)');
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  });
  return {
    url: databaseUrl(name),
    drop: () => asAdmin((admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
}

/** Makes a Temporal namespace for the calling suite. */
export async function startTestTemporal(): Promise<TestNamespace> {
  const { temporalAddress: address } = testStack();
  const namespace = `t-${randomBytes(6).toString('hex')}`;
  const connection = await Connection.connect({ address });
  try {
    await ensureNamespace(connection, {
      namespace,
      retentionDays: RETENTION_DAYS,
      searchAttributes: SEARCH_ATTRIBUTES,
    });
    await untilUsable(connection, namespace);
  } finally {
    await connection.close();
  }
  return { address, namespace };
}

/** Starts an inbox for the calling suite; give `smtpPort` to bring a stopped one back where it was. */
export async function startTestInbox(
  options: { smtpPort?: number; folder?: string } = {},
): Promise<TestInbox> {
  const smtpPort = options.smtpPort ?? (await anyFreePort());
  const webPort = await anyFreePort();
  const inbox = await startInbox({ folder: options.folder ?? testFolder(), smtpPort, webPort });
  return {
    ...inbox,
    smtpPort,
    async mails(filter = {}, waitMs = 0) {
      const query = new URLSearchParams({ ...filter, wait: String(waitMs) });
      const answer = await fetch(`${inbox.url}/api/mails?${query.toString()}`);
      return ((await answer.json()) as { items: Mail[] }).items;
    },
    async clear() {
      await fetch(`${inbox.url}/api/mails`, { method: 'DELETE' });
    },
  };
}

/** The address of a database on this run's server. */
export function databaseUrl(name: string): string {
  const url = new URL(testStack().databaseUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs `work` on a connection that may make and drop databases. */
export async function asAdmin(work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client(databaseUrl('postgres'));
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

/** The server learns of a new namespace and its search attributes a moment after it made them. */
async function untilUsable(connection: Connection, namespace: string): Promise<void> {
  for (const end = Date.now() + 15_000; ;) {
    try {
      await connection.workflowService.countWorkflowExecutions({
        namespace,
        query: "ApprovalKind = 'none' AND WaitingOn = 'nobody' AND DueAt > '2000-01-01T00:00:00Z'",
      });
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}
