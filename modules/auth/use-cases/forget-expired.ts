import type { Database } from '../../../platform/database/database';
import type { Logger } from '../../../platform/logger/logger';

const STATEMENTS = [
  'DELETE FROM login_limit WHERE expire < extract(epoch FROM now()) * 1000',
  `DELETE FROM idempotency_key WHERE created_at < now() - interval '7 days'`,
  `DELETE FROM auth_session WHERE least(ended_at, expires_at) < now() - interval '30 days'`,
];

/** Deletes counters, idempotency keys and sessions that mean nothing any more. A failure is logged: the next run does it. */
export async function forgetExpired(deps: { db: Database; logger: Logger }): Promise<void> {
  try {
    for (const statement of STATEMENTS) await deps.db.query(statement);
  } catch (error) {
    deps.logger.warn({ err: error }, 'expired rows are kept until the next round');
  }
}
