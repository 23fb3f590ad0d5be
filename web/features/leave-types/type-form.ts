import type { FormErrors } from '@mantine/form';
import {
  editLeaveTypeSchema,
  newLeaveTypeSchema,
  type LeaveTypeWire,
  type NewLeaveType,
} from '../../../domain/wire/leave-types';
import { issuesToFormErrors, plainMessage } from '../../components/field-errors';

/** What the form of a type holds; numbers as they are written. */
export interface TypeValues extends Omit<NewLeaveType, 'documentAfterDays' | 'monthsEmployed'> {
  documentAfterDays: string;
  monthsEmployed: string;
}

const NEW_TYPE: TypeValues = {
  ...{ name: '', needsBalance: true, paid: true, halfDays: true, colour: 'indigo' },
  ...{ documentAfterDays: '', locationIds: [], grades: [], monthsEmployed: '' },
};

/** What a form begins with: a type that is there, or a new one. */
export function valuesOf(type: LeaveTypeWire | undefined): TypeValues {
  if (!type) return NEW_TYPE;
  const { name, needsBalance, paid, halfDays, colour, locationIds, grades } = type;
  return {
    ...{ name, needsBalance, paid, halfDays, colour, locationIds, grades },
    documentAfterDays: type.documentAfterDays?.toString() ?? '',
    monthsEmployed: type.monthsEmployed > 0 ? String(type.monthsEmployed) : '',
  };
}

/** What a form sends for a new type. */
export function newBodyOf(values: TypeValues): NewLeaveType {
  const { documentAfterDays, monthsEmployed, ...rest } = values;
  return {
    ...rest,
    documentAfterDays: documentAfterDays.trim() === '' ? null : Number(documentAfterDays),
    monthsEmployed: monthsEmployed.trim() === '' ? 0 : Number(monthsEmployed),
  };
}

/** What a form sends for a type that is there: of a built-in one only what can change. */
export function editBodyOf(values: TypeValues, type: LeaveTypeWire) {
  const { name, paid, halfDays, colour, documentAfterDays, locationIds, grades, monthsEmployed } =
    newBodyOf(values);
  const changes = { colour, documentAfterDays, locationIds, grades, monthsEmployed };
  return type.builtIn ? changes : { ...changes, name, paid, halfDays };
}

/** What is wrong with what the form holds. */
export function problemsOf(values: TypeValues, type: LeaveTypeWire | undefined): FormErrors {
  const parsed = type
    ? editLeaveTypeSchema.safeParse(editBodyOf(values, type), { error: plainMessage })
    : newLeaveTypeSchema.safeParse(newBodyOf(values), { error: plainMessage });
  return parsed.success ? {} : issuesToFormErrors(parsed.error);
}
