import type { Principal } from '../../../domain/access/principal';
import type { Verdict } from '../../../domain/approvals/vocabulary';
import { DomainError } from '../../../domain/errors';
import type { DecisionWire } from '../../../domain/wire/approvals';
import type { ApprovalDeps } from '../deps';
import { decideInApp } from './decide-in-app';

/** One of many decisions. */
interface BulkItem {
  id: string;
  verdict: Verdict;
  comment?: string;
}

/** What became of one of them; `error` is whatever deciding it alone would have thrown. */
type BulkResult =
  | { id: string; status: 'recorded'; decision: DecisionWire }
  | { id: string; status: 'refused'; error: unknown };

/**
 * Decides many requests as the person would one by one, in their order: each on its own merits and in its own
 * transaction, so that what one is refused for does not touch the others. One after the other, so that one person's
 * click never holds more than one database connection. The second mention of a request is refused.
 */
export async function decideInBulk(
  deps: ApprovalDeps,
  input: { items: BulkItem[]; principal: Principal; receivedAt: Date },
): Promise<BulkResult[]> {
  const { principal, receivedAt } = input;
  const seen = new Set<string>();
  const results: BulkResult[] = [];
  for (const { id, ...decision } of input.items) {
    const approvalId = id.toLowerCase();
    try {
      if (seen.has(approvalId)) {
        throw new DomainError('conflict', 'This request is named twice: the first mention counts');
      }
      seen.add(approvalId);
      const given = { approvalId, principal, receivedAt, ...decision, bulk: true };
      const decided = await decideInApp(deps, given);
      results.push({ id, status: 'recorded', decision: decided.decision });
    } catch (error) {
      // With nothing recorded the whole call can be made again; later, what was recorded must be told.
      const isFirst = results.every(({ status }) => status === 'refused');
      if (isFirst && !(error instanceof DomainError)) throw error;
      results.push({ id, status: 'refused', error });
    }
  }
  return results;
}
