import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody whom a message names. */
@Entity({ name: 'chat_mention' })
export class ChatMention {
  @PrimaryColumn({ name: 'conversation_id', type: 'uuid' })
  conversationId!: string;

  @PrimaryColumn({ name: 'seq', type: 'bigint' })
  seq!: string;

  @PrimaryColumn({ name: 'user_id', type: 'uuid' })
  userId!: string;
}

/** A message that a conversation keeps in sight. */
@Entity({ name: 'chat_pin' })
export class ChatPin {
  @PrimaryColumn({ name: 'conversation_id', type: 'uuid' })
  conversationId!: string;

  @PrimaryColumn({ name: 'seq', type: 'bigint' })
  seq!: string;

  @Column({ name: 'pinned_by', type: 'uuid' })
  pinnedBy!: string;

  @Column({ name: 'pinned_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  pinnedAt!: Date;
}

/** A message that one person keeps for themselves. */
@Entity({ name: 'chat_bookmark' })
export class ChatBookmark {
  @PrimaryColumn({ name: 'user_id', type: 'uuid' })
  userId!: string;

  @PrimaryColumn({ name: 'conversation_id', type: 'uuid' })
  conversationId!: string;

  @PrimaryColumn({ name: 'seq', type: 'bigint' })
  seq!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt!: Date;
}

/** The entities of what messages carry. */
export const chatContentEntities = [ChatMention, ChatPin, ChatBookmark];
