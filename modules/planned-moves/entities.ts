import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What changes about a person from a day on. Closed once, never changed otherwise nor deleted, by trigger. */
@Entity('planned_move')
export class PlannedMoveRow {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'person_id', type: 'uuid' }) personId!: string;
  /** In the person's zone. */
  @Column({ name: 'effective_on', type: 'date' }) effectiveOn!: string;
  @Column({ name: 'changes', type: 'text', array: true }) changes!: string[];
  @Column({ name: 'manager_id', type: 'uuid', nullable: true }) managerId!: string | null;
  @Column({ name: 'department_id', type: 'uuid', nullable: true }) departmentId!: string | null;
  @Column({ name: 'location_id', type: 'uuid', nullable: true }) locationId!: string | null;
  @Column({ name: 'grade', type: 'text', nullable: true }) grade!: string | null;
  @Column({ name: 'planned_by', type: 'uuid' }) plannedBy!: string;
  @Column({ name: 'planned_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  plannedAt!: Date;
  @Column({ name: 'outcome', type: 'text', nullable: true }) outcome!: string | null;
  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true }) closedAt!: Date | null;
  @Column({ name: 'closed_by', type: 'uuid', nullable: true }) closedBy!: string | null;
  @Column({ name: 'refusal', type: 'text', nullable: true }) refusal!: string | null;
}

/** The entities of this module, for the process entries. */
export const plannedMoveEntities = [PlannedMoveRow];
