import type { Outcome } from '../../domain/approvals/vocabulary';
import type { Money } from '../../domain/money/money';
import type { Queryable, Transaction } from '../../platform/database/database';

/** The person who asks, as effects need them. */
export interface Requester {
  id: string;
  name: string;
  departmentId: string | null;
  zone: string;
}

/** A request being closed. */
export interface ClosingRequest<Details> {
  approvalId: string;
  subjectId: string;
  requesterId: string;
  details: Details;
  outcome: Outcome;
  /** For an approved request of a kind with lines: what the signatures left of each, at most what was asked. */
  approvedLines?: { key: string; amount: Money }[];
}

/** The record that was written. */
export interface Submission {
  subjectId: string;
  /** What the kind adds to the answer of the door. */
  answer: Record<string, unknown>;
}

/**
 * What a kind does to the records. Every method runs inside the caller's transaction (or, for `complete`, reads only)
 * and throws a DomainError to refuse. The engine calls `close` once per request; it must still be safe to call twice.
 */
export interface KindEffects<Request = unknown, Details = Request> {
  /** Checks the request against the database and completes it; writes nothing. Serves submit and preview alike. */
  complete(
    context: { db: Queryable; requester: Requester; now: Date },
    request: Request,
  ): Details | Promise<Details>;
  /** Writes the pending record, with whatever it reserves. */
  submit(
    tx: Transaction,
    input: { requester: Requester; details: Details; approvalId: string; now: Date },
  ): Submission | Promise<Submission>;
  /** Applies the outcome to the record. */
  close(tx: Transaction, request: ClosingRequest<Details>): void | Promise<void>;
}
