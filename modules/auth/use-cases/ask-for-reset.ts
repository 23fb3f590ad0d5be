import { setTimeout as sleep } from 'node:timers/promises';
import { networkOf } from '../../../domain/mail/link-fetches';
import { deviceOf } from '../../../domain/sessions/device';
import type { Database } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { queueMail } from '../../mail/use-cases/queue-mail';
import type { LoginLimits } from '../login-limits';
import { issuePasswordLinks, type LinkDeps } from '../password-links';
import type { Client } from './open-session';

/** Longer than writing the link and the mail takes: how long an answer took tells nobody whether there was one. */
const ANSWER_AFTER_MS = 400;

interface Account {
  id: string;
  email: string;
}

/**
 * Mails a link to a new password to whoever has an active account and a password. For everybody else nothing happens, and
 * the answer and its time are the same.
 * @throws DomainError rate-limited, per account and per address, whether there is an account or not
 */
export async function askForReset(
  deps: LinkDeps & { db: Database; bus: Bus; limits: LoginLimits },
  asked: { email: string } & Client,
): Promise<void> {
  await deps.limits.take(asked);
  await Promise.all([sendLink(deps, asked), sleep(ANSWER_AFTER_MS)]);
}

async function sendLink(
  deps: LinkDeps & { db: Database; bus: Bus },
  asked: { email: string } & Client,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const [account] = await tx.query<Account>(
      `SELECT id, email::text AS email FROM employee
       WHERE email = $1 AND active AND password_set_at IS NOT NULL FOR NO KEY UPDATE`,
      [asked.email],
    );
    if (!account) return;
    const people = [account.id];
    const links = await issuePasswordLinks(deps, tx, { people, purpose: 'reset', issuedBy: null });
    const linkId = links.get(account.id) ?? '';
    queueMail(deps, tx, [
      {
        template: 'password-reset',
        to: { userId: account.id, address: account.email },
        props: {
          linkId,
          askedAt: deps.clock.now().toISOString(),
          device: deviceOf(asked.userAgent),
          network: networkOf(asked.address),
        },
        messageKey: `${linkId}.password-reset`,
      },
    ]);
    recordAudit(tx, [
      {
        ...{ actorId: null, action: 'auth.reset-asked', subjectType: 'person' },
        ...{ subjectId: account.id, details: { linkId } },
      },
    ]);
  });
}
