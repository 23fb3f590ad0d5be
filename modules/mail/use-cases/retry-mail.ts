import { DomainError } from '../../../domain/errors';
import type { Database } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { recordAudit } from '../../audit/use-cases/record-audit';

/**
 * Sends a mail that failed or waits for its next attempt as soon as possible, under its old Message-ID.
 * @throws DomainError not-found, or conflict when it was sent or skipped
 */
export async function retryMail(
  deps: { db: Database; bus: Bus },
  input: { mailId: string; actorId: string },
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const [mail] = await tx.query<{ status: string }>(
      'SELECT status FROM mail WHERE id = $1 FOR UPDATE',
      [input.mailId],
    );
    if (!mail) throw new DomainError('not-found', 'There is no such mail.');
    if (mail.status === 'sent' || mail.status === 'skipped') {
      throw new DomainError('conflict', `This mail is ${mail.status} already.`);
    }
    await tx.query(
      `UPDATE mail SET status = CASE status WHEN 'failed' THEN 'retrying' ELSE status END,
         attempts = 0, next_attempt_at = now() WHERE id = $1`,
      [input.mailId],
    );
    recordAudit(tx, [
      {
        actorId: input.actorId,
        action: 'mail.retried',
        subjectType: 'mail',
        subjectId: input.mailId,
      },
    ]);
    tx.afterCommit(() => deps.bus.publish({ topic: 'mail' }));
  });
}
