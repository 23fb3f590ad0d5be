import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { PeriodLength } from '../../domain/incentives/periods';
import type { Basis, Measure, TierScale } from '../../domain/incentives/plan';
import type { IncentiveRunState } from '../../domain/incentives/run-contract';
import type { RequestStatus } from '../../domain/approvals/vocabulary';

/** By what rules some sellers earn beside their salary. */
@Entity('incentive_plan')
export class IncentivePlanEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'name', type: 'text' }) name!: string;
  @Column({ name: 'department_id', type: 'uuid' }) departmentId!: string;
  @Column({ name: 'period', type: 'text' }) period!: PeriodLength;
  @Column({ name: 'created_by', type: 'uuid' }) createdBy!: string;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt!: Date;
}

/** How a plan pays between two days. */
@Entity('incentive_plan_version')
export class IncentivePlanVersionEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'plan_id', type: 'uuid' }) planId!: string;
  @Column({ name: 'number', type: 'integer' }) number!: number;
  @Column({ name: 'from_on', type: 'date' }) fromOn!: string;
  @Column({ name: 'to_on', type: 'date', nullable: true }) toOn!: string | null;
  @Column({ name: 'basis', type: 'text' }) basis!: Basis;
  @Column({ name: 'measure', type: 'text' }) measure!: Measure;
  @Column({ name: 'scale', type: 'text' }) scale!: TierScale;
  @Column({ name: 'cap_minor', type: 'bigint', nullable: true }) capMinor!: string | null;
  @Column({ name: 'set_by', type: 'uuid' }) setBy!: string;
  @Column({ name: 'set_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  setAt!: Date;
}

/** A tier of a version; never changed. */
@Entity('incentive_tier')
export class IncentiveTierEntity {
  @PrimaryColumn({ name: 'version_id', type: 'uuid' }) versionId!: string;
  @PrimaryColumn({ name: 'ordinal', type: 'integer' }) ordinal!: number;
  @Column({ name: 'band', type: 'int8range' }) band!: string;
  @Column({ name: 'rate_bps', type: 'integer' }) rateBps!: number;
}

/** That somebody is on a plan. */
@Entity('incentive_member')
export class IncentiveMemberEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'plan_id', type: 'uuid' }) planId!: string;
  @Column({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'from_on', type: 'date' }) fromOn!: string;
  @Column({ name: 'to_on', type: 'date', nullable: true }) toOn!: string | null;
  @Column({ name: 'set_by', type: 'uuid' }) setBy!: string;
}

/** What a seller is to reach in each period from a day on. */
@Entity('incentive_quota')
export class IncentiveQuotaEntity {
  @PrimaryColumn({ name: 'plan_id', type: 'uuid' }) planId!: string;
  @PrimaryColumn({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @PrimaryColumn({ name: 'from_on', type: 'date' }) fromOn!: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor!: string;
  @Column({ name: 'set_by', type: 'uuid' }) setBy!: string;
  @Column({ name: 'set_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  setAt!: Date;
}

/** A fixed amount for each deal won between two days. */
@Entity('incentive_bonus')
export class IncentiveBonusEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'plan_id', type: 'uuid' }) planId!: string;
  @Column({ name: 'name', type: 'text' }) name!: string;
  @Column({ name: 'from_on', type: 'date' }) fromOn!: string;
  @Column({ name: 'to_on', type: 'date' }) toOn!: string;
  @Column({ name: 'least_minor', type: 'bigint' }) leastMinor!: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor!: string;
  @Column({ name: 'set_by', type: 'uuid' }) setBy!: string;
}

/** A period of a plan, from its preview to its payment. */
@Entity('incentive_run')
export class IncentiveRunEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'plan_id', type: 'uuid' }) planId!: string;
  @Column({ name: 'from_on', type: 'date' }) fromOn!: string;
  @Column({ name: 'to_on', type: 'date' }) toOn!: string;
  @Column({ name: 'status', type: 'text', default: 'draft' }) status!: IncentiveRunState;
  @Column({ name: 'problems', type: 'jsonb', default: [] }) problems!: string[];
  @Column({ name: 'people', type: 'integer', default: 0 }) people!: number;
  @Column({ name: 'payable_minor', type: 'bigint', default: 0 }) payableMinor!: string;
  @Column({ name: 'hash', type: 'text', default: '' }) hash!: string;
  @Column({ name: 'drawn_by', type: 'uuid' }) drawnBy!: string;
  @Column({ name: 'drawn_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  drawnAt!: Date;
  @Column({ name: 'published_at', type: 'timestamptz', nullable: true }) publishedAt!: Date | null;
  @Column({ name: 'posted_at', type: 'timestamptz', nullable: true }) postedAt!: Date | null;
  @Column({ name: 'revision', type: 'integer', default: 1 }) revision!: number;
  @Column({ name: 'relayed_revision', type: 'integer', default: 0 }) relayedRevision!: number;
}

/** What a run says of a seller; never changed. */
@Entity('incentive_statement')
export class IncentiveStatementEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'run_id', type: 'uuid' }) runId!: string;
  @Column({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'payable_minor', type: 'bigint' }) payableMinor!: string;
  @Column({ name: 'carried_minor', type: 'bigint' }) carriedMinor!: string;
  @Column({ name: 'content', type: 'text' }) content!: string;
  @Column({ name: 'hash', type: 'text' }) hash!: string;
}

/** What a published statement has credited; never changed, and each source once. */
@Entity('incentive_credit')
export class IncentiveCreditEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'statement_id', type: 'uuid' }) statementId!: string;
  @Column({ name: 'plan_id', type: 'uuid' }) planId!: string;
  @Column({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'kind', type: 'text' }) kind!: 'credit' | 'bonus' | 'adjustment';
  @Column({ name: 'source_id', type: 'uuid' }) sourceId!: string;
  @Column({ name: 'bonus_id', type: 'uuid', nullable: true }) bonusId!: string | null;
  @Column({ name: 'deal_id', type: 'uuid', nullable: true }) dealId!: string | null;
  @Column({ name: 'base_minor', type: 'bigint' }) baseMinor!: string;
  @Column({ name: 'credit_minor', type: 'bigint' }) creditMinor!: string;
}

/** That a seller says something is missing. */
@Entity('incentive_dispute')
export class IncentiveDisputeEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'statement_id', type: 'uuid' }) statementId!: string;
  @Column({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor!: string;
  @Column({ name: 'deal', type: 'text', nullable: true }) deal!: string | null;
  @Column({ name: 'reason', type: 'text' }) reason!: string;
  @Column({ name: 'status', type: 'text', default: 'pending' }) status!: RequestStatus;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt!: Date;
}

/** What a dispute has found missing; never changed. */
@Entity('incentive_adjustment')
export class IncentiveAdjustmentEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'dispute_id', type: 'uuid' }) disputeId!: string;
  @Column({ name: 'plan_id', type: 'uuid' }) planId!: string;
  @Column({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor!: string;
  @Column({ name: 'made_on', type: 'date' }) madeOn!: string;
}

/** The entities of this module, for the process entries. */
export const incentiveEntities = [
  IncentivePlanEntity,
  IncentivePlanVersionEntity,
  IncentiveTierEntity,
  IncentiveMemberEntity,
  IncentiveQuotaEntity,
  IncentiveBonusEntity,
  IncentiveRunEntity,
  IncentiveStatementEntity,
  IncentiveCreditEntity,
  IncentiveDisputeEntity,
  IncentiveAdjustmentEntity,
];
