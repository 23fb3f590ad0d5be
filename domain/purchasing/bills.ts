import { belowCeiling } from '../money/ceiling';
import { rateText, readRate, type Rate } from '../money/exchange';
import { COMPANY_CURRENCY } from '../money/company-currency';
import { toMoneyWire, type Money } from '../money/money';
import { inBooks } from '../receivables/invoices';
import type { MoneyWire } from '../wire/common';

const AMOUNT_FIELD = 'amount.amount';

/** What a bill in another currency is worth in the company's, in minor units, by the rate of its date. */
export interface BookedBill {
  rate: Rate;
  /** The whole of it, tax included. */
  base: bigint;
  baseTax: bigint;
}

/** What approvers read of it, and what is posted: amounts and rate as text. */
export interface BooksWire {
  amount: MoneyWire;
  tax: MoneyWire;
  rate: string;
}

/**
 * What is spent and what is tax are each converted once and then added up: the lines of the entry are its parts.
 * @throws DomainError invalid-input at its amount when it is worth more than can be kept
 */
export function bookBill(bill: { amount: Money; taxMinor: bigint }, rate: Rate): BookedBill {
  const { amount, taxMinor } = bill;
  const worth = (minor: bigint) =>
    inBooks({ minor, currency: amount.currency }, rate, AMOUNT_FIELD);
  const baseTax = worth(taxMinor);
  const minor = worth(amount.minor - taxMinor) + baseTax;
  const base = belowCeiling({ minor, currency: COMPANY_CURRENCY }, AMOUNT_FIELD).minor;
  return { rate, base, baseTax };
}

/** {@link BookedBill} as it is kept with the request. */
export function toBooksWire({ rate, base, baseTax }: BookedBill): BooksWire {
  const money = (minor: bigint) => toMoneyWire({ minor, currency: COMPANY_CURRENCY });
  return { amount: money(base), tax: money(baseTax), rate: rateText(rate) };
}

/** The rate that was kept with a request. Throws a RangeError on another text. */
export function keptRate(text: string): Rate {
  const rate = readRate(text);
  if (rate === undefined) throw new RangeError(`"${text}" is no rate`);
  return rate;
}

/**
 * What a payment gained (above zero) or lost of the books: what it closed of its bill less what it took of the bank.
 * @param payment in minor units of the company's currency
 */
export function realisedDifference(payment: { billBase: bigint; base: bigint }): bigint {
  return payment.billBase - payment.base;
}
