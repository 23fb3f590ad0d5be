// npm run api | worker | migrate | seed | audit-verify | repair | …: one role, from the variables of the environment.
import { spawn } from 'node:child_process';
import { build } from './build.mjs';
import { fail, prepare } from './bootstrap.mjs';

const [name, ...args] = process.argv.slice(2);
prepare();
await build({ web: name === 'api' || name.startsWith('bench') }).catch((error) =>
  fail(error.message),
);
const { asBuilt, roleEntry } = await import('../dist/dev/roles.js');
const role = spawn(process.execPath, [roleEntry(name), ...args], {
  stdio: 'inherit',
  env: asBuilt(process.env),
});
// Ctrl-C reaches the role by itself; a signal sent to this process alone is passed on.
process.on('SIGINT', () => undefined);
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => role.kill(signal));
role.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
