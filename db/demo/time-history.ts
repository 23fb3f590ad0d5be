import { timesheetKind, type TimesheetDetails } from '../../approvals/timesheet/definition';
import { addDays, weekday, type CalendarDate } from '../../domain/dates/calendar';
import { mondayOf } from '../../domain/timesheets/weeks';
import type { History } from './history';
import { HOLIDAYS } from './holidays';
import { HISTORY_ENDS_ON, officeTime } from './office-hours';
import { writePastRequest } from './past-request';
import type { Colleague } from './people-rows';
import { PROJECTS, type DemoProject } from './projects';
import type { Random } from './random';
import { isoInstant } from './rows';

/** Approved time, as it is invoiced. */
export interface WorkedDay {
  project: DemoProject;
  person: Colleague;
  on: CalendarDate;
  minutes: number;
  billable: boolean;
}

const FIRST_MONDAY: CalendarDate = '2024-11-11';
/** The week the past ends in: nothing of it is handed in yet. */
const OPEN_WEEK = mondayOf(HISTORY_ENDS_ON);
/** People stay on what has gone live for some weeks. */
const AFTER_LIVE_DAYS = 21;
const WHOLE_DAY = 480;
const TASKS = ['Build', 'Build', 'Workshops', 'Migration', 'Tests', 'Training'];
const REFUSED: [login: string, monday: CalendarDate, why: string][] = [
  ['consultant2', '2026-09-07', 'Wednesday was the visit of the other customer'],
  ['consultant', '2025-08-18', 'The workshop was on Thursday, please move it'],
];

/** Who records how much: all days of a week, or one every so many weeks. */
const WORKERS: { login: string; days: number; everyWeeks: number }[] = [
  { login: 'consultant', days: 5, everyWeeks: 1 },
  { login: 'consultant2', days: 5, everyWeeks: 1 },
  { login: 'consulting.manager', days: 2, everyWeeks: 2 },
  { login: 'consulting.head', days: 1, everyWeeks: 4 },
];

interface Sheet {
  person: Colleague;
  project: DemoProject;
  monday: CalendarDate;
  days: CalendarDate[];
}

/** Two years of weeks, approved but for the one the past ends in. @returns what was approved */
export function writeTimeHistory(history: History): WorkedDay[] {
  const away = daysAway(history);
  const worked: WorkedDay[] = [];
  for (
    let monday = FIRST_MONDAY, week = 0;
    monday <= OPEN_WEEK;
    monday = addDays(monday, 7), week++
  )
    for (const sheet of sheetsOf(history, { monday, week, away }))
      if (monday === OPEN_WEEK) writeDrafts(history, sheet);
      else worked.push(...fileSheet(history, sheet));
  return worked;
}

/** The days of approved leave, by person and day. */
function daysAway({ rows }: History): Set<string> {
  const away = new Set<string>();
  for (const leave of rows.of('leave_request')) {
    if (leave.status !== 'approved') continue;
    for (let on = String(leave.from_on); on <= String(leave.to_on); on = addDays(on, 1))
      away.add(`${String(leave.employee_id)} ${on}`);
  }
  return away;
}

function sheetsOf(
  { staff, random }: History,
  of: { monday: CalendarDate; week: number; away: Set<string> },
): Sheet[] {
  const { monday, week, away } = of;
  return WORKERS.flatMap(({ login, days, everyWeeks }, at) => {
    const person = staff.by(login);
    const projects = PROJECTS.filter((project) => isOn(project, login, monday));
    if ((week + at) % everyWeeks !== 0 || projects.length === 0) return [];
    const present = workdays(monday, days).filter((on) => !away.has(`${person.id} ${on}`));
    const turn = Math.floor(week / everyWeeks) + at;
    const [main, other] = [
      projects[turn % projects.length],
      projects[(turn + 1) % projects.length],
    ];
    const isSplit = days === 5 && projects.length > 1 && random.chance(0.3);
    const cut = isSplit ? 3 : days;
    return [
      { person, project: main as DemoProject, monday, days: present.slice(0, cut) },
      { person, project: other as DemoProject, monday, days: present.slice(cut) },
    ].filter((sheet) => sheet.days.length > 0);
  });
}

function isOn(project: DemoProject, login: string, monday: CalendarDate): boolean {
  const { startsOn, liveOn, manager, members, status } = project;
  const until = liveOn ? addDays(liveOn, AFTER_LIVE_DAYS) : HISTORY_ENDS_ON;
  return (
    status !== 'planned' &&
    (manager === login || members.includes(login)) &&
    monday >= startsOn &&
    monday <= until
  );
}

