import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ApiDeps } from '../../api/deps';
import { attachSockets } from '../../api/notifications/realtime';
import { notifyPeople } from '../../modules/notifications/use-cases/notify-people';
import { systemClock } from '../../platform/clock/clock';
import type { Config } from '../../platform/config/config';
import { connectDatabase, type Queryable } from '../../platform/database/database';
import { createLogger } from '../../platform/logger/logger';
import type { Bus } from '../../platform/realtime/bus';
import { createBus } from '../../platform/realtime/create-bus';
import { issueSessionToken } from '../../platform/tokens/session-token';

/** What sessions of the tests are signed with. */
export const SESSION_SECRET = 'a session secret of the tests, 0123456789';
/** The address pages of the tests come from. */
export const PUBLIC_URL = 'https://netra.test';

/** One API process as far as sockets go: its own bus, connections and HTTP server. */
export interface RealtimeNode {
  url: string;
  bus: Bus;
  deps: ApiDeps;
  /** Rings the bells of these people, each once, in one transaction through this node. */
  ring(userIds: string[], key?: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts a node over a database, with Redis between the nodes if `redisUrl` is given. */
export async function startNode(options: {
  databaseUrl: string;
  redisUrl?: string;
  /** Where it listens; any free port by default. */
  port?: number;
}): Promise<RealtimeNode> {
  const config = {
    DATABASE_URL: options.databaseUrl,
    REDIS_URL: options.redisUrl,
    PUBLIC_URL,
    SESSION_SECRET,
  } as Config;
  const logger = createLogger({ level: 'silent', role: 'test' });
  const db = await connectDatabase({ url: options.databaseUrl, entities: [], poolSize: 8 });
  const bus = createBus({ config, logger });
  const deps = { config, logger, db, clock: systemClock, bus } as ApiDeps;
  const server = createServer((_request, response) => response.end());
  const sockets = attachSockets(server, deps);
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bus,
    deps,
    ring: (userIds, key = randomUUID()) =>
      db.transaction((tx) =>
        notifyPeople(
          { bus },
          tx,
          userIds.map((userId) => draft(userId, key)),
        ),
      ),
    async close() {
      await sockets.close();
      await new Promise((resolve) => server.close(resolve));
      await bus.close();
      await db.close();
    },
  };
}

/** A notification to write. */
export function draft(userId: string, dedupeKey: string = randomUUID()) {
  return { userId, type: 'test', title: 'A test', link: '/', dedupeKey };
}

/** A new employee with the given roles. */
export async function hire(db: Queryable, roles: string[] = ['employee']): Promise<string> {
  const rows = await db.query<{ id: string }>(
    `INSERT INTO employee (email, name, password_hash, roles, joined_on)
     VALUES (gen_random_uuid() || '@netra.test', 'Somebody', '-', $1, '2026-01-01') RETURNING id`,
    [roles],
  );
  return rows[0]!.id;
}

/** A session of a person that ends after `seconds`, and its token. */
export async function signInAs(
  db: Queryable,
  userId: string,
  seconds = 3600,
): Promise<{ token: string; sessionId: string }> {
  const rows = await db.query<{ id: string; version: number }>(
    `INSERT INTO auth_session (employee_id, token_version, expires_at)
     SELECT id, token_version, now() + make_interval(secs => $2) FROM employee WHERE id = $1
     RETURNING id, token_version AS version`,
    [userId, seconds],
  );
  const { id: sessionId, version } = rows[0]!;
  const claims = { employeeId: userId, sessionId, tokenVersion: version };
  return { token: issueSessionToken(SESSION_SECRET, claims, new Date()), sessionId };
}
