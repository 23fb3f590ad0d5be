import { ApplicationFailure } from '@temporalio/common';
import { DomainError } from '../domain/errors';

/** Runs an activity's work; a refusal by a rule is final, everything else (a database away, a bug) is tried again. */
export async function final<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw ApplicationFailure.nonRetryable(error.message, error.code);
  }
}
