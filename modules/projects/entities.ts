import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { RequestStatus } from '../../domain/approvals/vocabulary';
import type { ProjectRole } from '../../domain/timesheets/rates';
import { readinessEntities } from './readiness-entities';
import { watchEntities } from './watch-entities';

/** A project for a customer. */
@Entity('project')
export class ProjectEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'code', type: 'text', unique: true }) code!: string;
  @Column({ name: 'name', type: 'text' }) name!: string;
  @Column({ name: 'customer', type: 'text' }) customer!: string;
  @Column({ name: 'department_id', type: 'uuid' }) departmentId!: string;
  @Column({ name: 'manager_id', type: 'uuid' }) managerId!: string;
  @Column({ name: 'status', type: 'text', default: 'active' })
  status!: 'planned' | 'active' | 'live' | 'closed';
  @Column({ name: 'starts_on', type: 'date' }) startsOn!: string;
  @Column({ name: 'live_on', type: 'date', nullable: true }) liveOn!: string | null;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** Who works on a project. */
@Entity('project_member')
export class ProjectMemberEntity {
  @PrimaryColumn({ name: 'project_id', type: 'uuid' }) projectId!: string;
  @PrimaryColumn({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'role', type: 'text', default: 'consultant' }) role!: ProjectRole;
  /** What let somebody of sales onto a project of consulting. */
  @Column({ name: 'grant_id', type: 'uuid', nullable: true }) grantId!: string | null;
  @Column({ name: 'sees_until', type: 'timestamptz', nullable: true }) seesUntil!: Date | null;
}

/** Which project a claim or a bill is for. */
@Entity('document_project')
export class DocumentProjectEntity {
  @PrimaryColumn({ name: 'source_kind', type: 'text' }) sourceKind!: string;
  @PrimaryColumn({ name: 'source_id', type: 'uuid' }) sourceId!: string;
  @Column({ name: 'project_id', type: 'uuid' }) projectId!: string;
}

/** A go-live somebody asked for. */
@Entity('go_live')
export class GoLiveEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'project_id', type: 'uuid' }) projectId!: string;
  @Column({ name: 'requested_by', type: 'uuid' }) requestedBy!: string;
  @Column({ name: 'planned_on', type: 'date' }) plannedOn!: string;
  @Column({ name: 'notes', type: 'text' }) notes!: string;
  @Column({ name: 'status', type: 'text', default: 'pending' }) status!: RequestStatus;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** One thing to see to before a go-live. */
@Entity('go_live_item')
export class GoLiveItemEntity {
  @PrimaryColumn({ name: 'go_live_id', type: 'uuid' }) goLiveId!: string;
  @PrimaryColumn({ name: 'ordinal', type: 'integer' }) ordinal!: number;
  @Column({ name: 'label', type: 'text' }) label!: string;
  @Column({ name: 'done', type: 'boolean' }) done!: boolean;
}

/** The entities of this module, for the process entries. */
export const projectsEntities = [
  ProjectEntity,
  ProjectMemberEntity,
  DocumentProjectEntity,
  GoLiveEntity,
  GoLiveItemEntity,
  ...readinessEntities,
  ...watchEntities,
];
