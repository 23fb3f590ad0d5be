import { definitions, type KindId } from '../../approvals/definitions';
import { addDays } from '../../domain/dates/calendar';
import { BANDS } from '../../domain/hiring/bands';
import type { KindRouting } from '../../domain/approvals/routing';
import { mondayAhead, today } from './records';
import { claimOf } from './stages';

/** A request of a kind, and what a policy would be told of it. */
interface SimulatedRequest {
  request: object;
  facts: KindRouting;
}

const inr = (amount: string) => ({ amount, currency: 'INR' });

/**
 * Kinds that are routed by different facts, each with a request made from a number of rupees. `turn` counts somebody's
 * requests: no two of theirs are about the same days.
 */
export const SIMULATED = {
  'expense-claim': (amount) => ({ request: claimOf(amount), facts: { amount: inr(amount) } }),
  'purchase-order': (amount) => ({
    request: {
      ...{ vendor: 'Acme', purpose: 'Desks' },
      lines: [{ description: 'Desk', quantity: 1, unitPrice: inr(amount) }],
    },
    facts: { amount: inr(amount) },
  }),
  'travel-request': (amount) => {
    const international = Number(amount) % 2 === 0;
    const legs = [{ date: addDays(today(), 3), from: 'Pune', to: 'Delhi', mode: 'train' }];
    return {
      request: { purpose: 'Kick-off', international, legs, estimate: inr(amount) },
      facts: { amount: inr(amount), category: international ? 'international' : 'domestic' },
    };
  },
  'hiring-requisition': (amount) => {
    const band = BANDS[Number(amount) % BANDS.length]!;
    const content = { ...definitions['hiring-requisition'].example, budget: inr(amount), band };
    return {
      request: { ...content, startBy: addDays(today(), 30) },
      facts: { amount: inr(amount), category: band },
    };
  },
  leave: (amount, turn) => {
    const days = (Number(amount) % 5) + 1;
    const from = mondayAhead(turn + 1);
    const to = addDays(from, days - 1);
    return {
      request: { type: 'unpaid', from, to, reason: 'Away' },
      facts: { days: `${days}.0` },
    };
  },
} satisfies Partial<Record<KindId, (amount: string, turn: number) => SimulatedRequest>>;
