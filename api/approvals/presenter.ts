import type { Principal } from '../../domain/access/principal';
import type { Approval } from '../../domain/wire/approvals';
import type { Config } from '../../platform/config/config';

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
