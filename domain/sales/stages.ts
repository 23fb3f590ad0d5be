/** Where a deal stands, in the order it moves in; won and lost are ends. */
export const DEAL_STAGES = ['lead', 'qualified', 'proposal', 'negotiation', 'won', 'lost'] as const;
/** @see DEAL_STAGES */
export type DealStage = (typeof DEAL_STAGES)[number];

/** What people call a stage. */
export const STAGE_NAMES: Record<DealStage, string> = {
  lead: 'Lead',
  qualified: 'Qualified',
  proposal: 'Proposal',
  negotiation: 'Negotiation',
  won: 'Won',
  lost: 'Lost',
};

/** How much of a deal's amount a forecast counts, in percent: how often deals that stand there are won in the end. */
export const STAGE_WEIGHTS: Record<DealStage, number> = {
  lead: 10,
  qualified: 25,
  proposal: 50,
  negotiation: 75,
  won: 100,
  lost: 0,
};

/** Whether a deal that stands there can still be won or lost. */
export const isOpenStage = (stage: DealStage): boolean => stage !== 'won' && stage !== 'lost';

/** Why a deal was won or lost: each end has reasons of its own. */
export const CLOSE_REASONS = {
  won: { price: 'Price', product: 'Product', relationship: 'Relationship', other: 'Other' },
  lost: {
    price: 'Price',
    competitor: 'A competitor',
    'no-budget': 'No budget',
    'no-decision': 'No decision',
    timing: 'Timing',
    other: 'Other',
  },
} as const satisfies Record<'won' | 'lost', Record<string, string>>;

/** What can come of a deal, and what an incentive may be due on. */
export const CREDIT_BASES = ['won', 'invoiced', 'paid', 'refunded'] as const;
/** @see CREDIT_BASES */
export type CreditBasis = (typeof CREDIT_BASES)[number];
