import { z } from 'zod';
import { CLAIM_CURRENCY } from '../expenses/claims';
import {
  distanceText,
  readDistance,
  VEHICLE_NAMES,
  VEHICLES,
  type Mileage,
} from '../expenses/mileage';
import { rateText, readRate } from '../money/exchange';
import { dateSchema, instantSchema, personRefSchema } from './common';

const rateSchema = z
  .string()
  .refine(
    (text) => readRate(text) !== undefined,
    'Use an amount above zero for a kilometre, such as "12.50"',
  );

/** Kilometres, more than zero, with at most one decimal: "12.5". */
export const distanceSchema = z
  .string()
  .refine(
    (text) => readDistance(text) !== undefined,
    'Use kilometres above zero such as "12.5", with at most one decimal',
  )
  .describe('Kilometres with at most one decimal');

/** How a line of mileage came to its amount; `beyond` is the part above the year's threshold. */
export const mileageSchema = z.object({
  vehicle: z.enum(VEHICLES),
  /** All of it. */
  distance: z.string(),
  rate: z.string(),
  beyond: z.object({ distance: z.string(), rate: z.string() }).nullable(),
});

/** `PUT /mileage-rates`: what a kilometre is worth from a day on, in the company's currency. */
export const newMileageRateSchema = z.strictObject({
  vehicle: z.enum(VEHICLES),
  startsOn: dateSchema,
  rate: rateSchema,
  /** Above so many kilometres of a financial year, another rate. */
  yearly: z
    .strictObject({
      aboveKm: z.int().min(1, 'At least one kilometre').max(1_000_000, 'At most 1,000,000 km'),
      rate: rateSchema,
    })
    .optional(),
});

/** One row of `GET /mileage-rates`. */
export const mileageRateSchema = z.object({
  vehicle: z.enum(VEHICLES),
  startsOn: dateSchema,
  /** The first day it is not for any more; null until a later rate begins. */
  until: dateSchema.nullable(),
  currency: z.string(),
  rate: z.string(),
  yearly: z.object({ aboveKm: z.number().int(), rate: z.string() }).nullable(),
  enteredBy: personRefSchema,
  enteredAt: instantSchema,
});

/** A reckoning as it crosses the wire; its amount is the line's. */
export function toMileageWire({ vehicle, tenths, rate, beyond }: Omit<Mileage, 'amount'>) {
  return {
    ...{ vehicle, distance: distanceText(tenths), rate: rateText(rate) },
    beyond: beyond && { distance: distanceText(beyond.tenths), rate: rateText(beyond.rate) },
  };
}

/** A reckoning as people read it: "30.0 km by car, 20.0 at 12.5 and 10.0 at 8 INR/km". */
export function mileageWords({ vehicle, distance, rate, beyond }: MileageWire): string {
  const drive = `${distance} km by ${VEHICLE_NAMES[vehicle].toLowerCase()}`;
  const unit = `${CLAIM_CURRENCY}/km`;
  if (!beyond) return `${drive} at ${rate} ${unit}`;
  const within = (readDistance(distance) ?? 0) - (readDistance(beyond.distance) ?? 0);
  if (within === 0) return `${drive} at ${beyond.rate} ${unit}, above the year’s threshold`;
  return `${drive}, ${distanceText(within)} at ${rate} and ${beyond.distance} at ${beyond.rate} ${unit}`;
}

/** What `mileageSchema` describes. */
export type MileageWire = z.infer<typeof mileageSchema>;
/** What `newMileageRateSchema` describes. */
export type NewMileageRate = z.infer<typeof newMileageRateSchema>;
/** What `mileageRateSchema` describes. */
export type MileageRateWire = z.infer<typeof mileageRateSchema>;
