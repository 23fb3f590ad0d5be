import { accessGrantRoutes } from './access-grants/routes';
import { adminEmailRoutes } from './admin-email/routes';
import { adminAuditRoutes } from './admin-audit/routes';
import { assistantAdminRoutes } from './assistant/admin-routes';
import { assistantMessageRoutes } from './assistant/message-routes';
import { assistantReportRoutes } from './assistant/report-routes';
import { assistantRoutes } from './assistant/routes';
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
import { passwordRoutes } from './auth/password-routes';
import { authRoutes } from './auth/routes';
import { sessionRoutes } from './auth/session-routes';
import { contentRoutes } from './chat/content-routes';
import { chatAuditRoutes } from './chat/audit-routes';
import { chatFileRoutes } from './chat/file-routes';
import { chatSearchRoutes } from './chat/search-routes';
import { conversationRoutes } from './chat/conversation-routes';
import { chatSettingsRoutes } from './chat/settings-routes';
import { messageRoutes } from './chat/message-routes';
import { chatRetentionRoutes } from './chat/retention-routes';
import { budgetRoutes } from './budgets/routes';
import { calendarRoutes } from './calendars/routes';
import { dashboardRoutes } from './dashboards/routes';
import { digestRoutes } from './digest/routes';
import { languageRoutes } from './language/routes';
import { delegationRoutes } from './delegations/routes';
import type { ApiDeps } from './deps';
import { exportRoutes } from './exports/routes';
import { expensePolicyRoutes } from './expenses/policy-routes';
import { mileageRoutes } from './expenses/mileage-routes';
import { perDiemRoutes } from './expenses/per-diem-routes';
import { exchangeRateRoutes } from './expenses/rate-routes';
import { receiptRoutes } from './expenses/receipt-routes';
import { advanceRoutes } from './expenses/advance-routes';
import { reimbursementRoutes } from './expenses/reimbursement-routes';
import { expenseRoutes } from './expenses/routes';
import { bankRoutes } from './bank/routes';
import { financeRoutes } from './finance/routes';
import { payableRoutes } from './payables/routes';
import { receivableRoutes } from './receivables/routes';
import { healthRoutes } from './health/routes';
import { insightRoutes } from './insight/routes';
import { listViewRoutes } from './list-views/routes';
import { calendarFeedRoutes } from './leave/feed-routes';
import { leaveAccountRoutes } from './leave/account-routes';
import { leavePayRoutes } from './leave/pay-routes';
import { leaveRoutes } from './leave/routes';
import { leaveBlockRoutes } from './leave/block-routes';
import { leaveImportRoutes } from './leave/import-routes';
import { leaveDocumentRoutes } from './leave/document-routes';
import { leaveTypeRoutes } from './leave/type-routes';
import { incentivePlanRoutes } from './incentives/plan-routes';
import { incentiveRoutes } from './incentives/routes';
import { leaveYearRoutes } from './leave/year-routes';
import { pushRoutes } from './notifications/push-routes';
import { preferenceRoutes } from './notifications/preference-routes';
import { notificationRoutes } from './notifications/routes';
import { chartRoutes } from './people/chart-routes';
import { departmentRoutes } from './people/department-routes';
import { invitationRoutes } from './people/invitation-routes';
import { checklistRoutes } from './onboarding/checklist-routes';
import { onboardingDocumentRoutes } from './onboarding/document-routes';
import { onboardingRoutes } from './onboarding/routes';
import { formRoutes } from './preboarding/form-routes';
import { preboardingRoutes } from './preboarding/routes';
import { probationRoutes } from './probation/routes';
import { peopleRoutes } from './people/routes';
import { peopleImportRoutes } from './people-imports/routes';
import { plannedMoveRoutes } from './planned-moves/routes';
import { projectAccountRoutes } from './projects/account-routes';
import { readinessRoutes } from './projects/readiness-routes';
import { watchRoutes } from './projects/watch-routes';
import { projectRoutes } from './projects/routes';
import type { Route } from './route';
import { salesRoutes } from './sales/routes';
import { timesheetRoutes } from './timesheets/routes';
import { utilisationRoutes } from './timesheets/utilisation-routes';
import { tourRoutes } from './tours/routes';

const PARTS: ((deps: ApiDeps) => Route[])[] = [
  authRoutes,
  passwordRoutes,
  sessionRoutes,
  peopleRoutes,
  invitationRoutes,
  accessGrantRoutes,
  departmentRoutes,
  chartRoutes,
  peopleImportRoutes,
  plannedMoveRoutes,
  submitRoutes,
  approvalRoutes,
  bulkRoutes,
  fileRoutes,
  interveningRoutes,
  delegationRoutes,
  approvalPolicyRoutes,
  approvalGroupRoutes,
  certificateRoutes,
  leaveRoutes,
  leaveTypeRoutes,
  leaveBlockRoutes,
  leaveDocumentRoutes,
  leaveImportRoutes,
  calendarFeedRoutes,
  leaveAccountRoutes,
  leavePayRoutes,
  leaveYearRoutes,
  incentivePlanRoutes,
  incentiveRoutes,
  expenseRoutes,
  expensePolicyRoutes,
  receiptRoutes,
  exchangeRateRoutes,
  mileageRoutes,
  perDiemRoutes,
  reimbursementRoutes,
  advanceRoutes,
  bankRoutes,
  financeRoutes,
  payableRoutes,
  receivableRoutes,
  budgetRoutes,
  projectRoutes,
  readinessRoutes,
  watchRoutes,
  salesRoutes,
  projectAccountRoutes,
  timesheetRoutes,
  utilisationRoutes,
  exportRoutes,
  listViewRoutes,
  notificationRoutes,
  preferenceRoutes,
  pushRoutes,
  calendarRoutes,
  digestRoutes,
  languageRoutes,
  adminEmailRoutes,
  adminAuditRoutes,
  adminStuckRoutes,
  adminRestrictionRoutes,
  insightRoutes,
  dashboardRoutes,
  conversationRoutes,
  messageRoutes,
  contentRoutes,
  chatFileRoutes,
  chatSearchRoutes,
  chatSettingsRoutes,
  chatAuditRoutes,
  chatRetentionRoutes,
  onboardingRoutes,
  onboardingDocumentRoutes,
  checklistRoutes,
  preboardingRoutes,
  formRoutes,
  probationRoutes,
  tourRoutes,
  assistantRoutes,
  assistantMessageRoutes,
  assistantReportRoutes,
  assistantAdminRoutes,
  healthRoutes,
];

/** Every route under `/api/v1`: what is mounted, described and tested person by person. */
export function allRoutes(deps: ApiDeps): Route[] {
  return PARTS.flatMap((part) => part(deps));
}
