import type { Principal } from '../../domain/access/principal';
import type { Approval, BulkDecided } from '../../domain/wire/approvals';
import type { BulkResult } from '../../modules/approvals/use-cases/decide-in-bulk';
import type { Config } from '../../platform/config/config';
import type { Logger } from '../../platform/logger/logger';
import { problemOf } from '../middleware/errors';

/** Adds the way to the run in the Temporal Web UI for those who may open it. */
export function presentApproval(
  config: Pick<Config, 'PUBLIC_URL' | 'TEMPORAL_NAMESPACE'>,
  principal: Principal,
  approval: Omit<Approval, 'workflowUrl'>,
): Approval {
  if (!principal.roles.includes('admin')) return approval;
  const run = encodeURIComponent(approval.workflowId);
  return {
    ...approval,
    workflowUrl: `${config.PUBLIC_URL}/temporal/namespaces/${config.TEMPORAL_NAMESPACE}/workflows/${run}`,
  };
}

/** Each refusal as the problem document that deciding it alone would have been answered with. */
export function presentBulk(logger: Logger, results: BulkResult[]): BulkDecided {
  return {
    items: results.map((result) => {
      if (result.status === 'recorded') return result;
      const { problem, unexpected } = problemOf(result.error);
      if (unexpected)
        logger.error({ err: result.error, problemId: problem.id }, 'unexpected error');
      return { id: result.id, status: result.status, problem };
    }),
  };
}
