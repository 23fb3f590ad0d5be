import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { RequestStatus } from '../../domain/approvals/vocabulary';
import type { ProbationOutcome, ProbationState } from '../../domain/probation/rules';

/** Somebody's probation, agreed with the start of their onboarding. Over once, by trigger. */
@Entity('probation')
export class ProbationEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'person_id', type: 'uuid' }) personId!: string;
  @Column({ name: 'onboarding_id', type: 'uuid' }) onboardingId!: string;
  @Column({ name: 'ends_on', type: 'date' }) endsOn!: string;
  @Column({ name: 'extensions', type: 'integer', default: 0 }) extensions!: number;
  @Column({ name: 'status', type: 'text', default: 'running' }) status!: ProbationState;
  /** Null until the manager was asked for the review of the end it has now. */
  @Column({ name: 'review_opened_at', type: 'timestamptz', nullable: true })
  reviewOpenedAt!: Date | null;
  @Column({ name: 'confirmed_on', type: 'date', nullable: true }) confirmedOn!: string | null;
  @Column({ name: 'last_day', type: 'date', nullable: true }) lastDay!: string | null;
  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true }) settledAt!: Date | null;
}

/** What somebody proposes for a probation, for HR to sign. */
@Entity('probation_review')
export class ProbationReviewEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) id!: string;
  @Column({ name: 'probation_id', type: 'uuid' }) probationId!: string;
  @Column({ name: 'outcome', type: 'text' }) outcome!: ProbationOutcome;
  @Column({ name: 'until', type: 'date', nullable: true }) until!: string | null;
  @Column({ name: 'last_day', type: 'date', nullable: true }) lastDay!: string | null;
  @Column({ name: 'status', type: 'text', default: 'pending' }) status!: RequestStatus;
  @Column({ name: 'approval_id', type: 'uuid' }) approvalId!: string;
  @Column({ name: 'written_by', type: 'uuid' }) writtenBy!: string;
  @Column({ name: 'written_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  writtenAt!: Date;
}

/** The entities of this module, for the process entries. */
export const probationEntities = [ProbationEntity, ProbationReviewEntity];
