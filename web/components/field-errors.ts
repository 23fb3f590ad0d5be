import type { FormErrors } from '@mantine/form';
import type { z } from 'zod';
import type { FieldProblem } from '../../domain/errors';

/** The API's field problems by form path. A first segment that names the envelope is dropped. */
export function toFormErrors(errors: FieldProblem[], envelope?: string): FormErrors {
  const prefix = envelope ? `${envelope}.` : null;
  return Object.fromEntries(
    errors.map(({ path, message }) => [
      prefix && path.startsWith(prefix) ? path.slice(prefix.length) : path,
      message,
    ]),
  );
}

/** A schema's issues by form path; the first one of each field wins. */
export function issuesToFormErrors(error: z.ZodError): FormErrors {
  const errors: FormErrors = {};
  for (const issue of error.issues) {
    const path = issue.path.map(String).join('.');
    errors[path] ??= issue.message;
  }
  return errors;
}
