import { ApiProblem } from '../../lib/api';
import { translate } from '../../lib/i18n/language';

/** What a refusal at the door says to who stands before it. */
export function explainRefusal(error: Error): string {
  if (!(error instanceof ApiProblem))
    return translate('Something went wrong. Try again in a moment.');
  if (error.status === 401) return translate('That e-mail and password do not match an account.');
  if (error.status === 429) {
    const seconds = Number(error.problem?.retryAfterSeconds ?? 0);
    return seconds > 0
      ? translate('Too many attempts. Wait {{minutes}} min and try again.', {
          minutes: Math.ceil(seconds / 60),
        })
      : translate('Too many attempts. Wait a few minutes and try again.');
  }
  return error.message;
}
