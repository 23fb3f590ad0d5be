import { stagesOf } from '../../../domain/approvals/progress';
import type { Preview } from '../../../domain/wire/approvals';
import type { ApprovalDeps } from '../deps';
import type { Requester } from '../kind-effects';
import { effectsOf, kindOf } from '../kinds';
import { delegationsAt } from '../../delegations/queries';
import { resolveApprovers } from '../resolve-approvers';
import { withSubstitutes } from '../substitutes';

/**
 * What would happen if this were submitted now: what it comes to and who would sign. Writes nothing.
 * The people are today's; each step looks again when it opens.
 * @throws DomainError whatever a submission would be refused for, before anything is reserved
 */
export async function previewRequest(
  deps: Pick<ApprovalDeps, 'db' | 'clock' | 'effects'>,
  input: { kind: string; request: unknown; requester: Requester },
): Promise<Preview> {
  const kind = kindOf(input.kind);
  const { requester } = input;
  const context = { db: deps.db, requester, now: deps.clock.now() };
  const details = await effectsOf(deps, input.kind).complete(context, input.request);
  const taken = new Set<string>();
  const delegations = await delegationsAt(deps.db, context.now);
  const steps: Preview['steps'] = [];
  for (const planned of stagesOf(kind.steps(details)).flat()) {
    const { people } = await resolveApprovers(deps.db, planned.approver, {
      requesterId: requester.id,
      taken,
    });
    people.forEach((person) => taken.add(person.id));
    const asked = await withSubstitutes(deps.db, people, {
      ...{ kind: kind.id, requesterId: requester.id, taken, delegations },
    });
    steps.push({
      name: planned.name,
      stage: planned.stage,
      approvers: asked.map(({ person, onBehalfOf }) => ({
        ...{ id: person.id, name: person.name },
        ...(onBehalfOf ? { onBehalfOf: { id: onBehalfOf.id, name: onBehalfOf.name } } : {}),
      })),
    });
  }
  return { summary: kind.summary(details), facts: kind.facts(details), steps };
}
