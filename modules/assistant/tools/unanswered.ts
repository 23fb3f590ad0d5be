import type { ToolOutcome } from '../../../domain/assistant/tool';

/** Ends a call with what has to be said instead of rows. */
export class Unanswered extends Error {
  constructor(readonly outcome: Exclude<ToolOutcome, { kind: 'rows' }>) {
    super(outcome.kind === 'unclear' ? outcome.question : outcome.reason);
  }
}

/** It may be asked, and there is none. @returns what to throw */
export const empty = (reason: string) => new Unanswered({ kind: 'empty', reason });

/** It cannot be looked up: not by this person, or not so. @returns what to throw */
export const nothing = (reason: string) => new Unanswered({ kind: 'nothing', reason });

/** An average or a rate is of one time. @throws Unanswered where it is to be compared with another */
export function requireNoComparison({ compareTo }: { compareTo?: string }): void {
  if (compareTo !== undefined)
    throw nothing(
      'Averages and rates are not compared with a time before: ask for each of the two',
    );
}
