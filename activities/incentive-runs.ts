import type { IncentiveRunActivities } from '../domain/incentives/run-contract';
import type { ApprovalDeps } from '../modules/approvals/deps';
import {
  postIncentiveRun,
  publishIncentiveRun,
  readIncentiveRun,
} from '../modules/incentives/use-cases/publish-run';

/** The doors of `incentiveRunWorkflow`. */
export function incentiveRunActivities(
  deps: Pick<ApprovalDeps, 'db' | 'bus'>,
): IncentiveRunActivities {
  return {
    readIncentiveRun: (input) => readIncentiveRun(deps.db, input),
    publishIncentiveRun: (input) => publishIncentiveRun(deps, input),
    postIncentiveRun: (input) => postIncentiveRun(deps, input),
  };
}
