import type { ApprovalKind } from '../domain/approvals/kind';
import { accessRequestKind } from './access-request/definition';
import { advanceRequestKind } from './advance-request/definition';
import { expenseClaimKind } from './expense-claim/definition';
import { hiringRequisitionKind } from './hiring-requisition/definition';
import { incentiveDisputeKind } from './incentive-dispute/definition';
import { incentiveRunKind } from './incentive-run/definition';
import { leaveKind } from './leave/definition';
import { leaveChangeKind } from './leave-change/definition';
import { overtimeKind } from './overtime/definition';
import { paymentReleaseKind } from './payment-release/definition';
import { probationReviewKind } from './probation-review/definition';
import { profileChangeKind } from './profile-change/definition';
import { projectGoLiveKind } from './project-go-live/definition';
import { purchaseOrderKind } from './purchase-order/definition';
import { timesheetKind } from './timesheet/definition';
import { travelRequestKind } from './travel-request/definition';
import { vendorBillKind } from './vendor-bill/definition';

/** Every kind of request, by its id. Pure: the web, the API and the activities read it. */
export const definitions = {
  leave: leaveKind,
  'leave-change': leaveChangeKind,
  'expense-claim': expenseClaimKind,
  'project-go-live': projectGoLiveKind,
  'purchase-order': purchaseOrderKind,
  'vendor-bill': vendorBillKind,
  'payment-release': paymentReleaseKind,
  overtime: overtimeKind,
  'travel-request': travelRequestKind,
  timesheet: timesheetKind,
  'profile-change': profileChangeKind,
  'hiring-requisition': hiringRequisitionKind,
  'access-request': accessRequestKind,
  'incentive-run': incentiveRunKind,
  'incentive-dispute': incentiveDisputeKind,
  'probation-review': probationReviewKind,
  'advance-request': advanceRequestKind,
};

/** The id of a kind. */
export type KindId = keyof typeof definitions;

/** What a kind's request and completed details are. */
export type KindTypes<Id extends KindId> =
  (typeof definitions)[Id] extends ApprovalKind<infer Request, infer Details>
    ? { request: Request; details: Details }
    : never;
