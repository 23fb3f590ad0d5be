import { z } from 'zod';
import { sortSchema } from '../lists/sorting';
import { CHANNELS, REQUEST_STATUSES, STEP_STATUSES, VERDICTS } from '../approvals/vocabulary';
import { dueOnSchema } from './calendars';
import { fileIdsSchema, fileSchema } from './approval-files';
import {
  instantSchema,
  moneySchema,
  pageQuerySchema,
  personRefSchema,
  problemSchema,
} from './common';

/** How many requests one call can decide. */
export const BULK_MOST = 100;

/** What is approved of one line of a request. */
const lineAmountSchema = z.strictObject({
  key: z.string().max(60),
  amount: moneySchema,
});

/** `POST /approvals/:id/decisions`. `lines` approves in part: each at most what is left; lines left out stay as they are. */
export const decideSchema = z.strictObject({
  verdict: z.enum(VERDICTS),
  comment: z.string().trim().max(4000).optional(),
  lines: z.array(lineAmountSchema).max(200).optional(),
  files: fileIdsSchema.optional(),
});

/** A decision as everybody concerned sees it. */
export const decisionSchema = z.object({
  id: z.uuid(),
  step: z.string(),
  by: personRefSchema,
  onBehalfOf: personRefSchema.optional(),
  verdict: z.enum(VERDICTS),
  channel: z.enum(CHANNELS),
  comment: z.string().nullable(),
  /** What was approved of each line, when the decision cut one. */
  lines: z.array(lineAmountSchema).optional(),
  files: z.array(fileSchema).optional(),
  at: instantSchema,
  /** Until when whoever made it can take it back; absent once it is in effect. */
  takesEffectAt: instantSchema.optional(),
  /** An admin decided past the people who were asked. */
  override: z.literal(true).optional(),
});

/** Somebody who is asked, and for whom if they are a substitute. */
export const approverSchema = personRefSchema.extend({ onBehalfOf: personRefSchema.optional() });

/** 200 of a decision. */
export const decidedSchema = z.object({ status: z.literal('recorded'), decision: decisionSchema });

/** `POST /approvals/decisions`: many at once, each decided as it would be alone. */
export const bulkDecideSchema = z.strictObject({
  items: z
    .array(
      z.strictObject({
        id: z.uuid(),
        verdict: z.enum(VERDICTS),
        comment: z.string().trim().max(4000).optional(),
      }),
    )
    .min(1)
    .max(BULK_MOST, `At most ${BULK_MOST} at once`),
});

/** What became of each of them, in their order. */
export const bulkDecidedSchema = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      status: z.enum(['recorded', 'refused']),
      decision: decisionSchema.optional(),
      problem: problemSchema.optional(),
    }),
  ),
});

/** `POST /approvals/undos`: many at once, each taken back as it would be alone. */
export const bulkUndoSchema = z.strictObject({
  items: z
    .array(z.strictObject({ id: z.uuid(), decisionId: z.uuid() }))
    .min(1)
    .max(BULK_MOST, `At most ${BULK_MOST} at once`),
});

/** What became of each of them, in their order. */
export const bulkUndoneSchema = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      status: z.enum(['undone', 'refused']),
      problem: problemSchema.optional(),
    }),
  ),
});

/** One row of `GET /approvals`. */
export const approvalRowSchema = z.object({
  id: z.uuid(),
  kind: z.string(),
  kindLabel: z.string(),
  title: z.string(),
  status: z.enum(REQUEST_STATUSES),
  requester: personRefSchema,
  waitingOn: z.array(approverSchema),
  dueAt: instantSchema.nullable(),
  /** Whose working time it is due in: the reader's own if they are asked. Absent when nobody is. */
  dueOn: dueOnSchema.optional(),
  submittedAt: instantSchema,
  closedAt: instantSchema.nullable(),
  /** The signed-in person's own decision while it can still be taken back. */
  undo: z
    .object({ decisionId: z.uuid(), verdict: z.enum(VERDICTS), takesEffectAt: instantSchema })
    .nullable(),
});

/** One step of an approval. `decision` is there once it has one (the last of several). */
const approvalStepSchema = z.object({
  key: z.string(),
  name: z.string(),
  stage: z.number().int(),
  status: z.enum(STEP_STATUSES),
  approvers: z.array(approverSchema),
  dueAt: instantSchema.nullable(),
  decision: decisionSchema.optional(),
});

/** One line of a request that can be approved for less. `left`: what the approvals of this round left of `amount`. */
const requestLineSchema = z.object({
  key: z.string(),
  label: z.string(),
  amount: moneySchema,
  left: moneySchema,
});

/** One line of the history, oldest first. `type` is the audited action. */
const timelineEntrySchema = z.object({
  at: instantSchema,
  type: z.string(),
  actor: personRefSchema.nullable(),
  text: z.string(),
  comment: z.string().nullable(),
  files: z.array(fileSchema).optional(),
});

/** One fact of a request that reads otherwise than in the version before; null where there was, or is, none. */
const factChangeSchema = z.object({
  label: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});

