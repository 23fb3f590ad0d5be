import { leaveKind, type LeaveDetails } from '../../approvals/leave/definition';
import { addDays, daysInMonth, type CalendarDate } from '../../domain/dates/calendar';
import { mondayToFriday, workingUnits, type Counting } from '../../domain/leave/working-days';
import { HOLIDAYS } from './holidays';
import { noteAccrual, writeLeavePolicies } from './leave-policies';
import { LEAVE_REASONS, LEAVE_REJECTIONS, UPCOMING_LEAVE, type TakenType } from './leave-texts';
import { HISTORY_ENDS_ON, officeDate, officeTime } from './office-hours';
import type { History, PastOutcome } from './history';
import { writePastRequest } from './past-request';
import type { Colleague } from './people-rows';
import { isoInstant } from './rows';

/** The past was counted by one week for all places. */
const COUNTING: Counting = {
  worked: mondayToFriday(new Set(HOLIDAYS.map(([date]) => date))),
  sandwich: 'none',
};

/** What everybody is given, in hundredths of a day. */
const GRANTS: { on: CalendarDate; source: string; units: Record<BalancedType, number> }[] = [
  {
    on: '2024-11-01',
    source: 'opening 2024-11-01',
    units: { casual: 600, sick: 600, earned: 1200 },
  },
  {
    on: '2025-01-01',
    source: 'accrual 2025-01-01',
    units: { casual: 1200, sick: 1200, earned: 1800 },
  },
  {
    on: '2026-01-01',
    source: 'accrual 2026-01-01',
    units: { casual: 1200, sick: 1200, earned: 1800 },
  },
];
/** What stays unspent, so that there is leave to ask for. */
const RESERVE: Record<BalancedType, number> = { casual: 1000, sick: 1200, earned: 2000 };

/** Left aside for requests that hold days and come to nothing. */
const STILL_HELD = 300;

const BALANCED_TYPES = ['casual', 'sick', 'earned'] as const;
type BalancedType = (typeof BALANCED_TYPES)[number];
type Period = Pick<LeaveDetails, 'from' | 'to' | 'fromHalf' | 'toHalf'> & { type: TakenType };

/** Two years of leave, a little ahead of it, and the ledger behind both. */
export function writeLeaveHistory(history: History): void {
  writeLeavePolicies(history);
  for (const person of history.staff.all) {
    grantLeave(history, person);
    const spent = { casual: 0, sick: 0, earned: 0 };
    const busy: Period[] = UPCOMING_LEAVE.filter(({ login }) => login === person.login);
    for (const month of monthsOfHistory()) {
      const period = inventPeriod(history, month);
      if (period && fitsIn(period, busy, spent)) {
        busy.push(period);
        fileLeave(history, person, { period, spent });
      }
    }
    for (const period of UPCOMING_LEAVE)
      if (period.login === person.login)
        fileLeave(history, person, { period, spent, askedOn: period.askedOn });
  }
}

function grantLeave(history: History, person: Colleague): void {
  for (const { on, source, units: given } of GRANTS)
    for (const type of BALANCED_TYPES) {
      const units = given[type];
      if (source === `accrual ${on}`) noteAccrual(history, person, { type, on, units });
      history.rows.add('leave_ledger', {
        employee_id: person.id,
        type,
        entry: 'grant',
        units,
        effective_on: on,
        source,
        leave_request_id: null,
        created_at: isoInstant(officeTime(on, 6, 0)),
      });
    }
}

function* monthsOfHistory(): Generator<{ year: number; month: number }> {
  for (let count = 10; count < 10 + 25; count++) {
    const month = { year: 2024 + Math.floor(count / 12), month: (count % 12) + 1 };
    yield month;
    yield month;
  }
}

/** Twice a month people think of leave, mostly in vain. */
function inventPeriod(
  { random }: History,
  { year, month }: { year: number; month: number },
): Period | null {
  const type = random.pick<TakenType>(['casual', 'casual', 'sick', 'earned', 'unpaid']);
  const day = String(random.between(1, daysInMonth(year, month))).padStart(2, '0');
  const from = `${year}-${String(month).padStart(2, '0')}-${day}`;
  const length = {
    casual: random.between(1, 2),
    sick: random.between(1, 3),
    earned: random.between(3, 9),
    unpaid: random.between(1, 3),
  }[type];
  const half = length === 1 && random.chance(0.4);
  const wanted = type === 'unpaid' ? random.chance(0.25) : random.chance(0.55);
  const to = addDays(from, length - 1);
  const isSound = COUNTING.worked(from).length > 0 && COUNTING.worked(to).length > 0;
  if (!wanted || !isSound || to > HISTORY_ENDS_ON) return null;
  return {
    type,
    from,
    to,
    fromHalf: half && random.chance(0.5) ? 'pm' : 'am',
    toHalf: half && day.endsWith('1') ? 'am' : 'pm',
  };
}

