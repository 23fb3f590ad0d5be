import type { ConversationWire } from '../../../domain/wire/chat';
import { translate } from '../../lib/i18n/language';

/** What a conversation is called where it is listed. */
export function conversationName(
  conversation: Pick<ConversationWire, 'kind' | 'name' | 'others' | 'memberCount'>,
): string {
  const { kind, name, others, memberCount } = conversation;
  if (kind === 'channel') return `# ${name ?? ''}`;
  if (name) return name;
  const rest = memberCount - 1 - others.length;
  const names = others.map((person) => person.name).join(', ');
  return rest > 0
    ? translate('{{names}} and {{count}} more', { names, count: rest })
    : names || translate('Nobody else');
}
