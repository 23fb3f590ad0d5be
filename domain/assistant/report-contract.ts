import type { RunOutcome } from '../wire/report-schedules';

/** The workflow's input: ids and numbers, and nothing personal. */
export interface ScheduledReportInput {
  reportId: string;
  /** Of the schedule when Temporal was told of it: what runs by an older one has it told again. */
  revision: number;
}

/** A report that is due. */
export interface DueReport extends ScheduledReportInput {
  /** ISO 8601. With the report's id it names the run: the same one is mailed once, however often it is tried. */
  dueAt: string;
}

/** What became of a report that was due; `ended`: it is mailed no more, and nothing was done. */
export interface ReportRunResult {
  outcome: RunOutcome | 'ended';
}

/** The activities `scheduledReportWorkflow` relies on. Each is safe to run twice. */
export interface ScheduledReportActivities {
  /** Looks a report up as its owner and mails it, or drops it when its owner has lost the right. */
  mailReport(due: DueReport): Promise<ReportRunResult>;
  /** Writes down that it could not be looked up, and tells its owner. */
  noteFailedReport(due: DueReport): Promise<ReportRunResult>;
}

/** The ID of a report's Temporal Schedule. */
export function reportScheduleId(reportId: string): string {
  return `report/${reportId}`;
}

/** What the IDs of a report's runs begin with; Temporal adds when each was due. */
export function reportRunId(reportId: string): string {
  return `report-run/${reportId}`;
}
