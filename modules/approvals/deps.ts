import type { Clock } from '../../platform/clock/clock';
import type { Database } from '../../platform/database/database';
import type { Bus } from '../../platform/realtime/bus';
import type { KindEffects } from './kind-effects';

/** What the approval use-cases are built from. `effects` comes from approvals/effects.ts by way of the process entry. */
export interface ApprovalDeps {
  db: Database;
  clock: Clock;
  bus: Bus;
  effects: Record<string, KindEffects>;
}
