import type { z } from 'zod';
import type { Policy } from './policy';
import type { KindRouting } from './routing';
import type { CalendarDate } from '../dates/calendar';
import type { MoneyWire } from '../wire/common';
import type { Outcome } from './vocabulary';

/** One fact of a request as a person reads it, in mails, on the decision page and in the app. */
export interface Fact {
  label: string;
  value: string;
}

/** A stretch of days for the requester's calendar. */
export interface CalendarEntry {
  /** Stable over the life of what it stands for: a later entry of the same uid replaces the earlier one. */
  uid: string;
  /** `publish` puts it in, or moves it; `cancel` takes it out. */
  method: 'publish' | 'cancel';
  title: string;
  /** The first and the last day, both included. */
  from: CalendarDate;
  to: CalendarDate;
  /** Whether the first day starts, and the last one ends, at midday. */
  startsAtMidday: boolean;
  endsAtMidday: boolean;
}

/** A line of a request that can be approved for less than was asked. */
export interface RequestLine {
  /** Unique within the request; stable for as long as its content is. */
  key: string;
  /** What people read. */
  label: string;
  amount: MoneyWire;
}

/**
 * A kind of request that needs signatures. Pure: the web, the API and the activities all read it.
 * `Details` is the request completed by the kind's effects with what only the server knows
 * (working days, totals, a project's name); without such effects it is the request itself.
 */
export interface ApprovalKind<Request = unknown, Details = unknown> {
  /** Part of the workflow ID: kebab-case, never changed once used. */
  id: string;
  /** "Leave", "Expense claim". */
  label: string;
  /** Where requests of this kind are posted, under the API's base: `/leave-requests`. `:names` are merged into the body. */
  path: string;
  /** What a client sends. Strict: unknown members are refused. */
  request: z.ZodType<Request>;
  /** Who signs, as data: version 1, in force until an admin publishes another. Changed by publishing, not here. */
  policy: Policy;
  /** What a policy may go by: the amount, the days, the department, the project. */
  routing(details: Details): KindRouting;
  /** One line, without the requester's name: "2 days of casual leave, 1–2 Dec 2026". */
  summary(details: Details): string;
  /** The rows under the summary. */
  facts(details: Details): Fact[];
  /** What the mail about this outcome carries for the requester's calendar; null for nothing. */
  calendar?(
    details: Details,
    closed: { outcome: Outcome; subjectId: string },
  ): CalendarEntry | null;
  /** Lines of money that an approver can cut one by one, all of one currency; a kind without is approved as a whole. */
  lines?(details: Details): RequestLine[];
  /** Whether it can be asked for while a blocking task holds a newcomer: what cannot wait, as being ill cannot. */
  neverHeld?: true;
  /** Working days after an approved request's day on which its effects check in on how it does; without, it ends when approved. */
  watch?: readonly number[];
  /** A valid request for the contract test, the mail preview and the docs. */
  example: Request;
  /** Details as the server would complete `example`. */
  exampleDetails: Details;
}

/** Declares a kind with its types inferred. */
export function defineApprovalKind<Request, Details = Request>(
  kind: ApprovalKind<Request, Details>,
): ApprovalKind<Request, Details> {
  return kind;
}
