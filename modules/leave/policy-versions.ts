import type { AccrualFrequency } from '../../domain/leave/accrual';
import type { CalendarDate } from '../../domain/dates/calendar';
import type { LeaveType } from '../../domain/leave/leave-types';
import type { Sandwich } from '../../domain/leave/working-days';
import type { Queryable } from '../../platform/database/database';

/** What holds for a type of leave between two dates. Units are hundredths of a day. */
export interface PolicyVersion {
  id: string;
  type: LeaveType;
  validFrom: CalendarDate;
  /** The last day; null until another version begins. */
  validTo: CalendarDate | null;
  annualUnits: number;
  frequency: AccrualFrequency;
  prorate: boolean;
  /** Null: all that is left runs on. */
  carryMax: number | null;
  carryMonths: number | null;
  carryDays: number | null;
  floor: number;
  encashMax: number;
  encashReserve: number;
  sandwich: Sandwich;
}

const COLUMNS = `v.id, v.type, v.valid_from AS "validFrom", v.valid_to AS "validTo", v.annual_units AS "annualUnits",
  v.frequency, v.prorate, v.carry_max AS "carryMax", v.carry_months AS "carryMonths", v.carry_days AS "carryDays",
  v.floor, v.encash_max AS "encashMax", v.encash_reserve AS "encashReserve", v.sandwich`;

/** The versions of one type, or of all, by type in the order people see them, the oldest first. */
export function policyVersions(db: Queryable, type: LeaveType | null): Promise<PolicyVersion[]> {
  return db.query<PolicyVersion>(
    `SELECT ${COLUMNS} FROM leave_policy_version v JOIN leave_type t ON t.code = v.type
     WHERE $1::text IS NULL OR v.type = $1 ORDER BY t.ordinal, v.valid_from`,
    [type],
  );
}

/** The version of a type that holds on a day, or undefined where there is none. */
export function versionOn<Version extends Pick<PolicyVersion, 'type' | 'validFrom' | 'validTo'>>(
  versions: readonly Version[],
  { type, on }: { type: LeaveType; on: CalendarDate },
): Version | undefined {
  return versions.find(
    (version) =>
      version.type === type &&
      version.validFrom <= on &&
      (version.validTo === null || on <= version.validTo),
  );
}

/** Whether days between working days count for a type of leave that begins on a day. */
export async function sandwichOn(
  db: Queryable,
  of: { type: LeaveType; on: CalendarDate },
): Promise<Sandwich> {
  return versionOn(await policyVersions(db, of.type), of)?.sandwich ?? 'none';
}
