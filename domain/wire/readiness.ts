import { z } from 'zod';
import { CHECK_STATES, RISK_STATES, VERDICTS } from '../projects/readiness';
import { dateSchema, instantSchema, personRefSchema } from './common';

const line = (most: number) => z.string().trim().min(1).max(most);
const prose = (most: number) => z.string().trim().max(most);
const weight = z.int().min(1).max(5);

const checkShape = {
  gate: line(60),
  label: line(200),
  mandatory: z.boolean(),
  state: z.enum(CHECK_STATES),
  evidence: prose(500).describe('Where it can be seen that it is done'),
  reason: prose(500).describe('Why it does not apply'),
};
const riskShape = {
  title: line(200),
  probability: weight,
  impact: weight,
  mitigation: prose(1000),
  state: z.enum(RISK_STATES),
};
const rollbackShape = {
  trigger: line(500).describe('When one goes back'),
  steps: line(4000),
  minutes: z.int().min(1).max(10_080).describe('How long it may take'),
};

/** `PUT /projects/:id/readiness`: the whole plan, as it is to be. */
export const readinessPlanSchema = z.strictObject({
  revision: z.int().min(0).describe('Of the plan it was made from; 0 for the first'),
  checks: z
    .array(z.strictObject({ id: z.uuid().optional(), ownerId: z.uuid(), ...checkShape }))
    .min(1, 'A plan has at least one check')
    .max(100),
  risks: z.array(z.strictObject({ ownerId: z.uuid(), ...riskShape })).max(50),
  rollback: z.strictObject({ ownerId: z.uuid(), ...rollbackShape }).nullable(),
});

/** `POST /projects/:id/readiness/checks/:checkId`: what has become of one check. */
export const checkStateSchema = z.strictObject({
  state: checkShape.state,
  evidence: checkShape.evidence.optional(),
  reason: checkShape.reason.optional(),
});

/** `POST /projects/:id/readiness/drills`: the way back was tried. */
export const newDrillSchema = z.strictObject({
  drilledOn: dateSchema,
  minutes: z.int().min(1).max(10_080),
  passed: z.boolean(),
  notes: prose(1000).optional(),
});

const drillSchema = z.object({
  drilledOn: dateSchema,
  minutes: z.int(),
  passed: z.boolean(),
  notes: z.string(),
  recordedBy: personRefSchema,
  recordedAt: instantSchema,
  /** Of the way back as it is now written. */
  isCurrent: z.boolean(),
});

/** `GET /projects/:id/readiness`: what a go-live would be asked for with, and what it is ready for. */
export const readinessSchema = z.object({
  project: z.object({ id: z.uuid(), code: z.string(), name: z.string(), customer: z.string() }),
  /** 0: there is no plan yet, and a go-live is asked for with a list of its own. */
  revision: z.int(),
  changedAt: instantSchema.nullable(),
  checks: z.array(z.object({ id: z.uuid(), owner: personRefSchema, ...checkShape })),
  risks: z.array(z.object({ owner: personRefSchema, score: z.int(), ...riskShape })),
  rollback: z.object({ owner: personRefSchema, ...rollbackShape }).nullable(),
  drills: z.array(drillSchema),
  verdict: z.enum(VERDICTS),
  reasons: z.array(z.string()),
  /** The approval that waits for signatures, which start again when something is changed. */
  pendingApprovalId: z.uuid().nullable(),
  mayEdit: z.boolean(),
  /** Not live or closed yet: what there is can still be changed by those whose it is. */
  isOpen: z.boolean(),
  /** Who can own checks, risks and the way back: the people of the project. */
  people: z.array(personRefSchema),
});

/** What `readinessSchema` describes. */
export type ReadinessWire = z.infer<typeof readinessSchema>;
/** What `readinessPlanSchema` describes. */
export type ReadinessPlan = z.infer<typeof readinessPlanSchema>;
/** What `checkStateSchema` describes. */
export type CheckStateChange = z.infer<typeof checkStateSchema>;
/** What `newDrillSchema` describes. */
export type NewDrill = z.infer<typeof newDrillSchema>;
