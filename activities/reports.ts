import type { ScheduledReportActivities } from '../domain/assistant/report-contract';
import {
  mailReport,
  noteFailedReport,
  type MailReportDeps,
} from '../modules/assistant/use-cases/mail-report';

/** The doors of `scheduledReportWorkflow`. What fails is tried again: no rule refuses here for good. */
export function reportActivities(deps: MailReportDeps): ScheduledReportActivities {
  return {
    mailReport: (due) => mailReport(deps, due),
    noteFailedReport: (due) => noteFailedReport(deps, due),
  };
}
