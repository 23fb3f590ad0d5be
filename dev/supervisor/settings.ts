import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { projectRoot } from '../embedded/project-root';
import { anyPortFrom, portIsFree } from '../embedded/ports';

/** The ports of `npm start`, by the variable that sets each by hand. */
const PORT_DEFAULTS = {
  PORT: 3000,
  TEMPORAL_PORT: 7233,
  TEMPORAL_UI_PORT: 8233,
  INBOX_PORT: 1080,
  SMTP_PORT: 1025,
  POSTGRES_PORT: 54329,
} as const;

export type PortName = keyof typeof PORT_DEFAULTS;

/** What the environment says about `npm start`. */
export interface Settings {
  home: string;
  /** Ports set by hand; the others may move. */
  given: Partial<Record<PortName, number>>;
  /** Which parts this start runs itself. */
  embedded: { postgres: boolean; temporal: boolean; inbox: boolean };
  /** Whether the demo company is loaded into an empty database. */
  demo: boolean;
  /** The address the API listens on. */
  host: string;
}

/** A start that cannot go on, said in lines for the person who started it. */
export class StartError extends Error {
  constructor(readonly lines: string[]) {
    super(lines.join('\n'));
    this.name = 'StartError';
  }
}

/** The folder of everything embedded: NETRA_HOME, or .netra in the project. */
export function netraHome(environment: NodeJS.ProcessEnv): string {
  const said = environment.NETRA_HOME?.replace(/^~(?=$|[\\/])/, homedir());
  return said ? resolve(said) : join(projectRoot(), '.netra');
}

/**
 * Reads the variables of `npm start`.
 * @throws StartError with one line per variable that is wrong
 */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const { given, lines } = readPorts(environment);
  const demo = environment.NETRA_DEMO || undefined;
  if (demo && !['0', '1'].includes(demo)) lines.push('NETRA_DEMO: must be 0 or 1');
  if (lines.length > 0) throw new StartError(lines);
  const embedded = {
    postgres: !environment.DATABASE_URL,
    temporal: !environment.TEMPORAL_ADDRESS,
    inbox: !environment.SMTP_URL,
  };
  return {
    home: netraHome(environment),
    given,
    embedded,
    demo: demo ? demo === '1' : embedded.postgres,
    host: environment.HOST || '127.0.0.1',
  };
}

function readPorts(environment: NodeJS.ProcessEnv): { given: Settings['given']; lines: string[] } {
  const given: Settings['given'] = {};
  const lines: string[] = [];
  for (const name of Object.keys(PORT_DEFAULTS) as PortName[]) {
    const said = environment[name];
    if (!said) continue;
    const port = Number(said);
    const twin = (Object.keys(given) as PortName[]).find((other) => given[other] === port);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      lines.push(`${name}: must be a port, a whole number from 1 to 65535`);
    } else if (twin) lines.push(`${name}: is the same port as ${twin}`);
    else given[name] = port;
  }
  return { given, lines };
}

/** Which ports a start needs: those of the parts it runs itself. */
function neededPorts({ embedded }: Settings): PortName[] {
  return [
    'PORT',
    ...(embedded.temporal ? (['TEMPORAL_PORT', 'TEMPORAL_UI_PORT'] as const) : []),
    ...(embedded.inbox ? (['INBOX_PORT', 'SMTP_PORT'] as const) : []),
    ...(embedded.postgres ? (['POSTGRES_PORT'] as const) : []),
  ];
}

/**
 * Chooses the ports: as set by hand, else the default, else the next free one, which `say` is told of.
 * @param options.kept ports that servers of an earlier run, which will be taken over, hold already
 * @throws StartError with one line per port that was set by hand and is taken
 */
export async function choosePorts(options: {
  settings: Settings;
  kept: Partial<Record<PortName, number>>;
  say: (line: string) => void;
}): Promise<Record<PortName, number>> {
  const { settings, kept, say } = options;
  const chosen: Record<PortName, number> = { ...PORT_DEFAULTS, ...settings.given, ...kept };
  const taken: string[] = [];
  const used = new Set(Object.values(kept));
  for (const name of neededPorts(settings)) {
    if (kept[name] !== undefined) continue;
    const host = name === 'PORT' ? settings.host : '127.0.0.1';
    const given = settings.given[name];
    if (given !== undefined) {
      if (!(await portIsFree(given, host))) taken.push(`${name}: port ${given} is taken`);
    } else {
      const reserved = [...used, ...Object.values(settings.given)];
      chosen[name] = await anyPortFrom(PORT_DEFAULTS[name], { host, reserved });
      if (chosen[name] !== PORT_DEFAULTS[name]) {
        say(`Port ${PORT_DEFAULTS[name]} is taken: ${name} is ${chosen[name]} this time.`);
      }
    }
    used.add(chosen[name]);
  }
  if (taken.length > 0) throw new StartError(taken);
  return chosen;
}
