import type { CalendarDate } from '../dates/calendar';
import { accrualFor, accrualPeriods, yearOf, type AccrualRule, type Employment } from './accrual';

/** A version of a policy as far as giving leave goes. */
export interface GrantingVersion extends AccrualRule {
  id: string;
  validFrom: CalendarDate;
  validTo: CalendarDate | null;
  prorate: boolean;
  carryMax: number | null;
}

/** What a period brings to somebody. */
export interface DueGrant {
  versionId: string;
  /** The first day of the period: with the person and the type it is what is given once. */
  periodOn: CalendarDate;
  /** From when on it counts. */
  on: CalendarDate;
  /** In hundredths of a day; may be 0. */
  units: number;
  /** The year whose bucket it goes into; null for the one that runs on. */
  year: number | null;
}

/** What a year brings to somebody: the periods that begin while a version holds, by that version. */
export function grantsOfYear(
  versions: readonly GrantingVersion[],
  year: number,
  employment: Employment,
): DueGrant[] {
  return versions.flatMap((version) =>
    accrualPeriods(version, year)
      .filter(({ from }) => version.validFrom <= from && from <= (version.validTo ?? '9999-12-31'))
      .flatMap((period): DueGrant[] => {
        const grant = accrualFor(period, { ...employment, prorate: version.prorate });
        const bucket = version.carryMax === null ? null : year;
        return grant
          ? [{ versionId: version.id, periodOn: period.from, ...grant, year: bucket }]
          : [];
      }),
  );
}

/** What is due to somebody by a day and was not given yet: of this year, and of the last one if a run was missed. */
export function dueGrants(
  versions: readonly GrantingVersion[],
  person: Employment & { today: CalendarDate; given: ReadonlySet<CalendarDate> },
): DueGrant[] {
  const year = yearOf(person.today);
  return [year - 1, year]
    .flatMap((each) => grantsOfYear(versions, each, person))
    .filter(({ on, periodOn }) => on <= person.today && !person.given.has(periodOn));
}
