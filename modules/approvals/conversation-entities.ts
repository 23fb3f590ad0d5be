import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Plan } from '../../domain/approvals/plan';
import type { CommentKind } from './comments';

/** What a request said before it was changed. */
@Entity({ name: 'approval_version' })
export class ApprovalVersion {
  @PrimaryColumn({ name: 'request_id', type: 'uuid' })
  requestId!: string;

  @PrimaryColumn({ name: 'version', type: 'integer' })
  version!: number;

  @Column({ name: 'round', type: 'integer' })
  round!: number;

  @Column({ name: 'title', type: 'text' })
  title!: string;

  @Column({ name: 'data', type: 'jsonb' })
  data!: Record<string, unknown>;

  @Column({ name: 'content_hash', type: 'text' })
  contentHash!: string;

  @Column({ name: 'policy_version', type: 'integer' })
  policyVersion!: number;

  @Column({ name: 'plan', type: 'jsonb' })
  plan!: Plan;

  @Column({ name: 'replaced_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  replacedAt!: Date;
}

/** A line of the conversation about a request. */
@Entity({ name: 'approval_comment' })
export class ApprovalComment {
  @PrimaryColumn({ name: 'id', type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'request_id', type: 'uuid' })
  requestId!: string;

  @Column({ name: 'author_id', type: 'uuid' })
  authorId!: string;

  @Column({ name: 'kind', type: 'text' })
  kind!: CommentKind;

  @Column({ name: 'body', type: 'text' })
  body!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
