import type { Principal } from '../../../domain/access/principal';
import { dateIn } from '../../../domain/dates/today';
import { DomainError, invalidInput } from '../../../domain/errors';
import { leaveTypeCode, type LeaveType } from '../../../domain/leave/leave-types';
import type { EditLeaveType, LeaveTypeWire, NewLeaveType } from '../../../domain/wire/leave-types';
import type { Clock } from '../../../platform/clock/clock';
import {
  violatedConstraint,
  type Database,
  type Transaction,
} from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { findLeaveType, leaveTakerOn, presentType } from '../type-queries';

interface Deps {
  db: Database;
  clock: Clock;
}

/** What of a built-in type clients and old requests lean on. */
const KEPT_OF_BUILT_IN = ['name', 'paid', 'halfDays', 'retired'] as const;

/**
 * Adds a type of leave, at the end of what people see.
 * @throws DomainError invalid-input (a name that is taken or makes no code, a place that there is not)
 */
export async function addLeaveType(
  deps: Deps,
  principal: Principal,
  wanted: NewLeaveType,
): Promise<LeaveTypeWire> {
  const code = leaveTypeCode(wanted.name);
  if (code === undefined)
    throw invalidInput([{ path: 'name', message: 'Use at least one letter from a to z' }]);
  return changing(deps, principal, { code, action: 'leave-type.added' }, async (tx) => {
    // One after another: two at once would want the same place at the end.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('leave types'))`);
    if (await findLeaveType(tx, code)) throw nameTaken();
    await tx.query(
      `INSERT INTO leave_type (code, name, needs_balance, by_policy, ordinal, paid, half_days, document_after, colour,
         grades, months_employed)
       VALUES ($1, $2, $3, $3, (SELECT max(ordinal) + 1 FROM leave_type), $4, $5, $6, $7, $8, $9)`,
      [
        ...[code, wanted.name, wanted.needsBalance, wanted.paid, wanted.halfDays],
        ...[wanted.documentAfterDays, wanted.colour, wanted.grades, wanted.monthsEmployed],
      ],
    );
    await placeType(tx, code, wanted.locationIds);
    return { ...wanted };
  });
}

/**
 * Changes a type; leave that was asked for stays what it was. A type is retired rather than removed: balances and leave
 * of it stay.
 * @throws DomainError not-found, conflict (what a built-in type keeps), invalid-input (name, place)
 */
export async function editLeaveType(
  deps: Deps,
  principal: Principal,
  { code, changes }: { code: LeaveType; changes: EditLeaveType },
): Promise<LeaveTypeWire> {
  return changing(deps, principal, { code, action: 'leave-type.edited' }, async (tx) => {
    const type = await findLeaveType(tx, code);
    if (!type) throw new DomainError('not-found', 'There is no such type of leave');
    const kept = KEPT_OF_BUILT_IN.find((member) => changes[member] !== undefined);
    if (type.builtIn && kept !== undefined)
      throw new DomainError('conflict', `${type.name} comes with NETRA: its “${kept}” stays`);
    const next = { ...type, ...changes };
    await tx.query(
      `UPDATE leave_type SET name = $2, paid = $3, half_days = $4, document_after = $5, colour = $6, grades = $7,
         months_employed = $8, retired_at = CASE WHEN $9 THEN coalesce(retired_at, now()) END WHERE code = $1`,
      [
        ...[code, next.name, next.paid, next.halfDays, next.documentAfterDays, next.colour],
        ...[next.grades, next.monthsEmployed, next.retired],
      ],
    );
    if (changes.locationIds) await placeType(tx, code, changes.locationIds);
    return { ...changes };
  });
}

async function placeType(tx: Transaction, code: LeaveType, locationIds: string[]): Promise<void> {
  await tx.query('DELETE FROM leave_type_location WHERE type = $1', [code]);
  await tx.query(
    'INSERT INTO leave_type_location (type, location_id) SELECT $1, id FROM unnest($2::uuid[]) AS id',
    [code, [...new Set(locationIds)]],
  );
}

/** Runs a change with its audit row and answers the type as it is then. */
async function changing(
  { db, clock }: Deps,
  principal: Principal,
  { code, action }: { code: LeaveType; action: string },
  change: (tx: Transaction) => Promise<Record<string, unknown>>,
): Promise<LeaveTypeWire> {
  const today = dateIn(principal.zone, clock.now());
  try {
    return await db.transaction(async (tx) => {
      const details = { code, ...(await change(tx)) };
      const type = await findLeaveType(tx, code);
      if (!type) throw new Error('a type that was written is there');
      const entry = { actorId: principal.id, action, channel: 'app', subjectType: 'leave-type' };
      recordAudit(tx, [{ ...entry, subjectId: principal.id, details }]);
      const taker = await leaveTakerOn(tx, { employeeId: principal.id, on: today });
      return presentType(type, { taker, today });
    });
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'leave_type_name' || constraint === 'leave_type_pkey') throw nameTaken();
    if (constraint === 'leave_type_location_location_id_fkey')
      throw invalidInput([{ path: 'locationIds', message: 'There is no such place' }]);
    throw error;
  }
}

const nameTaken = () =>
  invalidInput([{ path: 'name', message: 'Another type of leave has this name' }]);
