import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { stageOldLeave } from '../modules/repair/use-cases/stage-old-leave';
import { connectDatabase } from '../platform/database/database';
import { roleMain } from './role';

/** Takes a file of leave from an old system in as it is written; `npm run repair` makes leave of it. */
roleMain('import:old', async ({ databaseUrl }) => {
  const { values, positionals } = parseArgs({
    args: process.argv.slice(2),
    allowPositionals: true,
    options: { source: { type: 'string' } },
  });
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0) throw new Error('name one CSV file');
  const file = readFileSync(path);
  const database = await connectDatabase({ url: databaseUrl, entities: [], poolSize: 2 });
  try {
    const staged = await stageOldLeave(
      { db: database },
      { file, source: values.source ?? basename(path) },
    );
    if ('problems' in staged) throw new Error(describe(staged.problems));
    return `${staged.staged} of ${staged.lines} lines are new. Read them with npm run repair -- --only imported-leave`;
  } finally {
    await database.close();
  }
});

function describe(problems: { line: number; column: string | null; message: string }[]): string {
  const lines = problems.map(
    ({ line, column, message }) => `  line ${line}${column ? `, ${column}` : ''}: ${message}`,
  );
  return ['nothing was taken in', ...lines].join('\n');
}
