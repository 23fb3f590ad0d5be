import { connectDatabase, type Database } from '../platform/database/database';
import { roleMain, withoutOthers } from './role';

const ASK_FOR: Record<string, string> = {
  missing: 'CREATE ROLE netra_app NOLOGIN; GRANT netra_app TO the user of DATABASE_URL;',
  'not-granted': 'GRANT netra_app TO the user of DATABASE_URL;',
};

/** Runs the pending migrations; with `--revert` undoes the latest one. */
roleMain('migrate', async ({ databaseUrl }) => {
  const database = await connectDatabase({
    ...{ url: databaseUrl, entities: [], poolSize: 2 },
    unhurried: true,
  });
  try {
    // Several machines may start at once: one migrates, the others wait and find nothing to do.
    return await withoutOthers(database, async () => {
      if (process.argv.includes('--revert')) {
        await database.source.undoLastMigration();
        return 'The latest migration is undone.';
      }
      const done = await database.source.runMigrations();
      const said = done.map(({ name }) => `Migrated: ${name}`);
      if (said.length === 0) said.push('The database is up to date.');
      return [...said, ...(await appRoleHint(database))].join('\n');
    });
  } finally {
    await database.close();
  }
});

/** What to say when the API and the worker cannot act as netra_app. */
async function appRoleHint(database: Database): Promise<string[]> {
  const [row] = await database.query<{ state: string }>('SELECT prepare_app_role() AS state');
  const asked = ASK_FOR[row?.state ?? ''];
  if (!asked) return [];
  return [
    'ATTENTION: this user may not make or use the database role netra_app, so the API and the worker act as the',
    'owner of the tables, who could change the audit trail. Ask an administrator of the database to run:',
    `  ${asked}`,
    'then run migrate again.',
  ];
}
