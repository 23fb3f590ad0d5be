import type { KindEffects } from '../modules/approvals/kind-effects';
import type { KindId, KindTypes } from './definitions';
import { accessRequestEffects } from './access-request/effects';
import { advanceRequestEffects } from './advance-request/effects';
import { expenseClaimEffects } from './expense-claim/effects';
import { hiringRequisitionEffects } from './hiring-requisition/effects';
import { incentiveDisputeEffects } from './incentive-dispute/effects';
import { incentiveRunEffects } from './incentive-run/effects';
import { leaveEffects } from './leave/effects';
import { leaveChangeEffects } from './leave-change/effects';
import { overtimeEffects } from './overtime/effects';
import { paymentReleaseEffects } from './payment-release/effects';
import { probationReviewEffects } from './probation-review/effects';
import { profileChangeEffects } from './profile-change/effects';
import { projectGoLiveEffects } from './project-go-live/effects';
import { purchaseOrderEffects } from './purchase-order/effects';
import { timesheetEffects } from './timesheet/effects';
import { travelRequestEffects } from './travel-request/effects';
import { vendorBillEffects } from './vendor-bill/effects';

/** What each kind does to the records. A kind without effects, or effects without a kind, does not compile. */
export const effects: {
  [Id in KindId]: KindEffects<KindTypes<Id>['request'], KindTypes<Id>['details']>;
} = {
  leave: leaveEffects,
  'leave-change': leaveChangeEffects,
  'expense-claim': expenseClaimEffects,
  'project-go-live': projectGoLiveEffects,
  'purchase-order': purchaseOrderEffects,
  'vendor-bill': vendorBillEffects,
  'payment-release': paymentReleaseEffects,
  overtime: overtimeEffects,
  'travel-request': travelRequestEffects,
  timesheet: timesheetEffects,
  'profile-change': profileChangeEffects,
  'hiring-requisition': hiringRequisitionEffects,
  'access-request': accessRequestEffects,
  'incentive-run': incentiveRunEffects,
  'incentive-dispute': incentiveDisputeEffects,
  'probation-review': probationReviewEffects,
  'advance-request': advanceRequestEffects,
};
