import {
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  type CalendarSpec,
  type Client,
  type DayOfWeek,
  type Month,
  type ScheduleUpdateOptions,
} from '@temporalio/client';
import { TASK_QUEUE } from '../../domain/approvals/workflow-contract';
import {
  reportRunId,
  reportScheduleId,
  type ScheduledReportInput,
} from '../../domain/assistant/report-contract';
import { calendarsOf, type Rhythm, type RhythmCalendar } from '../../domain/assistant/rhythm';

const DEADLINE_MS = 5_000;
/** A report that comes later than this is no news: the next one says more. */
const CATCHUP = '1 hour';
/** Tries included. */
const RUNS_FOR = '2 hours';

const DAYS: DayOfWeek[] = [
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
  'SUNDAY',
];
const MONTHS: Month[] = [
  ...(['JANUARY', 'FEBRUARY', 'MARCH', 'APRIL', 'MAY', 'JUNE'] as const),
  ...(['JULY', 'AUGUST', 'SEPTEMBER', 'OCTOBER', 'NOVEMBER', 'DECEMBER'] as const),
];

/** When a report is due, as its row says. */
export interface ReportTimes extends ScheduledReportInput {
  rhythm: Rhythm;
  /** IANA name. */
  zone: string;
}

/** What is asked of Temporal about reports that are mailed. Every call may be repeated. */
export interface ReportSchedules {
  /** Has a report run at these times from now on, and at no others. */
  set(times: ReportTimes): Promise<void>;
  /** Puts a schedule there that has been lost; one that is there stays as it is. */
  ensure(times: ReportTimes): Promise<void>;
  /** Has a report run no more; none is there when it never did. */
  remove(reportId: string): Promise<void>;
}

/** The schedules of reports at a server. A call that is not answered in time fails. */
export function reportSchedules(client: Client): ReportSchedules {
  const timed = <Result>(call: () => Promise<Result>) =>
    client.withDeadline(Date.now() + DEADLINE_MS, call);
  const handleOf = (reportId: string) => client.schedule.getHandle(reportScheduleId(reportId));
  const create = (times: ReportTimes) =>
    timed(() =>
      client.schedule.create({
        scheduleId: reportScheduleId(times.reportId),
        ...scheduleOf(times),
      }),
    );
  return {
    async set(times) {
      try {
        await create(times);
      } catch (error) {
        if (!(error instanceof ScheduleAlreadyRunning)) throw error;
        await timed(() => handleOf(times.reportId).update(() => scheduleOf(times)));
      }
    },
    async ensure(times) {
      try {
        await create(times);
      } catch (error) {
        if (!(error instanceof ScheduleAlreadyRunning)) throw error;
      }
    },
    async remove(reportId) {
      try {
        await timed(() => handleOf(reportId).delete());
      } catch (error) {
        if (!(error instanceof ScheduleNotFoundError)) throw error;
      }
    },
  };
}

function scheduleOf({ rhythm, zone, reportId, revision }: ReportTimes): ScheduleUpdateOptions {
  const input: ScheduledReportInput = { reportId, revision };
  return {
    spec: { calendars: calendarsOf(rhythm).map(calendarSpec), timezone: zone },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: CATCHUP },
    action: {
      type: 'startWorkflow',
      workflowType: 'scheduledReportWorkflow',
      workflowId: reportRunId(reportId),
      taskQueue: TASK_QUEUE,
      args: [input],
      workflowExecutionTimeout: RUNS_FOR,
    },
    state: {},
  };
}

function calendarSpec({ weekdays, day, months, years, hour }: RhythmCalendar): CalendarSpec {
  return {
    hour,
    ...(weekdays && {
      // Temporal counts from Sunday, so that a stretch to Sunday would be one backwards.
      dayOfWeek: DAYS.slice(weekdays.from - 1, weekdays.to),
    }),
    ...(day !== undefined && { dayOfMonth: day }),
    ...(months && { month: months.map((month) => MONTHS[month - 1]!) }),
    ...(years && { year: years.map(({ from, to, step }) => ({ start: from, end: to, step })) }),
  };
}
