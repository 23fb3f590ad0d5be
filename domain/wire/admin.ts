import { z } from 'zod';
import { sortSchema } from '../lists/sorting';
import { instantSchema, pageQuerySchema, personRefSchema } from './common';

/** What a mail can be. `skipped`: what it asked for was settled before it could be sent. */
export const MAIL_STATUSES = ['queued', 'sent', 'failed', 'retrying', 'skipped'] as const;

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

/** A rendered mail. Its links lead nowhere: looking at a mail must never act. */
export const mailPreviewSchema = z.object({
  subject: z.string(),
  html: z.string(),
  text: z.string(),
});

/** `GET /admin/email/messages/:id`. `preview` is null when the mail cannot be rendered (any more). */
export const mailDetailSchema = mailRowSchema.extend({ preview: mailPreviewSchema.nullable() });

/** One row of `GET /admin/email/templates`; its preview is `GET /admin/email/templates/:name/preview` (`mailPreviewSchema`). */
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
  sort: sortSchema('audit'),
});

/** What `mailRowSchema` describes. */
export type MailRow = z.infer<typeof mailRowSchema>;
/** What `mailPreviewSchema` describes. */
export type MailPreview = z.infer<typeof mailPreviewSchema>;
/** What `mailDetailSchema` describes. */
export type MailDetail = z.infer<typeof mailDetailSchema>;
/** What `mailTemplateSchema` describes. */
export type MailTemplate = z.infer<typeof mailTemplateSchema>;
/** What `auditRowSchema` describes. */
export type AuditRow = z.infer<typeof auditRowSchema>;
