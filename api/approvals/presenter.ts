import type { Principal } from '../../domain/access/principal';
import type { Approval } from '../../domain/wire/approvals';
import type { Problem } from '../../domain/wire/common';
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

/** One of many: a refusal as the problem document that asking for it alone would have been answered with. */
export function presentBulk<Done extends { status: string }>(
  logger: Logger,
  result: Done | { id: string; status: 'refused'; error: unknown },
): Done | { id: string; status: 'refused'; problem: Problem } {
  if (!('error' in result)) return result;
  const { problem, unexpected } = problemOf(result.error);
  if (unexpected) logger.error({ err: result.error, problemId: problem.id }, 'unexpected error');
  return { id: result.id, status: result.status, problem };
}
