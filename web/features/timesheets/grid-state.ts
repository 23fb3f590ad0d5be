import { WEEK_DAYS } from '../../../domain/timesheets/weeks';
import { formatHours, readHours } from '../../../domain/timesheets/hours';
import type { TimesheetWeek, WeekDraft } from '../../../domain/wire/timesheets';

/** A row of the grid as it is typed. */
export interface GridRow {
  projectId: string;
  task: string;
  billable: boolean;
  /** From Monday to Sunday. */
  cells: string[];
}

const cellOf = (minutes: number) => (minutes === 0 ? '' : formatHours(minutes));

/** The rows of a saved week. */
export function gridOf({ rows }: Pick<TimesheetWeek, 'rows'>): GridRow[] {
  return rows.map(({ minutes, ...row }) => ({ ...row, cells: minutes.map(cellOf) }));
}

/** A row that nothing was typed into yet. */
export function emptyRow(projectId: string): GridRow {
  return {
    ...{ projectId, task: '', billable: true },
    cells: Array.from({ length: WEEK_DAYS }, () => ''),
  };
}

/** The rows as they are saved; null while a cell is not a time. Rows without time are the browser's alone. */
export function draftOf(rows: GridRow[]): WeekDraft['rows'] | null {
  const draft = rows.map(({ cells, task, ...row }) => ({
    ...{ ...row, task: task.trim() },
    minutes: cells.map((cell) => readHours(cell) ?? -1),
  }));
  if (draft.some(({ minutes }) => minutes.includes(-1))) return null;
  return draft.filter(({ minutes }) => minutes.some((worked) => worked > 0));
}

/** What the readable cells of a day come to, in minutes. */
export function dayTotal(rows: GridRow[], day: number): number {
  return rows.reduce((sum, { cells }) => sum + (readHours(cells[day] ?? '') ?? 0), 0);
}

/** What the readable cells of a row come to, in minutes. */
export function rowTotal({ cells }: GridRow): number {
  return cells.reduce((sum, cell) => sum + (readHours(cell) ?? 0), 0);
}

const keyOf = ({ projectId, task, billable }: Omit<GridRow, 'cells'>) =>
  JSON.stringify([projectId, task.trim(), billable]);

/**
 * The rows with those of another week that are not there yet, drafts and what was handed in alike, for projects that are
 * still one's own.
 */
export function withRowsOf(rows: GridRow[], week: TimesheetWeek, mine: string[]): GridRow[] {
  const found = new Map(gridOf(week).map((row) => [keyOf(row), row]));
  for (const { project, lines } of week.sheets)
    for (const { task, billable, minutes, workedOn, isReversed, isReversal } of lines) {
      if (isReversed || isReversal) continue;
      const row = { ...emptyRow(project.id), task, billable };
      const known = found.get(keyOf(row)) ?? row;
      const day = (Date.parse(workedOn) - Date.parse(week.startsOn)) / 86_400_000;
      known.cells[day] = cellOf((readHours(known.cells[day] ?? '') ?? 0) + minutes);
      found.set(keyOf(row), known);
    }
  const there = new Set(rows.map(keyOf));
  return [
    ...rows,
    ...[...found.values()].filter((row) => mine.includes(row.projectId) && !there.has(keyOf(row))),
  ];
}
