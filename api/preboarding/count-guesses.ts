import { DomainError } from '../../domain/errors';
import type { LoginLimits } from '../../modules/auth/login-limits';

/**
 * Does what a link is used for, and counts the use per token and per address as long as the token is none of ours: only
 * guesses use the allowance up.
 * @throws DomainError rate-limited; whatever `work` throws
 */
export async function countGuesses<Result>(
  limits: LoginLimits,
  { token, address }: { token: string; address: string },
  work: () => Promise<Result>,
): Promise<Result> {
  const attempt = { email: token, address };
  await limits.take(attempt);
  try {
    const result = await work();
    await limits.giveBack(attempt);
    return result;
  } catch (error) {
    const isGuess = error instanceof DomainError && error.code === 'not-found';
    if (!isGuess) await limits.giveBack(attempt);
    throw error;
  }
}
