import { z } from 'zod';
import { PERIOD_LENGTHS } from '../incentives/periods';
import { BASES, MEASURES, readPercent, TIER_SCALES, tierProblems } from '../incentives/plan';
import { COMPANY_CURRENCY } from '../money/company-currency';
import { readMoney } from '../money/money';
import { amountSchema } from './amounts';
import { dateSchema, moneySchema, personRefSchema } from './common';

const nameSchema = z.string().trim().min(1, 'Give it a name').max(120);
/** An amount in the company's currency. */
export const incentiveAmountSchema = amountSchema.refine(
  ({ currency }) => currency === COMPANY_CURRENCY,
  {
    path: ['currency'],
    message: `Incentives are in ${COMPANY_CURRENCY}`,
  },
);
/** What has a name. */
export const namedSchema = z.object({ id: z.uuid(), name: z.string() });

/** A tier: from where on, an amount such as "100000.00" or a percentage of the quota such as "50", and what it pays. */
const tierSchema = z.object({ from: z.string(), rate: z.string() });

/** How a plan pays between two days. */
export const planVersionSchema = z.object({
  number: z.number().int(),
  from: dateSchema,
  to: dateSchema.nullable(),
  basis: z.enum(BASES),
  measure: z.enum(MEASURES),
  scale: z.enum(TIER_SCALES),
  tiers: z.array(tierSchema),
  cap: moneySchema.nullable(),
});

/** Reads where a tier begins: minor units or basis points of the quota. */
export function readTierStart(scale: (typeof TIER_SCALES)[number], text: string) {
  if (scale === 'quota') return readPercent(text);
  const money = readMoney({ amount: text, currency: COMPANY_CURRENCY });
  return 'member' in money || money.minor < 0n ? undefined : money.minor;
}

/** `POST /incentive-plans/:id/versions`: how it pays from a day on. */
export const newPlanVersionSchema = z
  .strictObject({
    from: dateSchema,
    basis: z.enum(BASES),
    measure: z.enum(MEASURES),
    scale: z.enum(TIER_SCALES),
    tiers: z
      .array(z.strictObject({ from: z.string().trim(), rate: z.string().trim() }))
      .min(1, 'Give it a tier')
      .max(12),
    /** The most a seller earns in a period; null: no limit. */
    cap: incentiveAmountSchema.nullable(),
  })
  .superRefine(({ scale, tiers }, context) => {
    const refuse = (index: number, member: string, message: string) =>
      context.addIssue({ code: 'custom', path: ['tiers', index, member], message });
    const read = tiers.map(({ from, rate }, index) => {
      const start = readTierStart(scale, from);
      const bps = readPercent(rate);
      if (start === undefined)
        refuse(
          index,
          'from',
          scale === 'quota' ? 'Use a percentage such as 50' : 'Use an amount such as 100000.00',
        );
      if (bps === undefined || bps > 10_000n) refuse(index, 'rate', 'Use a percentage such as 7.5');
      return { from: start ?? 0n, rateBps: Number(bps ?? 0n) };
    });
    if (tiers.some(({ from }) => readTierStart(scale, from) === undefined)) return;
    for (const { index, message } of tierProblems(read)) refuse(index, 'from', message);
  });

/** `POST /incentive-plans`. */
export const newPlanSchema = z.strictObject({
  name: nameSchema,
  departmentId: z.uuid('Choose a department'),
  period: z.enum(PERIOD_LENGTHS),
});

/** `POST /incentive-plans/:id/members`: who is on it, from and until when. */
export const newMemberSchema = z
  .strictObject({
    employeeId: z.uuid('Choose a person'),
    from: dateSchema,
    to: dateSchema.nullable(),
  })
  .refine(({ from, to }) => to === null || to >= from, {
    path: ['to'],
    message: 'It ends before it begins',
  });

/** `PUT /incentive-plans/:id/quotas`: what a seller is to reach in each period from a day on. */
export const setQuotaSchema = z.strictObject({
  employeeId: z.uuid('Choose a person'),
  from: dateSchema,
  amount: incentiveAmountSchema,
});

/** `POST /incentive-plans/:id/bonuses`: a fixed amount for each deal won between two days. */
export const newBonusSchema = z
  .strictObject({
    name: nameSchema,
    from: dateSchema,
    to: dateSchema,
    /** What a deal is worth at least; null: any. */
    least: incentiveAmountSchema.nullable(),
    amount: incentiveAmountSchema,
  })
  .refine(({ from, to }) => to >= from, { path: ['to'], message: 'It ends before it begins' });

/** A row of `GET /incentive-plans`. */
export const planRowSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  department: namedSchema,
  period: z.enum(PERIOD_LENGTHS),
  /** The version of today, if one holds. */
  current: planVersionSchema.nullable(),
  /** Whether the one who asks may change it. */
  mayChange: z.boolean(),
});

/** `GET /incentive-plans/:id`; people as far as one may see them. */
export const planSchema = planRowSchema.extend({
  versions: z.array(planVersionSchema),
  members: z.array(
    z.object({
      id: z.uuid(),
      employee: personRefSchema,
      from: dateSchema,
      to: dateSchema.nullable(),
    }),
  ),
  quotas: z.array(z.object({ employee: personRefSchema, from: dateSchema, amount: moneySchema })),
  bonuses: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      from: dateSchema,
      to: dateSchema,
      least: moneySchema.nullable(),
      amount: moneySchema,
    }),
  ),
});

/** What `newPlanSchema` describes. */
export type NewPlan = z.infer<typeof newPlanSchema>;
/** What `newPlanVersionSchema` describes. */
export type NewPlanVersion = z.infer<typeof newPlanVersionSchema>;
/** What `newMemberSchema` describes. */
export type NewMember = z.infer<typeof newMemberSchema>;
/** What `setQuotaSchema` describes. */
export type SetQuota = z.infer<typeof setQuotaSchema>;
/** What `newBonusSchema` describes. */
export type NewBonus = z.infer<typeof newBonusSchema>;
/** What `planRowSchema` describes. */
export type PlanRowWire = z.infer<typeof planRowSchema>;
/** What `planSchema` describes. */
export type PlanWire = z.infer<typeof planSchema>;
/** How a plan pays between two days. */
export type PlanVersionWire = z.infer<typeof planVersionSchema>;
