import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DelegationApplies } from '../../domain/wire/delegations';

/** One person acts for another: between two dates, or whenever the other is on approved leave. */
@Entity({ name: 'delegation' })
export class Delegation {
  @PrimaryColumn({ name: 'id', type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'from_id', type: 'uuid' })
  fromId!: string;

  @Column({ name: 'to_id', type: 'uuid' })
  toId!: string;

  @Column({ name: 'applies', type: 'text' })
  applies!: DelegationApplies;

  /** Null: requests of every kind. */
  @Column({ name: 'kinds', type: 'text', array: true, nullable: true })
  kinds!: string[] | null;

  /** Dates of the delegator's zone, both included; null where it applies when they are away. */
  @Column({ name: 'starts_on', type: 'date', nullable: true })
  startsOn!: string | null;

  @Column({ name: 'ends_on', type: 'date', nullable: true })
  endsOn!: string | null;

  @Column({ name: 'reason', type: 'text', nullable: true })
  reason!: string | null;

  @Column({ name: 'created_by', type: 'uuid' })
  createdBy!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;
}

/** The entities of this module, for the process entries. */
export const delegationEntities = [Delegation];
