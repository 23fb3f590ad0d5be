import { z } from 'zod';
import { VERDICTS } from '../approvals/vocabulary';
import { FETCH_METHODS } from '../mail/link-fetches';
import { SAFETY_MODES } from '../mail/safety';
import { MAIL_LANGUAGES } from '../mail/settings';
import { instantSchema, moneySchema, personRefSchema } from './common';

const oneLine = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'Use one line of plain text');

/** `GET /admin/email/settings`. `logo` is a data URI. */
export const mailSettingsSchema = z.object({
  senderName: z.string().nullable(),
  signature: z.string(),
  language: z.enum(MAIL_LANGUAGES),
  logo: z.string().nullable(),
  types: z.array(
    z.object({ name: z.string(), label: z.string(), on: z.boolean(), mayTurnOff: z.boolean() }),
  ),
  /** Where replies go, and what Gmail shows: set by variables, told here. */
  replies: z.boolean(),
  gmail: z.enum(['off', 'view', 'confirm']),
});

/** `PATCH /admin/email/settings`: what is left out stays. */
export const mailSettingsPatchSchema = z.strictObject({
  senderName: oneLine(80).nullable().optional(),
  signature: z.string().trim().max(500).optional(),
  language: z.enum(MAIL_LANGUAGES).optional(),
  muted: z.array(z.string().max(60)).max(50).optional(),
});

/** `POST /admin/email/logo`: a PNG in base64. */
export const mailLogoSchema = z.strictObject({ png: z.base64().max(90_000) });

/** `POST /admin/email/safety-rules`. Without a kind it is for all; without an amount, for every amount. */
export const newSafetyRuleSchema = z.strictObject({
  kind: z.string().max(60).nullable(),
  atLeast: moneySchema.nullable(),
  mode: z.enum(SAFETY_MODES),
});

/** One row of `GET /admin/email/safety-rules`. `remark` says what the rule does not reach; null when it reaches all. */
export const safetyRuleSchema = newSafetyRuleSchema.extend({
  id: z.uuid(),
  kindLabel: z.string().nullable(),
  remark: z.string().nullable(),
});

/** `GET /admin/email/link-fetches`. */
export const linkFetchQuerySchema = z
  .strictObject({
    approvalId: z.uuid().optional(),
    mailId: z.uuid().optional(),
  })
  .refine(({ approvalId, mailId }) => (approvalId === undefined) !== (mailId === undefined), {
    path: ['approvalId'],
    message: 'Name a request or a mail',
  });

/** One fetch of a mailed link. `network` is a /24 or /48, never an address. */
export const linkFetchSchema = z.object({
  at: instantSchema,
  method: z.enum(FETCH_METHODS),
  verdict: z.enum(VERDICTS),
  recipient: personRefSchema,
  agent: z.string(),
  network: z.string().nullable(),
  reading: z.enum(['opened', 'scanner', 'refused']),
});

/** What `mailSettingsSchema` describes. */
export type MailSettingsWire = z.infer<typeof mailSettingsSchema>;
/** What `mailSettingsPatchSchema` describes. */
export type MailSettingsPatch = z.infer<typeof mailSettingsPatchSchema>;
/** What `newSafetyRuleSchema` describes. */
export type NewSafetyRule = z.infer<typeof newSafetyRuleSchema>;
/** What `safetyRuleSchema` describes. */
export type SafetyRuleWire = z.infer<typeof safetyRuleSchema>;
/** What `linkFetchSchema` describes. */
export type LinkFetchRow = z.infer<typeof linkFetchSchema>;
