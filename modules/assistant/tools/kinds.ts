import { definitions } from '../../../approvals/definitions';
import type { ApprovalKind } from '../../../domain/approvals/kind';
import { nothing } from './unanswered';

const KINDS: [string, ApprovalKind][] = Object.entries<ApprovalKind>(definitions);

/** What kinds of requests are called, by their ids. */
export const KIND_NAMES = Object.fromEntries(KINDS.map(([id, { label }]) => [id, label]));

/** The id of a kind that is called so. @throws Unanswered */
export function kindCalled(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const wanted = name.toLowerCase();
  const found = KINDS.find(([id, { label }]) => [id, label.toLowerCase()].includes(wanted));
  if (!found) throw nothing(`There is no kind of request called “${name}”`);
  return found[0];
}
