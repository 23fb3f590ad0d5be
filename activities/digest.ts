import type { ApprovalDeps } from '../modules/approvals/deps';
import { sendDigests } from '../modules/approvals/use-cases/send-digests';
import type { DigestActivities } from '../workflows/digest/workflow';

/** The door of `digestWorkflow`. */
export function digestActivities(deps: ApprovalDeps): DigestActivities {
  return { sendDigests: () => sendDigests(deps) };
}
