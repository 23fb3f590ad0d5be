// Ends the servers of a test run and deletes their folder once the run is over, however it ended:
// it waits for the end of its standard input, which closes even when the run is killed.
// node guard.mjs FOLDER PID:SIGNAL...
import { rmSync } from 'node:fs';

const [folder, ...servers] = process.argv.slice(2);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

const signal = (pid, name) => {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
};

process.stdin.resume();
process.stdin.on('end', async () => {
  for (const server of servers) {
    const [pid, name] = server.split(':');
    signal(Number(pid), name);
    for (let tries = 0; tries < 100 && signal(Number(pid), 0); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    signal(Number(pid), 'SIGKILL');
  }
  rmSync(folder, { recursive: true, force: true });
});
