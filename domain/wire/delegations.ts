import { z } from 'zod';
import { dateSchema, instantSchema, personRefSchema, wholeListOf } from './common';

/** When a delegation is in force: between two dates, or whenever the delegator is on approved leave. */
const DELEGATION_APPLIES = ['dates', 'away'] as const;
/** @see DELEGATION_APPLIES */
export type DelegationApplies = (typeof DELEGATION_APPLIES)[number];

/** `POST /delegations`. `from` is for admins; without `kinds` it is for requests of every kind. */
export const addDelegationSchema = z
  .strictObject({
    from: z.uuid().optional(),
    to: z.uuid({ error: 'Choose who acts for you' }),
    when: z.enum(DELEGATION_APPLIES),
    kinds: z.array(z.string().max(60)).min(1, 'Choose at least one kind').max(50).optional(),
    startsOn: dateSchema.optional(),
    endsOn: dateSchema.optional(),
    reason: z.string().trim().max(2000).optional(),
  })
  .superRefine(({ when, startsOn, endsOn }, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (when === 'away') {
      if (startsOn) refuse('startsOn', 'It is for every leave: leave the dates out');
      if (endsOn) refuse('endsOn', 'It is for every leave: leave the dates out');
      return;
    }
    if (!startsOn) refuse('startsOn', 'Say from which day on');
    if (!endsOn) refuse('endsOn', 'Say until which day');
    if (startsOn && endsOn && endsOn < startsOn) {
      refuse('endsOn', 'The last day is before the first');
    }
  });

/** One delegation. `inForce`: it moves tasks now; `state` says where it stands by its dates. */
export const delegationSchema = z.object({
  id: z.uuid(),
  from: personRefSchema,
  to: personRefSchema,
  when: z.enum(DELEGATION_APPLIES),
  kinds: z.array(z.string()).nullable(),
  startsOn: dateSchema.nullable(),
  endsOn: dateSchema.nullable(),
  reason: z.string().nullable(),
  createdBy: personRefSchema,
  createdAt: instantSchema,
  revokedAt: instantSchema.nullable(),
  inForce: z.boolean(),
  state: z.enum(['in-force', 'waiting', 'over', 'revoked']),
});

/** `GET /delegations`: mine, or for admins those of `personId`; `side` "to" are those in which they act for others. */
export const delegationQuerySchema = z.object({
  personId: z.uuid().optional(),
  side: z.enum(['from', 'to']).default('from'),
});

/** The answer: those that still matter first. */
export const delegationListSchema = wholeListOf(delegationSchema);

/** What `addDelegationSchema` describes. */
export type AddDelegation = z.infer<typeof addDelegationSchema>;
/** What `delegationSchema` describes. */
export type DelegationWire = z.infer<typeof delegationSchema>;
/** What `delegationQuerySchema` describes. */
export type DelegationQuery = z.infer<typeof delegationQuerySchema>;
