import { spawn } from 'node:child_process';
import { roleEntry, type Role } from '../../dev/roles';

/** Runs a command of the built project as people do, with a database and nothing else around it. */
export async function runCommand(
  role: Role,
  args: string[],
  databaseUrl: string,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [roleEntry(role), ...args], {
    env: { PATH: process.env.PATH, DATABASE_URL: databaseUrl },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, output };
}
