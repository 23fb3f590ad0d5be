import { CreatePeople20261101090000 } from './20261101090000-create-people';
import { CreateApprovals20261101091000 } from './20261101091000-create-approvals';
import { CreateNotificationsAndMail20261101092000 } from './20261101092000-create-notifications-and-mail';
import { CreateRecords20261101093000 } from './20261101093000-create-records';
import { CreateLoginLimit20261101094000 } from './20261101094000-create-login-limit';
import { AddLeaveTypes20261101095000 } from './20261101095000-add-leave-types';
import { AddRounds20261124000000 } from './20261124000000-add-rounds';
import { AddEmployeeGrade20261124100000 } from './20261124100000-add-employee-grade';
import { CreateApprovalPolicies20261124101000 } from './20261124101000-create-approval-policies';
import { CreateCalendars20261124300000 } from './20261124300000-create-calendars';
import { AddStandardCalendar20261124300100 } from './20261124300100-add-standard-calendar';
import { CreateMailSafety20261124400000 } from './20261124400000-create-mail-safety';
import { CreateDelegations20261124500000 } from './20261124500000-create-delegations';
import { CreateApprovalFiles20261124600000 } from './20261124600000-create-approval-files';
import { AddApprovedLines20261124601000 } from './20261124601000-add-approved-lines';
import { FillApprovedLines20261124602000 } from './20261124602000-fill-approved-lines';
import { IndexClosedRequests20261124700000 } from './20261124700000-index-closed-requests';
import { IndexFailedMail20261124701000 } from './20261124701000-index-failed-mail';
import { CreatePurchasing20261124750000 } from './20261124750000-create-purchasing';
import { CreatePeopleRequests20261124751000 } from './20261124751000-create-people-requests';
import { SealAudit20261124800000 } from './20261124800000-seal-audit';
import { CreateAppRole20261124801000 } from './20261124801000-create-app-role';
import { AddUndo20261124900000 } from './20261124900000-add-undo';
import { CreateChat20261125090000 } from './20261125090000-create-chat';
import { AddChatContent20261128100000 } from './20261128100000-add-chat-content';
import { AddChatSettings20261128110000 } from './20261128110000-add-chat-settings';
import { CreateChatFiles20261128120000 } from './20261128120000-create-chat-files';
import { IndexChatSearch20261128121000 } from './20261128121000-index-chat-search';
import { CreateOrganisationChannels20261128130000 } from './20261128130000-create-organisation-channels';
import { FillOrganisationChannels20261128130100 } from './20261128130100-fill-organisation-channels';
import { CreateNotificationPreferences20261128140000 } from './20261128140000-create-notification-preferences';
import { AddBellStates20261128140100 } from './20261128140100-add-bell-states';
import { CreateWebPush20261128140200 } from './20261128140200-create-web-push';
import { CreateChatMail20261128140300 } from './20261128140300-create-chat-mail';
import { CreateRestrictions20261128150000 } from './20261128150000-create-restrictions';
import { IndexChatAudits20261128160000 } from './20261128160000-index-chat-audits';
import { CreateChatRetention20261128161000 } from './20261128161000-create-chat-retention';
import { CreateLeavePolicies20261129100000 } from './20261129100000-create-leave-policies';
import { CreateLeaveBuckets20261129101000 } from './20261129101000-create-leave-buckets';
import { FillLeaveBuckets20261129101100 } from './20261129101100-fill-leave-buckets';
import { CreateExpensePolicies20261129200000 } from './20261129200000-create-expense-policies';
import { CreateExpenseReceipts20261129201000 } from './20261129201000-create-expense-receipts';
import { CreateExchangeRates20261129202000 } from './20261129202000-create-exchange-rates';
import { CreateExpenseAdvances20261129203000 } from './20261129203000-create-expense-advances';
import { FillReimbursementStates20261129203100 } from './20261129203100-fill-reimbursement-states';
import { GrowDepartments20261129300000 } from './20261129300000-grow-departments';
import { LetImportsFillChannels20261129301000 } from './20261129301000-let-imports-fill-channels';
import { CreatePlannedMoves20261129302000 } from './20261129302000-create-planned-moves';
import { CreateOnboardings20261129400000 } from './20261129400000-create-onboardings';
import { AddStandardChecklists20261129400100 } from './20261129400100-add-standard-checklists';
import { CreateTourProgress20261129401000 } from './20261129401000-create-tour-progress';
import { CreateCalendarFeeds20261129500000 } from './20261129500000-create-calendar-feeds';
import { IndexClaimedLines20261130090000 } from './20261130090000-index-claimed-lines';
import { DateWorkplaces20261201100000 } from './20261201100000-date-workplaces';
import { CreateLeavePay20261201110000 } from './20261201110000-create-leave-pay';
import { CreateLeaveYears20261201110100 } from './20261201110100-create-leave-years';
import { CreateCompOffLeave20261201110200 } from './20261201110200-create-comp-off-leave';
import { AddCompOffType20261201110300 } from './20261201110300-add-comp-off-type';
import { CreateMileageRates20261201120000 } from './20261201120000-create-mileage-rates';
import { CreatePerDiemRates20261201121000 } from './20261201121000-create-per-diem-rates';
import { CreatePasswordLinks20261201130000 } from './20261201130000-create-password-links';
import { FillPasswordSet20261201130100 } from './20261201130100-fill-password-set';
import { CreateAccessGrants20261201131000 } from './20261201131000-create-access-grants';
import { CreateOnboardingDocuments20261201140000 } from './20261201140000-create-onboarding-documents';
import { AskForBankDetails20261201140100 } from './20261201140100-ask-for-bank-details';
import { LetHrEditChecklists20261201141000 } from './20261201141000-let-hr-edit-checklists';
import { CreateListViews20261201150000 } from './20261201150000-create-list-views';
import { CreateImportedRecords20261201160000 } from './20261201160000-create-imported-records';
import { AddLanguage20261201161000 } from './20261201161000-add-language';
import { CreateReportingLine20261201162000 } from './20261201162000-create-reporting-line';
import { IndexLists20261201163000 } from './20261201163000-index-lists';
import { CreateLedger20261202100000 } from './20261202100000-create-ledger';
import { AddStandardChart20261202100100 } from './20261202100100-add-standard-chart';
import { PostApprovedDocuments20261202101000 } from './20261202101000-post-approved-documents';
import { PostExistingDocuments20261202101100 } from './20261202101100-post-existing-documents';
import { CreateReadiness20261202200000 } from './20261202200000-create-readiness';
import { IndexSearches20261203090000 } from './20261203090000-index-searches';
import { LetLeaveTypesGrow20261204100000 } from './20261204100000-let-leave-types-grow';
import { CreateLeaveDocuments20261204101000 } from './20261204101000-create-leave-documents';
import { CreateLeaveBlocks20261204102000 } from './20261204102000-create-leave-blocks';
import { CreatePreboarding20261204110000 } from './20261204110000-create-preboarding';
import { CreateProbation20261204111000 } from './20261204111000-create-probation';
import { CreateAdvanceRequests20261204112000 } from './20261204112000-create-advance-requests';
import { CreateSales20261204120000 } from './20261204120000-create-sales';
import { CreateIncentives20261204130000 } from './20261204130000-create-incentives';
import { CreateInvoices20261204140000 } from './20261204140000-create-invoices';
import { PostInvoices20261204140100 } from './20261204140100-post-invoices';
import { TaxBills20261204141000 } from './20261204141000-tax-bills';
import { CreateBudgets20261204142000 } from './20261204142000-create-budgets';
import { CreateTimesheets20261204150000 } from './20261204150000-create-timesheets';
import { ChargeProjects20261204150100 } from './20261204150100-charge-projects';
import { CreateProjectTerms20261204150200 } from './20261204150200-create-project-terms';
import { IndexSortedLists20261204160000 } from './20261204160000-index-sorted-lists';
import { CreateBankStatements20261205100000 } from './20261205100000-create-bank-statements';
import { CreateGoLiveWatch20261205200000 } from './20261205200000-create-go-live-watch';
import { CreditDealsByInvoices20261205300000 } from './20261205300000-credit-deals-by-invoices';
import { CreateInvoiceMails20261205301000 } from './20261205301000-create-invoice-mails';
import { ProjectForTheAssistant20261206000000 } from './20261206000000-project-for-the-assistant';
import { CreateAssistantRole20261206010000 } from './20261206010000-create-assistant-role';
import { LetTheAssistantReadPeople20261206020000 } from './20261206020000-let-the-assistant-read-people';
import { LetTheAssistantReadBusiness20261206030000 } from './20261206030000-let-the-assistant-read-business';
import { CreateAssistant20261206200000 } from './20261206200000-create-assistant';
import { IndexOnboardings20261206300000 } from './20261206300000-index-onboardings';
import { NameProjectsOfWorkedTime20261207030000 } from './20261207030000-name-projects-of-worked-time';
import { ProjectSpending20261207100000 } from './20261207100000-project-spending';
import { PriceForeignBills20261207200000 } from './20261207200000-price-foreign-bills';
import { PostForeignBills20261207200100 } from './20261207200100-post-foreign-bills';
import { CreateCommitments20261207300000 } from './20261207300000-create-commitments';
import { FillCommitments20261207300100 } from './20261207300100-fill-commitments';
import { TellLinesTheirDayAndFigure20261207301000 } from './20261207301000-tell-lines-their-day-and-figure';
import { FillDaysAndFiguresOfLines20261207301100 } from './20261207301100-fill-days-and-figures-of-lines';
import { LetTheAssistantReadCommitments20261207302000 } from './20261207302000-let-the-assistant-read-commitments';
import { MailReports20261207600000 } from './20261207600000-mail-reports';
import { NoteWorkOnAnswers20261207700000 } from './20261207700000-note-work-on-answers';
import { TellNamesApartInAnyCase20261208000000 } from './20261208000000-tell-names-apart-in-any-case';
import { DateRollbackPlans20261208000100 } from './20261208000100-date-rollback-plans';
import { FillDaysOfRollbackPlans20261208000101 } from './20261208000101-fill-days-of-rollback-plans';
import { LendMembership20261208000200 } from './20261208000200-lend-membership';
import { SettleAfterPosting20261208400000 } from './20261208400000-settle-after-posting';
import { MoveReportsAlong20261208500000 } from './20261208500000-move-reports-along';
import { KeepDaysOfTakenBackTime20261208520000 } from './20261208520000-keep-days-of-taken-back-time';
import { TakeBillsBack20261208521000 } from './20261208521000-take-bills-back';
import { FillBillsTakenBack20261208521001 } from './20261208521001-fill-bills-taken-back';
import { TakeClaimsBack20261208522000 } from './20261208522000-take-claims-back';
import { FillClaimsTakenBack20261208522001 } from './20261208522001-fill-claims-taken-back';
import { FindOutOnceWhoAsks20261208523000 } from './20261208523000-find-out-once-who-asks';

