import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { LeaveBlock } from '../../domain/leave/leave-blocks';

/** Days on which leave is refused, or only warned of. */
@Entity('leave_block')
export class LeaveBlockEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'name', type: 'text' }) name!: string;
  @Column({ name: 'from_on', type: 'date' }) fromOn!: string;
  @Column({ name: 'to_on', type: 'date' }) toOn!: string;
  @Column({ name: 'department_id', type: 'uuid', nullable: true }) departmentId!: string | null;
  @Column({ name: 'location_id', type: 'uuid', nullable: true }) locationId!: string | null;
  @Column({ name: 'types', type: 'text', array: true, default: () => "'{}'" }) types!: string[];
  @Column({ name: 'effect', type: 'text' }) effect!: LeaveBlock['effect'];
  @Column({ name: 'reason', type: 'text' }) reason!: string;
  @Column({ name: 'created_by', type: 'uuid' }) createdBy!: string;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** Somebody who may take leave on blocked days all the same. */
@Entity('leave_block_exception')
export class LeaveBlockExceptionEntity {
  @PrimaryColumn({ name: 'block_id', type: 'uuid' }) blockId!: string;
  @PrimaryColumn({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'reason', type: 'text' }) reason!: string;
  @Column({ name: 'given_by', type: 'uuid' }) givenBy!: string;
  @Column({ name: 'given_at', type: 'timestamptz', default: () => 'now()' }) givenAt!: Date;
}

/** A file that goes with a leave; its content lies in the file store under the same id. */
@Entity('leave_document')
export class LeaveDocumentEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) id!: string;
  @Column({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'leave_request_id', type: 'uuid', nullable: true })
  leaveRequestId!: string | null;
  @Column({ name: 'name', type: 'text' }) name!: string;
  @Column({ name: 'media_type', type: 'text' }) mediaType!: string;
  @Column({ name: 'size', type: 'integer' }) size!: number;
  @Column({ name: 'sha256', type: 'text' }) sha256!: string;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt!: Date;
}

/** The entities of block dates and documents, for the process entries. */
export const leaveRuleEntities = [LeaveBlockEntity, LeaveBlockExceptionEntity, LeaveDocumentEntity];
