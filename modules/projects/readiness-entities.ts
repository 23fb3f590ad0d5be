import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { CheckState, RiskState } from '../../domain/projects/readiness';

/** That a project's go-live is planned here, and how often the plan was changed. */
@Entity('readiness_plan')
export class ReadinessPlanEntity {
  @PrimaryColumn({ name: 'project_id', type: 'uuid' }) projectId!: string;
  @Column({ name: 'revision', type: 'integer' }) revision!: number;
  @Column({ name: 'changed_at', type: 'timestamptz', default: () => 'now()' }) changedAt!: Date;
}

/** One check of a gate. */
@Entity('readiness_check')
export class ReadinessCheckEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) id!: string;
  @Column({ name: 'project_id', type: 'uuid' }) projectId!: string;
  @Column({ name: 'ordinal', type: 'integer' }) ordinal!: number;
  @Column({ name: 'gate', type: 'text' }) gate!: string;
  @Column({ name: 'label', type: 'text' }) label!: string;
  @Column({ name: 'is_mandatory', type: 'boolean' }) isMandatory!: boolean;
  @Column({ name: 'owner_id', type: 'uuid' }) ownerId!: string;
  @Column({ name: 'state', type: 'text' }) state!: CheckState;
  @Column({ name: 'evidence', type: 'text' }) evidence!: string;
  @Column({ name: 'reason', type: 'text' }) reason!: string;
}

/** One entry of the risk register. */
@Entity('readiness_risk')
export class ReadinessRiskEntity {
  @PrimaryColumn({ name: 'project_id', type: 'uuid' }) projectId!: string;
  @PrimaryColumn({ name: 'ordinal', type: 'integer' }) ordinal!: number;
  @Column({ name: 'title', type: 'text' }) title!: string;
  @Column({ name: 'probability', type: 'integer' }) probability!: number;
  @Column({ name: 'impact', type: 'integer' }) impact!: number;
  @Column({ name: 'owner_id', type: 'uuid' }) ownerId!: string;
  @Column({ name: 'mitigation', type: 'text' }) mitigation!: string;
  @Column({ name: 'state', type: 'text' }) state!: RiskState;
}

/** The way back. */
@Entity('rollback_plan')
export class RollbackPlanEntity {
  @PrimaryColumn({ name: 'project_id', type: 'uuid' }) projectId!: string;
  @Column({ name: 'version', type: 'integer' }) version!: number;
  @Column({ name: 'trigger', type: 'text' }) trigger!: string;
  @Column({ name: 'steps', type: 'text' }) steps!: string;
  @Column({ name: 'minutes', type: 'integer' }) minutes!: number;
  @Column({ name: 'owner_id', type: 'uuid' }) ownerId!: string;
  /** Since when it says what it says. */
  @Column({ name: 'written_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  writtenAt!: Date;
}

/** A time the way back was tried. */
@Entity('rollback_drill')
export class RollbackDrillEntity {
  @PrimaryGeneratedColumn('identity', {
    name: 'id',
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
  })
  id!: string;
  @Column({ name: 'project_id', type: 'uuid' }) projectId!: string;
  @Column({ name: 'version', type: 'integer' }) version!: number;
  @Column({ name: 'drilled_on', type: 'date' }) drilledOn!: string;
  @Column({ name: 'minutes', type: 'integer' }) minutes!: number;
  @Column({ name: 'passed', type: 'boolean' }) passed!: boolean;
  @Column({ name: 'notes', type: 'text' }) notes!: string;
  @Column({ name: 'recorded_by', type: 'uuid' }) recordedBy!: string;
  @Column({ name: 'recorded_at', type: 'timestamptz', default: () => 'now()' }) recordedAt!: Date;
}

/** The entities of readiness, for the process entries. */
export const readinessEntities = [
  ReadinessPlanEntity,
  ReadinessCheckEntity,
  ReadinessRiskEntity,
  RollbackPlanEntity,
  RollbackDrillEntity,
];
