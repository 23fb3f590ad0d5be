import { connectDatabase, type Database } from '../platform/database/database';
import { roleMain, withoutOthers } from './role';

/** The roles a process takes on, what makes each ready, and what it means when it is not. */
const ROLES = {
  netra_app: {
    prepare: 'prepare_app_role()',
    means: [
      'so the API and the worker act as the owner',
      'of the tables, who could change the audit trail.',
    ],
  },
  netra_ai: {
    prepare: 'prepare_ai_role()',
    means: ['so the assistant', 'answers nothing from records.'],
  },
};

type RoleName = keyof typeof ROLES;

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
      for (const role of Object.keys(ROLES) as RoleName[])
        said.push(...(await roleHint(database, role)));
      return said.join('\n');
    });
  } finally {
    await database.close();
  }
});

/** What to say when a role cannot be used. */
async function roleHint(database: Database, role: RoleName): Promise<string[]> {
  const { prepare, means } = ROLES[role];
  const [row] = await database.query<{ state: string }>(`SELECT ${prepare} AS state`);
  if (row?.state === 'ready') return [];
  const grant = `GRANT ${role} TO the user of DATABASE_URL;`;
  const asked = row?.state === 'missing' ? `CREATE ROLE ${role} NOLOGIN; ${grant}` : grant;
  return [
    `ATTENTION: this user may not make or use the database role ${role}, ${means[0]}`,
    `${means[1]} Ask an administrator of the database to run:`,
    `  ${asked}`,
    'then run migrate again.',
  ];
}
