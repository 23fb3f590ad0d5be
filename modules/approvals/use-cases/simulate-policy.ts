import type { ApprovalKind } from '../../../domain/approvals/kind';
import { judgeSteps, planOf } from '../../../domain/approvals/policy-plan';
import { sayCondition, type Naming } from '../../../domain/approvals/policy-words';
import { signaturesWanted } from '../../../domain/approvals/quorum';
import type { RoutingFacts } from '../../../domain/approvals/routing';
import { startOfWork } from '../../../domain/dates/local-time';
import { invalidInput } from '../../../domain/errors';
import type { SimulatePolicy, Simulation } from '../../../domain/wire/policies';
import { workingHours, type WorkingHoursBook } from '../../calendars/queries';
import { peopleByIds, type KnownPerson } from '../../people/queries';
import { countDeadlines } from '../deadlines';
import type { ApprovalDeps } from '../deps';
import { walkPlan, type SignedStep } from '../find-signers';
import { effectsOf, kindOf, parseRequest } from '../kinds';
import { namingFor } from '../policy-names';
import { choosePolicy } from '../policy-store';
import { presentAsked } from '../substitutes';
import { completeFacts, readRoutingBasis } from '../route-request';

type SimulationDeps = Pick<ApprovalDeps, 'db' | 'clock' | 'effects'>;

/**
 * What a policy would do with a request at an instant, by the very functions that route and open real ones. Writes
 * nothing. For later stages it takes the first of those asked to sign; nobody knows better.
 * @param input.at an instant, or a date, which means nine in the morning where the requester is
 * @throws DomainError not-found, invalid-input, no-approver, and whatever submitting the request would be refused for
 */
export async function simulatePolicy(
  deps: SimulationDeps,
  input: SimulatePolicy & { kindId: string },
): Promise<Simulation> {
  const kind = kindOf(input.kindId);
  const requester = await requesterOf(deps, input.requesterId);
  const at = instantOf(deps, input.at, requester.zone);
  const { policy, version } = await choosePolicy(deps.db, kind, { choice: input.policy, at });
  const basis = await readRoutingBasis(deps.db, { kind, requester });
  const said = await routingOf(deps, kind, { input, requester, now: at });
  const facts = await completeFacts(deps.db, { ...basis, policy }, said);
  const plan = planOf(policy, facts);
  const walked = await walkPlan(deps.db, plan, { requesterId: requester.id, kind: kind.id, at });
  const hours = await workingHours(deps.db);
  const naming = await namingFor(deps.db, [policy], idsOf(facts));
  return {
    version,
    at: at.toISOString(),
    undoSeconds: plan.undoSeconds ?? 0,
    steps: timed(walked, { at: at.getTime(), hours }),
    judged: judgeSteps(policy, facts).map(({ step, applies, judgements }) => ({
      ...{ key: step.key, name: step.name, applies },
      conditions: judgements.map(({ condition, outcome, found }) => ({
        ...{ condition, outcome },
        text: `${sayCondition(condition, naming)}: ${sayFound(outcome, naming(found))}`,
      })),
    })),
  };
}

async function requesterOf({ db }: SimulationDeps, id: string): Promise<KnownPerson> {
  const requester = (await peopleByIds(db, [id])).get(id);
  if (!requester) throw invalidInput([{ path: 'requesterId', message: 'There is no such person' }]);
  return requester;
}

function instantOf({ clock }: SimulationDeps, at: string | undefined, zone: string): Date {
  if (at === undefined) return clock.now();
  return at.includes('T') ? new Date(at) : startOfWork(at, zone);
}

/** What the kind would say of the request; or the facts as they were sent. */
async function routingOf(
  deps: SimulationDeps,
  kind: ApprovalKind,
  { input, requester, now }: { input: SimulatePolicy; requester: KnownPerson; now: Date },
): Promise<RoutingFacts> {
  if (input.request === undefined) return input.facts ?? {};
  const request = parseRequest(kind.id, input.request);
  const context = { db: deps.db, requester, now };
  return kind.routing(await effectsOf(deps, kind.id).complete(context, request));
}

/** Each stage opens when the one before it is due at the latest. */
function timed(
  walked: SignedStep[],
  { at, hours }: { at: number; hours: WorkingHoursBook },
): Simulation['steps'] {
  let openedAt = at;
  let stage = 0;
  let latest = at;
  return walked.map(({ step, resolved, quorum, asked }) => {
    if (step.stage !== stage) {
      stage = step.stage;
      openedAt = latest;
    }
    const approvers = asked.map(({ person }) => person);
    const { remindAt, dueAt, expiresAt } = countDeadlines(step, {
      approvers,
      hours,
      now: openedAt,
    });
    latest = Math.max(latest, dueAt);
    return {
      ...{ key: step.key, name: step.name, stage: step.stage, quorum, reason: resolved.reason },
      signatures: signaturesWanted(quorum, resolved.people.length),
      approvers: asked.map(presentAsked),
      remindAt: new Date(remindAt).toISOString(),
      dueAt: new Date(dueAt).toISOString(),
      expiresAt: new Date(expiresAt).toISOString(),
    };
  });
}

function idsOf({ departmentId, projectId }: RoutingFacts): string[] {
  return [departmentId, projectId].filter((id) => id !== undefined);
}

function sayFound(outcome: 'holds' | 'fails' | 'unknown', found: ReturnType<Naming>): string {
  if (outcome === 'unknown') return `it has ${found}, so the step is kept`;
  return outcome === 'holds' ? `yes, it is ${found}` : `no, it is ${found}`;
}
