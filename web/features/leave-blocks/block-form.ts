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
  if (!block) {
    const empty = { name: '', from: '', to: '', locationId: null, types: [], reason: '' };
    return { ...empty, departmentId, effect: 'refuse' };
  }
  const { name, from, to, types, effect, reason } = block;
  return {
    ...{ name, from, to, types, effect, reason },
    departmentId: block.department?.id ?? null,
    locationId: block.location?.id ?? null,
  };
}

/** What is wrong with what the form holds. */
export function problemsOf(values: SetLeaveBlock): FormErrors {
  const parsed = setLeaveBlockSchema.safeParse(values, { error: plainMessage });
  return parsed.success ? {} : issuesToFormErrors(parsed.error);
}
