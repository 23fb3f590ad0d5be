import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { ZodError } from 'zod';
import { DomainError, invalidInput, type ErrorCode } from '../../domain/errors';
import { fieldProblems } from '../../domain/field-problems';
import type { Problem } from '../../domain/wire/common';
import { sqlState } from '../../platform/database/database';
import type { Logger } from '../../platform/logger/logger';

/** What each refusal is over HTTP. */
const REFUSALS: Record<ErrorCode, { status: number; title: string }> = {
  'invalid-input': { status: 422, title: 'Invalid input' },
  unauthenticated: { status: 401, title: 'Not signed in' },
  'wrong-credentials': { status: 401, title: 'Wrong e-mail address or password' },
  forbidden: { status: 403, title: 'Not allowed' },
  restricted: { status: 403, title: 'Restricted' },
  'not-found': { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'Conflict' },
  'already-decided': { status: 409, title: 'Already decided' },
  'request-closed': { status: 409, title: 'Request closed' },
  'already-undone': { status: 409, title: 'Already taken back' },
  'too-late-to-undo': { status: 409, title: 'Too late to take back' },
  'deadline-passed': { status: 409, title: 'Deadline passed' },
  'not-an-approver': { status: 403, title: 'Not an approver' },
  'own-request': { status: 403, title: 'Own request' },
  'no-approver': { status: 422, title: 'Nobody can approve this' },
  'insufficient-balance': { status: 422, title: 'Insufficient balance' },
  overlap: { status: 409, title: 'Overlap' },
  'too-large': { status: 413, title: 'Too large' },
  'idempotency-mismatch': { status: 422, title: 'Idempotency key used for another request' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  unavailable: { status: 503, title: 'Unavailable' },
};

/** What HTTP itself refuses before any rule of ours is asked. */
const HTTP_CODES: Record<number, { code: string; title: string }> = {
  400: { code: 'bad-request', title: 'Bad request' },
  403: { code: 'forbidden', title: 'Not allowed' },
  404: { code: 'not-found', title: 'Not found' },
  405: { code: 'method-not-allowed', title: 'Method not allowed' },
  413: { code: 'too-large', title: 'Too large' },
  415: { code: 'unsupported-media-type', title: 'Unsupported media type' },
};

// Text that PostgreSQL cannot hold; the answer is the client's to change, not ours to repair.
const UNSTORABLE_TEXT = new Set(['22021', '22P05']);
const UNREACHABLE = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['EHOSTUNREACH', 'ENETUNREACH'],
  // A session that the server ended because its transaction stood still.
  ...['25P03', '25P04'],
]);
// Connection exceptions, transactions that lost every round against others, insufficient resources (a full disk among
// them), operator intervention, errors of the server's own system.
const UNREACHABLE_CLASSES = new Set(['08', '40', '53', '57', '58']);
// What the driver says without a code: a connection that broke, was refused or did not answer in time.
const NO_CONNECTION =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed)/;

/** A refusal of HTTP itself, such as 405. */
export class HttpRefusal extends Error {
  readonly expose = true;
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = 'HttpRefusal';
  }
}

/** The RFC 9457 document of an error; `unexpected` marks those that say nothing of their cause. */
export function problemOf(error: unknown): { problem: Problem; unexpected: boolean } {
  const refusal = asRefusal(error);
  if (refusal instanceof DomainError) return { problem: ofDomain(refusal), unexpected: false };
  if (refusal) return { problem: ofHttp(refusal), unexpected: false };
  return {
    problem: {
      type: 'urn:netra:problem:unexpected',
      title: 'Unexpected error',
      status: 500,
      detail: 'Something went wrong on our side. The administrators find it under this id.',
      code: 'unexpected',
      id: randomUUID(),
    },
    unexpected: true,
  };
}

/** Answers every error as a problem document; the last middleware. */
export function problems(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const { problem, unexpected } = problemOf(error);
    if (unexpected) logger.error({ err: error, problemId: problem.id }, 'unexpected error');
    else if (problem.status >= 500) logger.warn({ err: error, code: problem.code }, 'unavailable');
    sendProblem(request, response, problem);
  };
}

/** What answers when no route did. */
export const unknownAddress: RequestHandler = () => {
  throw new HttpRefusal(404, 'There is nothing at this address.');
};

function sendProblem(request: Request, response: Response, problem: Problem): void {
  const seconds = problem.retryAfterSeconds;
  if (typeof seconds === 'number') response.set('Retry-After', String(seconds));
  // The rest of a body that was refused unread is not waited for.
  if (problem.status === 413) response.set('Connection', 'close');
  response.status(problem.status).type('application/problem+json');
  response.send(request.method === 'HEAD' ? '' : JSON.stringify(problem));
}

function asRefusal(error: unknown): DomainError | HttpRefusal | undefined {
  if (error instanceof DomainError || error instanceof HttpRefusal) return error;
  if (error instanceof ZodError) return invalidInput(fieldProblems(error));
  return ofDatabase(error) ?? ofFramework(error);
}

function ofDatabase(error: unknown): DomainError | undefined {
  const state = sqlState(error) ?? '';
  if (UNSTORABLE_TEXT.has(state)) {
    return invalidInput([{ path: '', message: 'Contains a character that cannot be stored.' }]);
  }
  if (UNREACHABLE.has(state) || UNREACHABLE_CLASSES.has(state.slice(0, 2))) return unavailable();
  if (error instanceof Error && NO_CONNECTION.test(error.message)) return unavailable();
  return undefined;
}

function ofFramework(error: unknown): HttpRefusal | undefined {
  const { status } = (error ?? {}) as { status?: unknown };
  if (typeof status !== 'number' || !(status in HTTP_CODES)) return undefined;
  return new HttpRefusal(status, refusalSentence(status));
}

/** The sentences of body parsers may repeat what was sent: ours do not. */
function refusalSentence(status: number): string {
  if (status === 413) return 'The body is larger than 256 kB.';
  if (status === 415) return 'The body is in an encoding that is not read here.';
  return 'The request cannot be read: is its body well-formed JSON?';
}

function unavailable(): DomainError {
  return new DomainError('unavailable', 'NETRA cannot reach its database. Please try again.', {
    retryAfterSeconds: 2,
  });
}

function ofDomain(error: DomainError): Problem {
  const { status, title } = REFUSALS[error.code];
  return {
    ...error.details,
    type: `urn:netra:problem:${error.code}`,
    title,
    status,
    detail: error.message,
    code: error.code,
  };
}

function ofHttp(error: HttpRefusal): Problem {
  const { code, title } = HTTP_CODES[error.status] ?? { code: 'bad-request', title: 'Bad request' };
  return {
    type: `urn:netra:problem:${code}`,
    title,
    status: error.status,
    detail: error.message,
    code,
  };
}
