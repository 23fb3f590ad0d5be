import { addDays } from '../../domain/dates/calendar';
import { parseUnits } from '../../domain/leave/days';
import type { SetLeavePolicy } from '../../domain/wire/leave-accounts';
import type { PolicyVersion } from './policy-versions';

/** A version as somebody wants it. The days were checked where they came in. */
export function versionFrom(wanted: SetLeavePolicy, id: string): PolicyVersion {
  const { type, validFrom, frequency, prorate, carryMonths, carryDays, sandwich } = wanted;
  const units = (days: string) => parseUnits(days) ?? 0;
  return {
    ...{ id, type, validFrom, validTo: null, frequency, prorate, carryMonths, carryDays, sandwich },
    annualUnits: units(wanted.annualDays),
    carryMax: wanted.carryMaxDays === null ? null : units(wanted.carryMaxDays),
    floor: 0 - units(wanted.overdraftDays),
    encashMax: units(wanted.encashMaxDays),
    encashReserve: units(wanted.encashReserveDays),
  };
}

/** The versions of a type with one more, which ends what holds until then. */
export function withVersion(existing: PolicyVersion[], version: PolicyVersion): PolicyVersion[] {
  const before = existing.filter(({ validFrom }) => validFrom < version.validFrom);
  return [
    ...before.map((other) =>
      other.validTo === null ? { ...other, validTo: addDays(version.validFrom, -1) } : other,
    ),
    version,
  ];
}