function fitsIn(period: Period, busy: Period[], spent: Record<BalancedType, number>): boolean {
  if (period.from === period.to && period.fromHalf === 'pm' && period.toHalf === 'am') return false;
  if (busy.some((other) => other.from <= period.to && period.from <= other.to)) return false;
  if (period.type === 'unpaid') return true;
  const { type } = period;
  const given = GRANTS.reduce((sum, grant) => sum + grant.units[type], 0);
  const units = workingUnits(period, COUNTING);
  return (
    given - spent[type] - units >= RESERVE[type] &&
    units + STILL_HELD <= soFar(period.from, type) - spent[type]
  );
}

/** What was given before a leave is asked for, two months earlier at most. */
function soFar(from: CalendarDate, type: BalancedType): number {
  const asked = addDays(from, -60);
  return GRANTS.filter((grant) => grant.on <= asked || grant === GRANTS[0]).reduce(
    (sum, grant) => sum + grant.units[type],
    0,
  );
}

function fileLeave(
  history: History,
  person: Colleague,
  {
    period,
    spent,
    askedOn,
  }: { period: Period; spent: Record<BalancedType, number>; askedOn?: CalendarDate },
): void {
  const { rows, random } = history;
  const units = workingUnits(period, COUNTING);
  const { type, from, to, fromHalf, toHalf } = period;
  const details = {
    type,
    from,
    to,
    fromHalf,
    toHalf,
    reason: random.pick(LEAVE_REASONS[type]),
    units,
  };
  const outcome: PastOutcome = askedOn ? 'approved' : inventOutcome(history);
  const submittedOn = askedOn ?? daysEarlier(history, period);
  const submittedAt = officeTime(submittedOn, random.between(9, 17), random.between(0, 59));
  const subjectId = random.uuid();
  const { approvalId, closedAt } = writePastRequest(history, {
    kind: leaveKind,
    requester: person,
    subjectId,
    details,
    submittedAt,
    outcome,
    rejection: random.pick(LEAVE_REJECTIONS),
  });
  rows.add('leave_request', {
    id: subjectId,
    employee_id: person.id,
    type,
    from_on: from,
    to_on: to,
    from_half: fromHalf,
    to_half: toHalf,
    units,
    reason: details.reason,
    status: outcome,
    created_at: isoInstant(submittedAt),
  });
  if (type === 'unpaid') return;
  if (outcome === 'approved') spent[type] += units;
  const entry = { employee_id: person.id, type, units, leave_request_id: subjectId };
  moveDays(history, entry, { approvalId, outcome, submittedAt, closedAt });
}

/** The ledger of a leave that is over: held, then released, and taken if it was approved. */
function moveDays(
  { rows }: History,
  entry: { employee_id: string; type: TakenType; units: number; leave_request_id: string },
  past: { approvalId: string; outcome: PastOutcome; submittedAt: number; closedAt: number },
): void {
  const { approvalId, outcome, submittedAt, closedAt } = past;
  const moves = [
    { entry: 'hold', at: submittedAt },
    { entry: 'release', at: closedAt },
    ...(outcome === 'approved' ? [{ entry: 'take', at: closedAt }] : []),
  ];
  for (const move of moves)
    rows.add('leave_ledger', {
      employee_id: entry.employee_id,
      type: entry.type,
      entry: move.entry,
      units: entry.units,
      effective_on: officeDate(move.at),
      source: approvalId,
      leave_request_id: entry.leave_request_id,
      created_at: isoInstant(move.at),
    });
}

function inventOutcome({ random }: History): PastOutcome {
  if (random.chance(0.07)) return 'rejected';
  return random.chance(0.04) ? 'withdrawn' : 'approved';
}

/** Sick leave is asked for on the day or the day after, other leave well ahead. */
function daysEarlier({ random }: History, period: Period): CalendarDate {
  const days = {
    sick: random.between(-1, 0),
    casual: random.between(2, 14),
    unpaid: random.between(4, 12),
    earned: random.between(14, 40),
  }[period.type];
  const asked = addDays(period.from, -days);
  return asked < GRANTS[0]!.on ? GRANTS[0]!.on : asked;
}
