import { ASSISTANT_CASES } from './matrix-assistant-cases';
import type { Case } from './matrix-cases';
import { ACCESS_CASES } from './matrix-access-cases';
import { AUDIT_CASES } from './matrix-audit-cases';
import { BANK_CASES } from './matrix-bank-cases';
import { BELL_CASES } from './matrix-bell-cases';
import { BOARDING_CASES } from './matrix-boarding-cases';
import { CHAT_CASES } from './matrix-chat-cases';
import { CHAT_FILE_CASES } from './matrix-chat-file-cases';
import { DASHBOARD_CASES } from './matrix-dashboard-cases';
import { EXPENSE_CASES } from './matrix-expense-cases';
import { EXPORT_CASES } from './matrix-export-cases';
import { FINANCE_CASES } from './matrix-finance-cases';
import { GO_LIVE_CASES } from './matrix-go-live-cases';
import { INCENTIVE_CASES } from './matrix-incentives-cases';
import { INSIGHT_CASES } from './matrix-insight-cases';
import { LEAVE_CASES } from './matrix-leave-cases';
import { LEAVE_REST_CASES } from './matrix-leave-rest-cases';
import { LEAVE_YEAR_CASES } from './matrix-leave-year-cases';
import { MAIL_CASES } from './matrix-mail-cases';
import { MILEAGE_CASES } from './matrix-mileage-cases';
import { ONBOARDING_CASES } from './matrix-onboarding-cases';
import { ORGANISATION_CASES } from './matrix-organisation-cases';
import { PEOPLE_CASES } from './matrix-people-cases';
import { PEOPLE_REST_CASES } from './matrix-people-rest-cases';
import { POLICY_CASES } from './matrix-policy-cases';
import { PROJECT_PNL_CASES } from './matrix-project-pnl-cases';
import { PROOF_CASES } from './matrix-proof-cases';
import { LANGUAGE_CASES } from './matrix-repair-cases';
import { PAYABLES_CASES } from './matrix-payables-cases';
import { RECEIVABLES_CASES } from './matrix-receivables-cases';
import { RESTRICTION_CASES } from './matrix-restriction-cases';
import { SALES_CASES } from './matrix-sales-cases';
import { TALK_CASES } from './matrix-talk-cases';
import { TIME_CASES } from './matrix-time-cases';
import { WATCH_CASES } from './matrix-watch-cases';

/** What the routes of each part are asked by each persona. A new part is a line here. */
export const CASES_OF_PARTS: Record<string, Case> = {
  ...ACCESS_CASES,
  ...AUDIT_CASES,
  ...BANK_CASES,
  ...BELL_CASES,
  ...ASSISTANT_CASES,
  ...BOARDING_CASES,
  ...CHAT_CASES,
  ...CHAT_FILE_CASES,
  ...DASHBOARD_CASES,
  ...EXPENSE_CASES,
  ...EXPORT_CASES,
  ...FINANCE_CASES,
  ...GO_LIVE_CASES,
  ...INCENTIVE_CASES,
  ...INSIGHT_CASES,
  ...LEAVE_CASES,
  ...LEAVE_REST_CASES,
  ...LEAVE_YEAR_CASES,
  ...MAIL_CASES,
  ...MILEAGE_CASES,
  ...ONBOARDING_CASES,
  ...ORGANISATION_CASES,
  ...PEOPLE_CASES,
  ...PEOPLE_REST_CASES,
  ...POLICY_CASES,
  ...PROJECT_PNL_CASES,
  ...PROOF_CASES,
  ...LANGUAGE_CASES,
  ...PAYABLES_CASES,
  ...RECEIVABLES_CASES,
  ...RESTRICTION_CASES,
  ...SALES_CASES,
  ...TALK_CASES,
  ...TIME_CASES,
  ...WATCH_CASES,
};
