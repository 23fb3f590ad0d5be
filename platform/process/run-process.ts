import { ConfigError } from '../config/config';

/**
 * Runs a role until it is told to stop: `start` returns how. Bad configuration ends it with one line per variable, any
 * other failure with its message; a second signal ends it at once.
 */
export async function runProcess(
  role: string,
  start: () => Promise<() => Promise<void>>,
): Promise<void> {
  try {
    const stop = await start();
    let stopping = false;
    const end = () => {
      if (stopping) process.exit(1);
      stopping = true;
      void stop().then(
        () => process.exit(0),
        (error: unknown) => fail(role, error),
      );
    };
    process.on('SIGINT', end);
    process.on('SIGTERM', end);
  } catch (error) {
    fail(role, error);
  }
}

function fail(role: string, error: unknown): never {
  const text =
    error instanceof ConfigError
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  process.stderr.write(`${role}: ${text}\n`);
  process.exit(1);
}
