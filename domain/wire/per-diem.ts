import { z } from 'zod';
import { formatDate } from '../dates/format';
import { MEALS, type PerDiem } from '../expenses/per-diem';
import { COMPANY_CURRENCY } from '../money/company-currency';
import { formatMoney, parseMoney, toMoneyWire } from '../money/money';
import { amountSchema } from './amounts';
import { dateSchema, instantSchema, moneySchema, personRefSchema } from './common';

const percentSchema = z.int().min(0, 'From 0 to 100').max(100, 'From 0 to 100');
const placeSchema = z.string().trim().min(1, 'Name the place').max(100);

/** A meal that somebody else has provided on a day. */
const providedMealSchema = z.strictObject({ date: dateSchema, meal: z.enum(MEALS) });

/** Where a line of per diem was, and until when; which of its meals were provided. */
export const journeyShape = {
  place: placeSchema,
  until: dateSchema,
  meals: z.array(providedMealSchema).max(270).optional(),
};

/** How a line of per diem came to its amount. */
export const perDiemSchema = z.object({
  place: z.string(),
  until: dateSchema,
  days: z.array(
    z.object({
      date: dateSchema,
      /** Of a full day. */
      rate: moneySchema,
      /** How much of it is paid. */
      percent: z.number().int(),
      meals: z.array(z.enum(MEALS)),
    }),
  ),
});

/** `PUT /per-diem-rates`: what a day away is worth at a place from a day on. Shares are in percent of the full day. */
export const newPerDiemRateSchema = z.strictObject({
  place: placeSchema,
  startsOn: dateSchema,
  rate: amountSchema.refine(({ currency }) => currency === COMPANY_CURRENCY, {
    path: ['currency'],
    message: `Amounts here are in ${COMPANY_CURRENCY}`,
  }),
  /** What the first and the last day are worth. */
  edgePercent: percentSchema,
  /** What a provided meal takes away. */
  mealPercents: z.strictObject({
    breakfast: percentSchema,
    lunch: percentSchema,
    dinner: percentSchema,
  }),
});

/** One row of `GET /per-diem-rates`. */
export const perDiemRateSchema = z.object({
  place: z.string(),
  startsOn: dateSchema,
  /** The first day it is not for any more; null until a later rate begins. */
  until: dateSchema.nullable(),
  rate: moneySchema,
  edgePercent: z.number().int(),
  mealPercents: z.object({ breakfast: z.int(), lunch: z.int(), dinner: z.int() }),
  enteredBy: personRefSchema,
  enteredAt: instantSchema,
});

/** A reckoning as it crosses the wire; its amount is the line's. */
export function toPerDiemWire({ place, until, days }: PerDiem): PerDiemWire {
  return {
    ...{ place, until },
    days: days.map(({ date, full, percent, meals }) => ({
      ...{ date, rate: toMoneyWire(full), percent, meals },
    })),
  };
}

/** A reckoning as people read it: "Pune until 3 Dec 2026: 1 day at 100 % and 2 days at 75 % of ₹1,500.00". */
export function perDiemWords({ place, until, days }: PerDiemWire): string {
  const parts = new Map<string, number>();
  for (const { rate, percent } of days) {
    const part = `at ${percent} % of ${formatMoney(parseMoney(rate))}`;
    parts.set(part, (parts.get(part) ?? 0) + 1);
  }
  const said = [...parts].map(
    ([part, count]) => `${count} ${count === 1 ? 'day' : 'days'} ${part}`,
  );
  return `${place} until ${formatDate(until)}: ${said.join(', ')}`;
}

/** What `perDiemSchema` describes. */
export type PerDiemWire = z.infer<typeof perDiemSchema>;
/** What `newPerDiemRateSchema` describes. */
export type NewPerDiemRate = z.infer<typeof newPerDiemRateSchema>;
/** What `perDiemRateSchema` describes. */
export type PerDiemRateWire = z.infer<typeof perDiemRateSchema>;
