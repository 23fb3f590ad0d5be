/** A delegation in force: `toId` acts for `fromId`, on requests of these kinds (null: of every kind). */
export interface ActiveDelegation {
  fromId: string;
  toId: string;
  kinds: string[] | null;
}

/** The request as far as acting for somebody goes. */
interface SubstitutionContext {
  kind: string;
  requesterId: string;
  /** In force at the moment that counts; of several of one person the first that leads to somebody is taken. */
  delegations: readonly ActiveDelegation[];
  /** People who have signed or are asked already. */
  taken: ReadonlySet<string>;
}

/**
 * Who acts for somebody who has handed their decisions on. Whoever has handed theirs on as well passes them further,
 * so that a chain ends with somebody who is there; a chain that closes on itself leads nowhere.
 * The requester neither acts nor passes on: nobody picks the signature under their own request.
 * @returns the substitute's id, or null when the person acts themselves
 */
export function findSubstitute(personId: string, context: SubstitutionContext): string | null {
  return follow(personId, context, new Set([personId, context.requesterId]));
}

function follow(personId: string, context: SubstitutionContext, seen: Set<string>): string | null {
  for (const { toId } of delegationsOf(personId, context)) {
    if (seen.has(toId)) continue;
    seen.add(toId);
    const isAway = delegationsOf(toId, context).length > 0;
    if (!isAway && !context.taken.has(toId)) return toId;
    const further = isAway ? follow(toId, context, seen) : null;
    if (further) return further;
  }
  return null;
}

function delegationsOf(personId: string, { delegations, kind }: SubstitutionContext) {
  return delegations.filter(
    ({ fromId, kinds }) => fromId === personId && (kinds === null || kinds.includes(kind)),
  );
}

/** A task as far as it is somebody's signature. */
interface Signature {
  stepId: string;
  approverId: string;
  onBehalfOfId: string | null;
}

/** Whether two tasks are one signature: an approver's own and their substitute's. The first of them to decide counts. */
export function isSameSignature(one: Signature, other: Signature): boolean {
  return one.stepId === other.stepId && ownerOf(one) === ownerOf(other);
}

/** Whose signature a task is. */
function ownerOf(task: Pick<Signature, 'approverId' | 'onBehalfOfId'>): string {
  return task.onBehalfOfId ?? task.approverId;
}
