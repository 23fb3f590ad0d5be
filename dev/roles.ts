import { join } from 'node:path';
import { projectRoot } from './embedded/project-root';

/** A process of its own kind, run by `npm start`, by `npm run <role>` and by a container. */
export type Role =
  | 'api'
  | 'worker'
  | 'migrate'
  | 'seed'
  | 'audit-verify'
  | 'repair'
  | 'import-old'
  | 'bench'
  | 'bench-chat'
  | 'bench-lists'
  | 'bench-books'
  | 'bench-assistant';

const ENTRIES: Record<Role, string> = {
  api: 'api/server.js',
  worker: 'activities/worker.js',
  migrate: 'db/migrate.js',
  seed: 'db/seed.js',
  'audit-verify': 'db/audit-verify.js',
  repair: 'db/repair.js',
  'import-old': 'db/import-old.js',
  bench: 'dev/bench/main.js',
  'bench-chat': 'dev/bench/chat.js',
  'bench-lists': 'dev/bench/lists.js',
  'bench-books': 'dev/bench/books.js',
  'bench-assistant': 'dev/bench/assistant.js',
};

/** The built file that a role starts from. */
export function roleEntry(role: Role): string {
  return join(projectRoot(), 'dist', ENTRIES[role]);
}

/** What is built runs: React and Express are several times slower when nobody says so. */
export function asBuilt(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { NODE_ENV: 'production', ...environment };
}

/** What node gets before the entry so that the process ends when the one that started it is killed. */
export function endWithParent(): string[] {
  return ['--require', join(projectRoot(), 'dist', 'dev', 'supervisor', 'end-with-parent.js')];
}
