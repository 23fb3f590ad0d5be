import type { Clock } from '../../platform/clock/clock';
import type { Database } from '../../platform/database/database';
import type { Bus } from '../../platform/realtime/bus';
import type { EmailLinkTokens } from '../../platform/tokens/email-link';
import type { KindEffects } from './kind-effects';

/** What the approval use-cases are built from; made once per process. */
export interface ApprovalDeps {
  db: Database;
  clock: Clock;
  bus: Bus;
  links: EmailLinkTokens;
  /** From approvals/effects.ts, by way of the process entry. */
  effects: Record<string, KindEffects>;
}
