import type { Database } from '../../platform/database/database';
import type { Bus } from '../../platform/realtime/bus';

/** What the use-cases of chat need. */
export interface ChatDeps {
  db: Database;
  bus: Bus;
}
