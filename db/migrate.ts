import { connectDatabase } from '../platform/database/database';
import { roleMain, withoutOthers } from './role';

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
      return done.length === 0
        ? 'The database is up to date.'
        : done.map(({ name }) => `Migrated: ${name}`).join('\n');
    });
  } finally {
    await database.close();
  }
});
