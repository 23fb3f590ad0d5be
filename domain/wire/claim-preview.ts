import { z } from 'zod';
import { BREACHES } from '../expenses/policy';
import { BUDGET_ACTIONS } from '../finance/budgets';
import { moneySchema } from './common';
import { mileageSchema } from './mileage';
import { perDiemSchema } from './per-diem';

/** `POST /expense-claims/preview`: what a submission would find. With problems or hard violations it would be refused. */
export const claimPreviewSchema = z.object({
  /** Null while a rate is missing. */
  total: moneySchema.nullable(),
  /** What each line comes to in the claim's currency, and the rate where it was paid in another one. */
  lines: z.array(
    z.object({
      ...{ base: moneySchema, rate: z.string().nullable() },
      mileage: mileageSchema.optional().describe('How a drive comes to it'),
      perDiem: perDiemSchema.optional().describe('How a journey comes to it'),
    }),
  ),
  problems: z.array(z.object({ path: z.string(), message: z.string() })),
  violations: z.array(
    z.object({
      line: z.number().int(),
      rule: z.enum(BREACHES),
      strictness: z.enum(['hard', 'soft']),
      message: z.string(),
    }),
  ),
  budgets: z
    .array(z.object({ message: z.string(), action: z.enum(BUDGET_ACTIONS) }))
    .describe('Budgets it goes over: whoever signs reads it, and for one that stops finance signs'),
  duplicates: z.array(z.object({ line: z.number().int(), message: z.string() })),
});

/** What `claimPreviewSchema` describes. */
export type ClaimPreview = z.infer<typeof claimPreviewSchema>;
