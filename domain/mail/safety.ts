import type { Money } from '../money/money';

/** How carefully a mailed link acts, from the most trusting to the strictest. */
export const SAFETY_MODES = ['button', 'challenge', 'sign-in'] as const;
/**
 * `button`: the page's button decides; `challenge`: one also types what the page shows; `sign-in`: the link decides
 * nothing and leads to the app.
 */
export type SafetyMode = (typeof SAFETY_MODES)[number];

/** One rule of the admins. Null matches everything: every kind, every amount. */
export interface SafetyRule {
  kind: string | null;
  atLeast: Money | null;
  mode: SafetyMode;
}

/** How long a page must have been open before its button is believed to be a person's, in milliseconds. */
export const SHORTEST_READING_MS = 1000;

/** The strictest mode of all rules that match; `button` when none does. */
export function safetyMode(
  rules: SafetyRule[],
  request: { kind: string; amount: Money | null },
): SafetyMode {
  const matching = rules.filter((rule) => matches(rule, request)).map(({ mode }) => mode);
  const strictest = Math.max(0, ...matching.map((mode) => SAFETY_MODES.indexOf(mode)));
  return SAFETY_MODES[strictest] ?? 'button';
}

/** An amount is compared in its own currency only: there is no rate that could not be wrong by the day it matters. */
function matches(
  { kind, atLeast }: SafetyRule,
  request: { kind: string; amount: Money | null },
): boolean {
  if (kind !== null && kind !== request.kind) return false;
  if (atLeast === null) return true;
  const { amount } = request;
  return amount?.currency === atLeast.currency && amount.minor >= atLeast.minor;
}
