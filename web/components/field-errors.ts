import type { FormErrors } from '@mantine/form';
import type { z } from 'zod';
import type { FieldProblem } from '../../domain/errors';
import { translateIfKnown } from '../lib/i18n/language';

/** The API's field problems by form path. A first segment that names the envelope is dropped. */
export function toFormErrors(errors: FieldProblem[], envelope?: string): FormErrors {
  const prefix = envelope ? `${envelope}.` : null;
  return Object.fromEntries(
    errors.map(({ path, message }) => [
      prefix && path.startsWith(prefix) ? path.slice(prefix.length) : path,
      translateIfKnown(message),
    ]),
  );
}

/** What a field says whose schema has no words of its own for it: what is missing is asked for, not called invalid. */
export const plainMessage: z.core.$ZodErrorMap = ({ code, input }) => {
  if (code === 'invalid_value') return 'Choose one';
  return input === undefined || input === null || input === '' ? 'Fill this in' : undefined;
};

/** A schema's issues by form path; the first one of each field wins. */
export function issuesToFormErrors(error: z.ZodError): FormErrors {
  const errors: FormErrors = {};
  for (const issue of error.issues) {
    const path = issue.path.map(String).join('.');
    errors[path] ??= translateIfKnown(issue.message);
  }
  return errors;
}
