import { defineSearchAttributeKey } from '@temporalio/common';
import { defineQuery, defineSignal } from '@temporalio/workflow';
import { SIGNALS } from '../../domain/approvals/workflow-contract';
import type { StageView } from '../../domain/approvals/workflow-contract';

/** A decision row was committed. Carries its ID only: without the row it means nothing. */
export const decisionRecordedSignal = defineSignal<[string]>(SIGNALS.decisionRecorded);

/** Rows of the request were changed by another door (withdrawn, reassigned): read them again. */
export const requestChangedSignal = defineSignal(SIGNALS.requestChanged);

/** How the run stands, for the Temporal Web UI and the command line. */
export const approvalStateQuery = defineQuery<{ stage: number; view: StageView | null }>(
  'approvalState',
);

/** Registered on the namespace at every start of the stack; see docs/operations.md. */
export const searchAttributes = {
  status: defineSearchAttributeKey('ApprovalStatus', 'KEYWORD'),
  waitingOn: defineSearchAttributeKey('WaitingOn', 'KEYWORD_LIST'),
  dueAt: defineSearchAttributeKey('DueAt', 'DATETIME'),
};
