import type { BuiltInLeaveType } from '../../domain/leave/leave-types';
import type { History } from './history';
import type { Colleague } from './people-rows';
import { officeTime } from './office-hours';
import { isoInstant } from './rows';

type BalancedType = Exclude<BuiltInLeaveType, 'unpaid' | 'comp-off'>;

/** What the company's leave was until now: given once a year, and never lost. */
const UNTIL_NOW = {
  casual: { id: '5b1d3c1e-4a0b-4c57-9d0e-6f0a2b7c1001', units: 1200 },
  sick: { id: '5b1d3c1e-4a0b-4c57-9d0e-6f0a2b7c1002', units: 1200 },
  earned: { id: '5b1d3c1e-4a0b-4c57-9d0e-6f0a2b7c1003', units: 1800 },
} satisfies Record<BalancedType, object>;

/** What HR has set for 2027. */
const FROM_2027 = [
  {
    ...{ id: '5b1d3c1e-4a0b-4c57-9d0e-6f0a2b7c2001', type: 'casual', annual_units: 1200 },
    ...{ frequency: 'quarterly', carry_max: 0, carry_months: null, floor: -200 },
    ...{ encash_max: 0, encash_reserve: 0 },
  },
  {
    ...{ id: '5b1d3c1e-4a0b-4c57-9d0e-6f0a2b7c2002', type: 'sick', annual_units: 1200 },
    ...{ frequency: 'yearly', carry_max: null, carry_months: null, floor: 0 },
    ...{ encash_max: 0, encash_reserve: 0 },
  },
  {
    ...{ id: '5b1d3c1e-4a0b-4c57-9d0e-6f0a2b7c2003', type: 'earned', annual_units: 1900 },
    ...{ frequency: 'monthly', carry_max: 1000, carry_months: 3, floor: 0 },
    ...{ encash_max: 1000, encash_reserve: 1500 },
  },
];

const STARTED_ON = '2024-11-01';
const SET_ON = '2026-11-16';

/** What each type of leave brings: what was so far, and what HR has set for the next year. */
export function writeLeavePolicies({ rows }: History): void {
  const common = { prorate: true, carry_days: null, sandwich: 'none', created_by: null };
  for (const [type, { id, units }] of Object.entries(UNTIL_NOW))
    rows.add('leave_policy_version', {
      ...{ id, type, valid_from: STARTED_ON, valid_to: '2026-12-31', annual_units: units },
      ...{ frequency: 'yearly', carry_max: null, carry_months: null, floor: 0 },
      ...{ encash_max: 0, encash_reserve: 0, ...common },
      created_at: isoInstant(officeTime(STARTED_ON, 6, 0)),
    });
  for (const version of FROM_2027)
    rows.add('leave_policy_version', {
      ...{ ...version, valid_from: '2027-01-01', valid_to: null, ...common },
      created_at: isoInstant(officeTime(SET_ON, 11, 20)),
    });
}

/** That a year's leave was given to somebody: the next run gives no more of it. */
export function noteAccrual(
  { rows }: History,
  person: Colleague,
  of: { type: BalancedType; on: string; units: number },
): void {
  rows.add('leave_accrual', {
    employee_id: person.id,
    type: of.type,
    period_on: of.on,
    units: of.units,
    policy_version_id: UNTIL_NOW[of.type].id,
    created_at: isoInstant(officeTime(of.on, 6, 0)),
  });
}
