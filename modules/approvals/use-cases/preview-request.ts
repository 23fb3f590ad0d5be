import type { Preview } from '../../../domain/wire/approvals';
import type { ApprovalDeps } from '../deps';
import { walkPlan } from '../find-signers';
import type { Requester } from '../kind-effects';
import { effectsOf, kindOf } from '../kinds';
import { presentAsked } from '../substitutes';
import { readRoutingBasis, routeRequest } from '../route-request';

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
  const [details, basis] = await Promise.all([
    effectsOf(deps, input.kind).complete(context, input.request),
    readRoutingBasis(deps.db, { kind, requester }),
  ]);
  const { plan } = await routeRequest(deps.db, basis, { kind, details });
  const asking = { requesterId: requester.id, kind: kind.id, at: context.now };
  const walked = await walkPlan(deps.db, plan, asking);
  const steps = walked.map(({ step, asked }) => ({
    name: step.name,
    stage: step.stage,
    approvers: asked.map(presentAsked),
  }));
  return { summary: kind.summary(details), facts: kind.facts(details), steps };
}
