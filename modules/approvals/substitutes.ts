import { findSubstitute, type ActiveDelegation } from '../../domain/approvals/substitution';
import type { ApproverRef } from '../../domain/wire/approvals';
import type { Queryable, Transaction } from '../../platform/database/database';
import { recordAudit } from '../audit/use-cases/record-audit';
import { delegationsAt } from '../delegations/queries';
import { peopleByIds, type KnownPerson } from '../people/queries';
import { askApprovers } from './ask-approvers';
import type { ApprovalDeps } from './deps';
import { changeTasks } from './move-task';
import {
  isSettled,
  openTasks,
  readProgress,
  takenBy,
  type Progress,
  type RequestRow,
  type StepRow,
  type TaskRow,
} from './store';

/** Somebody a step asks: an approver, or a substitute beside one. */
export interface AskedPerson {
  person: KnownPerson;
  /** Whose signature it is, when they are a substitute. */
  onBehalfOf: KnownPerson | null;
  /** They are away and somebody is asked for them: they may decide, and are not rung. */
  isAway: boolean;
}

/**
 * Adds to the people a rule has found those who act for them. Takes delegations of any instant, so that a simulation
 * may ask about another day.
 * @param context.taken who has signed or is asked already, the people themselves included; substitutes are added
 */
export async function withSubstitutes(
  db: Queryable,
  people: KnownPerson[],
  context: {
    kind: string;
    requesterId: string;
    taken: Set<string>;
    delegations: readonly ActiveDelegation[];
  },
): Promise<AskedPerson[]> {
  const pairs = people.map((person) => {
    const substituteId = findSubstitute(person.id, context);
    if (substituteId) context.taken.add(substituteId);
    return { person, substituteId };
  });
  const substitutes = await peopleByIds(
    db,
    pairs.flatMap(({ substituteId }) => substituteId ?? []),
  );
  return pairs.flatMap(({ person, substituteId }): AskedPerson[] => {
    const substitute = substitutes.get(substituteId ?? '');
    const own = { person, onBehalfOf: null, isAway: substitute !== undefined };
    if (!substitute) return [own];
    return [own, { person: substitute, onBehalfOf: person, isAway: false }];
  });
}

/** Somebody who would be asked, as a preview and a simulation show them. */
export function presentAsked({ person, onBehalfOf }: AskedPerson): ApproverRef {
  return {
    ...{ id: person.id, name: person.name },
    ...(onBehalfOf ? { onBehalfOf: { id: onBehalfOf.id, name: onBehalfOf.name } } : {}),
  };
}

interface Settling {
  request: RequestRow;
  progress: Progress;
  delegations: readonly ActiveDelegation[];
}

/**
 * Gives the open tasks of people who are away to their substitutes as well, and takes them from substitutes whose time
 * is over; whoever is back is told what still waits. The caller has locked the request.
 * @returns how many tasks were given or taken
 */
export async function settleSubstitutes(
  deps: ApprovalDeps,
  tx: Transaction,
  settling: Settling,
): Promise<number> {
  const { request, progress } = settling;
  if (request.status !== 'pending') return 0;
  const taken = takenBy(progress);
  let changes = 0;
  for (const step of progress.steps) {
    if (step.status !== 'open' || isSettled(progress, step)) continue;
    changes += await settleStep(deps, tx, { ...settling, step, taken });
  }
  return changes;
}

/** The same for a request whose tasks have just been changed in the caller's transaction: reads them and today's delegations. */
export async function settleLocked(
  deps: ApprovalDeps,
  tx: Transaction,
  request: RequestRow,
): Promise<number> {
  const [progress, delegations] = await Promise.all([
    readProgress(tx, request.id),
    delegationsAt(tx, deps.clock.now()),
  ]);
  return settleSubstitutes(deps, tx, { request, progress, delegations });
}

async function settleStep(
  deps: ApprovalDeps,
  tx: Transaction,
  context: Settling & { step: StepRow; taken: Set<string> },
): Promise<number> {
  const open = openTasks(context.progress, context.step.id);
  const wanted: { owner: TaskRow; present?: TaskRow; substituteId: string | null }[] = [];
  for (const owner of open.filter((task) => task.onBehalfOfId === null)) {
    const present = open.find((task) => task.onBehalfOfId === owner.approverId);
    wanted.push({ owner, present, substituteId: nextSubstitute(context, owner, present) });
  }
  const changed = wanted.filter(
    ({ present, substituteId }) => (present?.approverId ?? null) !== substituteId,
  );
  if (changed.length === 0) return 0;
  const people = await peopleByIds(
    tx,
    changed.flatMap(({ owner, substituteId }) =>
      substituteId ? [owner.approverId, substituteId] : [owner.approverId],
    ),
  );
  for (const { owner, present, substituteId } of changed) {
    const substitute = people.get(substituteId ?? '') ?? null;
    switchSubstitute(deps, tx, { ...context, owner, present, substitute });
    const back = people.get(owner.approverId);
    if (!substitute && back?.active) welcomeBack(deps, tx, { ...context, owner, back });
  }
  return changed.length;
}

/** Whoever stands in already may go on doing so. */
function nextSubstitute(
  { request, delegations, taken }: Settling & { taken: Set<string> },
  owner: TaskRow,
  present: TaskRow | undefined,
): string | null {
  if (present) taken.delete(present.approverId);
  const { kind, requesterId } = request;
  const substituteId = findSubstitute(owner.approverId, { kind, requesterId, delegations, taken });
  if (substituteId) taken.add(substituteId);
  return substituteId;
}

interface Switching {
  request: RequestRow;
  progress: Progress;
  step: StepRow;
  owner: TaskRow;
}

function switchSubstitute(
  deps: ApprovalDeps,
  tx: Transaction,
  context: Switching & { present?: TaskRow; substitute: KnownPerson | null },
): void {
  const { request, progress, step, owner, present, substitute } = context;
  const onBehalfOf = { id: owner.approverId, name: owner.approverName };
  changeTasks(deps, tx, {
    ...{ request, progress, step, status: 'reassigned', occasion: 'substitute' },
    closing: present ? [present] : [],
    giving: substitute ? [{ approver: substitute, onBehalfOf, reason: 'substitute' }] : [],
  });
  const entry = (action: string, details: Record<string, unknown>) => ({
    ...{ actorId: null, action, subjectType: 'approval', subjectId: request.id },
    details: { step: step.key, ...details },
  });
  recordAudit(tx, [
    ...(present
      ? [
          entry('approval.substitute-ended', {
            from: present.approverId,
            onBehalfOf: owner.approverId,
          }),
        ]
      : []),
    ...(substitute
      ? [entry('approval.substituted', { to: substitute.id, onBehalfOf: owner.approverId })]
      : []),
  ]);
}

/** The task was theirs all along; what they were mailed while they were away has run out. */
function welcomeBack(
  deps: ApprovalDeps,
  tx: Transaction,
  { request, progress, step, owner, back }: Switching & { back: KnownPerson },
): void {
  const substitutions = progress.tasks.filter(
    (task) => task.stepId === step.id && task.onBehalfOfId === owner.approverId,
  );
  askApprovers(deps, tx, {
    request,
    tasks: [{ id: owner.id, step, approver: back }],
    occasion: 'returned',
    sequence: substitutions.length,
  });
}
