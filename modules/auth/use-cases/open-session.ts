import { networkOf } from '../../../domain/mail/link-fetches';
import { deviceOf } from '../../../domain/sessions/device';
import type { Clock } from '../../../platform/clock/clock';
import type { Config } from '../../../platform/config/config';
import type { Database } from '../../../platform/database/database';
import { issueSessionToken, SESSION_SECONDS } from '../../../platform/tokens/session-token';
import { recordAudit } from '../../audit/use-cases/record-audit';

/** Where somebody comes from. */
export interface Client {
  /** The network address. */
  address: string;
  userAgent: string | undefined;
}

/**
 * Opens a session for an account that has shown who it is.
 * @param account.tokenVersion the one that was read with the password: one changed meanwhile makes the session stillborn
 * @returns its token
 */
export async function openSession(
  deps: { db: Database; clock: Clock; config: Pick<Config, 'SESSION_SECRET'> },
  account: { id: string; tokenVersion: number },
  client: Client,
): Promise<string> {
  const now = deps.clock.now();
  const sessionId = await deps.db.transaction(async (tx) => {
    const end = new Date(now.getTime() + SESSION_SECONDS * 1000);
    const from = [deviceOf(client.userAgent), networkOf(client.address)];
    const rows = await tx.query<{ id: string }>(
      `INSERT INTO auth_session (employee_id, token_version, created_at, expires_at, device, network, last_seen_at)
       VALUES ($1, $2, $3, $4, $5, $6, $3) RETURNING id`,
      [account.id, account.tokenVersion, now, end, ...from],
    );
    const id = rows[0]?.id ?? '';
    recordAudit(tx, [
      { actorId: account.id, action: 'auth.signed-in', subjectType: 'session', subjectId: id },
    ]);
    return id;
  });
  return issueSessionToken(
    deps.config.SESSION_SECRET,
    { employeeId: account.id, sessionId, tokenVersion: account.tokenVersion },
    now,
  );
}
