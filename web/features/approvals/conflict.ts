import { decisionSchema } from '../../../domain/wire/approvals';
import type { ApiProblem } from '../../lib/api';
import { formatInstant } from '../../lib/dates';

/** "finance rejected this on 1 Dec 2026, 14:05": who was first, or what else was in the way. */
export function explainRefusal(problem: ApiProblem, zone: string): string {
  const decision = decisionSchema.partial().safeParse(problem.problem?.decision).data;
  if (!decision?.by || !decision.verdict || !decision.at) return problem.message;
  const did = decision.verdict === 'approve' ? 'approved' : 'rejected';
  const how = decision.channel === 'email' ? ' by mail' : '';
  return `${decision.by.name} ${did} this${how} on ${formatInstant(decision.at, zone)}.`;
}
