import { join } from 'node:path';
import { readConfig, ConfigError } from '../../platform/config/config';
import { endProcess, type RunningServer } from '../embedded/processes';
import { keepRunning, type KeptPart } from './keeper';
import {
  isEmptyCompany,
  leftovers,
  runRolePart,
  startApiPart,
  startInboxPart,
  startPostgresPart,
  startTemporalPart,
  startWorkerPart,
  type PartContext,
} from './parts';
import { choosePorts, StartError, type PortName, type Settings } from './settings';
import { keepSecrets, noteChildren, writeRunFile, type RunFile } from './state-files';

type PartName = keyof RunFile['pids'];

/** The stack as it runs. */
export interface Stack {
  run: RunFile;
  /** Stops every part: first those that use others, last PostgreSQL. */
  stop(): Promise<void>;
}

/** What the stack tells its supervisor. */
interface StackEvents {
  say: (line: string) => void;
  /** A part died too often; the stack cannot go on. */
  onGivenUp: (line: string) => void;
}

type Parts = Partial<Record<PartName, KeptPart<RunningServer>>>;

interface Making {
  settings: Settings;
  events: StackEvents;
  context: PartContext;
  environment: NodeJS.ProcessEnv;
  parts: Parts;
  onRestart: () => void;
}

/**
 * Starts everything in order and waits until it serves. On failure, and when `signal` is aborted
 * meanwhile, stops what it has started and throws.
 */
export async function startStack(options: {
  settings: Settings;
  events: StackEvents;
  signal: AbortSignal;
}): Promise<Stack> {
  const { settings, events, signal } = options;
  const { home } = settings;
  const context = await prepare(settings, events);
  const environment = roleEnvironment(settings, context);
  const parts: Parts = {};
  let run: RunFile | undefined;
  const onRestart = () => {
    noteChildren(home, childPids(parts));
    if (run) writeRunFile(home, (run = { ...run, pids: pidsOf(parts) }));
  };
  const making: Making = { settings, events, context, environment, parts, onRestart };
  try {
    for (const step of [startServers, prepareData, startRoles]) {
      signal.throwIfAborted();
      await step(making);
      noteChildren(home, childPids(parts));
    }
    signal.throwIfAborted();
  } catch (error) {
    await stopParts(parts);
    throw error;
  }
  run = describeRun(making);
  writeRunFile(home, run);
  return { run, stop: () => stopParts(parts) };
}

/** Ports, secrets, and servers of an earlier run that are in the way. */
async function prepare(settings: Settings, { say }: StackEvents): Promise<PartContext> {
  const { home, given, embedded } = settings;
  const kept: Partial<Record<PortName, number>> = {};
  const found = leftovers(home);
  for (const part of ['postgres', 'temporal'] as const) {
    const leftover = found[part];
    if (!leftover) continue;
    const fits = (Object.entries(leftover.ports) as [PortName, number][]).every(
      ([name, port]) => given[name] === undefined || given[name] === port,
    );
    if (embedded[part] && fits) Object.assign(kept, leftover.ports);
    else await endProcess({ pid: leftover.pid, signal: 'SIGINT', graceMs: 20_000 });
  }
  return {
    home,
    ports: await choosePorts({ settings, kept, say }),
    postgresPassword: keepSecrets(home).postgresPassword,
    namespace: process.env.TEMPORAL_NAMESPACE || 'netra',
    say,
  };
}