function workdays(monday: CalendarDate, days: number): CalendarDate[] {
  const off = new Set(HOLIDAYS.map(([date]) => date));
  return Array.from({ length: 5 }, (_, day) => addDays(monday, day))
    .filter((on) => !off.has(on) && on <= HISTORY_ENDS_ON)
    .slice(0, days);
}

/** Hands a week in on its Friday afternoon; one that was refused was handed in again. */
function fileSheet(history: History, sheet: Sheet): WorkedDay[] {
  const { staff } = history;
  const { person, project, monday } = sheet;
  const friday = addDays(monday, 4);
  const lines = linesOf(history.random, sheet);
  const refused = REFUSED.find(([login, week]) => login === person.login && week === monday);
  const common = { sheet, lines, manager: staff.by(project.manager) };
  if (refused) submit(history, { ...common, at: [friday, 16], rejection: refused[2] });
  submit(history, { ...common, at: refused ? [addDays(monday, 7), 17] : [friday, 17] });
  return lines.map(({ workedOn: on, minutes, billable }) => ({
    ...{ project, person, on, minutes, billable },
  }));
}

function submit(
  history: History,
  of: {
    sheet: Sheet;
    lines: TimesheetDetails['lines'];
    manager: Colleague;
    at: [CalendarDate, hour: number];
    rejection?: string;
  },
): void {
  const { rows, random } = history;
  const { sheet, lines, manager, at, rejection } = of;
  const { person, project, monday } = sheet;
  const [id, submittedAt] = [random.uuid(), officeTime(...at, random.between(0, 40))];
  const { projectId, departmentId } = placeOf(history, project);
  const outcome = rejection === undefined ? 'approved' : 'rejected';
  const { closedAt } = writePastRequest(history, {
    ...{ kind: timesheetKind, requester: person, subjectId: id, submittedAt, outcome },
    details: {
      ...{ projectId, departmentId, weekStartsOn: monday, lines, isLate: false },
      project: { code: project.code, name: project.name },
      minutes: total(lines),
      billableMinutes: total(lines.filter(({ billable }) => billable)),
    },
    ...{ projectManager: manager, rejection: rejection ?? '' },
  });
  rows.add('timesheet', {
    ...{ id, employee_id: person.id, project_id: projectId, week_starts_on: monday },
    ...{ status: outcome, created_at: isoInstant(submittedAt) },
  });
  if (outcome === 'rejected') return;
  for (const line of lines)
    addLine(history, { person, projectId, line, sheet: { id, approvedAt: isoInstant(closedAt) } });
}

/** What is written down and not handed in. */
function writeDrafts(history: History, sheet: Sheet): void {
  const { projectId } = placeOf(history, sheet.project);
  for (const line of linesOf(history.random, sheet))
    addLine(history, { person: sheet.person, projectId, line, sheet: null });
}

function addLine(
  { rows }: History,
  of: {
    person: Colleague;
    projectId: string;
    line: TimesheetDetails['lines'][number];
    sheet: { id: string; approvedAt: string } | null;
  },
): void {
  const { person, projectId, line, sheet } = of;
  rows.add('timesheet_line', {
    ...{ id: line.id, employee_id: person.id, project_id: projectId, worked_on: line.workedOn },
    ...{ task: line.task, billable: line.billable, minutes: line.minutes },
    ...{ sheet_id: sheet?.id ?? null, approved_at: sheet?.approvedAt ?? null },
    created_at: isoInstant(officeTime(line.workedOn, 17, 30)),
  });
}

/** Whole days mostly; now and then an hour less or more, and a day that is not billed. */
function linesOf(random: Random, { days }: Sheet): TimesheetDetails['lines'] {
  return days.map((workedOn) => {
    const billable = !random.chance(0.08);
    return {
      ...{ id: random.uuid(), workedOn, billable },
      task: billable ? random.pick(TASKS) : 'Handover',
      minutes: WHOLE_DAY + (weekday(workedOn) === 5 ? -60 : 30 * random.between(-1, 2)),
    };
  });
}

function placeOf({ rows, staff }: History, { code }: DemoProject) {
  const project = rows.of('project').find((row) => row.code === code);
  return { projectId: String(project?.id), departmentId: staff.departmentId('Consulting') };
}

const total = (lines: { minutes: number }[]) =>
  lines.reduce((sum, { minutes }) => sum + minutes, 0);
