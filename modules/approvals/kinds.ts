import { definitions } from '../../approvals/definitions';
import { DomainError, invalidInput } from '../../domain/errors';
import { fieldProblems } from '../../domain/field-problems';
import type { ApprovalKind, CalendarEntry, Fact, RequestLine } from '../../domain/approvals/kind';
import type { Outcome } from '../../domain/approvals/vocabulary';
import type { KindEffects } from './kind-effects';
import type { ApprovalDeps } from './deps';

// The engine never knows what is inside a request: to it, every kind is one of unknowns.
const kinds: Record<string, ApprovalKind | undefined> = definitions;

/** The definition of a kind. @throws DomainError not-found */
export function kindOf(id: string): ApprovalKind {
  const kind = Object.hasOwn(kinds, id) ? kinds[id] : undefined;
  if (!kind) throw new DomainError('not-found', `There is no kind of request called "${id}"`);
  return kind;
}

/** The effects of a kind. @throws DomainError not-found */
export function effectsOf(deps: Pick<ApprovalDeps, 'effects'>, id: string): KindEffects {
  const effects = deps.effects[id];
  if (!effects) throw new DomainError('not-found', `There are no effects for the kind "${id}"`);
  return effects;
}

/** The refusal to change a request of a kind whose effects do not know how. */
export function cannotBeChanged(request: { kind: string }): DomainError {
  const what = labelOf(request.kind).toLowerCase();
  return new DomainError(
    'conflict',
    `A request for ${what} cannot be changed: withdraw it and ask again`,
  );
}

/** What people call a kind; a kind that is no longer registered keeps its id as its name. */
export function labelOf(id: string): string {
  return kinds[id]?.label ?? id;
}

/** The rows a person reads of a request; none for a kind that is no longer registered. */
export function factsOf(request: { kind: string; data: unknown }): Fact[] {
  return kinds[request.kind]?.facts(request.data) ?? [];
}

/** What an outcome puts into the requester's calendar, if the kind has it so. */
export function calendarOf(
  request: { kind: string; data: unknown; subjectId: string },
  outcome: Outcome,
): CalendarEntry | null {
  const { kind, data, subjectId } = request;
  return kinds[kind]?.calendar?.(data, { outcome, subjectId }) ?? null;
}

/** The lines of a request that can be cut; none for a kind that is approved as a whole. */
export function linesOf(request: { kind: string; data: unknown }): RequestLine[] {
  return kinds[request.kind]?.lines?.(request.data) ?? [];
}

/** Checks what was sent against the kind's schema. @throws DomainError not-found, invalid-input with one problem a field */
export function parseRequest(kindId: string, sent: unknown): unknown {
  const result = kindOf(kindId).request.safeParse(sent);
  if (result.success) return result.data;
  throw invalidInput(fieldProblems(result.error));
}

/** Every kind, in the order of the registry. */
export function allKinds(): ApprovalKind[] {
  return Object.values<ApprovalKind>(definitions);
}
