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
  record: 'an object with fields',
};

/** What has a size has it in these. */
const UNITS: Partial<Record<string, string>> = { string: 'characters', array: 'entries' };

/** How a text is to be written, by the name a schema has for it. */
const FORMATS: Partial<Record<string, string>> = {
  email: 'Use an e-mail address',
  url: 'Use an address such as https://netra.example',
  uuid: 'Use an id as it was given',
  date: 'Use a date such as 2026-12-24',
  datetime: 'Use a time such as 2026-12-24T09:30:00Z',
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

// How the validator begins what it says by itself; sentences of a schema begin otherwise.
const UNSAID = /^(Invalid |Too big: |Too small: )/;

/** What a schema says of its own, or else what it comes to: a validator's words are for developers. */
function said(issue: core.$ZodIssue): string {
  if (!UNSAID.test(issue.message)) return issue.message;
  if (issue.code === 'invalid_type') return ofType(issue);
  if (issue.code === 'too_big' || issue.code === 'too_small') return bound(issue);
  if (issue.code === 'invalid_value') return oneOf(issue.values);
  if (issue.code === 'invalid_format')
    return FORMATS[issue.format] ?? 'This is not written as it has to be';
  if (issue.code === 'not_multiple_of') return `Use a multiple of ${issue.divisor}`;
  if (issue.code !== 'invalid_union') return 'This is not what it has to be';
  const { options } = issue as { options?: unknown[] };
  return options ? oneOf(options) : 'This is none of what it can be';
}

function ofType({ expected, message }: core.$ZodIssueInvalidType): string {
  if (message.endsWith('received undefined')) return 'This is needed';
  return `Must be ${KINDS[expected] ?? expected}`;
}

const oneOf = (values: readonly unknown[]) =>
  `Use ${values.length > 1 ? 'one of: ' : ''}${values.map(String).join(', ')}`;

function bound(issue: core.$ZodIssueTooBig | core.$ZodIssueTooSmall): string {
  const [limit, at, beyond] =
    issue.code === 'too_big'
      ? [issue.maximum, 'At most', 'Less than']
      : [issue.minimum, 'At least', 'More than'];
  const unit = UNITS[issue.origin];
  if (issue.exact) return `Exactly ${[limit, unit].filter(Boolean).join(' ')}`;
  if (unit && issue.code === 'too_small' && Number(limit) === 1) return 'This is needed';
  return [issue.inclusive === false ? beyond : at, String(limit), unit].filter(Boolean).join(' ');
}
