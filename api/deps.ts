import type { Clock } from '../platform/clock/clock';
import type { Config } from '../platform/config/config';
import type { Database } from '../platform/database/database';
import type { ScopedReader } from '../platform/database/scoped-reader';
import type { FileStore } from '../platform/files/file-store';
import type { LanguageModel } from '../platform/llm/language-model';
import type { Logger } from '../platform/logger/logger';
import type { Bus } from '../platform/realtime/bus';
import type { TemporalGateway } from '../platform/temporal/gateway';
import type { ApprovalDeps } from '../modules/approvals/deps';

/** What the doors are built from; made once in server.ts. */
export interface ApiDeps {
  config: Config;
  logger: Logger;
  db: Database;
  clock: Clock;
  bus: Bus;
  temporal: TemporalGateway;
  approvals: ApprovalDeps;
  files: FileStore;
  /** Reads for the assistant, behind row-level security. */
  reader: ScopedReader;
  /** Null without one: the planner answers alone. */
  model: LanguageModel | null;
}
