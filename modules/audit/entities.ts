import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** One fact of the audit trail: who did what to which record. Append-only, by trigger. */
@Entity('audit_event')
export class AuditEvent {
  @PrimaryGeneratedColumn('identity', { name: 'id', type: 'bigint' }) id!: string;
  @Column({ name: 'at', type: 'timestamptz', default: () => 'clock_timestamp()' }) at!: Date;
  @Column({ name: 'actor_id', type: 'uuid', nullable: true }) actorId!: string | null;
  @Column({ name: 'action', type: 'text' }) action!: string;
  @Column({ name: 'subject_type', type: 'text' }) subjectType!: string;
  @Column({ name: 'subject_id', type: 'text' }) subjectId!: string;
  @Column({ name: 'channel', type: 'text', nullable: true }) channel!: string | null;
  @Column({ name: 'details', type: 'jsonb', default: () => `'{}'` })
  details!: Record<string, unknown>;
  /** The transaction that wrote it: how the sealer finds rows that appear late. */
  @Column({
    name: 'written_in',
    type: 'bigint',
    default: () => 'pg_current_xact_id()::text::bigint',
  })
  writtenIn!: string;
}

/** A fact's place in the chain. Append-only, by trigger. */
@Entity('audit_seal')
export class AuditSeal {
  /** From 1, without gaps. */
  @PrimaryColumn({ name: 'position', type: 'bigint' }) position!: string;
  @Column({ name: 'event_id', type: 'bigint', unique: true }) eventId!: string;
  @Column({ name: 'previous_hash', type: 'bytea' }) previousHash!: Buffer;
  @Column({ name: 'hash', type: 'bytea' }) hash!: Buffer;
  @Column({ name: 'sealed_at', type: 'timestamptz' }) sealedAt!: Date;
}

/** The entities of this module, for the process entries. */
export const auditEntities = [AuditEvent, AuditSeal];
