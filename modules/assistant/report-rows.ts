import { hasPeriod } from '../../domain/assistant/moving-periods';
import { nextRun, type Rhythm } from '../../domain/assistant/rhythm';
import type { ToolCall } from '../../domain/assistant/tool';
import type { CalendarDate } from '../../domain/dates/calendar';
import { DomainError } from '../../domain/errors';
import type { AssistantReport } from '../../domain/wire/assistant-threads';
import type { ReportRun, ScheduleEnd } from '../../domain/wire/report-schedules';

/** Times at which a report was due that are shown with it. */
const SHOWN_RUNS = 5;

/** A rhythm as a row has it. */
export interface RhythmColumns {
  every: Rhythm['every'];
  weekday: number | null;
  day: number | null;
  hour: number;
}

interface ScheduleColumns extends RhythmColumns {
  zone: string;
  setAt: Date;
  endedBecause: ScheduleEnd | null;
}

/** A report that is there, with its schedule if it ever had one. */
export type ReportRow = {
  id: string;
  ownerId: string;
  title: string;
  createdAt: Date;
  calls: ToolCall[];
  /** Whether the periods of the calls are seen from the day they are made, not from `seenFrom`. */
  movesAlong: boolean;
  seenFrom: CalendarDate;
  runs: ReportRun[];
} & (ScheduleColumns | { [Key in keyof ScheduleColumns]: null });

/** The reports that are there, for conditions on `r` to follow. */
export const SELECT_REPORTS = `SELECT r.id, r.person_id AS "ownerId", r.title, r.created_at AS "createdAt", r.calls,
    r.moves_along AS "movesAlong", r.seen_from::text AS "seenFrom",
    s.every, s.weekday, s.day, s.hour, s.zone, s.set_at AS "setAt", s.ended_because AS "endedBecause",
    (SELECT coalesce(json_agg(json_build_object('dueAt', u.due_at, 'outcome', u.outcome, 'because', u.because,
       'rowCount', u.row_count) ORDER BY u.due_at DESC), '[]')
     FROM (SELECT * FROM assistant_report_run WHERE report_id = r.id ORDER BY due_at DESC LIMIT ${SHOWN_RUNS}) u) AS runs
  FROM assistant_report r LEFT JOIN assistant_report_schedule s ON s.report_id = r.id WHERE r.deleted_at IS NULL`;

/** What is said of a report that is not there, or is somebody else's. */
export const noReport = (): DomainError => new DomainError('not-found', 'There is no such report.');

/** @throws Error for columns that no check of the table lets through */
export function rhythmOf({ every, weekday, day, hour }: RhythmColumns): Rhythm {
  if (every === 'weekday') return { every, hour };
  if (every === 'week' && weekday !== null) return { every, weekday, hour };
  if (every === 'month' && day !== null) return { every, day, hour };
  throw new Error('a schedule without its day');
}

/** A report as its reader sees it: when it is mailed, and what became of that, is its owner's alone. */
export function presentReport(
  row: ReportRow,
  { readerId, now }: { readerId: string; now: Date },
): AssistantReport {
  const base = {
    ...{ id: row.id, title: row.title, createdAt: row.createdAt.toISOString() },
    ...{ movesAlong: row.movesAlong, seenFrom: row.seenFrom },
    hasPeriod: row.calls.some(hasPeriod),
  };
  if (row.ownerId !== readerId) return { ...base, schedule: null, endedBecause: null, runs: [] };
  return {
    ...base,
    schedule: row.every === null || row.endedBecause !== null ? null : scheduleOf(row, now),
    endedBecause: row.endedBecause,
    runs: row.runs.map((run) => ({ ...run, dueAt: new Date(run.dueAt).toISOString() })),
  };
}

function scheduleOf(row: ScheduleColumns, now: Date): NonNullable<AssistantReport['schedule']> {
  const rhythm = rhythmOf(row);
  return {
    ...{ rhythm, zone: row.zone, setAt: row.setAt.toISOString() },
    nextRunAt: nextRun(rhythm, row.zone, now).toISOString(),
  };
}
