/** The bounds of amounts in a text, in whole units of the currency, and the text without them. */
export interface AmountReading {
  text: string;
  minAmount?: number;
  maxAmount?: number;
  /** An amount that bounds nothing, as in "claim 450 for a taxi". */
  plain?: number;
}

const UNITS: Record<string, number> = {
  k: 1000,
  thousand: 1000,
  lakh: 100_000,
  lac: 100_000,
  l: 100_000,
  m: 1_000_000,
  mn: 1_000_000,
  million: 1_000_000,
  cr: 10_000_000,
  crore: 10_000_000,
};
/** What is counted so is no money: "more than 10 days", "below 20 %", "twice". */
const NO_MONEY =
  '(?! ?(?:percent|per cent|percentage|day|week|month|quarter|year|hour|hr|minute|time|people|person|employee|member|deal|claim|request|project|invoice|approval|customer|leave|working)\\b)';
const SIGN = '(?:₹|rs\\.? ?|inr ?)?';
const AMOUNT = `${SIGN} ?(\\d[\\d,]*(?:\\.\\d+)?) ?(k|thousand|lakh|lac|l|mn|m|million|crore|cr)?(?: ?(?:rupee|inr|rs))?(?![\\w-])${NO_MONEY}`;
const OVER =
  '(?:over|above|exceeding|exceed|more than|greater than|larger than|bigger than|higher than|at least|minimum of|minimum|from|upward of|>=?)';
const UNDER =
  '(?:under|below|less than|smaller than|lower than|cheaper than|at most|up to|upto|not more than|maximum of|<=?)';

const valueOf = (digits: string, unit: string | undefined) =>
  // Units and digits multiply to halves of paise at most: whole units with two decimals are kept.
  Math.round(Number(digits.replace(/,/g, '')) * (UNITS[unit ?? ''] ?? 1) * 100) / 100;

type Bounds = Omit<AmountReading, 'text'>;

/** What an amount bounds, by the words around it; the first that fits counts. */
const BOUNDS: [RegExp, (match: string[]) => Bounds][] = [
  [
    new RegExp(`\\b(?:between|from) ${AMOUNT} (?:and|to) ${AMOUNT}`),
    // In "between 1 and 2 lakh" the unit is that of both.
    ([, low = '', lowUnit, high = '', unit]) => ({
      minAmount: valueOf(low, lowUnit ?? unit),
      maxAmount: valueOf(high, unit),
    }),
  ],
  [new RegExp(`${OVER} ${AMOUNT}`), ([, low = '', unit]) => ({ minAmount: valueOf(low, unit) })],
  [new RegExp(`${UNDER} ${AMOUNT}`), ([, high = '', unit]) => ({ maxAmount: valueOf(high, unit) })],
  [
    new RegExp(`${AMOUNT} (?:or|and) (?:more|above|over|up)`),
    ([, low = '', unit]) => ({ minAmount: valueOf(low, unit) }),
  ],
  [
    new RegExp(`${AMOUNT} (?:or|and) (?:less|below|under)`),
    ([, high = '', unit]) => ({ maxAmount: valueOf(high, unit) }),
  ],
];
const PLAIN = new RegExp(`(?:^| )${AMOUNT}`);

/** Reads bounds of amounts: "over 50k", "between 1 and 2 lakh", "₹2 crore or more"; one on each side. Periods must have been taken out before. */
export function readAmounts(text: string): AmountReading {
  const bounds: Bounds = {};
  let rest = text;
  for (const [pattern, read] of BOUNDS) {
    const match = pattern.exec(rest);
    if (!match) continue;
    const found = read(match);
    // A second bound on the same side is left where it stands, and seen to be left over.
    if (Object.keys(found).some((side) => side in bounds)) continue;
    Object.assign(bounds, found);
    rest = put(rest, match[0]);
  }
  if (rest !== text) return { text: rest, ...bounds };
  const plain = PLAIN.exec(text);
  return plain ? { text, plain: valueOf(plain[1] ?? '', plain[2]) } : { text };
}

const put = (text: string, said: string) =>
  text.replace(said, '@amount').replace(/\s+/g, ' ').trim();
