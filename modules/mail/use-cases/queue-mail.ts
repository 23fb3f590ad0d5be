import type { Bus } from '../../../platform/realtime/bus';
import type { Transaction } from '../../../platform/database/database';
import type { MailProps, MailTemplateName } from '../template-props';

export type { MailProps, MailTemplateName };

interface DraftOf<Name extends MailTemplateName> {
  template: Name;
  to: { userId: string | null; address: string };
  /** Data of the template: ids and texts, never tokens or links that act. */
  props: MailProps<Name>;
  /** `<recipient.step.round.kind>` without the brackets: becomes the Message-ID; the same key is queued once. */
  messageKey: string;
  approvalId?: string;
}

/** One mail to one person. */
export type MailDraft = { [Name in MailTemplateName]: DraftOf<Name> }[MailTemplateName];

const ID_CHARACTERS = /^[\w.+/=-]{1,200}$/;

/**
 * Writes mail rows; the mail relay of the worker is woken after the commit and sends them.
 * A key that was queued before writes nothing, so a repeated activity sends no second mail.
 */
export function queueMail(deps: { bus: Bus }, tx: Transaction, drafts: MailDraft[]): void {
  if (drafts.length === 0) return;
  tx.send(
    `INSERT INTO mail (message_id, template, to_user_id, to_address, props, approval_id)
     SELECT m.message_id, m.template, m.to_user_id, m.to_address, m.props, m.approval_id
     FROM jsonb_to_recordset($1::jsonb) AS m
       (message_id text, template text, to_user_id uuid, to_address text, props jsonb, approval_id uuid)
     ON CONFLICT (message_id) DO NOTHING`,
    [JSON.stringify(drafts.map(mailRow))],
  );
  tx.afterCommit(() => deps.bus.publish({ topic: 'mail' }));
}

function mailRow({ messageKey, template, to, props, approvalId }: MailDraft) {
  if (!ID_CHARACTERS.test(messageKey)) throw new Error('a message key has a character it may not');
  return {
    message_id: `<${messageKey}@netra>`,
    template,
    to_user_id: to.userId,
    to_address: to.address,
    props,
    approval_id: approvalId ?? null,
  };
}
