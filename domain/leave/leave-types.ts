import { dateParts, daysInMonth, type CalendarDate } from '../dates/calendar';
import { formatDate } from '../dates/format';
import type { FieldProblem } from '../errors';
import { sayUnits, UNITS_PER_DAY, type LeavePeriod } from './working-days';

/** The types every company starts with, in the order people see them; clients lean on their codes. */
export const LEAVE_TYPES = ['casual', 'sick', 'earned', 'unpaid', 'comp-off'] as const;
/** @see LEAVE_TYPES */
export type BuiltInLeaveType = (typeof LEAVE_TYPES)[number];

/** The code of a type of leave: a built-in one, or one that HR has added. */
export type LeaveType = string;

const BUILT_IN_NAMES: Record<BuiltInLeaveType, string> = {
  casual: 'Casual leave',
  sick: 'Sick leave',
  earned: 'Earned leave',
  unpaid: 'Unpaid leave',
  'comp-off': 'Compensatory off',
};

/**
 * What people call the type of a leave that was asked for.
 * @param leave.typeName what it was called then; requests for built-in types do not say, since those keep their names
 */
export function leaveTypeName(leave: { type: LeaveType; typeName?: string }): string {
  return leave.typeName ?? BUILT_IN_NAMES[leave.type as BuiltInLeaveType] ?? leave.type;
}

/** How a type is marked in lists. */
export const LEAVE_COLOURS = [
  ...(['indigo', 'teal', 'orange', 'pink'] as const),
  ...(['grape', 'cyan', 'lime', 'gray'] as const),
] as const;

/** What asking for leave of a type goes by. */
export interface LeaveTypeRules {
  code: LeaveType;
  name: string;
  builtIn: boolean;
  /** Whether it is drawn from a balance, and whether a policy gives that balance. */
  needsBalance: boolean;
  byPolicy: boolean;
  paid: boolean;
  /** Whether half a day of it can be asked for. */
  halfDays: boolean;
  /** Leave of more working days than these needs a document; null: none does. */
  documentAfterDays: number | null;
  /** Ids of the places and the grades it is for; without any, everybody's. */
  locationIds: readonly string[];
  grades: readonly string[];
  /** How long somebody must have been here before they can take it. */
  monthsEmployed: number;
  retired: boolean;
}

/** As much of somebody as decides which leave is theirs. */
export interface LeaveTaker {
  locationId: string;
  grade: string | null;
  joinedOn: CalendarDate;
}

/** The code a new type gets from its name; undefined for a name without a letter to begin with. */
export function leaveTypeCode(name: string): LeaveType | undefined {
  const plain = name.normalize('NFKD').toLowerCase();
  const code = plain
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  return code === '' ? undefined : code;
}

/** Why somebody may not take a type of leave that begins on a day, as a sentence; null when they may. */
export function barredFrom(
  type: LeaveTypeRules,
  taker: LeaveTaker,
  from: CalendarDate,
): string | null {
  if (type.retired) return `${type.name} can no longer be asked for`;
  if (type.locationIds.length > 0 && !type.locationIds.includes(taker.locationId))
    return `${type.name} is not for people of your place`;
  if (type.grades.length > 0 && !type.grades.includes(taker.grade ?? ''))
    return `${type.name} is for ${type.grades.length === 1 ? 'grade' : 'grades'} ${type.grades.join(', ')}`;
  return tooEarly(type, taker, from);
}

function tooEarly(
  { name, monthsEmployed }: LeaveTypeRules,
  { joinedOn }: LeaveTaker,
  from: CalendarDate,
): string | null {
  const first = monthsAfter(joinedOn, monthsEmployed);
  if (monthsEmployed === 0 || from >= first) return null;
  const months = monthsEmployed === 1 ? '1 month' : `${monthsEmployed} months`;
  return `${name} can be taken after ${months} of employment: from ${formatDate(first)} on`;
}

/** The same day of the month so many months later, or the last one of a month that is too short. */
function monthsAfter(date: CalendarDate, months: number): CalendarDate {
  const { year, month, day } = dateParts(date);
  const index = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1];
  const toDay = Math.min(day, daysInMonth(toYear, toMonth));
  return `${toYear}-${two(toMonth)}-${two(toDay)}`;
}

const two = (value: number) => String(value).padStart(2, '0');

/** What is wrong with the halves of a leave of a type that is taken by whole days. Empty if nothing is. */
export function wholeDayProblems(type: LeaveTypeRules, period: LeavePeriod): FieldProblem[] {
  if (type.halfDays) return [];
  const message = `${type.name} is taken by whole days`;
  return [
    ...(period.fromHalf === 'pm' ? [{ path: 'fromHalf', message }] : []),
    ...(period.toHalf === 'am' ? [{ path: 'toHalf', message }] : []),
  ];
}

/**
 * What is missing of a leave that needs a document. Empty if nothing is.
 * @param leave.units its working time, in hundredths of a day
 */
export function documentProblems(
  type: LeaveTypeRules,
  leave: { units: number; documents?: readonly string[] },
): FieldProblem[] {
  const { documentAfterDays: after, name } = type;
  if (after === null || leave.units <= after * UNITS_PER_DAY) return [];
  if ((leave.documents?.length ?? 0) > 0) return [];
  const most = after === 0 ? name : `${name} of more than ${sayUnits(after * UNITS_PER_DAY)}`;
  return [{ path: 'documents', message: `${most} needs a document` }];
}
