import { setTimeout as sleep } from 'node:timers/promises';

/** Something that runs as one process, as the harness needs it. */
export interface Running {
  pid: number;
  exited: Promise<unknown>;
  stop(): Promise<void>;
}

/** A part that is started again whenever it ends, as a supervisor does, and that can be killed and frozen. */
export interface Kept {
  name: string;
  /** Ends it as a crash would; it comes back by itself. */
  kill(): Promise<void>;
  /** Stops its clock for a while: it neither answers nor ends, and then goes on as if nothing had happened. */
  pause(ms: number): Promise<void>;
  /** Ends it and leaves it away until `comeBack`. */
  stayAway(): Promise<void>;
  comeBack(): void;
  /** What it ended of although nobody had ended it. */
  ownEnds: string[];
  stop(): Promise<void>;
}

const RESTART_MS = 200;

/**
 * Keeps a part running.
 * @param options.start resolves once the process is there; it may still be on its way to serve
 * @param options.describe what it has to say about its end
 * @param options.isReady whether it had come so far as to serve: one that cannot start while another part is away ends
 * and is started again, which is no crash
 */
export async function keep<Part extends Running>(options: {
  name: string;
  start(): Promise<Part>;
  isReady?(part: Part): boolean;
  describe?(part: Part): string;
}): Promise<Kept & { part(): Part }> {
  const ownEnds: string[] = [];
  const doomed = new Set<number>();
  let part = await options.start();
  let stopping = false;
  let back: Promise<void> | undefined;
  let comeBack: () => void = () => undefined;

  const startAgain = async (): Promise<void> => {
    while (!stopping) {
      await back;
      try {
        part = await options.start();
        return;
      } catch {
        // What it leans on may be away, or what it was may not be gone yet.
        await sleep(RESTART_MS);
      }
    }
  };
  const watch = async () => {
    while (!stopping) {
      const how = await part.exited;
      if (stopping) return;
      const isCrash = !doomed.has(part.pid) && (options.isReady?.(part) ?? true);
      if (isCrash) ownEnds.push(`${String(how)}\n${options.describe?.(part) ?? ''}`);
      await sleep(RESTART_MS);
      await startAgain();
    }
  };
  const watching = watch();

  const end = async () => {
    doomed.add(part.pid);
    signal(part.pid, 'SIGKILL');
    await part.exited;
  };
  return {
    name: options.name,
    part: () => part,
    ownEnds,
    kill: end,
    async pause(ms) {
      const { pid } = part;
      signal(pid, 'SIGSTOP');
      await sleep(ms);
      signal(pid, 'SIGCONT');
    },
    async stayAway() {
      back = new Promise((resolve) => (comeBack = resolve));
      await end();
    },
    comeBack: () => comeBack(),
    async stop() {
      stopping = true;
      comeBack();
      await part.stop();
      await watching;
    },
  };
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // It has just ended by itself, which the watch notes.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
