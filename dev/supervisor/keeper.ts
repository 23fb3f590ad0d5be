import { sleep, type RunningServer } from '../embedded/processes';

const LIMIT = 5;
const WINDOW_MS = 60_000;
const FIRST_PAUSE_MS = 200;

/** What is needed to keep one part of the stack running. */
interface PartOptions<Server extends RunningServer> {
  name: string;
  start: () => Promise<Server>;
  say: (line: string) => void;
  /** After a restart; not after the first start. */
  onRestart: () => void;
  /** When it died too often or cannot be started again. */
  onGivenUp: (line: string) => void;
}

/** A part of the stack that is started again whenever it dies. */
export interface KeptPart<Server extends RunningServer> {
  /** The server that runs now, or ran last. */
  current(): Server;
  stop(): Promise<void>;
}

/**
 * Starts a part and starts it again when it dies: after pauses that double, and no more than five
 * times within a minute, after which it gives up.
 */
export async function keepRunning<Server extends RunningServer>(
  options: PartOptions<Server>,
): Promise<KeptPart<Server>> {
  const { name, say } = options;
  const restarts: number[] = [];
  let stopping = false;
  let server = await options.start();
  let reviving: Promise<void> = Promise.resolve();

  const revive = async (how: string): Promise<void> => {
    const now = Date.now();
    const recent = restarts.filter((at) => at > now - WINDOW_MS);
    if (recent.length >= LIMIT) {
      options.onGivenUp(`${name} died ${LIMIT + 1} times within a minute (last: ${how}).`);
      return;
    }
    restarts.push(now);
    say(`${name} died (${how}); starting it again.`);
    await sleep(FIRST_PAUSE_MS * 2 ** recent.length);
    if (stopping) return;
    try {
      server = await options.start();
    } catch (error) {
      await revive((error as Error).message);
      return;
    }
    say(`${name} runs again (process ${server.pid}).`);
    options.onRestart();
    watch();
  };
  const watch = (): void => {
    void server.exited.then((how) => {
      if (!stopping) reviving = revive(how);
    });
  };
  watch();

  return {
    current: () => server,
    async stop() {
      stopping = true;
      await reviving;
      await server.stop();
    },
  };
}
