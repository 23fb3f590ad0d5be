import { csvRecord, CSV_MARK, type CsvCell } from '../csv';
import type { AuditedConversation, AuditedMessage, Membership } from '../wire/chat-audit';
import type { PersonRef } from '../wire/common';

/** What is known of an export before it begins. */
export interface ExportHead {
  id: string;
  at: string;
  by: PersonRef;
  reason: string;
  /** What was asked for. */
  filters: Record<string, unknown>;
}

/** How many of each an export holds. */
export interface ExportCounts {
  conversations: number;
  messages: number;
  versions: number;
  files: number;
}

/** A file format: its parts in the order in which they are written. The hash of the content covers all but the last. */
export interface ExportFormat {
  begin(head: ExportHead): string;
  conversation(of: AuditedConversation, membership: Membership[], isFirst: boolean): string;
  message(of: AuditedMessage, isFirst: boolean): string;
  /** After the last message of a conversation. */
  close(): string;
  /** After the last conversation. */
  end(): string;
  /** @param manifest the manifest as JSON, whose bytes the hash is of */
  seal(manifest: string, sha256: string): string;
}

/** One JSON document. Its manifest begins on a line of its own, so that what lies before it can be hashed again. */
export const jsonExport: ExportFormat = {
  begin: (head) => `{"export":${JSON.stringify(head)},\n"conversations":[`,
  conversation: (of, membership, isFirst) =>
    `${isFirst ? '' : ','}\n{"conversation":${JSON.stringify(of)},\n"membership":${JSON.stringify(membership)},\n"messages":[`,
  message: (of, isFirst) => `${isFirst ? '' : ','}\n${JSON.stringify(of)}`,
  close: () => ']}',
  end: () => '],\n',
  seal: (manifest, sha256) => `"manifest":${manifest},\n"manifestSha256":"${sha256}"}\n`,
};

const COLUMNS = [
  ...['Record', 'Conversation', 'Seq', 'Version', 'At', 'Person', 'Person id'],
  ...['Text', 'Details'],
];

interface Line {
  record: string;
  conversation?: string;
  seq?: number;
  version?: number;
  at?: string;
  person?: PersonRef;
  text?: string;
  details?: string;
}

function line(of: Line): string {
  const cells: (CsvCell | undefined)[] = [
    ...[of.record, of.conversation, of.seq, of.version, of.at, of.person?.name, of.person?.id],
    ...[of.text, of.details],
  ];
  return csvRecord(cells.map((cell) => cell ?? null));
}

const statesOf = (of: AuditedMessage) =>
  [
    of.threadOf === null ? '' : `answers to ${of.threadOf}`,
    of.card ? `shows ${of.card.kind} ${of.card.id}` : '',
    of.editedAt ? `edited ${of.editedAt}` : '',
    of.deletedAt && !of.removedAt ? `deleted ${of.deletedAt}` : '',
    of.removedAt ? `no longer kept since ${of.removedAt}` : '',
  ]
    .filter(Boolean)
    .join('; ');

/** A list of records of several sorts, which the first column tells apart. The last two are the manifest and its hash. */
export const csvExport: ExportFormat = {
  begin: ({ id, at, by, reason }) =>
    CSV_MARK +
    csvRecord(COLUMNS) +
    line({ record: 'export', at, person: by, text: reason, details: id }),
  conversation: (of, membership) =>
    line({
      ...{ record: 'conversation', conversation: of.id, at: of.createdAt },
      ...{ text: of.name ?? '', details: `${of.visibility} ${of.kind}` },
    }) +
    membership
      .map(({ person, joinedAt, joinedBy, leftAt, leftBy }) =>
        line({
          ...{ record: 'member', conversation: of.id, at: joinedAt, person },
          text: `by ${joinedBy.name}`,
          details: leftAt ? `left ${leftAt} by ${leftBy?.name}` : '',
        }),
      )
      .join(''),
  message: (of) => {
    const { conversationId: conversation, seq } = of;
    const at = { conversation, seq };
    return [
      line({
        ...{ record: 'message', ...at, at: of.createdAt, person: of.author, text: of.text },
        details: statesOf(of),
      }),
      ...of.versions.map(({ version, text, changedBy, changedAt }) =>
        line({
          ...{ record: 'version', ...at, version, at: changedAt, person: changedBy, text },
          details: 'said until then',
        }),
      ),
      ...of.reactions.map(({ emoji, by, at: given }) =>
        line({ record: 'reaction', ...at, at: given, person: by, text: emoji }),
      ),
      ...of.files.map(({ name, sha256 }) =>
        line({ record: 'file', ...at, person: of.author, text: name, details: `sha256 ${sha256}` }),
      ),
    ].join('');
  },
  close: () => '',
  end: () => '',
  seal: (manifest, sha256) =>
    line({ record: 'manifest', text: manifest }) +
    line({ record: 'manifest-sha256', text: sha256 }),
};
