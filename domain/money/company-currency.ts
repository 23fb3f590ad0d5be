import { invalidInput } from '../errors';

/** The currency limits and records are in, as long as there are no exchange rates. */
export const COMPANY_CURRENCY = 'INR';

/**
 * Refuses amounts in another currency than the company's.
 * @param amounts by the path of each: `lines.0.unitPrice`
 * @throws DomainError invalid-input at the currency of each amount that is in another one
 */
export function requireCompanyCurrency(amounts: Record<string, { currency: string }>): void {
  const problems = Object.entries(amounts)
    .filter(([, { currency }]) => currency !== COMPANY_CURRENCY)
    .map(([path, { currency }]) => ({
      path: `${path}.currency`,
      message: `No exchange rate from ${currency} to ${COMPANY_CURRENCY} is set`,
    }));
  if (problems.length > 0) throw invalidInput(problems);
}
