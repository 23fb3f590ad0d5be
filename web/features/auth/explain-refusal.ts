import { ApiProblem } from '../../lib/api';

/** What a refusal at the door says to who stands before it. */
export function explainRefusal(error: Error): string {
  if (!(error instanceof ApiProblem)) return 'Something went wrong. Try again in a moment.';
  if (error.status === 401) return 'That e-mail and password do not match an account.';
  if (error.status === 429) {
    const seconds = Number(error.problem?.retryAfterSeconds ?? 0);
    const wait = seconds > 0 ? `${Math.ceil(seconds / 60)} min` : 'a few minutes';
    return `Too many attempts. Wait ${wait} and try again.`;
  }
  return error.message;
}
