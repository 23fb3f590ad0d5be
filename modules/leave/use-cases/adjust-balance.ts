import { randomUUID } from 'node:crypto';
import type { Principal } from '../../../domain/access/principal';
import type { CalendarDate } from '../../../domain/dates/calendar';
import { dateIn } from '../../../domain/dates/today';
import { DomainError, invalidInput } from '../../../domain/errors';
import { yearOf } from '../../../domain/leave/accrual';
import { encashable, isUsableOn, planUse } from '../../../domain/leave/buckets';
import { parseUnits } from '../../../domain/leave/days';
import type { LeaveType } from '../../../domain/leave/leave-types';
import { sayUnits } from '../../../domain/leave/working-days';
import type { AdjustLeave, EncashLeave } from '../../../domain/wire/leave-accounts';
import type { LeaveBalance } from '../../../domain/wire/records';
import type { Clock } from '../../../platform/clock/clock';
import type { Database, Queryable, Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { requireDailyRate } from '../../leave-pay/queries';
import { grantUnits, lockAccount, moveUnits, payOutUnits, type Account } from '../account';
import { listLeaveBalances } from '../balance-queries';
import { policyVersions, versionOn } from '../policy-versions';
import { requireBalanceType } from '../type-queries';

interface Deps {
  db: Database;
  clock: Clock;
}

/** A movement by hand: whose, how much, why, on their day. */
interface ByHand {
  principal: Principal;
  employeeId: string;
  type: LeaveType;
  units: number;
  reason: string;
  today: CalendarDate;
}

/**
 * Adds days to a balance, for good, or takes some off, from what is lost first.
 * @throws DomainError forbidden (one's own), not-found, invalid-input (a type without a balance, more than is left)
 */
export async function adjustBalance(
  deps: Deps,
  principal: Principal,
  wanted: AdjustLeave,
): Promise<LeaveBalance> {
  return byHand(
    deps,
    { principal, wanted, action: 'leave.adjusted' },
    async (tx, move, account) => {
      const { units } = move;
      if (units > 0) {
        await grantUnits(tx, { ...ledgerOf(move), units, year: null });
        return;
      }
      const plan = planUse([{ on: move.today, units: -units }], account.buckets, account.floor);
      if (plan.uncovered > 0) throw tooMuch('taken off', -units - plan.uncovered);
      await moveUnits(tx, { ...ledgerOf(move), entry: 'deduct', moves: plan.uses });
    },
  );
}

/**
 * Takes days off a balance that are paid out, and owes what they are worth that day: no more than is left above the
 * policy's reserve, and no more in a year than it allows.
 * @throws DomainError forbidden (one's own), not-found, invalid-input (no policy, more than may be paid out, no daily
 *   rate)
 */
export async function encashLeave(
  deps: Deps,
  principal: Principal,
  wanted: EncashLeave,
): Promise<LeaveBalance> {
  return byHand(
    deps,
    { principal, wanted, action: 'leave.encashed' },
    async (tx, move, account) => {
      const most = await mostEncashable(tx, move, account);
      if (move.units > most) throw tooMuch('paid out', most);
      const { uses } = planUse([{ on: move.today, units: move.units }], account.buckets, 0);
      await requireDailyRate(tx, move.employeeId, move.today);
      await payOutUnits(tx, { ...ledgerOf(move), moves: uses });
    },
  );
}

async function mostEncashable(db: Queryable, move: ByHand, account: Account): Promise<number> {
  const { type, employeeId, today } = move;
  const policy = versionOn(await policyVersions(db, type), { type, on: today });
  const [paid] = await db.query<{ units: number }>(
    `SELECT coalesce(sum(units), 0)::integer AS units FROM leave_ledger
     WHERE employee_id = $1 AND type = $2 AND entry = 'encash' AND date_part('year', effective_on) = $3`,
    [employeeId, type, yearOf(today)],
  );
  const available = account.buckets
    .filter((bucket) => isUsableOn(bucket, today))
    .reduce((sum, { free }) => sum + free, 0);
  return encashable({
    available,
    reserve: policy?.encashReserve ?? 0,
    max: policy?.encashMax ?? 0,
    encashedThisYear: paid?.units ?? 0,
  });
}

async function byHand(
  { db, clock }: Deps,
  by: { principal: Principal; wanted: AdjustLeave; action: string },
  change: (tx: Transaction, move: ByHand, account: Account) => Promise<void>,
): Promise<LeaveBalance> {
  const { principal, wanted, action } = by;
  const { employeeId, type, reason } = wanted;
  if (employeeId === principal.id)
    throw new DomainError('forbidden', 'Somebody else must change your own balance.');
  await requireBalanceType(db, type);
  const units = parseUnits(wanted.days) ?? 0;
  await db.transaction(async (tx) => {
    const today = dateIn(await zoneOf(tx, employeeId), clock.now());
    const account = await lockAccount(tx, { employeeId, type, today });
    await change(tx, { principal, employeeId, type, units, reason, today }, account);
    recordAudit(tx, [
      {
        actorId: principal.id,
        action,
        subjectType: 'person',
        subjectId: employeeId,
        details: { type, units },
      },
    ]);
  });
  return balanceOf(db, principal, { employeeId, type });
}

async function zoneOf(db: Queryable, employeeId: string): Promise<string> {
  const [person] = await db.query<{ zone: string }>('SELECT zone FROM employee WHERE id = $1', [
    employeeId,
  ]);
  if (!person) throw new DomainError('not-found', 'There is no such person.');
  return person.zone;
}

async function balanceOf(
  db: Queryable,
  principal: Principal,
  { employeeId, type }: { employeeId: string; type: LeaveType },
): Promise<LeaveBalance> {
  const { items } = await listLeaveBalances(db, principal, { employeeId, limit: 1 });
  const balance = items.find((item) => item.type === type);
  if (!balance) throw new DomainError('not-found', 'This person is no longer active.');
  return balance;
}

function ledgerOf({ principal, employeeId, type, reason, today }: ByHand) {
  return {
    ...{ employeeId, type, on: today, source: `by-hand ${randomUUID()}` },
    ...{ note: reason, actorId: principal.id },
  };
}

function tooMuch(what: string, most: number): DomainError {
  const message = most > 0 ? `At most ${sayUnits(most)} can be ${what}` : `Nothing can be ${what}`;
  return invalidInput([{ path: 'days', message }]);
}
