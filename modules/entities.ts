import { accessGrantEntities } from './access-grants/entities';
import { approvalsEntities } from './approvals/entities';
import { ApprovalFile } from './approvals/file-entity';
import { auditEntities } from './audit/entities';
import { authEntities } from './auth/entities';
import { calendarsEntities } from './calendars/entities';
import { chatContentEntities } from './chat/content-entities';
import { chatEntities } from './chat/entities';
import { chatRetentionEntities } from './chat/retention-entities';
import { ChatMailCursor } from './chat/mail-entity';
import { ChatFile } from './chat/file-entity';
import { organisationChannelEntities } from './chat/organisation-entities';
import { delegationEntities } from './delegations/entities';
import { expensesEntities } from './expenses/entities';
import { leaveEntities } from './leave/entities';
import { compOffEntities } from './leave/comp-off-entities';
import { CalendarFeedEntity } from './leave/feed-entity';
import { leaveRuleEntities } from './leave/rule-entities';
import { leaveYearEntities } from './leave/year-entities';
import { leavePayEntities } from './leave-pay/entities';
import { mailEntities } from './mail/entities';
import { notificationEntities } from './notifications/entities';
import { peopleEntities } from './people/entities';
import { projectAccountEntities } from './project-accounts/entities';
import { projectsEntities } from './projects/entities';
import { bankEntities } from './bank/entities';
import { bankAccountsEntities } from './bank-accounts/entities';
import { documentNumbersEntities } from './document-numbers/entities';
import { financeEntities } from './finance/entities';
import { budgetEntities } from './budgets/entities';
import { receivablesEntities } from './receivables/entities';
import { hiringEntities } from './hiring/entities';
import { incentiveEntities } from './incentives/entities';
import { onboardingEntities } from './onboarding/entities';
import { overtimeEntities } from './overtime/entities';
import { repairEntities } from './repair/entities';
import { purchasingEntities } from './purchasing/entities';
import { plannedMoveEntities } from './planned-moves/entities';
import { preboardingEntities } from './preboarding/entities';
import { probationEntities } from './probation/entities';
import { restrictionEntities } from './restrictions/entities';
import { salesEntities } from './sales/entities';
import { listViewEntities } from './list-views/entities';
import { tourEntities } from './tours/entities';
import { timesheetEntities } from './timesheets/entities';
import { travelEntities } from './travel/entities';

/** Every mapped class of the system: what the process entries connect with. */
export const entities = [
  ...accessGrantEntities,
  ...peopleEntities,
  ...authEntities,
  ...calendarsEntities,
  ...approvalsEntities,
  ApprovalFile,
  ...auditEntities,
  ...notificationEntities,
  ...mailEntities,
  ...leaveEntities,
  ...compOffEntities,
  ...leavePayEntities,
  ...leaveRuleEntities,
  ...leaveYearEntities,
  CalendarFeedEntity,
  ...expensesEntities,
  ...projectsEntities,
  ...projectAccountEntities,
  ...bankEntities,
  ...bankAccountsEntities,
  ...documentNumbersEntities,
  ...hiringEntities,
  ...incentiveEntities,
  ...overtimeEntities,
  ...purchasingEntities,
  ...financeEntities,
  ...timesheetEntities,
  ...receivablesEntities,
  ...budgetEntities,
  ...travelEntities,
  ...chatEntities,
  ...chatContentEntities,
  ...chatRetentionEntities,
  ChatMailCursor,
  ChatFile,
  ...organisationChannelEntities,
  ...delegationEntities,
  ...restrictionEntities,
  ...salesEntities,
  ...plannedMoveEntities,
  ...onboardingEntities,
  ...preboardingEntities,
  ...probationEntities,
  ...tourEntities,
  ...listViewEntities,
  ...repairEntities,
];
