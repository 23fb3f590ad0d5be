// Ends the servers of a test run and deletes their folder once the run is over, however it ended:
// it waits for the end of its standard input, which closes even when the run is killed.
//   node guard.mjs FOLDER     with a line "PID SIGNAL" on the standard input for each server,
//                             and a line "PID" for one that is gone: its number may be somebody else's by then
import { rmSync } from 'node:fs';

const [folder] = process.argv.slice(2);
let servers = '';
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

const signal = (pid, name) => {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
};

process.stdin.setEncoding('utf8').on('data', (lines) => (servers += lines));
process.stdin.on('end', async () => {
  const running = new Map();
  for (const line of servers.split('\n').filter(Boolean)) {
    const [pid, name] = line.split(' ');
    running.delete(pid);
    if (name) running.set(pid, name);
  }
  for (const [pid, name] of [...running].reverse()) {
    signal(Number(pid), name);
    for (let tries = 0; tries < 100 && signal(Number(pid), 0); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    signal(Number(pid), 'SIGKILL');
  }
  rmSync(folder, { recursive: true, force: true });
});
