import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

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
}

/** The entities of this module, for the process entries. */
export const auditEntities = [AuditEvent];