/** Every migration, oldest first. */
export const migrations = [
  CreatePeople20261101090000,
  CreateApprovals20261101091000,
  CreateNotificationsAndMail20261101092000,
  CreateRecords20261101093000,
  CreateLoginLimit20261101094000,
  AddLeaveTypes20261101095000,
  AddRounds20261124000000,
  AddEmployeeGrade20261124100000,
  CreateApprovalPolicies20261124101000,
  CreateCalendars20261124300000,
  AddStandardCalendar20261124300100,
  CreateMailSafety20261124400000,
  CreateDelegations20261124500000,
  CreateApprovalFiles20261124600000,
  AddApprovedLines20261124601000,
  FillApprovedLines20261124602000,
  IndexClosedRequests20261124700000,
  IndexFailedMail20261124701000,
  CreatePurchasing20261124750000,
  CreatePeopleRequests20261124751000,
  SealAudit20261124800000,
  CreateAppRole20261124801000,
  AddUndo20261124900000,
  CreateChat20261125090000,
  AddChatContent20261128100000,
  AddChatSettings20261128110000,
  CreateChatFiles20261128120000,
  IndexChatSearch20261128121000,
  CreateOrganisationChannels20261128130000,
  FillOrganisationChannels20261128130100,
  CreateNotificationPreferences20261128140000,
  AddBellStates20261128140100,
  CreateWebPush20261128140200,
  CreateChatMail20261128140300,
  CreateRestrictions20261128150000,
  IndexChatAudits20261128160000,
  CreateChatRetention20261128161000,
  CreateLeavePolicies20261129100000,
  CreateLeaveBuckets20261129101000,
  FillLeaveBuckets20261129101100,
  CreateExpensePolicies20261129200000,
  CreateExpenseReceipts20261129201000,
  CreateExchangeRates20261129202000,
  CreateExpenseAdvances20261129203000,
  FillReimbursementStates20261129203100,
  GrowDepartments20261129300000,
  LetImportsFillChannels20261129301000,
  CreatePlannedMoves20261129302000,
  CreateOnboardings20261129400000,
  AddStandardChecklists20261129400100,
  CreateTourProgress20261129401000,
  CreateCalendarFeeds20261129500000,
  IndexClaimedLines20261130090000,
  DateWorkplaces20261201100000,
  CreateLeavePay20261201110000,
  CreateLeaveYears20261201110100,
  CreateCompOffLeave20261201110200,
  AddCompOffType20261201110300,
  CreateMileageRates20261201120000,
  CreatePerDiemRates20261201121000,
  CreatePasswordLinks20261201130000,
  FillPasswordSet20261201130100,
  CreateAccessGrants20261201131000,
  CreateOnboardingDocuments20261201140000,
  AskForBankDetails20261201140100,
  LetHrEditChecklists20261201141000,
  CreateListViews20261201150000,
  CreateImportedRecords20261201160000,
  AddLanguage20261201161000,
  CreateReportingLine20261201162000,
  IndexLists20261201163000,
  CreateLedger20261202100000,
  AddStandardChart20261202100100,
  PostApprovedDocuments20261202101000,
  PostExistingDocuments20261202101100,
  CreateReadiness20261202200000,
  IndexSearches20261203090000,
  LetLeaveTypesGrow20261204100000,
  CreateLeaveDocuments20261204101000,
  CreateLeaveBlocks20261204102000,
  CreatePreboarding20261204110000,
  CreateProbation20261204111000,
  CreateAdvanceRequests20261204112000,
  CreateSales20261204120000,
  CreateIncentives20261204130000,
  CreateInvoices20261204140000,
  PostInvoices20261204140100,
  TaxBills20261204141000,
  CreateBudgets20261204142000,
  CreateTimesheets20261204150000,
  ChargeProjects20261204150100,
  CreateProjectTerms20261204150200,
  IndexSortedLists20261204160000,
  CreateBankStatements20261205100000,
  CreateGoLiveWatch20261205200000,
  CreditDealsByInvoices20261205300000,
  CreateInvoiceMails20261205301000,
  ProjectForTheAssistant20261206000000,
  CreateAssistantRole20261206010000,
  LetTheAssistantReadPeople20261206020000,
  LetTheAssistantReadBusiness20261206030000,
  CreateAssistant20261206200000,
  IndexOnboardings20261206300000,
  NameProjectsOfWorkedTime20261207030000,
  ProjectSpending20261207100000,
  PriceForeignBills20261207200000,
  PostForeignBills20261207200100,
  CreateCommitments20261207300000,
  FillCommitments20261207300100,
  TellLinesTheirDayAndFigure20261207301000,
  FillDaysAndFiguresOfLines20261207301100,
  LetTheAssistantReadCommitments20261207302000,
  MailReports20261207600000,
  NoteWorkOnAnswers20261207700000,
  TellNamesApartInAnyCase20261208000000,
  DateRollbackPlans20261208000100,
  FillDaysOfRollbackPlans20261208000101,
  LendMembership20261208000200,
  SettleAfterPosting20261208400000,
  MoveReportsAlong20261208500000,
  KeepDaysOfTakenBackTime20261208520000,
  TakeBillsBack20261208521000,
  FillBillsTakenBack20261208521001,
  TakeClaimsBack20261208522000,
  FillClaimsTakenBack20261208522001,
  FindOutOnceWhoAsks20261208523000,
];
