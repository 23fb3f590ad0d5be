import { z } from 'zod';
import { instantSchema, pageQuerySchema, personRefSchema } from './common';

/** What a mail can be. */
export const MAIL_STATUSES = ['queued', 'sent', 'failed', 'retrying'] as const;

/** One row of `GET /admin/email/messages`. */
export const mailRowSchema = z.object({
  id: z.uuid(),
  messageId: z.string(),
  template: z.string(),
  to: z.string(),
  toUser: personRefSchema.nullable(),
  subject: z.string().nullable(),
  approvalId: z.uuid().nullable(),
  status: z.enum(MAIL_STATUSES),
  attempts: z.number().int(),
  nextAttemptAt: instantSchema.nullable(),
  lastError: z.string().nullable(),
  createdAt: instantSchema,
  sentAt: instantSchema.nullable(),
});

/** `GET /admin/email/messages`. */
export const mailListQuerySchema = pageQuerySchema.extend({
  status: z.enum(MAIL_STATUSES).optional(),
  q: z.string().trim().max(200).optional(),
});

/** One row of `GET /admin/email/templates`; its preview is `GET /admin/email/templates/:name/preview` (HTML, links inert). */
export const mailTemplateSchema = z.object({ name: z.string(), label: z.string() });

/** One row of `GET /admin/audit`. */
export const auditRowSchema = z.object({
  id: z.string(),
  at: instantSchema,
  actor: personRefSchema.nullable(),
  action: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  channel: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
});

/** `GET /admin/audit`. */
export const auditListQuerySchema = pageQuerySchema.extend({
  action: z.string().max(80).optional(),
  subjectId: z.string().max(80).optional(),
});

/** What `mailRowSchema` describes. */
export type MailRow = z.infer<typeof mailRowSchema>;
/** What `mailTemplateSchema` describes. */
export type MailTemplate = z.infer<typeof mailTemplateSchema>;
/** What `auditRowSchema` describes. */
export type AuditRow = z.infer<typeof auditRowSchema>;
