import { noticeOfMail, notices } from '../../../domain/notifications/notices';
import type { Bus } from '../../../platform/realtime/bus';
import type { Transaction } from '../../../platform/database/database';
import { jsonRows } from '../../../platform/database/json-rows';
import type { MailProps, MailTemplateName } from '../template-props';

export type { MailProps };

interface DraftOf<Name extends MailTemplateName> {
  template: Name;
  to: { userId: string | null; address: string };
  /** Data of the template: ids and texts, never tokens or links that act. */
  props: MailProps<Name>;
  /** `<recipient.step.round.kind>` without the brackets: becomes the Message-ID; the same key is queued once. */
  messageKey: string;
  approvalId?: string;
  /** The key of the bell row that says the same: how the row says by which ways it reached its person. */
  rings?: string;
}

/** One mail to one person. */
export type MailDraft = { [Name in MailTemplateName]: DraftOf<Name> }[MailTemplateName];

const ID_CHARACTERS = /^[\w.+/=-]{1,200}$/;

const TURNED_OFF = 'turned off by the recipient';

const INSERT_MAILS = `
  WITH queued AS (
    INSERT INTO mail (message_id, template, to_user_id, to_address, props, approval_id, notification_key, status, last_error)
    SELECT m.message_id, m.template, m.to_user_id, m.to_address, m.props, m.approval_id, m.notification_key,
      CASE WHEN choice.is_off THEN 'skipped' ELSE 'queued' END, CASE WHEN choice.is_off THEN '${TURNED_OFF}' END
    FROM ${jsonRows(
      '$1',
      'message_id text, template text, to_user_id uuid, to_address text, props jsonb, approval_id uuid, notification_key text, notice text, by_default text',
    )} AS m
    LEFT JOIN notification_preference p ON p.user_id = m.to_user_id AND p.notice = m.notice AND p.channel = 'mail'
    CROSS JOIN LATERAL (SELECT m.by_default IN ('on', 'off') AND NOT coalesce(p.wanted, m.by_default = 'on')
      AS is_off) AS choice
    ON CONFLICT (message_id) DO NOTHING
    RETURNING to_user_id, notification_key, status
  )
  INSERT INTO notification_delivery (notification_id, channel, state, detail)
  SELECT n.id, 'mail', 'queued', CASE q.status WHEN 'skipped' THEN 'turned-off' ELSE '' END
  FROM queued q JOIN notification n ON n.user_id = q.to_user_id AND n.dedupe_key = q.notification_key
  ON CONFLICT DO NOTHING`;

/**
 * Writes mail rows; the mail relay of the worker is woken after the commit and sends them.
 * A key that was queued before writes nothing, so a repeated activity sends no second mail. What the recipient has
 * turned off is written as skipped; what asks for a decision cannot be.
 */
export function queueMail(deps: { bus: Bus }, tx: Transaction, drafts: MailDraft[]): void {
  if (drafts.length === 0) return;
  tx.send(INSERT_MAILS, [JSON.stringify(drafts.map(mailRow))]);
  tx.afterCommit(() => deps.bus.publish({ topic: 'mail' }));
}

function mailRow({ messageKey, template, to, props, approvalId, rings }: MailDraft) {
  if (!ID_CHARACTERS.test(messageKey)) throw new Error('a message key has a character it may not');
  const notice = noticeOfMail(template);
  return {
    message_id: `<${messageKey}@netra>`,
    template,
    to_user_id: to.userId,
    to_address: to.address,
    props,
    approval_id: approvalId ?? null,
    notification_key: rings ?? null,
    notice: notice ?? null,
    by_default: notice ? notices[notice].channels.mail : null,
  };
}
