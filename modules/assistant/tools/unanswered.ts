import type { ToolOutcome } from '../../../domain/assistant/tool';

/** Ends a call with what has to be said instead of rows. */
export class Unanswered extends Error {
  constructor(readonly outcome: Exclude<ToolOutcome, { kind: 'rows' }>) {
    super(outcome.kind === 'nothing' ? outcome.reason : outcome.question);
  }
}

/** There is nothing to show. @returns what to throw */
export const nothing = (reason: string) => new Unanswered({ kind: 'nothing', reason });
