import type { AuditedConversation, ChatAuditAction } from '../../../domain/wire/chat-audit';

/** What a conversation is called by those who are not in it. */
export function calledOf(conversation: AuditedConversation): string {
  const { kind, name, people, memberCount } = conversation;
  if (kind === 'channel') return `# ${name ?? ''}`;
  if (name) return name;
  const rest = memberCount - people.length;
  const names = people.map((person) => person.name).join(', ');
  return rest > 0 ? `${names} and ${rest} more` : names || 'Nobody is left in it';
}

/** What an entry of the log says that somebody did. */
export const DID: Record<ChatAuditAction, string> = {
  listed: 'Looked for conversations',
  read: 'Read messages',
  exported: 'Began an export',
  'export-finished': 'Received an export',
  'log-read': 'Read this log',
  'hold-set': 'Set a legal hold',
  'hold-lifted': 'Lifted a legal hold',
  'retention-set': 'Changed retention',
  'retention-applied': 'Removed old messages',
};

/** Kinds of conversations, as many. */
export const KINDS = {
  direct: 'Direct conversations',
  group: 'Groups',
  channel: 'Channels',
} as const;
