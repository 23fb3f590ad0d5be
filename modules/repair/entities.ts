import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { OldLeaveFields } from '../../domain/old-records/read-file';

/** A record of an old system as it was written there. Once it has become a real one, it says which. */
@Entity('imported_record')
export class ImportedRecordRow {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'source', type: 'text' }) source!: string;
  @Column({ name: 'kind', type: 'text' }) kind!: 'leave';
  @Column({ name: 'line', type: 'integer' }) line!: number;
  @Column({ name: 'fields', type: 'jsonb' }) fields!: OldLeaveFields;
  @Column({ name: 'content_hash', type: 'text' }) contentHash!: string;
  @Column({ name: 'staged_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  stagedAt!: Date;
  @Column({ name: 'leave_request_id', type: 'uuid', nullable: true })
  leaveRequestId!: string | null;
  @Column({ name: 'imported_at', type: 'timestamptz', nullable: true }) importedAt!: Date | null;
}

/** The entities of this module, for the process entries. */
export const repairEntities = [ImportedRecordRow];
