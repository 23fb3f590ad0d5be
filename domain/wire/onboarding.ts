import { z } from 'zod';
import { sortSchema } from '../lists/sorting';
import {
  DOCUMENT_KINDS,
  DOCUMENT_STATUSES,
  HAND_IN_STATES,
  MOST_WAITING_DOCUMENTS,
} from '../onboarding/documents';
import {
  ONBOARDING_STATUSES,
  OWNER_ROLES,
  PURPOSES,
  TASK_STATUSES,
} from '../onboarding/vocabulary';
import { dateSchema, instantSchema, pageQuerySchema, personRefSchema } from './common';

const reasonSchema = z.string().trim().min(1, 'Say why').max(2000);

/** `POST /onboardings`. Without a template it is the default one of the person's roles. */
export const startOnboardingSchema = z.strictObject({
  personId: z.uuid(),
  purpose: z.enum(PURPOSES).default('onboarding'),
  templateId: z.uuid().optional(),
  /** The joining day, or the last day; an onboarding without one counts from the day the person has joined. */
  dayZero: dateSchema.optional(),
  /** Until when the person is on probation; without it they are on none. */
  probationUntil: dateSchema.optional(),
});

/** `POST /onboardings/:id/cancel`. */
export const cancelOnboardingSchema = z.strictObject({ reason: reasonSchema });

/** `POST /onboarding-tasks/:id/settle`. */
export const settleTaskSchema = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('done'),
    /** Where the document is kept; wanted of tasks that want one. */
    document: z.string().trim().min(1, 'Say where the document is kept').max(500).optional(),
  }),
  z.strictObject({ outcome: z.literal('not-applicable'), reason: reasonSchema }),
]);

/** `POST /onboarding-tasks/:id/review`: of everything that waits, named, so that nobody accepts what they have not seen. */
export const reviewDocumentsSchema = z.discriminatedUnion('verdict', [
  z.strictObject({
    verdict: z.literal('accept'),
    documents: z.array(z.uuid()).min(1, 'Name what you have looked at').max(MOST_WAITING_DOCUMENTS),
  }),
  z.strictObject({
    verdict: z.literal('send-back'),
    documents: z.array(z.uuid()).min(1, 'Name what you have looked at').max(MOST_WAITING_DOCUMENTS),
    reason: reasonSchema,
  }),
]);

/** `GET /onboardings`. */
export const onboardingsQuerySchema = pageQuerySchema.extend({
  status: z.enum(ONBOARDING_STATUSES).optional(),
  personId: z.uuid().optional(),
  sort: sortSchema('onboardings'),
});

/** An onboarding in a list: who, and how far. */
export const onboardingSchema = z.object({
  id: z.uuid(),
  person: personRefSchema,
  template: z.string(),
  purpose: z.enum(PURPOSES),
  dayZero: dateSchema,
  status: z.enum(ONBOARDING_STATUSES),
  startedBy: personRefSchema,
  startedAt: instantSchema,
  /** By whom and why it was cancelled; both null for one that ran to its end. */
  ended: z
    .object({ at: instantSchema, by: personRefSchema.nullable(), reason: z.string().nullable() })
    .nullable(),
  tasks: z.object({
    total: z.number().int(),
    settled: z.number().int(),
    open: z.number().int(),
    /** Blocking ones that are not settled. */
    blocking: z.number().int(),
  }),
});

/** A file that was handed in for a task, as those read it who may see it. */
const onboardingDocumentSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  type: z.string(),
  size: z.number().int(),
  by: personRefSchema,
  at: instantSchema,
  status: z.enum(DOCUMENT_STATUSES),
  /** Who accepted it or sent it back, and why; null while it waits. */
  review: z
    .object({ by: personRefSchema, at: instantSchema, reason: z.string().nullable() })
    .nullable(),
});

/** A task as its owner, and who may see the onboarding, read it. */
export const onboardingTaskSchema = z.object({
  id: z.uuid(),
  onboardingId: z.uuid(),
  purpose: z.enum(PURPOSES),
  /** Whom it is about. */
  person: personRefSchema,
  title: z.string(),
  help: z.string(),
  ownerRole: z.enum(OWNER_ROLES),
  /** Null until it opens, and while nobody holds the role. */
  owner: personRefSchema.nullable(),
  takenOverFrom: personRefSchema.nullable(),
  dueOn: dateSchema,
  blocking: z.boolean(),
  wantsDocument: z.boolean(),
  status: z.enum(TASK_STATUSES),
  settledAt: instantSchema.nullable(),
  settledBy: personRefSchema.nullable(),
  reason: z.string().nullable(),
  document: z.string().nullable(),
  documentKind: z.enum(DOCUMENT_KINDS).nullable(),
  /** How what was handed in stands; everybody who sees the task sees this much. */
  handIn: z.enum(HAND_IN_STATES),
  /** Only of those who may see them: the person, who handed them in, HR of the department, admins. */
  documents: z.array(onboardingDocumentSchema),
  /** Whether the reader may accept what waits, or send it back. */
  mayReview: z.boolean(),
  /** Whether the reader may settle it now. */
  mine: z.boolean(),
});

/** `GET /onboardings/:id`. */
export const onboardingDetailSchema = onboardingSchema.extend({
  checklist: z.array(onboardingTaskSchema),
});

/** What `startOnboardingSchema` describes, once parsed. */
export type StartOnboarding = z.output<typeof startOnboardingSchema>;
/** What `settleTaskSchema` describes. */
export type SettleTask = z.output<typeof settleTaskSchema>;
/** What `onboardingSchema` describes. */
export type OnboardingWire = z.infer<typeof onboardingSchema>;
/** What `onboardingTaskSchema` describes. */
export type OnboardingTaskWire = z.infer<typeof onboardingTaskSchema>;
/** What `onboardingDetailSchema` describes. */
export type OnboardingDetail = z.infer<typeof onboardingDetailSchema>;
/** What `onboardingDocumentSchema` describes. */
export type OnboardingDocumentWire = z.infer<typeof onboardingDocumentSchema>;
/** What `reviewDocumentsSchema` describes. */
export type ReviewDocuments = z.output<typeof reviewDocumentsSchema>;
