import type { ZodError, core } from 'zod';
import type { FieldProblem } from './errors';

/** What a value can be asked to be, in words for people. */
const KINDS: Partial<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with fields',
};

/** The fields that do not fit a schema, as the wire names them, such as `lines.0.amount`, each thing once. */
export function fieldProblems(error: ZodError): FieldProblem[] {
  const problems = error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code !== 'unrecognized_keys') {
      return [{ path: path.join('.'), message: said(issue) }];
    }
    return issue.keys.map((key) => ({
      path: [...path, key].join('.'),
      message: 'There is no such field.',
    }));
  });
  return problems.filter(
    (one, index) =>
      index === problems.findIndex((it) => it.path === one.path && it.message === one.message),
  );
}

/** What a schema says of its own, or else what it comes to: a validator's words are for developers. */
function said(issue: core.$ZodIssue): string {
  if (issue.code === 'invalid_value' && issue.message.startsWith('Invalid option'))
    return `Use one of: ${issue.values.map(String).join(', ')}`;
  if (issue.code !== 'invalid_type' || !issue.message.startsWith('Invalid input: expected'))
    return issue.message;
  if (issue.message.endsWith('received undefined')) return 'This is needed';
  return `Must be ${KINDS[issue.expected] ?? issue.expected}`;
}
