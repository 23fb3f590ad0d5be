import type { FormErrors } from '@mantine/form';
import {
  setLeaveBlockSchema,
  type LeaveBlockWire,
  type SetLeaveBlock,
} from '../../../domain/wire/leave-blocks';
import { issuesToFormErrors, plainMessage } from '../../components/field-errors';

/** What a form begins with: block dates that are there, or new ones; a head's are of their department. */
export function valuesOf(
  block: LeaveBlockWire | undefined,
  departmentId: string | null,
): SetLeaveBlock {
  return {
    name: block?.name ?? '',
    from: block?.from ?? '',
    to: block?.to ?? '',
    departmentId: block ? (block.department?.id ?? null) : departmentId,
    locationId: block?.location?.id ?? null,
    types: block?.types ?? [],
    effect: block?.effect ?? 'refuse',
    reason: block?.reason ?? '',
  };
}

/** What is wrong with what the form holds. */
export function problemsOf(values: SetLeaveBlock): FormErrors {
  const parsed = setLeaveBlockSchema.safeParse(values, { error: plainMessage });
  return parsed.success ? {} : issuesToFormErrors(parsed.error);
}
