import { z } from 'zod';
import type { Database } from '../platform/database/database';

const databaseUrl = z.url({ protocol: /^postgres(ql)?$/ });
const LOCK = 7_301_944;

/**
 * Runs a role that needs nothing but a database, prints the sentence it answers and ends the process:
 * with exit code 1 and one line when it fails.
 */
export function roleMain(
  name: string,
  work: (options: { databaseUrl: string }) => Promise<string>,
): void {
  const url = databaseUrl.safeParse(process.env.DATABASE_URL);
  if (!url.success) {
    console.error(
      process.env.DATABASE_URL
        ? 'DATABASE_URL: must be a postgres:// URL'
        : 'DATABASE_URL is not set (that of a running npm start stands in its run.json)',
    );
    process.exit(1);
  }
  work({ databaseUrl: url.data }).then(
    (sentence) => console.log(sentence),
    (error: Error) => {
      console.error(`${name} failed: ${error.message}`);
      process.exitCode = 1;
    },
  );
}

/** Runs `work` while no other process does the same on this database. */
export async function withoutOthers<Result>(
  database: Database,
  work: () => Promise<Result>,
): Promise<Result> {
  const holder = database.source.createQueryRunner();
  await holder.connect();
  try {
    await holder.query('SELECT pg_advisory_lock($1)', [LOCK]);
    return await work();
  } finally {
    await holder.query('SELECT pg_advisory_unlock($1)', [LOCK]);
    await holder.release();
  }
}
