import { DomainError } from '../../../domain/errors';
import type { Principal } from '../../../domain/access/principal';
import type { Clock } from '../../../platform/clock/clock';
import type { Config } from '../../../platform/config/config';
import type { Database, Queryable } from '../../../platform/database/database';
import { passwordMatches } from '../../../platform/tokens/password';
import type { LoginLimits } from '../login-limits';
import { authenticate } from './authenticate';
import { openSession, type Client } from './open-session';

/** What signing in is built from. */
interface SignInDeps {
  db: Database;
  clock: Clock;
  config: Pick<Config, 'SESSION_SECRET'>;
  limits: LoginLimits;
}

interface Account {
  id: string;
  passwordHash: string;
  active: boolean;
  tokenVersion: number;
}

/**
 * Opens a session for whoever knows the password of an active account.
 * An unknown account, an inactive one and a wrong password are refused alike, in the same time.
 * @throws DomainError wrong-credentials, rate-limited
 */
export async function signIn(
  deps: SignInDeps,
  attempt: { email: string; password: string } & Client,
): Promise<{ principal: Principal; token: string }> {
  await deps.limits.take(attempt);
  const account = await accountOf(deps.db, attempt.email);
  const matches = await passwordMatches(attempt.password, account?.passwordHash ?? null);
  if (!account || !matches || !account.active) {
    throw new DomainError('wrong-credentials', 'The e-mail address or the password is wrong.');
  }
  await deps.limits.giveBack(attempt);
  const token = await openSession(deps, account, attempt);
  return { principal: await authenticate(deps, token), token };
}

async function accountOf(db: Queryable, email: string): Promise<Account | undefined> {
  const rows = await db.query<Account>(
    `SELECT id, password_hash AS "passwordHash", active, token_version AS "tokenVersion"
     FROM employee WHERE email = $1`,
    [email],
  );
  return rows[0];
}
