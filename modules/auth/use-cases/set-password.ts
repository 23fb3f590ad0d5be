import { invalidInput } from '../../../domain/errors';
import type { Principal } from '../../../domain/access/principal';
import type { PasswordLink } from '../../../domain/wire/account';
import type { Database } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import type { Config } from '../../../platform/config/config';
import { hashPassword, passwordMatches } from '../../../platform/tokens/password';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { findPasswordLink, revokePasswordLinks, type LinkDeps } from '../password-links';
import { authenticate } from './authenticate';
import { endSessions } from './end-sessions';
import { openSession, type Client } from './open-session';

/** What choosing a password by a link needs. */
interface SetPasswordDeps extends LinkDeps {
  db: Database;
  bus: Bus;
  config: LinkDeps['config'] & Pick<Config, 'SESSION_SECRET'>;
}

/** Whose link it is and what for. Changes nothing, however often it is asked. @throws as {@link findPasswordLink} */
export async function readPasswordLink(
  deps: SetPasswordDeps,
  token: string,
): Promise<PasswordLink> {
  const { purpose, name, email, expiresAt } = await findPasswordLink(deps, deps.db, token);
  return { purpose, name, email, expiresAt: expiresAt.toISOString() };
}

/**
 * Uses a mailed link up: its owner has the password from now on, every other session of theirs is over, and so is every
 * other link of theirs; a new session is opened for them.
 * @throws as {@link findPasswordLink}; DomainError invalid-input on `password` for the one they have
 */
export async function setPasswordByLink(
  deps: SetPasswordDeps,
  { token, password, ...client }: { token: string; password: string } & Client,
): Promise<{ principal: Principal; token: string }> {
  const account = await deps.db.transaction(async (tx) => {
    const link = await findPasswordLink(deps, tx, token, { lock: true });
    const [stored] = await tx.query<{ hash: string }>(
      'SELECT password_hash AS hash FROM employee WHERE id = $1',
      [link.employeeId],
    );
    if (await passwordMatches(password, stored?.hash ?? null)) {
      throw invalidInput([{ path: 'password', message: 'Choose a password you do not use now.' }]);
    }
    const now = deps.clock.now();
    await tx.query('UPDATE password_link SET used_at = $2 WHERE id = $1', [link.id, now]);
    await revokePasswordLinks(tx, [link.employeeId]);
    await endSessions(deps, tx, link.employeeId);
    const [account] = await tx.query<{ id: string; tokenVersion: number }>(
      `UPDATE employee SET password_hash = $2, password_set_at = coalesce(password_set_at, $3) WHERE id = $1
       RETURNING id, token_version AS "tokenVersion"`,
      [link.employeeId, await hashPassword(password), now],
    );
    recordAudit(tx, [
      {
        actorId: link.employeeId,
        action: link.purpose === 'invitation' ? 'person.joined' : 'auth.password-reset',
        ...{ subjectType: 'person', subjectId: link.employeeId, details: { linkId: link.id } },
      },
    ]);
    return account ?? { id: link.employeeId, tokenVersion: 0 };
  });
  const session = await openSession(deps, account, client);
  return { principal: await authenticate(deps, session), token: session };
}
