import { z } from 'zod';
import { conditionSchema, policySchema } from '../approvals/policy';
import { approverSchema } from './approvals';
import { dateSchema, instantSchema, moneySchema, personRefSchema } from './common';

const fieldProblemSchema = z.object({ path: z.string(), message: z.string() });
const noteSchema = z.string().trim().min(1, 'Say what changes and why').max(1000);

/** A version by its number, the one in force at a time, or the draft. */
const policyChoiceSchema = z.union([z.literal(['in-force', 'draft']), z.int().min(1)]);

/** One version of a kind's policy. The built-in one has neither a date nor a publisher. */
const policyVersionSchema = z.object({
  version: z.int(),
  state: z.enum(['built-in', 'past', 'in-force', 'scheduled']),
  effectiveFrom: instantSchema.nullable(),
  note: z.string().nullable(),
  publishedBy: personRefSchema.nullable(),
  publishedAt: instantSchema.nullable(),
  policy: policySchema,
});

/** One row of `GET /approval-policies`. */
export const policyRowSchema = z.object({
  kind: z.string(),
  label: z.string(),
  inForce: z.object({ version: z.int(), effectiveFrom: instantSchema.nullable() }),
  scheduled: z.array(z.object({ version: z.int(), effectiveFrom: instantSchema })),
  hasDraft: z.boolean(),
});

/** The draft of a next version, with what publishing it would be refused for. */
const policyDraftSchema = z.object({
  policy: policySchema,
  revision: z.int(),
  updatedBy: personRefSchema,
  updatedAt: instantSchema,
  problems: z.array(fieldProblemSchema),
});

/** `GET /approval-policies/:kind`. `routedBy` is what requests of the kind can be routed by. */
export const policyPageSchema = z.object({
  kind: z.string(),
  label: z.string(),
  inForce: z.int(),
  routedBy: z.array(z.enum(['amount', 'days', 'department', 'project', 'category'])),
  versions: z.array(policyVersionSchema),
  draft: policyDraftSchema.nullable(),
  /** What the ids in these policies are called. */
  names: z.record(z.string(), z.string()),
});

/** `PUT /approval-policies/:kind/draft`. `revision` is the one that was read; absent when there was none. */
export const savePolicyDraftSchema = z.strictObject({
  policy: policySchema,
  revision: z.int().min(1).optional(),
});

/** `POST /approval-policies/:kind/publish`: the draft of this revision takes effect then, or at once. */
export const publishPolicySchema = z.strictObject({
  revision: z.int().min(1),
  note: noteSchema,
  effectiveFrom: instantSchema.optional(),
});

/** `POST /approval-policies/:kind/diff`. */
export const diffPoliciesSchema = z.strictObject({
  from: policyChoiceSchema.default('in-force'),
  to: policyChoiceSchema.default('draft'),
});

/** What it would mean: the steps in words, and the requests of the last 90 days that would have gone elsewhere. */
export const policyDifferenceSchema = z.object({
  changes: z.array(
    z.object({
      key: z.string().nullable(),
      change: z.enum(['added', 'removed', 'changed']),
      text: z.string(),
    }),
  ),
  requests: z.object({
    days: z.int(),
    looked: z.int(),
    different: z.int(),
    examples: z.array(
      z.object({ id: z.uuid(), title: z.string(), was: z.string(), would: z.string() }),
    ),
  }),
});

/** `POST /approval-policies/:kind/simulations`: a request of the kind, or only what it would be routed by. */
export const simulatePolicySchema = z
  .strictObject({
    requesterId: z.uuid(),
    request: z.record(z.string(), z.unknown()).optional(),
    facts: z
      .strictObject({
        amount: moneySchema.optional(),
        days: z
          .string()
          .regex(/^\d{1,4}(\.\d{1,2})?$/, 'Use a number such as "2.5"')
          .optional(),
        departmentId: z.uuid().optional(),
        projectId: z.uuid().optional(),
        category: z.string().min(1).max(60).optional(),
      })
      .optional(),
    at: z.union([instantSchema, dateSchema]).optional(),
    policy: policyChoiceSchema.default('in-force'),
  })
  .refine(({ request, facts }) => (request === undefined) !== (facts === undefined), {
    path: ['facts'],
    message: 'Send either a request of the kind or the facts to route by',
  });

const judgedSchema = z.object({
  condition: conditionSchema,
  outcome: z.enum(['holds', 'fails', 'unknown']),
  text: z.string(),
});

/** Who would sign what, and why. `dueAt` is the latest: each step takes all the time it has. */
export const simulationSchema = z.object({
  version: z.int().nullable(),
  at: instantSchema,
  /** How long each decision could be taken back; 0: not at all. */
  undoSeconds: z.int(),
  steps: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      stage: z.int(),
      quorum: z.string(),
      signatures: z.int(),
      reason: z.string(),
      approvers: z.array(approverSchema),
      remindAt: instantSchema,
      dueAt: instantSchema,
      expiresAt: instantSchema,
    }),
  ),
  /** Every step of the policy, with what decided whether it is asked for. */
  judged: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      applies: z.boolean(),
      conditions: z.array(judgedSchema),
    }),
  ),
});

/** A named group of people who sign. */
export const approvalGroupSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  members: z.array(personRefSchema.extend({ active: z.boolean() })),
});

/** `POST /approval-groups`. */
export const createGroupSchema = z.strictObject({
  name: z.string().trim().min(1, 'Name the group').max(100),
  memberIds: z.array(z.uuid()).max(200),
});

/** `PATCH /approval-groups/:id`. Absent members stay as they are. */
export const editGroupSchema = createGroupSchema.partial();

/** What `policyPageSchema` describes. */
export type PolicyPage = z.infer<typeof policyPageSchema>;
/** What `policyRowSchema` describes. */
export type PolicyRow = z.infer<typeof policyRowSchema>;
/** What `policyVersionSchema` describes. */
export type PolicyVersionWire = z.infer<typeof policyVersionSchema>;
/** What `policyDraftSchema` describes. */
export type PolicyDraftWire = z.infer<typeof policyDraftSchema>;
/** What `policyDifferenceSchema` describes. */
export type PolicyDifference = z.infer<typeof policyDifferenceSchema>;
/** What `simulatePolicySchema` describes. */
export type SimulatePolicy = z.infer<typeof simulatePolicySchema>;
/** What `simulationSchema` describes. */
export type Simulation = z.infer<typeof simulationSchema>;
/** What `approvalGroupSchema` describes. */
export type ApprovalGroupWire = z.infer<typeof approvalGroupSchema>;
/** What `createGroupSchema` describes. */
export type CreateGroup = z.infer<typeof createGroupSchema>;
/** What `editGroupSchema` describes. */
export type EditGroup = z.infer<typeof editGroupSchema>;
