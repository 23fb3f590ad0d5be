import { z } from 'zod';
import { dateSchema } from './common';

const HOURS = 'Use quarters of an hour, such as 4 or 4.5';

/** `PUT /comp-off-rules`: how overtime becomes leave from a day on. */
export const setCompOffRuleSchema = z.strictObject({
  validFrom: dateSchema,
  halfDayHours: z
    .number(HOURS)
    .min(0.25, HOURS)
    .max(12, 'At most 12 hours')
    .multipleOf(0.25, HOURS),
  validDays: z
    .number()
    .int('Use whole days')
    .min(1, 'At least a day')
    .max(1000, 'At most 1000 days'),
});

/** One rule; it holds until the next one's day. */
export const compOffRuleSchema = z.object({
  validFrom: dateSchema,
  halfDayHours: z.number(),
  validDays: z.number().int(),
});

/** What `setCompOffRuleSchema` describes. */
export type SetCompOffRule = z.infer<typeof setCompOffRuleSchema>;
/** What `compOffRuleSchema` describes. */
export type CompOffRuleWire = z.infer<typeof compOffRuleSchema>;
