import type { View } from './views';

/** What a figure is counted in. Days are hundredths and money is minor units until they are written out. */
type Unit = 'count' | 'days' | 'money' | 'seconds';

/** What bars stand for: it decides how a bar is named, and in which order bars stand. */
export type Dimension =
  | 'age'
  | 'category'
  | 'day'
  | 'department'
  | 'due'
  | 'event'
  | 'kind'
  | 'leave-type'
  | 'mail-status'
  | 'month'
  | 'owner-role'
  | 'payment'
  | 'status'
  | 'template'
  | 'week';

/** One figure of a dashboard: what it is, and by what its rows are grouped. */
export interface FigureSpec {
  view: View;
  title: string;
  /** Which rows count, in a sentence: what is left out, and since when. */
  about: string;
  unit: Unit;
  /** What the rows of a bar are called. */
  noun: string;
  measure: 'count' | 'sum' | 'median';
  by: Dimension;
  /** What a bar is split by. */
  part?: Dimension;
  /** A row may stand in several bars: what they come to together says nothing. */
  overlaps?: true;
}

/** Every figure there is. A further one is a line here and its rows in `modules/dashboards`. */
export const FIGURES = {
  'my-balances': {
    view: 'employee',
    title: 'Leave I have left',
    about: 'Days I may still ask for, by type.',
    unit: 'days',
    noun: 'balances',
    measure: 'sum',
    by: 'leave-type',
  },
  'my-requests': {
    view: 'employee',
    title: 'What became of my requests',
    about: 'What I sent in the last 12 months, and all that is pending.',
    unit: 'count',
    noun: 'requests',
    measure: 'count',
    by: 'status',
  },
  'my-claims-owed': {
    view: 'employee',
    title: 'Owed to me',
    about: 'Approved claims as far as they are not paid yet.',
    unit: 'money',
    noun: 'claims',
    measure: 'sum',
    by: 'payment',
  },
  'my-tasks': {
    view: 'employee',
    title: 'Tasks that are mine',
    about: 'Open tasks of onboardings that are mine.',
    unit: 'count',
    noun: 'tasks',
    measure: 'count',
    by: 'due',
  },
  'out-today': {
    view: 'employee',
    title: 'Out today',
    about: 'Who of my department and my people has approved leave today.',
    unit: 'count',
    noun: 'people',
    measure: 'count',
    by: 'department',
  },
  'waiting-on-me': {
    view: 'manager',
    title: 'Asked of me, by deadline',
    about: 'Requests I am asked to sign, by their deadline.',
    unit: 'count',
    noun: 'requests',
    measure: 'count',
    by: 'due',
  },
  'team-absences': {
    view: 'manager',
    title: 'My team’s absences',
    about: 'Approved leave of my people in the next 30 days; one that spans weeks counts in each.',
    unit: 'count',
    noun: 'absences',
    overlaps: true,
    measure: 'count',
    by: 'week',
  },
  'team-spend': {
    view: 'manager',
    title: 'My team’s spend',
    about: 'Approved claims of my people by the day they spent it, the last 12 months.',
    unit: 'money',
    noun: 'lines of claims',
    measure: 'sum',
    by: 'month',
    part: 'category',
  },
  'my-decisions': {
    view: 'manager',
    title: 'How fast I decide',
    about: 'Median from the moment I was asked to my decision, the last 12 weeks.',
    unit: 'seconds',
    noun: 'decisions',
    measure: 'median',
    by: 'week',
  },
  'head-count': {
    view: 'hr',
    title: 'Head count by department',
    about: 'Everybody who is active today.',
    unit: 'count',
    noun: 'people',
    measure: 'count',
    by: 'department',
  },
  'head-count-by-month': {
    view: 'hr',
    title: 'Head count by month',
    about:
      'At each month’s end, the last 12 months. Who is inactive without a last day is left out, as nobody knows when they left.',
    unit: 'count',
    noun: 'people',
    overlaps: true,
    measure: 'count',
    by: 'month',
  },
  'joiners-leavers': {
    view: 'hr',
    title: 'Joiners and leavers',
    about: 'By joining day and last day, the last 12 months.',
    unit: 'count',
    noun: 'people',
    measure: 'count',
    by: 'month',
    part: 'event',
  },
  'leave-liability': {
    view: 'hr',
    title: 'Leave liability',
    about: 'Days granted and not taken yet, of everybody who is active.',
    unit: 'days',
    noun: 'balances',
    measure: 'sum',
    by: 'leave-type',
  },
  'onboardings-overdue': {
    view: 'hr',
    title: 'Onboarding tasks overdue',
    about: 'Open tasks of running onboardings whose day has passed, by who is to do them.',
    unit: 'count',
    noun: 'tasks',
    measure: 'count',
    by: 'owner-role',
  },
  'absences-by-week': {
    view: 'hr',
    title: 'Absences by week',
    about: 'Approved leave, 12 weeks back and 4 ahead; one that spans weeks counts in each.',
    unit: 'count',
    noun: 'absences',
    overlaps: true,
    measure: 'count',
    by: 'week',
    part: 'leave-type',
  },
  'claims-unpaid': {
    view: 'finance',
    title: 'Approved and not paid',
    about: 'What approved claims are still owed, by the days since they were approved.',
    unit: 'money',
    noun: 'claims',
    measure: 'sum',
    by: 'age',
    part: 'payment',
  },
  'spend-by-category': {
    view: 'finance',
    title: 'Spend by category and month',
    about: 'Approved claims by the day it was spent, the last 12 months.',
    unit: 'money',
    noun: 'lines of claims',
    measure: 'sum',
    by: 'month',
    part: 'category',
  },
  'spend-by-department': {
    view: 'finance',
    title: 'Spend by department',
    about: 'Approved claims by where people are today, the last 12 months.',
    unit: 'money',
    noun: 'lines of claims',
    measure: 'sum',
    by: 'department',
  },
  'advances-open': {
    view: 'finance',
    title: 'Advances open',
    about:
      'What of advances is neither used by claims nor returned, by the days since it was paid.',
    unit: 'money',
    noun: 'advances',
    measure: 'sum',
    by: 'age',
  },
  'approvals-by-kind': {
    view: 'admin',
    title: 'Approvals by kind',
    about: 'Sent in the last 90 days, and all that is pending.',
    unit: 'count',
    noun: 'requests',
    measure: 'count',
    by: 'kind',
    part: 'status',
  },
  'approvals-by-day': {
    view: 'admin',
    title: 'Approvals by day',
    about: 'Sent in the last 30 days, by what became of them.',
    unit: 'count',
    noun: 'requests',
    measure: 'count',
    by: 'day',
    part: 'status',
  },
  'deadlines-breached': {
    view: 'admin',
    title: 'Deadlines breached',
    about: 'Steps that are open beyond the day they were due, by kind.',
    unit: 'count',
    noun: 'steps',
    measure: 'count',
    by: 'kind',
  },
  'mails-failed': {
    view: 'admin',
    title: 'Mails in trouble',
    about: 'Mails that failed or are tried again, by what they are.',
    unit: 'count',
    noun: 'mails',
    measure: 'count',
    by: 'template',
    part: 'mail-status',
  },
} as const satisfies Record<string, FigureSpec>;

/** A figure's name, as addresses carry it. */
export type FigureId = keyof typeof FIGURES;
/** Every figure's name. */
export const FIGURE_IDS = Object.keys(FIGURES) as [FigureId, ...FigureId[]];

/** What a figure is. */
export function figureSpec(id: FigureId): FigureSpec {
  return FIGURES[id];
}

/** Upper ends, in days, of the bands an age is counted in; one more band is open. */
export const AGE_ENDS = [8, 15, 31] as const;

/** Bands of what is due, in their order. */
export const DUE_BANDS = ['overdue', 'today', 'this-week', 'later'] as const;

/** `by` or `part` of a row that has none: somebody without a department. */
export const NONE = 'none';
