import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CardWire, ChangeKind, ConversationWire, MemberWire } from '../../domain/wire/chat';

/** A place where people write. Its row is the lock under which messages and changes are numbered. */
@Entity({ name: 'conversation' })
export class Conversation {
  @PrimaryColumn({ name: 'id', type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'kind', type: 'text' })
  kind!: ConversationWire['kind'];

  @Column({ name: 'visibility', type: 'text', default: 'private' })
  visibility!: ConversationWire['visibility'];

  @Column({ name: 'name', type: 'text', nullable: true })
  name!: string | null;

  @Column({ name: 'topic', type: 'text', default: '' })
  topic!: string;

  @Column({ name: 'direct_key', type: 'text', nullable: true, unique: true })
  directKey!: string | null;

  @Column({ name: 'head', type: 'bigint', default: '0' })
  head!: string;

  @Column({ name: 'change_head', type: 'bigint', default: '0' })
  changeHead!: string;

  @Column({ name: 'members_version', type: 'bigint', default: '0' })
  membersVersion!: string;

  /** Messages up to here have been removed by retention. */
  @Column({ name: 'removed_to', type: 'bigint', default: '0' })
  removedTo!: string;

  @Column({ name: 'created_by', type: 'uuid', nullable: true })
  createdBy!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt!: Date;
}

/** Somebody in a conversation, or, once `leftAt` is set, somebody who was. */
@Entity({ name: 'conversation_member' })
export class ConversationMember {
  @PrimaryColumn({ name: 'conversation_id', type: 'uuid' })
  conversationId!: string;

  @PrimaryColumn({ name: 'user_id', type: 'uuid' })
  userId!: string;

  @Column({ name: 'role', type: 'text', default: 'member' })
  role!: MemberWire['role'];

  @Column({ name: 'joined_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  joinedAt!: Date;

  @Column({ name: 'joined_change', type: 'bigint' })
  joinedChange!: string;

  @Column({ name: 'left_at', type: 'timestamptz', nullable: true })
  leftAt!: Date | null;

  @Column({ name: 'read_seq', type: 'bigint', default: '0' })
  readSeq!: string;

  @Column({ name: 'muted', type: 'boolean', default: false })
  muted!: boolean;

  @Column({ name: 'favourite', type: 'boolean', default: false })
  favourite!: boolean;

  /** What others are told they have seen: it never goes back. */
  @Column({ name: 'seen_seq', type: 'bigint', default: '0' })
  seenSeq!: string;
}

/** What a person tells others of themselves; without a row, everything. */
@Entity({ name: 'chat_setting' })
export class ChatSetting {
  @PrimaryColumn({ name: 'user_id', type: 'uuid' })
  userId!: string;

  @Column({ name: 'tells_read', type: 'boolean', default: true })
  tellsRead!: boolean;

  @Column({ name: 'tells_presence', type: 'boolean', default: true })
  tellsPresence!: boolean;
}

/** A message as it stands. */
@Entity({ name: 'chat_message' })
export class ChatMessage {
  @PrimaryColumn({ name: 'conversation_id', type: 'uuid' })
  conversationId!: string;

  @PrimaryColumn({ name: 'seq', type: 'bigint' })
  seq!: string;

  @Column({ name: 'id', type: 'uuid', unique: true, default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'author_id', type: 'uuid', nullable: true })
  authorId!: string | null;

  @Column({ name: 'client_id', type: 'text' })
  clientId!: string;

  @Column({ name: 'text', type: 'text' })
  text!: string;

  @Column({ name: 'thread_of', type: 'bigint', nullable: true })
  threadOf!: string | null;

  @Column({ name: 'card', type: 'jsonb', nullable: true })
  card!: CardWire | null;

  @Column({ name: 'change', type: 'bigint' })
  change!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt!: Date;

  @Column({ name: 'edited_at', type: 'timestamptz', nullable: true })
  editedAt!: Date | null;

  @Column({ name: 'deleted_at', type: 'timestamptz', nullable: true })
  deletedAt!: Date | null;

  /** When retention emptied it. */
  @Column({ name: 'removed_at', type: 'timestamptz', nullable: true })
  removedAt!: Date | null;
}

/** What a message said before it was edited or deleted. Append-only, but for what retention removes. */
@Entity({ name: 'chat_message_version' })
export class ChatMessageVersion {
  @PrimaryColumn({ name: 'conversation_id', type: 'uuid' })
  conversationId!: string;

  @PrimaryColumn({ name: 'seq', type: 'bigint' })
  seq!: string;

  @PrimaryColumn({ name: 'version', type: 'int' })
  version!: number;

  @Column({ name: 'text', type: 'text' })
  text!: string;

  @Column({ name: 'changed_by', type: 'uuid' })
  changedBy!: string;

  @Column({ name: 'changed_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  changedAt!: Date;
}

/** One person's emoji on a message. */
@Entity({ name: 'chat_reaction' })
export class ChatReaction {
  @PrimaryColumn({ name: 'conversation_id', type: 'uuid' })
  conversationId!: string;

  @PrimaryColumn({ name: 'seq', type: 'bigint' })
  seq!: string;

  @PrimaryColumn({ name: 'emoji', type: 'text' })
  emoji!: string;

  @PrimaryColumn({ name: 'user_id', type: 'uuid' })
  userId!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt!: Date;
}

/** Entry of a conversation's log. Append-only; `change` grows by one without gaps. */
@Entity({ name: 'conversation_change' })
export class ConversationChange {
  @PrimaryColumn({ name: 'conversation_id', type: 'uuid' })
  conversationId!: string;

  @PrimaryColumn({ name: 'change', type: 'bigint' })
  change!: string;

  @Column({ name: 'kind', type: 'text' })
  kind!: ChangeKind;

  @Column({ name: 'seq', type: 'bigint', nullable: true })
  seq!: string | null;

  @Column({ name: 'user_id', type: 'uuid', nullable: true })
  userId!: string | null;

  @Column({ name: 'person_id', type: 'uuid', nullable: true })
  personId!: string | null;

  @Column({ name: 'at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  at!: Date;
}

/** The entities of this module, for the process entries. */
export const chatEntities = [
  Conversation,
  ConversationMember,
  ChatSetting,
  ChatMessage,
  ChatMessageVersion,
  ChatReaction,
  ConversationChange,
];
