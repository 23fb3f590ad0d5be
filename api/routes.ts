import { adminEmailRoutes } from './admin-email/routes';
import { adminAuditRoutes } from './admin-audit/routes';
import { bulkRoutes } from './approvals/bulk-routes';
import { fileRoutes } from './approvals/file-routes';
import { interveningRoutes } from './approvals/intervening-routes';
import { adminRestrictionRoutes } from './admin-restrictions/routes';
import { adminStuckRoutes } from './admin-stuck/routes';
import { approvalGroupRoutes } from './approval-policies/group-routes';
import { approvalPolicyRoutes } from './approval-policies/routes';
import { certificateRoutes } from './approvals/certificate-routes';
import { approvalRoutes } from './approvals/routes';
import { submitRoutes } from './approvals/submit-routes';
import { authRoutes } from './auth/routes';
import { contentRoutes } from './chat/content-routes';
import { chatAuditRoutes } from './chat/audit-routes';
import { chatFileRoutes } from './chat/file-routes';
import { chatSearchRoutes } from './chat/search-routes';
import { conversationRoutes } from './chat/conversation-routes';
import { chatSettingsRoutes } from './chat/settings-routes';
import { messageRoutes } from './chat/message-routes';
import { chatRetentionRoutes } from './chat/retention-routes';
import { calendarRoutes } from './calendars/routes';
import { digestRoutes } from './digest/routes';
import { delegationRoutes } from './delegations/routes';
import type { ApiDeps } from './deps';
import { exportRoutes } from './exports/routes';
import { expensePolicyRoutes } from './expenses/policy-routes';
import { exchangeRateRoutes } from './expenses/rate-routes';
import { receiptRoutes } from './expenses/receipt-routes';
import { reimbursementRoutes } from './expenses/reimbursement-routes';
import { expenseRoutes } from './expenses/routes';
import { financeRoutes } from './finance/routes';
import { healthRoutes } from './health/routes';
import { insightRoutes } from './insight/routes';
import { calendarFeedRoutes } from './leave/feed-routes';
import { leaveAccountRoutes } from './leave/account-routes';
import { leaveRoutes } from './leave/routes';
import { pushRoutes } from './notifications/push-routes';
import { preferenceRoutes } from './notifications/preference-routes';
import { notificationRoutes } from './notifications/routes';
import { chartRoutes } from './people/chart-routes';
import { departmentRoutes } from './people/department-routes';
import { onboardingRoutes } from './onboarding/routes';
import { peopleRoutes } from './people/routes';
import { peopleImportRoutes } from './people-imports/routes';
import { plannedMoveRoutes } from './planned-moves/routes';
import { projectRoutes } from './projects/routes';
import type { Route } from './route';
import { tourRoutes } from './tours/routes';

/** Every route under `/api/v1`: what is mounted, described and tested person by person. */
export function allRoutes(deps: ApiDeps): Route[] {
  return [
    ...authRoutes(deps),
    ...peopleRoutes(deps),
    ...departmentRoutes(deps),
    ...chartRoutes(deps),
    ...peopleImportRoutes(deps),
    ...plannedMoveRoutes(deps),
    ...submitRoutes(deps),
    ...approvalRoutes(deps),
    ...bulkRoutes(deps),
    ...fileRoutes(deps),
    ...interveningRoutes(deps),
    ...delegationRoutes(deps),
    ...approvalPolicyRoutes(deps),
    ...approvalGroupRoutes(deps),
    ...certificateRoutes(deps),
    ...leaveRoutes(deps),
    ...calendarFeedRoutes(deps),
    ...leaveAccountRoutes(deps),
    ...expenseRoutes(deps),
    ...expensePolicyRoutes(deps),
    ...receiptRoutes(deps),
    ...exchangeRateRoutes(deps),
    ...reimbursementRoutes(deps),
    ...financeRoutes(deps),
    ...projectRoutes(deps),
    ...exportRoutes(deps),
    ...notificationRoutes(deps),
    ...preferenceRoutes(deps),
    ...pushRoutes(deps),
    ...calendarRoutes(deps),
    ...digestRoutes(deps),
    ...adminEmailRoutes(deps),
    ...adminAuditRoutes(deps),
    ...adminStuckRoutes(deps),
    ...adminRestrictionRoutes(deps),
    ...insightRoutes(deps),
    ...conversationRoutes(deps),
    ...messageRoutes(deps),
    ...contentRoutes(deps),
    ...chatFileRoutes(deps),
    ...chatSearchRoutes(deps),
    ...chatSettingsRoutes(deps),
    ...chatAuditRoutes(deps),
    ...chatRetentionRoutes(deps),
    ...onboardingRoutes(deps),
    ...tourRoutes(deps),
    ...healthRoutes(deps),
  ];
}
