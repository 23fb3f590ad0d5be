import type { Fact } from '../../domain/approvals/kind';
import {
  cutFacts,
  judgeLines,
  linesLeft,
  type ApprovedLine,
  type LineAmount,
} from '../../domain/approvals/partial-approval';
import type { Verdict } from '../../domain/approvals/vocabulary';
import { invalidInput } from '../../domain/errors';
import type { Money } from '../../domain/money/money';
import { linesOf } from './kinds';
import type { DecisionRow, Progress, RequestRow } from './store';

type Lined = Pick<RequestRow, 'kind' | 'data'>;

/** What the approvals of a round left of a request's lines; empty for a kind that is approved as a whole. */
export function linesLeftOf(
  request: Lined,
  decisions: DecisionRow[],
): ReturnType<typeof linesLeft> {
  const approvals = decisions.filter(({ verdict }) => verdict === 'approve');
  return linesLeft(
    linesOf(request),
    approvals.map(({ lines }) => lines),
  );
}

/**
 * What a decision leaves of every line, or null when it cuts nothing.
 * @throws DomainError invalid-input: not a line, more than is left, nothing left, no reason for cutting
 */
export function linesOfDecision(
  request: Lined,
  progress: Progress,
  input: { verdict: Verdict; comment?: string; lines?: LineAmount[] },
): ApprovedLine[] | null {
  if (input.lines === undefined) return null;
  const refuse = (message: string) => invalidInput([{ path: 'lines', message }]);
  if (input.verdict === 'reject') throw refuse('A rejection approves nothing: leave the lines out');
  const left = linesLeftOf(request, progress.decisions);
  if (left.length === 0) throw refuse('Requests of this kind are approved as a whole');
  const judged = judgeLines(left, { lines: input.lines, comment: input.comment?.trim() ?? '' });
  if ('problems' in judged) throw invalidInput(judged.problems);
  return judged.cut ? judged.lines : null;
}

/** What the effect of an approved request is told: the least approved of each line. */
export function approvedLinesOf(
  request: Lined,
  decisions: DecisionRow[],
): { approvedLines?: { key: string; amount: Money }[] } {
  const left = linesLeftOf(request, decisions);
  if (left.length === 0) return {};
  return { approvedLines: left.map((line) => ({ key: line.key, amount: line.left })) };
}

/** What people read of a request that was approved in part so far. */
export function cutFactsOf(request: Lined, decisions: DecisionRow[]): Fact[] {
  // Without a cut there is nothing to reckon: most requests are asked about and closed this way.
  if (!decisions.some(({ lines }) => lines !== null)) return [];
  return cutFacts(linesLeftOf(request, decisions));
}
