import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ConversationWire } from '../../domain/wire/chat';

/** What must be kept: a conversation, or all that a person has ever been in. Is lifted once and never changed, by trigger. */
@Entity({ name: 'chat_hold' })
export class ChatHold {
  @PrimaryColumn({ name: 'id', type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'person_id', type: 'uuid', nullable: true })
  personId!: string | null;

  @Column({ name: 'conversation_id', type: 'uuid', nullable: true })
  conversationId!: string | null;

  @Column({ name: 'reason', type: 'text' })
  reason!: string;

  @Column({ name: 'set_by', type: 'uuid' })
  setBy!: string;

  @Column({ name: 'set_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  setAt!: Date;

  @Column({ name: 'lifted_by', type: 'uuid', nullable: true })
  liftedBy!: string | null;

  @Column({ name: 'lifted_at', type: 'timestamptz', nullable: true })
  liftedAt!: Date | null;

  @Column({ name: 'lift_reason', type: 'text', nullable: true })
  liftReason!: string | null;
}

/** For how many days messages are kept: of a kind of conversation, or of one, whose own rule goes first. */
@Entity({ name: 'chat_retention_rule' })
export class ChatRetentionRule {
  @PrimaryColumn({ name: 'id', type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'kind', type: 'text', nullable: true, unique: true })
  kind!: ConversationWire['kind'] | null;

  @Column({ name: 'conversation_id', type: 'uuid', nullable: true, unique: true })
  conversationId!: string | null;

  /** Null: for ever. */
  @Column({ name: 'days', type: 'int', nullable: true })
  days!: number | null;

  @Column({ name: 'set_by', type: 'uuid' })
  setBy!: string;

  @Column({ name: 'set_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  setAt!: Date;
}

/** The entities of holds and retention, for the process entries. */
export const chatRetentionEntities = [ChatHold, ChatRetentionRule];
