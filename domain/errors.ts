/** Every refusal the system can give; the HTTP map in `api/middleware/errors.ts` covers the same keys. */
export type ErrorCode =
  | 'invalid-input'
  | 'unauthenticated'
  | 'wrong-credentials'
  | 'forbidden'
  | 'restricted'
  | 'not-found'
  | 'conflict'
  | 'already-decided'
  | 'request-closed'
  | 'already-undone'
  | 'too-late-to-undo'
  | 'deadline-passed'
  | 'not-an-approver'
  | 'own-request'
  | 'no-approver'
  | 'insufficient-balance'
  | 'overlap'
  | 'too-large'
  | 'idempotency-mismatch'
  | 'rate-limited'
  | 'unavailable';

/** One problem with one field: `path` as in `lines.0.amount`. */
export interface FieldProblem {
  path: string;
  message: string;
}

/** What a refusal may carry beside its sentence. Becomes members of the problem document. */
interface ErrorDetails {
  errors?: FieldProblem[];
  retryAfterSeconds?: number;
  [extension: string]: unknown;
}

/** A refusal with a code from the closed list. `message` is a sentence a person may read. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message);
    this.name = 'DomainError';
  }
}

/** A refusal of one or more fields. */
export function invalidInput(errors: FieldProblem[]): DomainError {
  const first = errors[0];
  return new DomainError(
    'invalid-input',
    first ? [first.path, first.message].filter(Boolean).join(': ') : 'Invalid input',
    { errors },
  );
}
