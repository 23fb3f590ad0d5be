import { z } from 'zod';
import type { Duration } from '../durations';
import { moneySchema } from '../wire/common';
import { DEPARTMENT_KINDS } from '../roles';
import type { Quorum } from './quorum';
import { LONGEST_UNDO_SECONDS } from './undo';

/** The version that comes with the kind; published ones count from 2. */
export const BUILT_IN_VERSION = 1;

/** How an amount or a number of days is compared. */
export const COMPARISONS = ['at-least', 'above', 'at-most', 'below'] as const;
/** @see COMPARISONS */
export type Comparison = (typeof COMPARISONS)[number];

/** Roles that name their holders by themselves, or by the facts the request is routed by. */
export const PLAIN_ROLES = [
  'reporting-manager',
  'department-head',
  'project-manager',
  'hr',
  'finance',
  'admin',
] as const;

const idsSchema = z.array(z.uuid()).min(1, 'Name at least one').max(50);

/** Days as people write them: "5", "2.5". Hundredths are the smallest part. */
const daysSchema = z.string().regex(/^\d{1,4}(\.\d{1,2})?$/, 'Use a number such as "2.5"');

/** What must be true of a request for a step to be in its plan. A band is two conditions. */
export const conditionSchema = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('amount'), is: z.enum(COMPARISONS), value: moneySchema }),
  z.strictObject({ on: z.literal('days'), is: z.enum(COMPARISONS), value: daysSchema }),
  z.strictObject({ on: z.literal('department'), in: idsSchema }),
  z.strictObject({
    on: z.literal('department-kind'),
    in: z.array(z.enum(DEPARTMENT_KINDS)).min(1, 'Name at least one'),
  }),
  z.strictObject({ on: z.literal('project'), in: idsSchema }),
  z.strictObject({
    on: z.literal('category'),
    in: z.array(z.string().trim().min(1).max(40)).min(1, 'Name at least one').max(50),
  }),
  z.strictObject({
    on: z.literal('grade'),
    in: z.array(z.string().trim().min(1).max(20)).min(1, 'Name at least one').max(50),
  }),
]);

const groupSchema = z.strictObject({
  id: z.uuid(),
  /** What the step is called after, as the group was called when the policy was written. */
  name: z.string().trim().min(1).max(100),
});

/**
 * Who signs. `department-head` is the head of the department the request is routed by (the requester's own unless the
 * kind says otherwise), `project-manager` the manager of its project.
 */
const policyApproverSchema = z.discriminatedUnion('role', [
  z.strictObject({ role: z.enum(PLAIN_ROLES) }),
  z.strictObject({ role: z.literal('line-manager'), level: z.int().min(1).max(10) }),
  z.strictObject({ role: z.literal('person'), personId: z.uuid() }),
  z.strictObject({
    role: z.literal('group'),
    groups: z.array(groupSchema).min(1, 'Name at least one').max(10),
  }),
]);

/** How many sign; `one-per-group` becomes a step of its own for each group when a plan is made. */
export type PolicyQuorum = Quorum | 'one-per-group';

const QUORUM = /^(all|any|one-per-group|at-least-[1-9]\d?)$/;
const DURATION = /^[1-9]\d{0,3} (working )?(minute|hour|day)s?$/;

const quorumSchema = z
  .string()
  .regex(QUORUM, 'Use "all", "any", "one-per-group" or such as "at-least-2"')
  .describe('"all", "any", "one-per-group", or "at-least-2"') as unknown as z.ZodType<PolicyQuorum>;
const durationSchema = z
  .string()
  .regex(
    DURATION,
    'Use a time such as "2 working days" or "48 hours"',
  ) as unknown as z.ZodType<Duration>;

/** One signature that a policy may ask for. */
const policyStepSchema = z.strictObject({
  key: z
    .string()
    .max(60)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use small letters, digits and hyphens'),
  name: z.string().trim().min(1, 'Name the step').max(100),
  /** Steps of one stage are open together; from 0, without gaps. A stage none of whose steps apply is left out. */
  stage: z.int().min(0).max(19),
  /** All must hold; without any the step always applies. */
  when: z.array(conditionSchema).max(10).default([]),
  approver: policyApproverSchema,
  quorum: quorumSchema,
  remindAfter: durationSchema,
  escalateAfter: durationSchema,
  /** How long each level above has, in turn, after which nobody else is asked. Without it: as long as the first, up the whole line. */
  escalations: z.array(durationSchema).max(10).optional(),
  expireAfter: durationSchema,
});

/** Who signs what, as data: the same for a kind's built-in version and for those an admin publishes. */
export const policySchema = z.strictObject({
  steps: z.array(policyStepSchema).min(1, 'A policy asks for at least one signature').max(30),
  /** Whether an open task stays with its approver or goes to the new one when the reporting line changes. */
  onManagerChange: z.enum(['keep', 'follow']).default('follow'),
  /** How long a decision can be taken back before it takes effect; 0: not at all. */
  undoSeconds: z.int().min(0).max(LONGEST_UNDO_SECONDS).default(0),
});

/** What `conditionSchema` describes. */
export type Condition = z.infer<typeof conditionSchema>;
/** What `policyApproverSchema` describes. */
export type PolicyApprover = z.infer<typeof policyApproverSchema>;
/** What `policyStepSchema` describes. */
export type PolicyStep = z.infer<typeof policyStepSchema>;
/** What `policySchema` describes. */
export type Policy = z.infer<typeof policySchema>;
