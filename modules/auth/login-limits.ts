import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '../../domain/errors';
import type { Config } from '../../platform/config/config';
import type { Queryable } from '../../platform/database/database';

const WINDOW_SECONDS = 15 * 60;

/** Counts sign-ins per account and per address in PostgreSQL, so that all API processes count together. */
export interface LoginLimits {
  /**
   * Counts an attempt before its password is looked at, whether the account exists or not.
   * @throws DomainError rate-limited with the seconds to wait
   */
  take(attempt: { email: string; address: string }): Promise<void>;
  /** Gives a successful attempt back: only failures use the allowance up. */
  giveBack(attempt: { email: string; address: string }): Promise<void>;
}

/**
 * The limits of `LOGIN_ATTEMPTS_PER_ACCOUNT` and `LOGIN_ATTEMPTS_PER_ADDRESS` in fifteen minutes.
 * @param counting what is counted apart: who asks for new passwords, or guesses at links to forms, keeps nobody from signing in
 */
export function createLoginLimits(
  deps: {
    db: Queryable;
    config: Pick<Config, 'LOGIN_ATTEMPTS_PER_ACCOUNT' | 'LOGIN_ATTEMPTS_PER_ADDRESS'>;
  },
  counting: 'sign-ins' | 'resets' | 'forms' = 'sign-ins',
): LoginLimits {
  const limiter = (counted: string, points: number) =>
    new RateLimiterPostgres({
      storeClient: {
        query: async ({ text, values }: { text: string; values: unknown[] }) => {
          const rows = await deps.db.query(text, values);
          return { rows, rowCount: rows.length };
        },
      },
      storeType: 'client',
      tableName: 'login_limit',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: counting === 'sign-ins' ? counted : `${counting}-${counted}`,
      points,
      duration: WINDOW_SECONDS,
    });
  const account = limiter('account', deps.config.LOGIN_ATTEMPTS_PER_ACCOUNT);
  const address = limiter('address', deps.config.LOGIN_ATTEMPTS_PER_ADDRESS);
  return {
    take: async (attempt) => {
      await refuseWhenUsedUp(address.consume(network(attempt.address)));
      await refuseWhenUsedUp(account.consume(fingerprint(attempt.email)));
    },
    giveBack: async (attempt) => {
      await address.reward(network(attempt.address));
      await account.reward(fingerprint(attempt.email));
    },
  };
}

async function refuseWhenUsedUp(consumed: Promise<RateLimiterRes>): Promise<void> {
  try {
    await consumed;
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw new DomainError('rate-limited', 'Too many attempts. Please wait a while.', {
      retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)),
    });
  }
}

/** Whatever somebody types as an address, the key has one length and tells nothing. */
function fingerprint(email: string): string {
  return createHash('sha256').update(email.toLowerCase()).digest('hex');
}

/** One household owns a whole IPv6 /64: it counts as one address. */
function network(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  const [head = '', tail = ''] = address.split('::');
  const front = head.split(':').filter(Boolean);
  const back = tail.split(':').filter(Boolean);
  const zeros = Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0');
  return [...front, ...(address.includes('::') ? zeros : []), ...back].slice(0, 4).join(':');
}
