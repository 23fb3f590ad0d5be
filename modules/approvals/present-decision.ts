import { approvedWire } from '../../domain/approvals/partial-approval';
import type { DecisionWire } from '../../domain/wire/approvals';
import type { DecisionRow, StepRow } from './store';

/** A decision as it leaves the API and the decision page. */
export function presentDecision(
  decision: DecisionRow,
  steps: Pick<StepRow, 'id' | 'key'>[],
): DecisionWire {
  return {
    id: decision.id,
    step: steps.find(({ id }) => id === decision.stepId)?.key ?? '',
    by: { id: decision.byId, name: decision.byName },
    ...(decision.onBehalfOfId && decision.onBehalfOfName
      ? { onBehalfOf: { id: decision.onBehalfOfId, name: decision.onBehalfOfName } }
      : {}),
    verdict: decision.verdict,
    ...(decision.override ? { override: true } : {}),
    channel: decision.channel,
    comment: decision.comment,
    ...(decision.lines ? { lines: decision.lines.map(approvedWire) } : {}),
    at: new Date(decision.receivedAt).toISOString(),
    ...(decision.takesEffectAt === null
      ? {}
      : { takesEffectAt: new Date(decision.takesEffectAt).toISOString() }),
  };
}
