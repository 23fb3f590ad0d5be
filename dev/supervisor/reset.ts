import { existsSync, readdirSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { postgresAccount, reachableDataFolder } from '../embedded/postgres-binaries';
import { endProcess } from '../embedded/processes';
import { leftovers, postgresFolder } from './parts';
import { netraHome } from './settings';
import { holderOf } from './state-files';

/** What makes a folder ours to delete: NETRA_HOME may have been set to somebody's home by mistake. */
const OURS = new Set([
  ...['audit', 'files', 'logs', 'mail', 'postgres', 'temporal', 'tools'],
  ...['run.json', 'secrets.json', 'supervisor.lock'],
]);

/** Deletes everything embedded under NETRA_HOME. Ends the process when it may not. */
export async function reset(options: { yes: boolean }): Promise<void> {
  const home = netraHome(process.env);
  if (!existsSync(home)) return console.log(`There is nothing to delete: ${home} does not exist.`);
  if (holderOf(home) !== undefined) {
    return refuse(`NETRA runs in ${home} (process ${holderOf(home)}): stop it first.`);
  }
  const present = readdirSync(home).filter((name) => OURS.has(name));
  if (present.length === 0) return console.log(`There is nothing of NETRA's in ${home}.`);
  if (!options.yes && !(await confirmed(home))) return console.log('Nothing was deleted.');
  const { postgres, temporal } = leftovers(home);
  for (const orphan of [temporal, postgres]) {
    if (orphan) await endProcess({ pid: orphan.pid, signal: 'SIGINT', graceMs: 20_000 });
  }
  rmSync(reachableDataFolder(postgresFolder(home), postgresAccount()), {
    recursive: true,
    force: true,
  });
  for (const name of present) rmSync(`${home}/${name}`, { recursive: true, force: true });
  console.log(`Deleted: everything of NETRA's in ${home}. The next npm start begins anew.`);
}

async function confirmed(home: string): Promise<boolean> {
  if (!process.stdin.isTTY) return refuse('Nobody to ask: say npm run reset -- --yes.');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`Delete all of NETRA's data in ${home}? [y/N] `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
