import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MAIL_STATUSES } from '../../domain/wire/admin';

/** A mail and its delivery. What it says is made from `props` when it is sent. */
@Entity('mail')
export class Mail {
  @PrimaryColumn('uuid', { name: 'id' })
  id!: string;

  @Column('text', { name: 'message_id' })
  messageId!: string;

  @Column('text', { name: 'template' })
  template!: string;

  @Column('uuid', { name: 'to_user_id', nullable: true })
  toUserId!: string | null;

  @Column('text', { name: 'to_address' })
  toAddress!: string;

  @Column('jsonb', { name: 'props' })
  props!: Record<string, unknown>;

  @Column('text', { name: 'subject', nullable: true })
  subject!: string | null;

  @Column('uuid', { name: 'approval_id', nullable: true })
  approvalId!: string | null;

  @Column('text', { name: 'status' })
  status!: (typeof MAIL_STATUSES)[number];

  @Column('integer', { name: 'attempts' })
  attempts!: number;

  @Column('timestamptz', { name: 'next_attempt_at' })
  nextAttemptAt!: Date;

  @Column('text', { name: 'last_error', nullable: true })
  lastError!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt!: Date | null;
}
