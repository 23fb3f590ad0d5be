// Ends the servers of a test run and deletes their folder once the run is over, however it ended:
// it waits for the end of its standard input, which closes even when the run is killed.
//   node guard.mjs FOLDER     with a line "PID SIGNAL" on the standard input for each server
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
  for (const server of servers.split('\n').filter(Boolean).reverse()) {
    const [pid, name] = server.split(' ');
    signal(Number(pid), name);
    for (let tries = 0; tries < 100 && signal(Number(pid), 0); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    signal(Number(pid), 'SIGKILL');
  }
  rmSync(folder, { recursive: true, force: true });
});
