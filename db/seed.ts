import { connectDatabase } from '../platform/database/database';
import { loadDemoCompany } from './demo/load-demo-company';
import { roleMain } from './role';

/** Loads the demo company into a migrated database that has nobody in it. */
roleMain('seed', async ({ databaseUrl }) => {
  const database = await connectDatabase({
    ...{ url: databaseUrl, entities: [], poolSize: 2 },
    unhurried: true,
  });
  try {
    const { loaded } = await loadDemoCompany(database);
    return loaded
      ? 'The demo company is loaded.'
      : 'There are people in this database already: nothing was loaded.';
  } finally {
    await database.close();
  }
});
