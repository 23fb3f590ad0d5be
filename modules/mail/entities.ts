import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AgentClass, FetchMethod } from '../../domain/mail/link-fetches';
import type { SafetyMode } from '../../domain/mail/safety';
import type { MailLanguage } from '../../domain/mail/settings';
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

  /** The key of the recipient's bell row that says the same. */
  @Column('text', { name: 'notification_key', nullable: true })
  notificationKey!: string | null;

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

/** How carefully mailed links to some requests act. */
@Entity('mail_safety_rule')
export class MailSafetyRule {
  @PrimaryColumn('uuid', { name: 'id' })
  id!: string;

  /** Null for all. */
  @Column('text', { name: 'kind', nullable: true })
  kind!: string | null;

  /** A bigint, hence text in JavaScript. */
  @Column('bigint', { name: 'at_least_minor', nullable: true })
  atLeastMinor!: string | null;

  @Column('text', { name: 'currency', nullable: true })
  currency!: string | null;

  @Column('text', { name: 'mode' })
  mode!: SafetyMode;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}

/** How mails look: one row. */
@Entity('mail_settings')
export class MailSettingsRow {
  @PrimaryColumn('boolean', { name: 'id' })
  id!: boolean;

  @Column('text', { name: 'sender_name', nullable: true })
  senderName!: string | null;

  @Column('text', { name: 'signature' })
  signature!: string;

  @Column('text', { name: 'language' })
  language!: MailLanguage;

  @Column('bytea', { name: 'logo', nullable: true })
  logo!: Buffer | null;

  @Column('text', { name: 'muted', array: true })
  muted!: string[];

  @Column('timestamptz', { name: 'changed_at' })
  changedAt!: Date;
}

/** That somebody or something fetched a mailed link: no decision, and no token. */
@Entity('email_link_fetch')
export class EmailLinkFetch {
  /** A bigint, hence text in JavaScript. */
  @PrimaryColumn('bigint', { name: 'id' })
  id!: string;

  @Column('uuid', { name: 'link_id' })
  linkId!: string;

  @Column('timestamptz', { name: 'at' })
  at!: Date;

  @Column('text', { name: 'method' })
  method!: FetchMethod;

  @Column('text', { name: 'agent' })
  agent!: string;

  @Column('text', { name: 'agent_class' })
  agentClass!: AgentClass;

  /** A /24 or /48. */
  @Column('text', { name: 'network', nullable: true })
  network!: string | null;

  /** Of the nonce of a form that failed its test. */
  @Column('bytea', { name: 'nonce_hash', nullable: true })
  nonceHash!: Buffer | null;
}

/** What the mail module maps. */
export const mailEntities = [Mail, MailSafetyRule, MailSettingsRow, EmailLinkFetch];
