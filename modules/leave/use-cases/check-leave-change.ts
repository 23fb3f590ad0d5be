import type { CalendarDate } from '../../../domain/dates/calendar';
import { DomainError, invalidInput } from '../../../domain/errors';
import { employmentProblems } from '../../../domain/leave/employment';
import type { SaidPeriod } from '../../../domain/leave/halves';
import {
  completePeriod,
  newHalves,
  shortenedUnits,
  shorteningProblems,
} from '../../../domain/leave/leave-change';
import { wholeDayProblems, type LeaveType } from '../../../domain/leave/leave-types';
import { idleHalfProblems } from '../../../domain/leave/request-window';
import type { LeavePeriod } from '../../../domain/leave/working-days';
import type { Queryable } from '../../../platform/database/database';
import { employmentOf } from '../../people/queries-of-employment';
import { findOwnLeave, pendingChangeOf, type OwnLeave } from '../queries';
import { requireLeaveType } from '../type-queries';
import { countingOf, endsOf } from './check-leave';

type Counted = LeavePeriod & { units: number };

interface CheckedChange {
  type: LeaveType;
  typeName?: string;
  leave: Counted;
  remains: Counted | null;
  restored: number;
}

/**
 * Checks a change that somebody wants of their own approved leave and reckons what comes back; reads only.
 * @param change.wished the period that is to remain, or null to cancel the leave
 * @throws DomainError not-found (not their leave), conflict (not approved, over, a change waits already), invalid-input
 */
export async function checkLeaveChange(
  db: Queryable,
  change: {
    leaveRequestId: string;
    wished: SaidPeriod | null;
    employeeId: string;
    today: CalendarDate;
  },
): Promise<CheckedChange> {
  const found = await findOwnLeave(db, change);
  refuseUnchangeable(found, change.today);
  const waiting = await pendingChangeOf(db, change.leaveRequestId);
  if (waiting) throw changeWaits(waiting);
  const { type, ...leave } = withoutStatus(found);
  const owned = { ...leave, type, id: change.leaveRequestId, employeeId: change.employeeId };
  const remains = change.wished ? await shorten(db, owned, change.wished) : null;
  const typeName = found.typeName === null ? {} : { typeName: found.typeName };
  return { type, ...typeName, leave, remains, restored: leave.units - (remains?.units ?? 0) };
}

/** The refusal of a second change while one is pending. */
export function changeWaits(approvalId: string): DomainError {
  return new DomainError('conflict', 'A change of this leave waits for a decision already', {
    approvalId,
  });
}

/** @throws DomainError conflict unless the leave is approved and not over */
function refuseUnchangeable(leave: OwnLeave, today: CalendarDate): void {
  if (leave.status === 'pending') {
    throw new DomainError(
      'conflict',
      'This leave is not decided yet: withdraw the request instead',
    );
  }
  if (leave.status !== 'approved') {
    throw new DomainError('conflict', `This leave is ${leave.status}: there is nothing to change`);
  }
  if (leave.to < today) {
    throw new DomainError('conflict', 'This leave is over: it can no longer be changed');
  }
}

async function shorten(
  db: Queryable,
  { type, id, employeeId, ...leave }: Counted & { type: LeaveType; id: string; employeeId: string },
  wished: SaidPeriod,
): Promise<Counted> {
  const period = completePeriod(wished, leave);
  const problems = [
    ...shorteningProblems(period, leave),
    ...employmentProblems(endsOf(period), await employmentOf(db, employeeId)),
  ];
  if (problems.length > 0) throw invalidInput(problems);
  const counting = await countingOf(db, { ...period, type, id, employeeId });
  const halves = [
    ...wholeDayProblems(await requireLeaveType(db, type), newHalves(period, leave)),
    ...idleHalfProblems(newHalves(period, leave), counting.worked),
  ];
  if (halves.length > 0) throw invalidInput(halves);
  const units = shortenedUnits({ period, leave }, counting);
  if (units > 0) return { ...period, units };
  const message = 'No working day would be left of this leave: cancel it instead';
  throw invalidInput([{ path: 'to', message }]);
}

function withoutStatus({ type, from, to, fromHalf, toHalf, units }: OwnLeave) {
  return { type, from, to, fromHalf, toHalf, units };
}
