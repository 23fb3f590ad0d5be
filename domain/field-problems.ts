import type { ZodError, core } from 'zod';
import type { FieldProblem } from './errors';

/** The fields that do not fit a schema, as the wire names them, such as `lines.0.amount`, in words for people. */
export function fieldProblems(error: ZodError): FieldProblem[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code !== 'unrecognized_keys') {
      return [{ path: path.join('.'), message: said(issue) }];
    }
    return issue.keys.map((key) => ({
      path: [...path, key].join('.'),
      message: 'There is no such field.',
    }));
  });
}

/** What a schema says of its own, or else what it comes to: a validator's words are for developers. */
function said(issue: core.$ZodIssue): string {
  if (issue.code === 'invalid_value' && issue.message.startsWith('Invalid option'))
    return `Use one of: ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined'))
    return 'This is needed';
  return issue.message;
}
