import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Resource } from '../../domain/access/resources';

/** Sight of a department's records that is lent to somebody, or asked for while `grantedAt` is null. */
@Entity('access_grant')
export class AccessGrantEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'grantee_id', type: 'uuid' }) granteeId!: string;
  @Column({ name: 'department_id', type: 'uuid' }) departmentId!: string;
  @Column({ name: 'resources', type: 'text', array: true }) resources!: Resource[];
  @Column({ name: 'reason', type: 'text' }) reason!: string;
  /** The last day, in the grantee's zone. */
  @Column({ name: 'until', type: 'date' }) until!: string;
  @Column({ name: 'ends_at', type: 'timestamptz' }) endsAt!: Date;
  @Column({ name: 'granted_at', type: 'timestamptz', nullable: true }) grantedAt!: Date | null;
  @Column({ name: 'granted_by', type: 'uuid', nullable: true }) grantedBy!: string | null;
  @Column({ name: 'approval_id', type: 'uuid', nullable: true }) approvalId!: string | null;
  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true }) revokedAt!: Date | null;
  @Column({ name: 'revoked_by', type: 'uuid', nullable: true }) revokedBy!: string | null;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt!: Date;
}

/** The entities of this module, for the process entries. */
export const accessGrantEntities = [AccessGrantEntity];
