import type { CalendarDate } from '../../../domain/dates/calendar';
import { dateIn } from '../../../domain/dates/today';
import { dueGrants, type DueGrant } from '../../../domain/leave/due-grants';
import type { LeaveType } from '../../../domain/leave/leave-types';
import type { Clock } from '../../../platform/clock/clock';
import type { Database, Queryable, Transaction } from '../../../platform/database/database';
import {
  accountsThatEnd,
  keptYears,
  peopleToAccrue,
  type AccruingPerson,
} from '../accrual-queries';
import { grantUnits, lockAccount, lockBalance, type AccountOf } from '../account';
import { policyVersions, type PolicyVersion } from '../policy-versions';

/** People looked at in one go. */
const BATCH = 100;

/** What one go has done, and where the next one begins: null when everybody was looked at. */
interface Accrued {
  /** Periods given. */
  granted: number;
  next: string | null;
}

/**
 * Gives people what is due to them by the policies, each period once however often this runs, and ends what is over:
 * what may be carried goes on, the rest is lost. Everybody's own day decides.
 * @param input.after the last person of the go before; null to begin
 */
export async function accrueLeave(
  { db, clock }: { db: Database; clock: Clock },
  input: { after: string | null },
): Promise<Accrued> {
  const versions = await policyVersions(db, null);
  const people = await peopleToAccrue(db, { after: input.after, limit: BATCH });
  let granted = 0;
  for (const person of people) {
    const today = dateIn(person.zone, clock.now());
    granted += await accrueFor(db, { person, today, versions });
    await endWhatIsOver(db, { employeeId: person.id, today });
  }
  const last = people.length === BATCH ? people.at(-1) : undefined;
  return { granted, next: last?.id ?? null };
}

async function accrueFor(
  db: Database,
  of: { person: AccruingPerson; today: CalendarDate; versions: PolicyVersion[] },
): Promise<number> {
  const { person, today, versions } = of;
  let granted = 0;
  const types = new Set(versions.map((version) => version.type));
  for (const type of types) {
    const due = dueGrants(
      versions.filter((version) => version.type === type),
      { ...person, today, given: person.given[type] ?? [] },
    );
    const account = { employeeId: person.id, type };
    if (person.notFor.includes(type)) {
      // Whoever it is for one day gets nothing for what was over by then.
      const over = due.filter(({ to }) => to < today).map((one) => ({ ...one, units: 0 }));
      if (over.length > 0) await claimPeriods(db, account, over);
    } else if (due.length > 0) granted += await db.transaction((tx) => give(tx, account, due));
  }
  return granted;
}

/** Writes what is due, of which another run may have written some meanwhile. */
async function give(tx: Transaction, account: AccountOf, due: DueGrant[]): Promise<number> {
  await lockBalance(tx, account);
  const fresh = new Set(await claimPeriods(tx, account, due));
  for (const { periodOn, on, units, year } of due) {
    if (units === 0 || !fresh.has(periodOn)) continue;
    await grantUnits(tx, { ...account, units, on, source: `accrual ${periodOn}`, year });
  }
  return fresh.size;
}

async function claimPeriods(
  db: Queryable,
  { employeeId, type }: AccountOf,
  due: DueGrant[],
): Promise<CalendarDate[]> {
  const rows = await db.query<{ on: CalendarDate }>(
    `INSERT INTO leave_accrual (employee_id, type, period_on, units, policy_version_id)
     SELECT $1, $2, d.* FROM unnest($3::date[], $4::integer[], $5::uuid[]) AS d
     ON CONFLICT (employee_id, type, period_on) DO NOTHING RETURNING period_on AS "on"`,
    [
      ...[employeeId, type, due.map(({ periodOn }) => periodOn)],
      ...[due.map(({ units }) => units), due.map(({ versionId }) => versionId)],
    ],
  );
  return rows.map(({ on }) => on);
}

async function endWhatIsOver(
  db: Database,
  of: { employeeId: string; today: CalendarDate },
): Promise<void> {
  const except = await keptYears(db, of.today);
  for (const type of await accountsThatEnd(db, { ...of, except })) {
    const account: AccountOf & { type: LeaveType } = { employeeId: of.employeeId, type };
    await db.transaction((tx) => lockAccount(tx, { ...account, today: of.today, except }));
  }
}
