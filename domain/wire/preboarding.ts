import { z } from 'zod';
import { DOCUMENT_KINDS, DOCUMENT_STATUSES, HAND_IN_STATES } from '../onboarding/documents';
import { FORM_STATES, SIZES } from '../preboarding/vocabulary';
import { dateSchema, instantSchema, personRefSchema } from './common';

const token = z.string().min(1).max(200);
const line = z.string().trim().max(200);
const phone = z
  .string()
  .trim()
  .regex(/^\+?[\d ()-]{6,24}$/, 'Use a number such as +91 98200 12345');

/** What a newcomer says of themselves, whole: what a form is handed in with. Only the size may stay open. */
export const newcomerDetailsSchema = z.strictObject({
  phone,
  contactName: line.min(1, 'Name somebody'),
  contactRelation: line.min(1, 'Say who they are to you'),
  contactPhone: phone,
  street: line.min(1, 'Say where you live'),
  city: line.min(1, 'Name the place'),
  postalCode: z.string().trim().min(1, 'Fill this in').max(20),
  country: line.min(1, 'Name the country'),
  size: z.enum(SIZES).nullable(),
});

/** The account a newcomer is to be paid to, by the rules of the kind that it is asked for with. */
export const newcomerAccountSchema = z.strictObject({
  accountHolder: line.min(1, 'Name the holder as the bank does'),
  bankName: line.min(1, 'Name the bank'),
  ifsc: z
    .string()
    .trim()
    .regex(/^[A-Z]{4}0[A-Z0-9]{6}$/, 'Use a code such as HDFC0001234'),
  accountNumber: z
    .string()
    .trim()
    .regex(/^\d{9,18}$/, 'An account number has 9 to 18 digits'),
});

/** What is kept while somebody is still writing: anything may be missing, or half of it. */
const draftDetailsSchema = z.strictObject({
  phone: line,
  contactName: line,
  contactRelation: line,
  contactPhone: line,
  street: line,
  city: line,
  postalCode: line,
  country: line,
  size: z.enum(SIZES).nullable(),
});

const draftAccountSchema = z.strictObject({
  accountHolder: line,
  bankName: line,
  ifsc: line,
  /** Absent: the number that is kept stays. It is never sent back. */
  accountNumber: line.optional(),
});

/** `POST /preboarding/read`. */
export const readPreboardingSchema = z.strictObject({ token });

/** `POST /preboarding/save` and `POST /preboarding/submit`: the whole form as it stands in the browser. */
export const fillPreboardingSchema = z.strictObject({
  token,
  details: draftDetailsSchema,
  /** Null: no account is named. */
  account: draftAccountSchema.nullable(),
});

/** `POST /preboarding/documents/take-back`. */
export const takeBackEarlySchema = z.strictObject({ token, documentId: z.uuid() });

/** An account as it is shown: of its number, the end. */
const accountSchema = draftAccountSchema
  .omit({ accountNumber: true })
  .extend({ accountEnding: z.string() });

/** What a link shows its newcomer: what they wrote themselves, and what is asked of them. */
export const ownPreboardingSchema = z.object({
  name: z.string(),
  firstDay: dateSchema,
  expiresAt: instantSchema,
  details: draftDetailsSchema,
  account: accountSchema.nullable(),
  /** Why it was sent back the last time. */
  reason: z.string().nullable(),
  documents: z.array(
    z.object({
      taskId: z.uuid(),
      title: z.string(),
      help: z.string(),
      kind: z.enum(DOCUMENT_KINDS),
      state: z.enum(HAND_IN_STATES),
      files: z.array(
        z.object({
          id: z.uuid(),
          name: z.string(),
          status: z.enum(DOCUMENT_STATUSES),
          reason: z.string().nullable(),
        }),
      ),
    }),
  ),
});

/** `POST /onboardings/:id/preboarding`: where the link is mailed to, as nobody reads a company mailbox before their first day. */
export const sendPreboardingSchema = z.strictObject({
  email: z.email('Use an address such as asha@example.com').trim().toLowerCase().max(320),
});

/** A form as HR reads it. */
const preboardingSchema = z.object({
  email: z.string(),
  state: z.enum(FORM_STATES),
  /** The link that is out: null when it was taken back or the form is in. */
  link: z.object({ sentAt: instantSchema, expiresAt: instantSchema }).nullable(),
  /** What is in it; null while the newcomer is writing. */
  content: z
    .object({
      details: draftDetailsSchema,
      /** Null when none was named. Once accepted it is a request of its own. */
      account: accountSchema.nullable(),
    })
    .nullable(),
  /** Which state of it is read: what HR accepts is what HR has seen. */
  revision: z.number().int(),
  submittedAt: instantSchema.nullable(),
  review: z
    .object({ by: personRefSchema, at: instantSchema, reason: z.string().nullable() })
    .nullable(),
  /** The request for the bank account that came of it. */
  accountApprovalId: z.uuid().nullable(),
  mayReview: z.boolean(),
});

/** `GET /onboardings/:id/preboarding`: null while nobody was sent a form. */
export const preboardingAnswerSchema = z.object({ form: preboardingSchema.nullable() });

/** `POST /onboardings/:id/preboarding/review`. */
export const reviewPreboardingSchema = z.discriminatedUnion('verdict', [
  z.strictObject({ verdict: z.literal('accept'), revision: z.number().int() }),
  z.strictObject({
    verdict: z.literal('send-back'),
    revision: z.number().int(),
    reason: z.string().trim().min(1, 'Say why').max(2000),
  }),
]);

/** `GET /people/:id/personal-details`; null while none were accepted. */
export const personalDetailsSchema = z.object({
  details: newcomerDetailsSchema.extend({ since: instantSchema }).nullable(),
});

/** What `newcomerDetailsSchema` describes. */
export type NewcomerDetails = z.infer<typeof newcomerDetailsSchema>;
/** What `newcomerAccountSchema` describes. */
export type NewcomerAccount = z.infer<typeof newcomerAccountSchema>;
/** What `draftDetailsSchema` describes. */
export type DraftDetails = z.infer<typeof draftDetailsSchema>;
/** What `fillPreboardingSchema` describes. */
export type FillPreboarding = z.output<typeof fillPreboardingSchema>;
/** What `ownPreboardingSchema` describes. */
export type OwnPreboarding = z.infer<typeof ownPreboardingSchema>;
/** What `preboardingSchema` describes. */
export type PreboardingWire = z.infer<typeof preboardingSchema>;
/** What `preboardingAnswerSchema` describes. */
export type PreboardingAnswer = z.infer<typeof preboardingAnswerSchema>;
/** What `reviewPreboardingSchema` describes. */
export type ReviewPreboarding = z.output<typeof reviewPreboardingSchema>;
/** What `personalDetailsSchema` describes. */
export type PersonalDetails = z.infer<typeof personalDetailsSchema>;
