import { z } from 'zod';
import { mailedReportSchema } from '../../domain/assistant/mailed-report';
import { TIME_UNITS } from '../../domain/calendars/say-time-left';
import { CHANNELS, VERDICTS } from '../../domain/approvals/vocabulary';
import { PURPOSES } from '../../domain/onboarding/vocabulary';
import { dateSchema, instantSchema } from '../../domain/wire/common';
import { REPLY_PROBLEMS } from './templates/words';

const text = z.string();

/** What every mail about a request shows of it. */
const timeLeftSchema = z.object({
  count: z.number().int().min(0),
  unit: z.enum(TIME_UNITS),
  isWorking: z.boolean(),
  isOverdue: z.boolean(),
});

const requestSchema = z.object({
  requestId: z.uuid(),
  /** "Leave". */
  kindLabel: text,
  requesterName: text,
  /** The kind's one-line summary. */
  title: text,
});

/** What is asked of an approver. `links` are ids of `email_link` rows; the relay signs them when it sends. */
const askSchema = requestSchema.extend({
  facts: z.array(z.object({ label: text, value: text })),
  stepName: text,
  dueAt: instantSchema.nullable(),
  /** "in 2 working days", when the mail was queued; mails from before it was said have none. */
  dueIn: timeLeftSchema.nullish(),
  links: z.object({ approve: z.uuid(), reject: z.uuid() }).nullable(),
  /** Whose signature it is, when the recipient is asked as their substitute. */
  onBehalfOfName: text.optional(),
});

/** What the mail carries for the recipient's calendar. */
const calendarSchema = z.object({
  uid: z.string().regex(/^[\w-]{1,100}$/),
  method: z.enum(['publish', 'cancel']),
  title: text,
  from: dateSchema,
  to: dateSchema,
  startsAtMidday: z.boolean(),
  endsAtMidday: z.boolean(),
});

const unreadConversationSchema = z.object({
  id: z.uuid(),
  kind: z.enum(['direct', 'group', 'channel']),
  name: text.nullable(),
  others: z.array(text),
  count: z.number().int(),
  mentions: z.number().int(),
  lines: z.array(z.object({ author: text, text })),
});

/** The props of each template: what a mail row keeps in `props`. */
export const mailPropsSchemas = {
  'approval-request': askSchema,
  'approval-reminder': askSchema,
  'approval-escalated': askSchema.extend({ escalatedFromName: text }),
  'approval-outcome': requestSchema.extend({
    outcome: z.enum(['approved', 'rejected', 'withdrawn', 'expired', 'cancelled']),
    /** What was approved of what was asked, where less was. */
    facts: z.array(z.object({ label: text, value: text })).optional(),
    /** Who had the last word; null when nobody decided (expired, cancelled). */
    decision: z
      .object({
        byName: text,
        onBehalfOfName: text.optional(),
        verdict: z.enum(VERDICTS),
        channel: z.enum(CHANNELS),
        comment: text.nullable(),
        at: instantSchema,
      })
      .nullable(),
    calendar: calendarSchema.nullable().optional(),
  }),
  'approval-closed-for-you': requestSchema.extend({
    /** A sentence: "Meera Nair has approved it.", "It was withdrawn." */
    reason: text,
  }),
  /** Everything that waits for somebody, one mail a morning. Leads into the app only. */
  'approval-digest': z.object({
    items: z
      .array(
        requestSchema.extend({
          stepName: text,
          dueAt: instantSchema.nullable(),
          dueIn: timeLeftSchema.nullish(),
        }),
      )
      .min(1),
    /** How many there are beyond those listed. */
    more: z.number().int().min(0),
  }),
  'information-requested': requestSchema.extend({ byName: text, text }),
  'information-answered': requestSchema.extend({ byName: text, text }),
  'sent-back': requestSchema.extend({ byName: text, text }),
  comment: requestSchema.extend({ byName: text, text }),
  /** Unread messages: which ones. What they say is read when the mail is sent, and is kept in no row of mails. */
  'chat-unread': z.object({
    userId: z.uuid(),
    stretches: z.array(z.object({ id: z.uuid(), after: z.number(), upTo: z.number() })).min(1),
    found: z.array(unreadConversationSchema).optional(),
  }),
  /** A saved report that was due. What it found is read when the mail is sent, and is kept in no row of mails. */
  'assistant-report': z.object({
    reportId: z.uuid(),
    runId: z.uuid(),
    title: text,
    found: mailedReportSchema.optional(),
  }),
  /** What is somebody's to do for who joins or leaves: one mail for all that comes up at once. Leads into the app only. */
  'onboarding-tasks': z.object({
    occasion: z.enum(['opened', 'reminder', 'taken-over']),
    purpose: z.enum(PURPOSES),
    personName: text,
    /** Whether the recipient is the person it is about. */
    isOwn: z.boolean(),
    tasks: z
      .array(
        z.object({
          title: text,
          help: text,
          dueOn: dateSchema,
          blocking: z.boolean(),
          fromName: text.optional(),
        }),
      )
      .min(1),
  }),
  /** How a project does after its go-live: a check-in that is asked for, or that it was rolled back. */
  'go-live-watch': z.object({
    occasion: z.enum(['ask', 'remind', 'tell', 'rolled-back']),
    projectId: z.uuid(),
    projectName: text,
    customer: text,
    managerName: text,
    /** Null when it was rolled back between two. */
    checkIn: z.object({ workingDay: z.number().int(), fallsOn: dateSchema }).nullable(),
    note: text,
  }),
  /** Links to a password are ids of `password_link` rows; the address is made when the mail is sent. */
  invitation: z.object({ linkId: z.uuid(), byName: text }),
  'password-reset': z.object({
    linkId: z.uuid(),
    askedAt: instantSchema,
    device: text,
    network: text.nullable(),
  }),
  /** A link to a form before the first day is the id of a `preboarding_link` row. */
  preboarding: z.object({
    linkId: z.uuid(),
    byName: text,
    startsOn: dateSchema,
    /** Why the form comes back; null the first time. */
    reason: text.nullable(),
  }),
  /** To a contact of a customer; the invoice itself is printed when the mail is sent. */
  'customer-invoice': z.object({
    invoiceId: z.uuid(),
    kind: z.enum(['invoice', 'credit-note']),
    number: text,
    customer: text,
    contactName: text,
    total: text,
    dueOn: dateSchema.nullable(),
    message: text,
  }),
  'reply-answer': requestSchema.extend({ problem: z.enum(REPLY_PROBLEMS) }),
} satisfies Record<string, z.ZodType>;

/** The name of a template. */
export type MailTemplateName = keyof typeof mailPropsSchemas;
/** The props of a template. */
export type MailProps<Name extends MailTemplateName> = z.infer<(typeof mailPropsSchemas)[Name]>;
