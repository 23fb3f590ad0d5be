import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Policy } from '../../domain/approvals/policy';

/** A published version of a kind's policy, from 2; it never changes. */
@Entity({ name: 'approval_policy' })
export class ApprovalPolicy {
  @PrimaryColumn({ name: 'kind', type: 'text' })
  kind!: string;

  @PrimaryColumn({ name: 'version', type: 'integer' })
  version!: number;

  /** Requests submitted from then on are routed by it, until another takes effect. */
  @Column({ name: 'effective_from', type: 'timestamptz' })
  effectiveFrom!: Date;

  @Column({ name: 'body', type: 'jsonb' })
  body!: Policy;

  @Column({ name: 'note', type: 'text' })
  note!: string;

  @Column({ name: 'published_by', type: 'uuid' })
  publishedBy!: string;

  @Column({ name: 'published_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  publishedAt!: Date;
}

/** The policy an admin is writing, one a kind. It may have problems that publishing would refuse. */
@Entity({ name: 'approval_policy_draft' })
export class ApprovalPolicyDraft {
  @PrimaryColumn({ name: 'kind', type: 'text' })
  kind!: string;

  @Column({ name: 'body', type: 'jsonb' })
  body!: Policy;

  /** Another with each save: two admins do not overwrite each other unseen. */
  @Column({
    name: 'revision',
    type: 'integer',
    default: () => `nextval('approval_policy_draft_revision')`,
  })
  revision!: number;

  @Column({ name: 'updated_by', type: 'uuid' })
  updatedBy!: string;

  @Column({ name: 'updated_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  updatedAt!: Date;
}

/** A named group of people who sign. */
@Entity({ name: 'approval_group' })
export class ApprovalGroup {
  @PrimaryColumn({ name: 'id', type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'name', type: 'text' })
  name!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt!: Date;
}

/** Somebody's place in a group. */
@Entity({ name: 'approval_group_member' })
export class ApprovalGroupMember {
  @PrimaryColumn({ name: 'group_id', type: 'uuid' })
  groupId!: string;

  @PrimaryColumn({ name: 'employee_id', type: 'uuid' })
  employeeId!: string;
}

/** What policies map. */
export const policyEntities = [
  ApprovalPolicy,
  ApprovalPolicyDraft,
  ApprovalGroup,
  ApprovalGroupMember,
];
