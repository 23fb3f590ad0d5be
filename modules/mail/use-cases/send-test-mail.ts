import { randomUUID } from 'node:crypto';
import { DomainError } from '../../../domain/errors';
import type { Database } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { TEST_KEY } from '../compose-mail';
import { isMailTemplate } from '../render-mail';
import { mailTemplates } from '../templates/registry';
import { queueMail, type MailDraft } from './queue-mail';

/**
 * Mails a template with its example data to the person who asks, and to nobody else. Its links lead to the page of links
 * that are none.
 * @throws DomainError not-found for a template there is not
 */
export async function sendTestMail(
  deps: { db: Database; bus: Bus },
  input: { template: string; to: { id: string; email: string } },
): Promise<void> {
  const { template, to } = input;
  if (!isMailTemplate(template)) throw new DomainError('not-found', 'There is no such template.');
  await deps.db.transaction((tx) => {
    // The registry keeps name and example together; the compiler loses that between the two lines.
    const draft = {
      template,
      to: { userId: to.id, address: to.email },
      props: mailTemplates[template].example,
      messageKey: TEST_KEY + randomUUID(),
    } as MailDraft;
    queueMail(deps, tx, [draft]);
    recordAudit(tx, [
      {
        actorId: to.id,
        action: 'mail.test-sent',
        subjectType: 'mail-template',
        subjectId: template,
      },
    ]);
  });
}