/** `GET /approvals/:id`. `facts` are the rows a person reads; `data` is the request itself. */
export const approvalSchema = approvalRowSchema.extend({
  data: z.record(z.string(), z.unknown()),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  subjectId: z.uuid(),
  version: z.number().int(),
  round: z.number().int(),
  policyVersion: z.number().int(),
  steps: z.array(approvalStepSchema),
  decisions: z.array(decisionSchema),
  /** What reads otherwise than in the version before; empty for a first version. */
  changes: z.array(factChangeSchema),
  /** Set while it waits for its requester to send it again: until when. */
  sentBackUntil: instantSchema.nullable(),
  /** Set while the clock stands because the requester was asked something: since when. */
  informationAskedAt: instantSchema.nullable(),
  /** What an approver can cut, with what is left of it; empty for a kind that is approved as a whole. */
  lines: z.array(requestLineSchema),
  /** Everything that was added, oldest first. */
  files: z.array(fileSchema),
  timeline: z.array(timelineEntrySchema),
  workflowId: z.string(),
  /** For admins: the run in the Temporal Web UI. */
  workflowUrl: z.string().optional(),
  /** What the signed-in person may do with it now. */
  may: z.object({
    decide: z.boolean(),
    withdraw: z.boolean(),
    reassign: z.boolean(),
    addApprover: z.boolean(),
    override: z.boolean(),
    comment: z.boolean(),
    requestInformation: z.boolean(),
    revise: z.boolean(),
    sendBack: z.boolean(),
  }),
});

/** `GET /approvals`. */
export const approvalListQuerySchema = pageQuerySchema.extend({
  box: z.enum(['inbox', 'sent', 'done', 'all']).default('inbox'),
  kind: z.string().max(60).optional(),
  status: z.enum(REQUEST_STATUSES).optional(),
  q: z.string().trim().max(200).optional(),
  sort: sortSchema('approvals'),
});

/** `POST /approvals/:id/withdraw`. */
export const withdrawSchema = z.strictObject({ reason: z.string().trim().max(4000).optional() });

/** `POST /approvals/:id/reassign`: the task of the signed-in approver (or, for admins, `from`'s) moves to `to`. */
export const reassignSchema = z.strictObject({
  to: z.uuid(),
  from: z.uuid().optional(),
  reason: z.string().trim().max(4000).optional(),
});

/** `POST /approvals/:id/revisions`: the whole request as it is now wanted, and what approvers should know about it. */
export const reviseSchema = z.strictObject({
  data: z.record(z.string(), z.unknown()),
  note: z.string().trim().max(4000).optional(),
});

/** `POST /approvals/:id/approvers`: one more person signs an open step, the caller's own unless an admin names another. */
export const addApproverSchema = z.strictObject({
  to: z.uuid(),
  step: z.string().max(100).optional(),
  reason: z.string().trim().max(4000).optional(),
});

/** `POST /approvals/:id/override`: admins only, and with a reason. */
export const overrideSchema = z.strictObject({
  verdict: z.enum(VERDICTS),
  reason: z.string().trim().min(1, 'Say why').max(4000),
});

/** 200 of an override: one decision for each step that was open. */
export const overriddenSchema = z.object({
  status: z.literal('recorded'),
  decisions: z.array(decisionSchema),
});

/** One row of `GET /approvals/:id/candidates`: somebody an open task can be handed to. */
export const candidateSchema = personRefSchema.extend({ department: z.string().nullable() });

/** `POST /approvals/:id/comments` and `/information-requests`. */
export const commentSchema = z.strictObject({
  text: z.string().trim().min(1).max(4000),
  files: fileIdsSchema.optional(),
});

/** `POST /approval-previews`: what would happen if this were submitted. Writes nothing. */
export const previewRequestSchema = z.strictObject({
  kind: z.string().max(60),
  data: z.record(z.string(), z.unknown()),
});

/** Who would sign, in which order, and what the request comes to. */
export const previewSchema = z.object({
  summary: z.string(),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  steps: z.array(
    z.object({ name: z.string(), stage: z.number().int(), approvers: z.array(approverSchema) }),
  ),
});

/** Socket event `approval`. `step` is the open step's key, or null. */
export const approvalEventSchema = z.object({
  id: z.uuid(),
  status: z.enum(REQUEST_STATUSES),
  step: z.string().nullable(),
});

/** What `approvalRowSchema` describes. */
export type ApprovalRow = z.infer<typeof approvalRowSchema>;
/** What `approvalSchema` describes. */
export type Approval = z.infer<typeof approvalSchema>;
/** What `approverSchema` describes. */
export type ApproverRef = z.infer<typeof approverSchema>;
/** What `approvalListQuerySchema` describes. */
export type ApprovalListQuery = z.infer<typeof approvalListQuerySchema>;
/** What `decisionSchema` describes. */
export type DecisionWire = z.infer<typeof decisionSchema>;
/** What `requestLineSchema` describes. */
export type RequestLineWire = z.infer<typeof requestLineSchema>;
/** What `bulkDecidedSchema` describes. */
export type BulkDecided = z.infer<typeof bulkDecidedSchema>;
/** What `bulkUndoneSchema` describes. */
export type BulkUndone = z.infer<typeof bulkUndoneSchema>;
/** What `candidateSchema` describes. */
export type CandidateWire = z.infer<typeof candidateSchema>;
/** What `previewSchema` describes. */
export type Preview = z.infer<typeof previewSchema>;
/** What `approvalEventSchema` describes. */
export type ApprovalEvent = z.infer<typeof approvalEventSchema>;
