import type { ApprovalActivities } from '../domain/approvals/workflow-contract';
import type { ApprovalDeps } from '../modules/approvals/deps';
import { applyDecisions } from '../modules/approvals/use-cases/apply-decisions';
import { closeRequest } from '../modules/approvals/use-cases/close-request';
import { keepWatch } from '../modules/approvals/use-cases/keep-watch';
import { openStage } from '../modules/approvals/use-cases/open-stage';
import { lapseResubmission } from '../modules/approvals/use-cases/lapse-resubmission';
import { readStage } from '../modules/approvals/use-cases/read-stage';
import { escalateStep, expireStep, remindStep } from '../modules/approvals/use-cases/ring-alarm';
import { final } from './final';

/** The doors of `approvalWorkflow` into the approvals module. */
export function approvalActivities(deps: ApprovalDeps): ApprovalActivities {
  return {
    openStage: (input) => final(() => openStage(deps, input)),
    readStage: (input) => final(() => readStage(deps, input)),
    applyDecisions: (input) => final(() => applyDecisions(deps, input)),
    remindStep: (input) => final(() => remindStep(deps, input)),
    escalateStep: (input) => final(() => escalateStep(deps, input)),
    expireStep: (input) => final(() => expireStep(deps, input)),
    lapseResubmission: (input) => final(() => lapseResubmission(deps, input)),
    closeRequest: (input) => final(() => closeRequest(deps, input)),
    keepWatch: (input) => final(() => keepWatch(deps, input)),
  };
}
