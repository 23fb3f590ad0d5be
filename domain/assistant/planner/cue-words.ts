/** What a tool is asked for with: words that say what it is about, and what they weigh. */
export interface Intent {
  tool: string;
  /** Without a word of these it is not asked for, whatever else is said. */
  needs?: RegExp;
  /** What days that are named add to it. */
  withPeriod?: number;
  cues: [words: RegExp, weight: number][];
}

/** Words of leave. */
export const LEAVE =
  /\b(leave|day off|time off|vacation|pto|absence|holiday left|casual|sick|earned|unpaid (?:leave|day)|comp off|annual)\b/;
/** Words of expenses. */
export const EXPENSE =
  /\b(expense|claim|claimed|spend|spent|spending|reimburse|reimbursed|reimbursement|expenditure|travel cost|outlay)\b/;
/** Words of categories of expenses. */
export const CATEGORY =
  /\b(travel|meal|food|lunch|dinner|lodging|hotel|supply|training|taxi|cab|flight|train|accommodation)\b/;
/** Words of requests and decisions. */
export const REQUEST =
  /\b(approval|approve|approved|approving|request|requested|decision|decide|decided|task|sign|sign off|verdict|action)\b/;
/** Words of a list of single records. */
export const LIST =
  /\b(list|show|which|what are|see|display|latest|recent|last few|all|detail|any)\b/;
/** Words of a figure. */
export const HOW_MUCH =
  /\b(how much|how many|total|sum|amount|value|worth|number of|figure|breakdown|average|add up|altogether|count)\b/;
/** Words of the most of something. */
export const MOST =
  /\b(biggest|largest|highest|top|most expensive|single|greatest|priciest|smallest)\b/;
/** Words of what projects earn and cost. */
export const MONEY_OF_PROJECTS =
  /\b(margin|profit|profitable|profitability|revenue|cost|pnl|loss|loss making|make money|making money|money .*make|lose money|losing money|earn|earned|earning|billed)\b/;
/** Words that ask what one of something comes to on average. */
export const AVERAGE = /\b(?:on )?(?:average|mean)\b/;
/** How many of the deals that came to an end were won. */
export const WIN_RATE =
  /\b(?:win|winning|success|conversion|hit|strike|closure) (?:rate|ratio|percentage|percent)\b|\b(?:percentage|percent|share|proportion)\b.*\b(?:deal|opportunity)\b.*\bwon\b/;
/** How many of those decided were approved, or rejected. */
export const RATE = /\b(?:rate|ratio|percentage|percent|proportion|share)\b/;
