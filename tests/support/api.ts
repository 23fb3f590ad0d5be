import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createApp } from '../../api/app';
import type { ApiDeps } from '../../api/deps';
import { effects } from '../../approvals/effects';
import { entities } from '../../modules/entities';
import { systemClock, type Clock } from '../../platform/clock/clock';
import { readConfig } from '../../platform/config/config';
import { connectDatabase, type Database } from '../../platform/database/database';
import { createScopedReader } from '../../platform/database/scoped-reader';
import { createFileStore } from '../../platform/files/file-store';
import { createLanguageModel } from '../../platform/llm/openai-model';
import { createLogger } from '../../platform/logger/logger';
import type { BusMessage } from '../../platform/realtime/bus';
import { createBus } from '../../platform/realtime/create-bus';
import { connectTemporal } from '../../platform/temporal/gateway';
import { createEmailLinkTokens } from '../../platform/tokens/email-link';
import { emailOf, foundCompany, PASSWORD, type Company, type Persona } from './company';
import { startTestPostgres, testFolder, testStack } from './stack';

/** An answer with its body read. */
export interface TestAnswer {
  status: number;
  headers: Headers;
  /** JSON if it is JSON, the text otherwise. */
  body: never;
}

/** A client of the API, with a session or without one. */
export interface TestClient {
  token: string | undefined;
  call(method: string, path: string, options?: CallOptions): Promise<TestAnswer>;
  get(path: string): Promise<TestAnswer>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<TestAnswer>;
  patch(path: string, body: unknown): Promise<TestAnswer>;
}

interface CallOptions {
  body?: unknown;
  headers?: Record<string, string>;
}

/** The API of the calling suite, inside its own process, over a database and a company of its own. */
export interface TestApi {
  url: string;
  deps: ApiDeps;
  db: Database;
  company: Company;
  /** What has been published on the bus. */
  published: BusMessage[];
  anonymous: TestClient;
  /** Signs a persona in; the session is kept for later calls. */
  as(persona: Persona): Promise<TestClient>;
  /** Signs a persona in anew. */
  signIn(persona: Persona): Promise<TestClient>;
  stop(): Promise<void>;
}

/** Starts the API in this process. `env` is set on top of what the suite's servers give. */
export async function startTestApi(
  options: {
    env?: Record<string, string>;
    found?: (db: Database) => Promise<Company>;
    /** Turns the database's address into another one, such as a proxy's. */
    by?: (url: string) => Promise<string>;
    /** What the API takes for now, instead of the machine's clock. */
    clock?: Clock;
    /** Connections the assistant reads on; as many as in production otherwise. */
    readers?: number;
  } = {},
): Promise<TestApi> {
  const database = await startTestPostgres();
  const address = options.by ? await options.by(database.url) : database.url;
  const config = readConfig(environment(address, options.env));
  const logger = createLogger({ level: 'silent', role: 'test' });
  const db = await connectDatabase({ url: config.DATABASE_URL, entities, poolSize: 8 });
  const bus = createBus({ config, logger });
  const published: BusMessage[] = [];
  bus.subscribe((message) => published.push(message));
  const company = await (options.found ?? foundCompany)(db);
  const temporal = connectTemporal(config);
  const clock = options.clock ?? systemClock;
  const links = createEmailLinkTokens(config);
  const files = createFileStore(config.FILES_DIR);
  const approvals = { db, clock, bus, links, effects };
  const reader = createScopedReader({
    ...{ url: config.DATABASE_URL, logger, poolSize: options.readers },
  });
  const model = createLanguageModel(config);
  const deps: ApiDeps = {
    ...{ config, logger, db, clock, bus, temporal, approvals, files, reader, model },
  };
  const server = await listen(createServer(createApp(deps)));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const anonymous = clientOf(url);
  const sessions = new Map<Persona, Promise<TestClient>>();
  const signIn = async (persona: Persona) => {
    const answer = await anonymous.post('/auth/login', {
      email: emailOf(persona),
      password: PASSWORD,
    });
    if (answer.status !== 200) throw new Error(`${persona} cannot sign in: ${answer.status}`);
    return clientOf(url, (answer.body as { token: string }).token);
  };
  return {
    ...{ url, deps, db, company, published, anonymous, signIn },
    as(persona) {
      const session = sessions.get(persona) ?? signIn(persona);
      sessions.set(persona, session);
      return session;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await temporal.close();
      await bus.close();
      await reader.close();
      await db.close();
      await database.drop();
    },
  };
}

/** A client of the API at `url`. */
export function clientOf(url: string, token?: string): TestClient {
  const call = async (method: string, path: string, options: CallOptions = {}) => {
    const answer = await fetch(path.startsWith('/api') ? url + path : `${url}/api/v1${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      body: typeof options.body === 'string' ? options.body : JSON.stringify(options.body),
    });
    const text = await answer.text();
    const isJson = /json/.test(answer.headers.get('content-type') ?? '');
    return {
      status: answer.status,
      headers: answer.headers,
      body: (isJson ? JSON.parse(text) : text) as never,
    };
  };
  return {
    token,
    call,
    get: (path) => call('GET', path),
    post: (path, body, headers) => call('POST', path, { body, headers }),
    patch: (path, body) => call('PATCH', path, { body }),
  };
}

function environment(databaseUrl: string, extra: Record<string, string> = {}) {
  const { temporalAddress, temporalUiUrl } = testStack();
  return {
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    PUBLIC_URL: 'http://netra.test',
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_UI_URL: new URL(temporalUiUrl).origin,
    SMTP_URL: 'smtp://127.0.0.1:1',
    FILES_DIR: join(testFolder(), 'files'),
    SESSION_SECRET: 'the session secret of the tests, 0123456789',
    EMAIL_LINK_SECRET: 'the link secret of the tests, 0123456789ab',
    LOGIN_ATTEMPTS_PER_ADDRESS: '10000',
    ...extra,
  };
}

function listen(server: Server): Promise<Server> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
