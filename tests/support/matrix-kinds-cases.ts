import { accessRequestKind } from '../../approvals/access-request/definition';
import { advanceRequestKind } from '../../approvals/advance-request/definition';
import { hiringRequisitionKind } from '../../approvals/hiring-requisition/definition';
import { overtimeKind } from '../../approvals/overtime/definition';
import { paymentReleaseKind } from '../../approvals/payment-release/definition';
import { profileChangeKind } from '../../approvals/profile-change/definition';
import { purchaseOrderKind } from '../../approvals/purchase-order/definition';
import { travelRequestKind } from '../../approvals/travel-request/definition';
import { timesheetKind } from '../../approvals/timesheet/definition';
import { vendorBillKind } from '../../approvals/vendor-bill/definition';
import type { Case } from './matrix-cases';

/** Each of these kinds, asked for on behalf of somebody else in every way a body could say so. */
export const KINDS_CASES = (smuggle: (path: string, body: object) => Case): Record<string, Case> =>
  Object.fromEntries(
    [
      purchaseOrderKind,
      vendorBillKind,
      paymentReleaseKind,
      overtimeKind,
      travelRequestKind,
      profileChangeKind,
      hiringRequisitionKind,
      timesheetKind,
      accessRequestKind,
      advanceRequestKind,
    ].map(({ path, example }) => [`post ${path}`, smuggle(path, example as object)]),
  );
