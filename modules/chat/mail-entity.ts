import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Up to where the unread messages of a conversation have been mailed to somebody. */
@Entity({ name: 'chat_mail_cursor' })
export class ChatMailCursor {
  @PrimaryColumn({ name: 'user_id', type: 'uuid' })
  userId!: string;

  @PrimaryColumn({ name: 'conversation_id', type: 'uuid' })
  conversationId!: string;

  /** A bigint, hence text in JavaScript. */
  @Column({ name: 'mailed_seq', type: 'bigint' })
  mailedSeq!: string;

  @Column({ name: 'mailed_at', type: 'timestamptz' })
  mailedAt!: Date;
}
