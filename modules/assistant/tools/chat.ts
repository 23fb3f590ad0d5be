import { periodText } from '../../../domain/assistant/periods';
import { searchChat } from '../../../domain/assistant/tools/chat';
import { addDays } from '../../../domain/dates/calendar';
import { containing } from '../../../platform/database/containing';
import { isMember } from '../../chat/policy';
import { defineReading } from '../tool';
import { draft } from './statement';
import { column, readTable } from './table';

const MOST_WORDS = 8;
/** Of a message that is longer, so much is shown. */
const MOST_LETTERS = 300;

/**
 * @see searchChat
 *
 * Only conversations that the asker is in now: what admins may read of others, they read elsewhere, with a reason.
 */
export const searchChatTool = defineReading(searchChat, (context, args) => {
  const { principal } = context;
  const sql = draft();
  const self = sql.bind(principal.id);
  sql.where.push('m.deleted_at IS NULL', isMember('m.conversation_id', `${self}::uuid`));
  for (const word of args.text.split(/\s+/u).slice(0, MOST_WORDS))
    sql.narrow(containing(word), (pattern) => `chat_fold(m.text) LIKE chat_fold(${pattern})`);
  const midnight = (day: string) =>
    `${day}::date::timestamp AT TIME ZONE ${sql.bind(principal.zone)}::text`;
  sql.narrow(args.from, (day) => `m.created_at >= ${midnight(day)}`);
  sql.narrow(args.to && addDays(args.to, 1), (day) => `m.created_at < ${midnight(day)}`);
  return readTable(context.rows, {
    ...{ title: searchChat.title, note: `Your conversations, ${periodText(args)}` },
    columns: [
      ...[column('at', 'When', 'instant'), column('author', 'From')],
      ...[column('place', 'Conversation'), column('message', 'Message')],
    ],
    source: `SELECT m.id, m.created_at AS at, w.name AS author, coalesce(c.name, 'Between a few') AS place,
        left(m.text, ${MOST_LETTERS}) AS message, '/chat/' || m.conversation_id || '?message=' || m.seq AS href
      FROM chat_message m JOIN conversation c ON c.id = m.conversation_id LEFT JOIN authz.colleague w ON w.id = m.author_id
      WHERE ${sql.conditions()}`,
    orderBy: 's.at DESC, s.id',
    ...{ draft: sql, limit: args.limit },
    nothing: 'No message of your conversations has that',
  });
});
