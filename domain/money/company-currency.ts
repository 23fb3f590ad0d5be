import { invalidInput } from '../errors';

/** The currency the books and limits are in. */
export const COMPANY_CURRENCY = 'INR';

/**
 * Refuses amounts in another currency than the company's, where there is no day whose rate could be taken.
 * @param amounts by the path of each: `lines.0.unitPrice`
 * @throws DomainError invalid-input at the currency of each amount that is in another one
 */
export function requireCompanyCurrency(amounts: Record<string, { currency: string }>): void {
  const problems = Object.entries(amounts)
    .filter(([, { currency }]) => currency !== COMPANY_CURRENCY)
    .map(([path]) => ({
      path: `${path}.currency`,
      message: `Amounts here are in ${COMPANY_CURRENCY}`,
    }));
  if (problems.length > 0) throw invalidInput(problems);
}
