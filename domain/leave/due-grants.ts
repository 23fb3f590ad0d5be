import type { CalendarDate } from '../dates/calendar';
import {
  accrualFor,
  accrualPeriods,
  yearOf,
  type AccrualPeriod,
  type AccrualRule,
  type Employment,
} from './accrual';

/** A version of a policy as far as giving leave goes. */
export interface GrantingVersion extends AccrualRule {
  id: string;
  validFrom: CalendarDate;
  validTo: CalendarDate | null;
  prorate: boolean;
  carryMax: number | null;
}

/** A period that somebody was given already, by whatever version, with its last day. */
export interface GivenPeriod {
  from: CalendarDate;
  to: CalendarDate;
}

/** What a period brings to somebody. */
export interface DueGrant {
  versionId: string;
  /** The first day of the period: with the person and the type it is what is given once. */
  periodOn: CalendarDate;
  /** The last day of the period. */
  to: CalendarDate;
  /** From when on it counts. */
  on: CalendarDate;
  /** In hundredths of a day; may be 0. */
  units: number;
  /** The year whose bucket it goes into; null for the one that runs on. */
  year: number | null;
}

/**
 * What a year brings to somebody: the periods that begin while a version holds, by that version. A period that begins
 * within a longer one of the version before is given already: nobody gets the same months twice because HR changes how
 * often leave comes.
 */
export function grantsOfYear(
  versions: readonly GrantingVersion[],
  year: number,
  employment: Employment,
): DueGrant[] {
  return periodsGiven(versions, year).flatMap(({ version, period }): DueGrant[] => {
    const grant = accrualFor(period, { ...employment, prorate: version.prorate });
    const bucket = version.carryMax === null ? null : year;
    if (!grant) return [];
    const { from: periodOn, to } = period;
    return [{ versionId: version.id, periodOn, to, ...grant, year: bucket }];
  });
}

/** The periods of a year that versions give for, in order, none of which begins within another. */
export function periodsGiven<Version extends GrantingVersion>(
  versions: readonly Version[],
  year: number,
): { version: Version; period: AccrualPeriod }[] {
  const inOrder = [...versions].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  let givenUntil = '';
  return inOrder.flatMap((version) => {
    const periods = accrualPeriods(version, year).filter(
      ({ from }) =>
        version.validFrom <= from && from <= (version.validTo ?? '9999-12-31') && from > givenUntil,
    );
    givenUntil = periods.at(-1)?.to ?? givenUntil;
    return periods.map((period) => ({ version, period }));
  });
}

/** What is due to somebody by a day and was not given yet: of this year, and of the last one if a run was missed. */
export function dueGrants(
  versions: readonly GrantingVersion[],
  person: Employment & { today: CalendarDate; given: readonly GivenPeriod[] },
): DueGrant[] {
  const year = yearOf(person.today);
  const isGiven = (on: CalendarDate) => person.given.some(({ from, to }) => from <= on && on <= to);
  return [year - 1, year]
    .flatMap((each) => grantsOfYear(versions, each, person))
    .filter(({ on, periodOn }) => on <= person.today && !isGiven(periodOn));
}
