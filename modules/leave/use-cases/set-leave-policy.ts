import type { Principal } from '../../../domain/access/principal';
import { addDays, type CalendarDate } from '../../../domain/dates/calendar';
import { formatDate } from '../../../domain/dates/format';
import { dateIn } from '../../../domain/dates/today';
import { DomainError, invalidInput } from '../../../domain/errors';
import { yearOf } from '../../../domain/leave/accrual';
import { parseUnits } from '../../../domain/leave/days';
import type { LeaveType } from '../../../domain/leave/leave-types';
import type { LeavePolicyWire, SetLeavePolicy } from '../../../domain/wire/leave-accounts';
import type { Clock } from '../../../platform/clock/clock';
import type { Database, Queryable, Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { presentVersion } from '../policy-queries';
import { policyVersions, type PolicyVersion } from '../policy-versions';
import { requireBalanceType } from '../type-queries';
import { versionFrom } from '../wanted-version';

interface Deps {
  db: Database;
  clock: Clock;
}

/**
 * Sets what holds for a type of leave from a day on; what held until then ends the day before.
 * @throws DomainError invalid-input (a type without a balance, paying out unpaid leave, a day before this year, or one
 *   from which on another version is set already)
 */
export async function setLeavePolicy(
  { db, clock }: Deps,
  principal: Principal,
  wanted: SetLeavePolicy,
): Promise<LeavePolicyWire> {
  const today = dateIn(principal.zone, clock.now());
  refuseWrongStart(wanted, today);
  await requirePolicyType(db, wanted);
  const id = await db.transaction(async (tx) => {
    const latest = await lockVersions(tx, wanted.type);
    if (latest && latest.validFrom >= wanted.validFrom) throw setAlready(latest);
    await tx.query(
      'UPDATE leave_policy_version SET valid_to = $2 WHERE type = $1 AND valid_to IS NULL',
      [wanted.type, addDays(wanted.validFrom, -1)],
    );
    const version = await insert(tx, wanted, principal.id);
    audit(tx, principal, { action: 'leave-policy.set', type: wanted.type, id: version });
    return version;
  });
  return presentVersion(versionFrom(wanted, id), today);
}

/**
 * Takes back the newest version of a type before it has begun; what held before goes on.
 * @throws DomainError not-found, conflict (it has begun, or another one follows it)
 */
export async function withdrawLeavePolicy(
  { db, clock }: Deps,
  principal: Principal,
  id: string,
): Promise<{ withdrawn: string }> {
  const today = dateIn(principal.zone, clock.now());
  await db.transaction(async (tx) => {
    const [found] = await tx.query<{ type: LeaveType }>(
      'SELECT type FROM leave_policy_version WHERE id = $1',
      [id],
    );
    if (!found) throw new DomainError('not-found', 'There is no such version');
    const latest = await lockVersions(tx, found.type);
    if (latest?.id !== id)
      throw new DomainError('conflict', 'A later version follows this one: withdraw that first');
    if (latest.validFrom <= today)
      throw new DomainError('conflict', 'This version has begun: set another one instead');
    await tx.query('DELETE FROM leave_policy_version WHERE id = $1', [id]);
    await tx.query(
      'UPDATE leave_policy_version SET valid_to = NULL WHERE type = $1 AND valid_to = $2',
      [found.type, addDays(latest.validFrom, -1)],
    );
    audit(tx, principal, { action: 'leave-policy.withdrawn', type: found.type, id });
  });
  return { withdrawn: id };
}

async function requirePolicyType(
  db: Queryable,
  { type, encashMaxDays }: SetLeavePolicy,
): Promise<void> {
  const { byPolicy, paid } = await requireBalanceType(db, type);
  if (!byPolicy)
    throw invalidInput([{ path: 'type', message: 'This leave is earned by overtime' }]);
  if (paid || parseUnits(encashMaxDays) === 0) return;
  const message = 'This leave is unpaid: nothing of it can be paid out';
  throw invalidInput([{ path: 'encashMaxDays', message }]);
}

function refuseWrongStart({ validFrom }: SetLeavePolicy, today: CalendarDate): void {
  const earliest = `${yearOf(today)}-01-01`;
  if (validFrom >= earliest) return;
  const message = `Begin on ${formatDate(earliest)} or later: the years before are over`;
  throw invalidInput([{ path: 'validFrom', message }]);
}

function setAlready({ validFrom }: PolicyVersion): DomainError {
  const message = `A version begins on ${formatDate(validFrom)} already: choose a later day`;
  return invalidInput([{ path: 'validFrom', message }]);
}

/** Keeps others from the versions of a type; the latest one, if there is any. */
async function lockVersions(tx: Transaction, type: LeaveType): Promise<PolicyVersion | undefined> {
  await tx.query('SELECT 1 FROM leave_type WHERE code = $1 FOR NO KEY UPDATE', [type]);
  return (await policyVersions(tx, type)).at(-1);
}

async function insert(tx: Transaction, wanted: SetLeavePolicy, by: string): Promise<string> {
  const version = versionFrom(wanted, '');
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO leave_policy_version (type, valid_from, annual_units, frequency, prorate, carry_max, carry_months,
       carry_days, floor, encash_max, encash_reserve, sandwich, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id`,
    [
      ...[version.type, version.validFrom, version.annualUnits, version.frequency, version.prorate],
      ...[version.carryMax, version.carryMonths, version.carryDays, version.floor],
      ...[version.encashMax, version.encashReserve, version.sandwich, by],
    ],
  );
  return (row as { id: string }).id;
}

function audit(
  tx: Transaction,
  principal: Principal,
  { action, type, id }: { action: string; type: LeaveType; id: string },
): void {
  const details = { type };
  recordAudit(tx, [
    { actorId: principal.id, action, subjectType: 'leave-policy', subjectId: id, details },
  ]);
}
