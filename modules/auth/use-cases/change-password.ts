import { invalidInput } from '../../../domain/errors';
import type { Principal } from '../../../domain/access/principal';
import type { Database } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { hashPassword, passwordMatches } from '../../../platform/tokens/password';
import { recordAudit } from '../../audit/use-cases/record-audit';
import type { LoginLimits } from '../login-limits';
import { endSessions } from './end-sessions';

/**
 * Replaces the person's own password and ends all their sessions but the one they do it in.
 * Guesses at the current password count like guesses at the sign-in.
 * @throws DomainError invalid-input on `current` or `next`, rate-limited
 */
export async function changePassword(
  deps: { db: Database; bus: Bus; limits: LoginLimits },
  principal: Principal,
  change: { current: string; next: string; address: string },
): Promise<void> {
  const attempt = { email: principal.email, address: change.address };
  await deps.limits.take(attempt);
  const rows = await deps.db.query<{ hash: string }>(
    'SELECT password_hash AS hash FROM employee WHERE id = $1',
    [principal.id],
  );
  const stored = rows[0]?.hash ?? null;
  if (!(await passwordMatches(change.current, stored))) {
    throw invalidInput([{ path: 'current', message: 'This is not your current password.' }]);
  }
  await deps.limits.giveBack(attempt);
  if (change.next === change.current) {
    throw invalidInput([{ path: 'next', message: 'Choose a password you do not use now.' }]);
  }
  const next = await hashPassword(change.next);
  await deps.db.transaction(async (tx) => {
    await tx.query('UPDATE employee SET password_hash = $2 WHERE id = $1', [principal.id, next]);
    await endSessions(deps, tx, principal.id, principal.sessionId);
    recordAudit(tx, [
      {
        actorId: principal.id,
        action: 'auth.password-changed',
        subjectType: 'person',
        subjectId: principal.id,
      },
    ]);
  });
}
