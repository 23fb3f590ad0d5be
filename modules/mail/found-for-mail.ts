import type { Queryable } from '../../platform/database/database';
import { foundByRun } from '../assistant/queries-for-mail';
import { unreadConversations } from '../chat/queries-for-mail';
import { mailPropsSchemas } from './template-props';

/**
 * The props of a mail with what it says of records, which stands in no row of mails and is read when it is sent: messages
 * that are unread now, rows that a report found. Any other mail's stay as they are, and so do props that are no good,
 * which say so when they are rendered.
 * @returns null when that is nothing: then the mail has nothing to say any more
 */
export async function withFound(
  db: Queryable,
  { template, props }: { template: string; props: unknown },
): Promise<unknown> {
  if (template === 'chat-unread') {
    const unread = mailPropsSchemas['chat-unread'].safeParse(props).data;
    if (!unread) return props;
    const found = await unreadConversations(db, unread);
    return found.length > 0 ? { ...unread, found } : null;
  }
  if (template !== 'assistant-report') return props;
  const report = mailPropsSchemas['assistant-report'].safeParse(props).data;
  if (!report) return props;
  const found = await foundByRun(db, report.runId);
  return found && { ...report, found };
}
