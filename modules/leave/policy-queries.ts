import type { CalendarDate } from '../../domain/dates/calendar';
import { yearOf } from '../../domain/leave/accrual';
import { dueGrants, grantsOfYear, periodsGiven } from '../../domain/leave/due-grants';
import { dateIn } from '../../domain/dates/today';
import { formatUnits } from '../../domain/leave/working-days';
import type {
  LeavePolicyPreview,
  LeavePolicyWire,
  SetLeavePolicy,
} from '../../domain/wire/leave-accounts';
import type { Queryable } from '../../platform/database/database';
import { peopleToAccrue, type AccruingPerson } from './accrual-queries';
import { policyVersions, type PolicyVersion } from './policy-versions';
import { versionFrom, withVersion } from './wanted-version';

/** More than any company that sets policies by hand has. */
const EVERYBODY = 100_000;

/** Every version of every policy, by type, the oldest first. */
export async function listLeavePolicies(
  db: Queryable,
  today: CalendarDate,
): Promise<LeavePolicyWire[]> {
  return (await policyVersions(db, null)).map((version) => presentVersion(version, today));
}

/** A version as it crosses the wire. */
export function presentVersion(version: PolicyVersion, today: CalendarDate): LeavePolicyWire {
  const { id, type, validFrom, validTo, frequency, prorate } = version;
  const { carryMax, carryMonths, carryDays, sandwich } = version;
  return {
    ...{ id, type, validFrom, validTo, frequency, prorate, carryMonths, carryDays, sandwich },
    annualDays: formatUnits(version.annualUnits),
    carryMaxDays: carryMax === null ? null : formatUnits(carryMax),
    overdraftDays: formatUnits(0 - version.floor),
    encashMaxDays: formatUnits(version.encashMax),
    encashReserveDays: formatUnits(version.encashReserve),
    hasBegun: validFrom <= today,
  };
}

/**
 * What a version would give if it were set now: period by period in its first year, to everybody in that year, and how
 * much of that with the next run. By the same arithmetic that gives it.
 */
export async function previewLeavePolicy(
  db: Queryable,
  { wanted, now }: { wanted: SetLeavePolicy; now: Date },
): Promise<LeavePolicyPreview> {
  const version = versionFrom(wanted, 'the wanted one');
  const [existing, people] = await Promise.all([
    policyVersions(db, wanted.type),
    peopleToAccrue(db, { after: null, limit: EVERYBODY }),
  ]);
  const versions = withVersion(existing, version);
  const year = firstYear(versions, version);
  const mine = people.filter(({ notFor }) => !notFor.includes(wanted.type));
  const shares = mine.map((person) => sharesOf(person, { version, versions, year, now }));
  const sum = (of: 'inYear' | 'atOnce') =>
    formatUnits(shares.reduce((total, share) => total + share[of], 0));
  return {
    year,
    periods: periodsGiven(versions, year)
      .filter((given) => given.version === version)
      .map(({ period: { from, to, units } }) => ({ from, to, days: formatUnits(units) })),
    people: shares
      .map(({ person, inYear, atOnce }) => ({
        person,
        inYear: formatUnits(inYear),
        atOnce: formatUnits(atOnce),
      }))
      .sort((a, b) => a.person.name.localeCompare(b.person.name)),
    inYear: sum('inYear'),
    atOnce: sum('atOnce'),
  };
}

function sharesOf(
  { id, name, zone, joinedOn, lastDay, given }: AccruingPerson,
  by: { version: PolicyVersion; versions: PolicyVersion[]; year: number; now: Date },
) {
  const employment = { joinedOn, lastDay };
  const due = dueGrants(by.versions, {
    ...employment,
    today: dateIn(zone, by.now),
    given: given[by.version.type] ?? [],
  });
  const isIts = ({ versionId }: { versionId: string }) => versionId === by.version.id;
  const total = (grants: { units: number }[]) => grants.reduce((sum, { units }) => sum + units, 0);
  return {
    person: { id, name },
    inYear: total(grantsOfYear(by.versions, by.year, employment).filter(isIts)),
    atOnce: total(due.filter(isIts)),
  };
}

/** The first year in which a version gives anything: a period that began before it is another version's. */
function firstYear(versions: PolicyVersion[], version: PolicyVersion): number {
  const year = yearOf(version.validFrom);
  const gives = periodsGiven(versions, year).some((given) => given.version === version);
  return gives ? year : year + 1;
}
