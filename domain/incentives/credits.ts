import type { CalendarDate } from '../dates/calendar';
import { divideRounded } from '../money/money';
import type { Basis, Measure, PlanVersion } from './plan';
import { shareOut, type Share } from './shares';

/** What came of a deal: won, invoiced, paid or refunded. */
export interface DealEvent {
  id: string;
  basis: 'won' | 'invoiced' | 'paid' | 'refunded';
  /** Minor units of the company's currency; negative where it takes another event back. */
  amount: bigint;
  /** The same in minor units of the deal's own currency, where that is another one. */
  own?: bigint;
  on: CalendarDate;
}

/** A deal as far as credit goes; amounts in minor units of the company's currency. */
export interface CreditedDeal {
  id: string;
  amount: bigint;
  cost: bigint;
  shares: Share[];
}

/** What a seller was credited for a deal so far; what it is of is in the deal's own currency. */
export interface Standing {
  /** What earned it, and what it came to. */
  base: bigint;
  given: bigint;
  /** What a credit note or a bounced payment took of it, what the customer was given back, and what was taken back for both. */
  reversed: bigint;
  refunded: bigint;
  taken: bigint;
}

/** What an event gives a seller, or takes back. */
export interface Credit {
  eventId: string;
  dealId: string;
  on: CalendarDate;
  versionId: string;
  /** The part of the deal the event is about, signed. */
  base: bigint;
  /** The same in the deal's own currency. */
  own: bigint;
  /** The seller's credit for it, signed. */
  credit: bigint;
}

/** Nothing so far. */
export const NO_STANDING: Standing = {
  ...{ base: 0n, given: 0n },
  ...{ reversed: 0n, refunded: 0n, taken: 0n },
};

/**
 * What a deal's events give one seller. What earns by the deal's basis gives the seller's share of the revenue or of
 * the margin. What is given back takes back the same part of what was given: half the base refunded takes half the
 * credit, all of it takes all, and never more, however it is cut up, and whatever the deal's own currency was worth
 * meanwhile. Whatever order the events come in, the credits are the same.
 * @param input.events with the version in force on each one's day, and by what the deal earns
 */
export function creditsOf(input: {
  deal: CreditedDeal;
  employeeId: string;
  events: DatedEvent[];
  before: Standing;
}): Credit[] {
  const inOrder = input.events.toSorted((a, b) => compare(a.event, b.event));
  const giving = inOrder.filter((one) => earns(one) && one.event.amount > 0n);
  const given = giving.map((one) => give(input, one));
  let standing = given.reduce(
    (sum, { own, credit }) => ({ ...sum, base: sum.base + own, given: sum.given + credit }),
    input.before,
  );
  // Of what earned nothing there is nothing to take back.
  const taking = standing.base > 0n ? inOrder.filter((one) => isTakenBack(one)) : [];
  const taken = taking.map((one) => {
    const credit = take(input.deal.id, standing, one);
    standing = { ...lessened(standing, one), taken: standing.taken - credit.credit };
    return credit;
  });
  return [...given, ...taken];
}

/** An event with the version in force on its day, and by what its deal earns. */
export interface DatedEvent {
  event: DealEvent;
  version: PlanVersion;
  basis: Basis;
}

/** In the order of their days; of one day by id, so that it is the same each time. */
export function compare(
  a: { id: string; on: CalendarDate },
  b: { id: string; on: CalendarDate },
): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

function earns({ event, basis }: DatedEvent): boolean {
  return event.basis === basis;
}

function isTakenBack(dated: DatedEvent): boolean {
  return dated.event.basis === 'refunded' || (earns(dated) && dated.event.amount < 0n);
}

function give(
  { deal, employeeId }: { deal: CreditedDeal; employeeId: string },
  { event, version }: DatedEvent,
): Credit {
  const counted = measured(event.amount, deal, version.measure);
  const credit = shareOut(counted, deal.shares).get(employeeId) ?? 0n;
  return { ...placed(deal.id, { event, version }), base: event.amount, own: ownOf(event), credit };
}

function take(dealId: string, standing: Standing, dated: DatedEvent): Credit {
  const { event } = dated;
  const sign = event.basis === 'refunded' ? -1n : 1n;
  const own = sign * ownOf(event);
  const credit = standing.taken - takenAt(lessened(standing, dated), dated.basis);
  return { ...placed(dealId, dated), base: sign * event.amount, own, credit };
}

const ownOf = ({ amount, own = amount }: DealEvent) => own;

function placed(dealId: string, { event, version }: Omit<DatedEvent, 'basis'>) {
  return { eventId: event.id, dealId, on: event.on, versionId: version.id };
}

/** A standing with one more event that gives back. */
function lessened(standing: Standing, { event }: DatedEvent): Standing {
  return event.basis === 'refunded'
    ? { ...standing, refunded: standing.refunded + ownOf(event) }
    : { ...standing, reversed: standing.reversed - ownOf(event) };
}

/**
 * What is taken back of what was given: its part of it, never more than all. A credit note and the refund of what it
 * credits are one thing that was given back, not two.
 */
function takenAt({ base, given, reversed, refunded }: Standing, basis: Basis): bigint {
  const isSame = basis === 'invoiced';
  const back = isSame ? (reversed > refunded ? reversed : refunded) : reversed + refunded;
  if (base === 0n || back <= 0n) return 0n;
  return back >= base ? given : divideRounded(given * back, base);
}

/** The part of an amount that counts; a deal that costs more than it brings has no margin. */
function measured(amount: bigint, deal: CreditedDeal, measure: Measure): bigint {
  if (measure === 'revenue') return amount;
  const margin = deal.amount - deal.cost;
  return margin <= 0n || deal.amount === 0n ? 0n : divideRounded(amount * margin, deal.amount);
}
