import type { RestrictionActivities } from '../domain/restrictions/workflow-contract';
import type { ApprovalDeps } from '../modules/approvals/deps';
import { readRestriction } from '../modules/restrictions/queries';
import { endRestriction } from '../modules/restrictions/use-cases/end-restriction';
import { final } from './final';

/** The doors of `restrictionWorkflow`. */
export function restrictionActivities(
  deps: Pick<ApprovalDeps, 'db' | 'bus'>,
): RestrictionActivities {
  return {
    readRestriction: (input) => final(() => readRestriction(deps.db, input)),
    endRestriction: (input) => final(() => endRestriction(deps, input)),
  };
}
