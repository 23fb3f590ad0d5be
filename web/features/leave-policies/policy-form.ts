import type { FormErrors } from '@mantine/form';
import type { LeaveType } from '../../../domain/leave/leave-types';
import {
  setLeavePolicySchema,
  type LeavePolicyWire,
  type SetLeavePolicy,
} from '../../../domain/wire/leave-accounts';
import { issuesToFormErrors, plainMessage } from '../../components/field-errors';

/** What the form holds: as the API takes it, but for numbers that may be empty and one choice. */
export interface PolicyValues extends Omit<
  SetLeavePolicy,
  'carryMaxDays' | 'carryMonths' | 'carryDays'
> {
  /** Whether all that is left at the end of a year runs on. */
  runsOn: boolean;
  carryMaxDays: string;
  carryMonths: number | string;
  carryDays: number | string;
}

/** What most companies begin with. */
const START = {
  ...{ annualDays: '12', frequency: 'monthly', prorate: true, sandwich: 'none' },
  ...{ runsOn: true, carryMaxDays: '0', carryMonths: '', carryDays: '' },
  ...{ overdraftDays: '0', encashMaxDays: '0', encashReserveDays: '0' },
} satisfies Partial<PolicyValues>;

/** A form for a type: filled like the version that holds, or with what most companies begin with. */
export function valuesLike(type: LeaveType, like: LeavePolicyWire | undefined): PolicyValues {
  const empty = { ...START, type, validFrom: '' } as const;
  if (!like) return empty;
  const { annualDays, frequency, prorate, sandwich } = like;
  const { overdraftDays, encashMaxDays, encashReserveDays } = like;
  return {
    ...{ ...empty, annualDays, frequency, prorate, sandwich },
    ...{ overdraftDays, encashMaxDays, encashReserveDays },
    runsOn: like.carryMaxDays === null,
    carryMaxDays: like.carryMaxDays ?? START.carryMaxDays,
    carryMonths: like.carryMonths ?? START.carryMonths,
    carryDays: like.carryDays ?? START.carryDays,
  };
}

const numberOrNull = (value: number | string) => (value === '' ? null : Number(value));

/** The form as the API takes it. */
export function bodyOf({ runsOn, ...values }: PolicyValues): SetLeavePolicy {
  return {
    ...values,
    carryMaxDays: runsOn ? null : values.carryMaxDays,
    carryMonths: runsOn ? null : numberOrNull(values.carryMonths),
    carryDays: runsOn ? null : numberOrNull(values.carryDays),
  };
}

/** What is wrong with the form, by field. */
export function problemsOf(values: PolicyValues): FormErrors {
  const parsed = setLeavePolicySchema.safeParse(bodyOf(values), { error: plainMessage });
  return parsed.success ? {} : issuesToFormErrors(parsed.error);
}