/** The variables every role runs from: as set by hand, else those of the embedded parts. */
function roleEnvironment(settings: Settings, context: PartContext): NodeJS.ProcessEnv {
  const { ports } = context;
  const { sessionSecret, emailLinkSecret, pushKeys } = keepSecrets(settings.home);
  const embedded: Record<string, string> = {
    HOST: settings.host,
    PUBLIC_URL: `http://localhost:${ports.PORT}`,
    DATABASE_URL: `postgres://netra:${context.postgresPassword}@127.0.0.1:${ports.POSTGRES_PORT}/netra`,
    TEMPORAL_ADDRESS: `127.0.0.1:${ports.TEMPORAL_PORT}`,
    TEMPORAL_NAMESPACE: context.namespace,
    SMTP_URL: `smtp://127.0.0.1:${ports.SMTP_PORT}`,
    FILES_DIR: join(settings.home, 'files'),
    SESSION_SECRET: sessionSecret,
    EMAIL_LINK_SECRET: emailLinkSecret,
    PUSH_VAPID_PUBLIC_KEY: pushKeys.publicKey,
    PUSH_VAPID_PRIVATE_KEY: pushKeys.privateKey,
    AUDIT_ANCHOR_FILE: join(settings.home, 'audit', 'anchors.jsonl'),
    ...(settings.embedded.temporal
      ? { TEMPORAL_UI_URL: `http://127.0.0.1:${ports.TEMPORAL_UI_PORT}` }
      : {}),
  };
  const said = Object.entries(process.env).filter(([, value]) => value !== '');
  const environment = { ...embedded, ...Object.fromEntries(said), PORT: String(ports.PORT) };
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) throw new StartError(error.lines);
    throw error;
  }
  return environment;
}

async function startServers(making: Making): Promise<void> {
  const { context, settings } = making;
  const { postgres, temporal, inbox } = settings.embedded;
  const starting = [
    ...(postgres ? [keep(making, 'postgres', () => startPostgresPart(context))] : []),
    ...(temporal ? [keep(making, 'temporal', () => startTemporalPart(context))] : []),
    ...(inbox ? [keep(making, 'inbox', () => startInboxPart(context))] : []),
  ];
  await allOf(starting);
}

async function prepareData({ settings, context, environment }: Making): Promise<void> {
  await runRolePart('migrate', context, environment);
  if (!settings.demo || !(await isEmptyCompany(String(environment.DATABASE_URL)))) return;
  context.say('Loading the demo company ...');
  await runRolePart('seed', context, environment);
}

async function startRoles(making: Making): Promise<void> {
  const { context, environment } = making;
  await allOf([
    keep(making, 'api', () => startApiPart(context, environment)),
    keep(making, 'worker', () => startWorkerPart(context, environment)),
  ]);
}

/** Waits for all, also when one fails: what is still starting could not be stopped otherwise. */
async function allOf(starting: Promise<unknown>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(starting)) {
    if (outcome.status === 'rejected') throw outcome.reason;
  }
}

async function keep(
  making: Making,
  name: PartName,
  start: () => Promise<RunningServer>,
): Promise<void> {
  const { events, onRestart } = making;
  const { say, onGivenUp } = events;
  making.parts[name] = await keepRunning({ name, start, say, onRestart, onGivenUp });
}

async function stopParts(parts: Parts): Promise<void> {
  for (const group of [['api', 'worker'], ['inbox', 'temporal'], ['postgres']] as const) {
    await Promise.all(group.map(async (name) => parts[name]?.stop()));
  }
}

function describeRun({ settings, context, environment, parts }: Making): RunFile {
  const { ports } = context;
  const { temporal, inbox } = settings.embedded;
  return {
    webUrl: `http://localhost:${ports.PORT}`,
    temporalUiUrl: temporal
      ? `http://127.0.0.1:${ports.TEMPORAL_UI_PORT}/temporal`
      : (environment.TEMPORAL_UI_URL ?? null),
    temporalAddress: String(environment.TEMPORAL_ADDRESS),
    inboxUrl: inbox ? `http://localhost:${ports.INBOX_PORT}` : null,
    smtpUrl: String(environment.SMTP_URL),
    databaseUrl: String(environment.DATABASE_URL),
    pids: pidsOf(parts),
    ready: true,
  };
}

function pidsOf(parts: Parts): RunFile['pids'] {
  const pid = (name: PartName) => parts[name]?.current().pid ?? null;
  return {
    api: pid('api'),
    worker: pid('worker'),
    postgres: pid('postgres'),
    temporal: pid('temporal'),
    inbox: pid('inbox'),
  };
}

/** Those that end with this process; PostgreSQL and Temporal are found by their own folders. */
function childPids(parts: Parts): number[] {
  const { api, worker, inbox } = parts;
  return [api, worker, inbox].flatMap((part) => (part ? [part.current().pid] : []));
}
