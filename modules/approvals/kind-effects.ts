import type { Fact } from '../../domain/approvals/kind';
import type { Outcome } from '../../domain/approvals/vocabulary';
import type { Money } from '../../domain/money/money';
import type { MailDraft } from '../mail/use-cases/queue-mail';
import type { NotificationDraft } from '../notifications/use-cases/notify-people';
import type { Queryable, Transaction } from '../../platform/database/database';

/** The person who asks, as effects need them. */
export interface Requester {
  id: string;
  name: string;
  departmentId: string | null;
  zone: string;
}

/** A request being closed. */
interface ClosingRequest<Details> {
  approvalId: string;
  subjectId: string;
  requesterId: string;
  /** Which version of the content was signed; from 1. */
  version: number;
  details: Details;
  outcome: Outcome;
  /** For an approved request of a kind with lines: what the signatures left of each, at most what was asked. */
  approvedLines?: { key: string; amount: Money }[];
}

/** A pending request being changed by its requester. */
interface RevisedRequest<Request, Details = unknown> {
  requester: Requester;
  /** What the request was completed to before. */
  details: Details;
  /** Has passed the kind's schema. */
  request: Request;
  approvalId: string;
  subjectId: string;
  /** The version it becomes. */
  version: number;
  now: Date;
}

/** What a version of a request reserves under: its own key, so that what another version reserved stays another entry. */
export function reservationKey(of: { approvalId: string; version: number }): string {
  return of.version === 1 ? of.approvalId : `${of.approvalId}.v${of.version}`;
}

/** The record that was written. */
interface Submission {
  subjectId: string;
  /** What the kind adds to the answer of the door. */
  answer: Record<string, unknown>;
}

/** What a look at a watched request has come to. */
export interface WatchRound {
  /** When to look again; null once nothing is watched any more. */
  nextAt: Date | null;
  /** Who is told, by bell and by mail; keys make a repeated look harmless. */
  rings: NotificationDraft[];
  mails: MailDraft[];
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
    input: {
      requester: Requester;
      /** As it was sent: with what a kind keeps out of the details, which approvers read. */
      request: Request;
      details: Details;
      approvalId: string;
      now: Date;
    },
  ): Submission | Promise<Submission>;
  /**
   * Rewrites the pending record, with whatever it reserves, and completes the request as it is now wanted. Without it a
   * request of this kind cannot be changed or sent back for a change.
   */
  revise?(tx: Transaction, request: RevisedRequest<Request, Details>): Details | Promise<Details>;
  /** Applies the outcome to the record. */
  close(tx: Transaction, request: ClosingRequest<Details>): void | Promise<void>;
  /** Who else than the requester is told of the closing, by bell, and how. */
  concerned?(request: ClosingRequest<Details>): NotificationDraft[];
  /**
   * Goes on after `close` of an approved request, in the same workflow: does what has come due by `now`, which may be
   * nothing. For a kind whose definition has `watch`.
   */
  watch?(
    tx: Transaction,
    watched: { approvalId: string; subjectId: string; now: Date },
  ): Promise<WatchRound>;
  /** What an approved record got that its request did not have, such as a number: shown below the facts. */
  recordFacts?(db: Queryable, subjectId: string): Promise<Fact[]>;
}
