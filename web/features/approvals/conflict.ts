import { decisionSchema } from '../../../domain/wire/approvals';
import type { ApiProblem } from '../../lib/api';
import { formatInstant } from '../../lib/dates';
import { translate } from '../../lib/i18n/language';

/** "finance rejected this on 1 Dec 2026, 14:05": who was first, or what else was in the way. */
export function explainRefusal(problem: ApiProblem, zone: string): string {
  const decision = decisionSchema.partial().safeParse(problem.problem?.decision).data;
  if (!decision?.by || !decision.verdict || !decision.at) return problem.message;
  const about = { name: decision.by.name, when: formatInstant(decision.at, zone) };
  const approves = decision.verdict === 'approve';
  if (decision.channel === 'email')
    return approves
      ? translate('{{name}} approved this by mail on {{when}}.', about)
      : translate('{{name}} rejected this by mail on {{when}}.', about);
  return approves
    ? translate('{{name}} approved this on {{when}}.', about)
    : translate('{{name}} rejected this on {{when}}.', about);
}
