import net from 'node:net';
import type { ApiDeps } from '../deps';

const PATIENCE_MS = 2000;
const SMTP_KEPT_MS = 5000;
const HEARTBEAT_SECONDS = 10;

/** Asks one part whether it works; a failure and a long silence are both a no. */
type Probe = () => Promise<boolean>;

/** The probes of everything the API leans on. */
export function createProbes({ db, temporal, config }: ApiDeps): Record<string, Probe> {
  return {
    postgres: patient(async () => (await db.query('SELECT 1')).length === 1),
    temporal: patient(() => temporal.isUp()),
    worker: patient(async () => {
      const beats = await db.query(
        `SELECT 1 FROM process_heartbeat
         WHERE role = 'worker' AND beat_at > now() - make_interval(secs => $1) LIMIT 1`,
        [HEARTBEAT_SECONDS],
      );
      return beats.length > 0;
    }),
    smtp: remembered(patient(() => accepts(new URL(config.SMTP_URL)))),
  };
}

function patient(probe: Probe): Probe {
  return async () => {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), PATIENCE_MS);
    });
    try {
      return await Promise.race([probe().catch(() => false), silence]);
    } finally {
      clearTimeout(timer);
    }
  };
}

/** A mail server is not greeted for every health check. */
function remembered(probe: Probe): Probe {
  let asked = 0;
  let answer: Promise<boolean> | undefined;
  return () => {
    if (!answer || Date.now() - asked > SMTP_KEPT_MS) {
      asked = Date.now();
      answer = probe();
    }
    return answer;
  };
}

function accepts({ hostname, port, protocol }: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(Number(port) || (protocol === 'smtps:' ? 465 : 587), hostname);
    socket.setTimeout(PATIENCE_MS);
    const finish = (up: boolean) => {
      socket.destroy();
      resolve(up);
    };
    socket.once('connect', () => finish(true));
    socket.once('timeout', () => finish(false));
    socket.once('error', () => finish(false));
  });
}
