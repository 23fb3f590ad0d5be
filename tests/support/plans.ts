import type { Plan } from '../../domain/approvals/plan';
import { planOf } from '../../domain/approvals/policy-plan';
import { inSequence, type StepDraft } from '../../domain/approvals/steps';

/** The plan of a policy whose steps always apply: each argument is a stage. */
export function planInSequence(...stages: (StepDraft | StepDraft[])[]): Plan {
  return planOf(inSequence(...stages), {});
}
