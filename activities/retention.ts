import type { ChatDeps } from '../modules/chat/deps';
import { applyRetention } from '../modules/chat/use-cases/apply-retention';
import type { RetentionActivities } from '../workflows/retention/workflow';

/** The door of `retentionWorkflow`. */
export function retentionActivities(deps: ChatDeps): RetentionActivities {
  return { applyRetention: () => applyRetention(deps) };
}
